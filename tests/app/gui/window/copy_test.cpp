// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the window by the clipboard and by Export tensor.
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QStatusBar>
#include <QSvgRenderer>

#include "app/gui/action/notices.h"
#include "app/gui/output/copier.h"
#include "app/gui/output/tensor_dialog.h"
#include "app/gui/output/tensor_output.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class Copy : public Window {
  protected:
    void SetUp() override {
        Window::SetUp();
        QApplication::clipboard()->clear();
    }
    // Runs the action and waits until the copy has come or failed.
    bool afterCopy(const std::function<void()>& action) {
        QSignalSpy copied(&window_.copier(), &Copier::copied);
        action();
        EXPECT_TRUE(copied.count() > 0 || copied.wait(kPatience));
        return copied.last().first().toBool();
    }
    bool afterExport(const TensorChoice& choice) {
        QSignalSpy exported(&window_.tensors(), &TensorOutput::exported);
        window_.tensors().exportTo(choice);
        EXPECT_TRUE(exported.wait(kPatience));
        return exported.last().first().toBool();
    }
    static QString text() { return QApplication::clipboard()->text(); }
    QString notice() { return window_.notices().refusal(); }
    void openSmall() { openArray({9, 9, 40, 248, 1, 2, 35, 240, 7, 0, 0, 0, 100, 3, 0, 0}, {4, 4}); }
    QByteArray content(const QString& name) {
        QFile file(folder_.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name.toStdString();
        return file.readAll();
    }
};

TEST_F(Copy, ThePictureIsPngSvgAndWords) {
    EXPECT_TRUE(afterCopy([&] { press(Qt::Key_C, Qt::ControlModifier); }));
    const QMimeData* mime = QApplication::clipboard()->mimeData();
    EXPECT_EQ(mime->text(), QStringLiteral("MNIST test image 18, label 3: max, size 2x2, stride 2x2"));
    const QImage png = QImage::fromData(mime->data(QStringLiteral("image/png")), "PNG");
    EXPECT_EQ(png.width(), 2161) << "183 mm at 300 dpi";
    EXPECT_EQ(qvariant_cast<QImage>(mime->imageData()), png);
    QSvgRenderer svg(mime->data(QStringLiteral("image/svg+xml")));
    EXPECT_TRUE(svg.isValid());
    EXPECT_NEAR(double(svg.defaultSize().width()) / svg.defaultSize().height(), double(png.width()) / png.height(),
                0.01);
}

TEST_F(Copy, TheStudyInViewIsCopied) {
    QApplication::processEvents();
    ASSERT_TRUE(afterCopy([&] { trigger("edit.copy"); }));
    const QByteArray panels = QApplication::clipboard()->mimeData()->data(QStringLiteral("image/svg+xml"));
    trigger("study.compare");
    ASSERT_TRUE(QTest::qWaitFor([&] { return window_.pages().current().figureDraft().has_value(); }, kPatience));
    ASSERT_TRUE(afterCopy([&] { trigger("edit.copy"); }));
    EXPECT_NE(QApplication::clipboard()->mimeData()->data(QStringLiteral("image/svg+xml")), panels);
}

TEST_F(Copy, InATextFieldTheKeyBelongsToTheField) {
    auto* field = window_.findChild<QLineEdit*>(QStringLiteral("qt_spinbox_lineedit"));
    ASSERT_NE(field, nullptr);
    field->setFocus();
    field->selectAll();
    const QString selected = field->selectedText();
    QSignalSpy copied(&window_.copier(), &Copier::copied);
    QTest::keyClick(field, Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(text(), selected);
    EXPECT_FALSE(QApplication::clipboard()->mimeData()->hasImage());
    EXPECT_EQ(copied.count(), 0);
}

TEST_F(Copy, NumbersOfTheFocusedPanel) {
    openSmall();
    canvas(PanelKind::Output).setFocus();
    ASSERT_TRUE(afterCopy([&] { trigger("edit.copy.numbers"); }));
    EXPECT_EQ(text(), QStringLiteral("9\t248\n100\t0\n"));
    canvas(PanelKind::Patches).setFocus();
    ASSERT_TRUE(afterCopy([&] { trigger("edit.copy.numbers"); }));
    EXPECT_EQ(text(), QStringLiteral("9\t40\t7\t0\n9\t248\t0\t0\n1\t35\t100\t0\n2\t240\t3\t0\n"));
    canvas(PanelKind::Gradient).setFocus();
    ASSERT_TRUE(afterCopy([&] { trigger("edit.copy.bmatrix"); }));
    EXPECT_TRUE(text().contains(QStringLiteral("\\begin{bmatrix}\n1 & 0 & 0 & 1 \\\\\n"))) << text().toStdString();
    ASSERT_TRUE(afterCopy([&] { trigger("edit.copy.tabular"); }));
    EXPECT_TRUE(text().startsWith(QStringLiteral("\\begin{tabular}{rrrr}\n1 & 0"))) << text().toStdString();
}

TEST_F(Copy, WhatIsCopiedCanBePasted) {
    openSmall();
    canvas(PanelKind::Input).setFocus();
    ASSERT_TRUE(afterCopy([&] { trigger("edit.copy.numbers"); }));
    const std::vector<float> before = evaluation().x->values;
    open(QStringLiteral("mnist:18"));
    QSignalSpy opened(&window_.documents(), &Documents::opened);
    trigger("edit.paste");
    ASSERT_TRUE(opened.wait(kPatience));
    settle();
    EXPECT_EQ(evaluation().x->values, before);
}

TEST_F(Copy, ProgramsCarryTheExperiment) {
    settle([&] { session().edit({}, {}, [](Experiment& e) { e.window.size = {3, 3}; }); });
    ASSERT_TRUE(afterCopy([&] { trigger("edit.copy.numpy"); }));
    EXPECT_TRUE(text().startsWith(QStringLiteral("# MNIST test image 18, label 3: max, size 3x3, stride 2x2\n")));
    EXPECT_TRUE(text().contains(QStringLiteral("kh, kw = 3, 3")));
    ASSERT_TRUE(afterCopy([&] { trigger("edit.copy.torch"); }));
    EXPECT_TRUE(text().contains(QStringLiteral("F.max_pool2d(X, (3, 3), (2, 2), return_indices=True)")));
}

TEST_F(Copy, ALargePictureIsLoadedByItsProgramAndNotCopiedNumberByNumber) {
    openArray(std::vector<float>(1100 * 1000, 3), {1100, 1000});
    ASSERT_TRUE(afterCopy([&] { trigger("edit.copy.numpy"); }));
    EXPECT_TRUE(text().contains(QStringLiteral("np.load(\"X.npy\")"))) << text().left(400).toStdString();
    EXPECT_TRUE(window_.statusBar()->currentMessage().contains(QStringLiteral("It loads X.npy")));
    canvas(PanelKind::Input).setFocus();
    EXPECT_FALSE(afterCopy([&] { trigger("edit.copy.numbers"); }));
    EXPECT_TRUE(notice().contains(QStringLiteral("1100000 numbers are more than the 1048576")))
        << notice().toStdString();
    EXPECT_TRUE(text().contains(QStringLiteral("np.load"))) << "what was there stays";
}

TEST_F(Copy, ThePanelsMenuIsAboutThatPanel) {
    openSmall();
    PanelCanvas& panel = canvas(PanelKind::Gradient);
    const auto ask = [&](QContextMenuEvent::Reason reason) {
        QContextMenuEvent event(reason, panel.rect().center(), panel.mapToGlobal(panel.rect().center()));
        QApplication::sendEvent(&panel, &event);
        return window_.findChild<QMenu*>(QStringLiteral("panelMenu"));
    };
    QMenu* menu = ask(QContextMenuEvent::Keyboard);
    ASSERT_NE(menu, nullptr);
    EXPECT_EQ(menu->actions().last()->text(), QStringLiteral("&Export Gradient dX…"));
    ASSERT_TRUE(afterCopy([&] { menu->actions().first()->trigger(); }));
    EXPECT_EQ(text(), QStringLiteral("1\t0\t0\t1\n0\t0\t0\t0\n0\t0\t1\t0\n1\t0\t0\t0\n"));
}

TEST_F(Copy, WhereTheRightButtonErasesItOpensNoMenu) {
    session().setBrush({Tool::Brush, 255, 1, 1});
    PanelCanvas& input = canvas(PanelKind::Input);
    const auto ask = [&](QContextMenuEvent::Reason reason) {
        QSignalSpy asked(&input, &PanelCanvas::menuRequested);
        QContextMenuEvent event(reason, {5, 5}, input.mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(&input, &event);
        return asked.count();
    };
    EXPECT_EQ(ask(QContextMenuEvent::Mouse), 0);
    EXPECT_EQ(ask(QContextMenuEvent::Keyboard), 1);
    session().setBrush({});
    EXPECT_EQ(ask(QContextMenuEvent::Mouse), 1);
}

TEST_F(Copy, TensorsAreWrittenInEveryFormat) {
    openSmall();
    const auto path = [&](const char* name) { return folder_.filePath(QString::fromLatin1(name)); };
    ASSERT_TRUE(afterExport({PoolArray::Output, TensorFormat::Npy, path("y.npy")}));
    const QByteArray npy = content(QStringLiteral("y.npy"));
    const auto array = readNpy(std::as_bytes(std::span(npy.data(), static_cast<std::size_t>(npy.size()))), "y").value();
    EXPECT_EQ(array.shape, (std::vector<std::int64_t>{1, 1, 2, 2}));
    EXPECT_EQ(array.values, (std::vector<float>{9, 248, 100, 0}));
    ASSERT_TRUE(afterExport({PoolArray::Winners, TensorFormat::Csv, path("argmax.csv")}));
    EXPECT_EQ(content(QStringLiteral("argmax.csv")), QByteArray("0,3\n12,10\n"));
    ASSERT_TRUE(afterExport({PoolArray::Gradient, TensorFormat::Tabular, path("dx.tex")}));
    EXPECT_TRUE(content(QStringLiteral("dx.tex")).startsWith("\\begin{tabular}{rrrr}\n"));
    ASSERT_TRUE(afterExport({PoolArray::Output, TensorFormat::Torch, path("pool.py")}));
    EXPECT_TRUE(content(QStringLiteral("pool.py")).contains("F.max_pool2d"));

    EXPECT_FALSE(afterExport({PoolArray::Output, TensorFormat::Npy, path("none/y.npy")}));
    EXPECT_TRUE(notice().startsWith(QStringLiteral("Not written: "))) << notice().toStdString();
}

TEST_F(Copy, AProgramIsWrittenWithWhatItLoads) {
    openArray(std::vector<float>(64 * 64, 3), {64, 64});
    ASSERT_TRUE(afterExport({PoolArray::Output, TensorFormat::Numpy, folder_.filePath(QStringLiteral("p.py"))}));
    EXPECT_TRUE(content(QStringLiteral("p.py")).contains("np.load(\"p-x.npy\")"));
    EXPECT_EQ(content(QStringLiteral("p-x.npy")).size(), 128 + 4 * 64 * 64);
}

class TensorDialogTest : public Copy {
  protected:
    template <class Widget>
    static Widget* in(TensorDialog& dialog, const char* name) {
        for (Widget* widget : dialog.findChildren<Widget*>()) {
            if (widget->accessibleName() == QString::fromLatin1(name)) return widget;
        }
        return nullptr;
    }
    static QPushButton* exportButton(TensorDialog& dialog) {
        return dialog.findChild<QPushButton*>(QStringLiteral("primary"));
    }
};

TEST_F(TensorDialogTest, TheNameFollowsTheChoiceUntilItIsTyped) {
    TensorDialog dialog(session().rendered(), PoolArray::Gradient, QDir::currentPath());
    auto* array = in<QComboBox>(dialog, "Tensor");
    auto* format = in<QComboBox>(dialog, "Format");
    auto* file = in<QLineEdit>(dialog, "File");
    EXPECT_EQ(array->currentText(), QStringLiteral("Gradient dX"));
    EXPECT_TRUE(file->text().endsWith(QStringLiteral("/dX.npy")));
    format->setCurrentIndex(2);
    EXPECT_TRUE(file->text().endsWith(QStringLiteral("/dX.tex")));
    format->setCurrentIndex(4);
    EXPECT_TRUE(file->text().endsWith(QStringLiteral("/pool.py")));
    EXPECT_FALSE(array->isEnabled());
    format->setCurrentIndex(0);
    array->setCurrentIndex(array->findText(QStringLiteral("Output Y")));
    EXPECT_TRUE(file->text().endsWith(QStringLiteral("/Y.npy")));

    file->selectAll();
    QTest::keyClicks(file, folder_.filePath(QStringLiteral("mine.v2")));
    format->setCurrentIndex(1);
    EXPECT_EQ(file->text(), folder_.filePath(QStringLiteral("mine.v2.csv")));
    EXPECT_TRUE(exportButton(dialog)->isEnabled());
    exportButton(dialog)->click();
    EXPECT_EQ(dialog.result(), QDialog::Accepted);
    EXPECT_EQ(dialog.choice().format, TensorFormat::Csv);
    EXPECT_EQ(dialog.choice().array, PoolArray::Output);
}

TEST_F(TensorDialogTest, WhatCannotBeWrittenIsSaidBefore) {
    TensorDialog dialog(session().rendered(), PoolArray::Patches, QDir::currentPath());
    auto* format = in<QComboBox>(dialog, "Format");
    auto* file = in<QLineEdit>(dialog, "File");
    auto* words = dialog.findChild<QLabel*>(QStringLiteral("error"));
    format->setCurrentIndex(2);
    EXPECT_TRUE(words->text().startsWith(QStringLiteral("4x196 numbers do not fit on a page")))
        << words->text().toStdString();
    EXPECT_FALSE(exportButton(dialog)->isEnabled());
    format->setCurrentIndex(1);
    EXPECT_EQ(words->text(), QString());
    EXPECT_TRUE(exportButton(dialog)->isEnabled());
    file->setText(QStringLiteral("/nowhere/at/all.csv"));
    EXPECT_EQ(words->text(), QStringLiteral("There is no folder /nowhere/at."));
    EXPECT_FALSE(exportButton(dialog)->isEnabled());
}

TEST_F(TensorDialogTest, OffersOnlyTheArraysThereAre) {
    settle([&] {
        session().edit({}, {}, [](Experiment& e) {
            e.pool.op = PoolOp::Avg;
            e.filters.filters = {1};
        });
    });
    TensorDialog dialog(session().rendered(), PoolArray::Winners, QDir::currentPath());
    auto* array = in<QComboBox>(dialog, "Tensor");
    EXPECT_EQ(array->findText(QStringLiteral("Winners argmax")), -1) << "an average has none";
    EXPECT_NE(array->findText(QStringLiteral("Images before the filters")), -1);
    EXPECT_EQ(array->findText(QStringLiteral("ReLU mask")), -1);
    EXPECT_EQ(array->currentIndex(), 0);
}

}  // namespace
}  // namespace poolscope

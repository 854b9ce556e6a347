// SPDX-License-Identifier: GPL-3.0-or-later
// What was guessed is said with the other reading on a button; "Read as…", a part of a picture and the arrays of an
// archive are chosen in dialogs. Every reading is one step of undo.
#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QImage>
#include <QLineEdit>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeWidget>
#include <QUrl>
#include <numeric>

#include "app/gui/action/notice_bar.h"
#include "app/gui/action/notices.h"
#include "app/gui/input/array_dialog.h"
#include "app/gui/input/part_dialog.h"
#include "app/gui/input/read_as_dialog.h"
#include "app/gui/window/kept_session.h"
#include "app/gui/window/readings.h"
#include "tests/app/gui/support/window_fixture.h"
#include "tests/core/io/bytes.h"

namespace poolscope {
namespace {

using test::npy;
using test::operator+;
using test::raw;
using test::stored;

class ReadingsOf : public Window {
  protected:
    QString write(const char* name, const Bytes& bytes) {
        const QString path = folder_.filePath(QString::fromLatin1(name));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
        return path;
    }
    // Counts from 0.
    QString counting(const char* name, const std::vector<std::int64_t>& shape) {
        std::int64_t count = 1;
        for (const std::int64_t size : shape) count *= size;
        std::vector<float> values(static_cast<std::size_t>(count));
        std::iota(values.begin(), values.end(), 0.0F);
        return arrayFile(QString::fromLatin1(name), values, shape);
    }
    QString photograph(int width, int height) {
        QImage picture(width, height, QImage::Format_Grayscale8);
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) picture.scanLine(y)[x] = static_cast<uchar>((x + 2 * y) % 256);
        }
        const QString path = folder_.filePath(QStringLiteral("photo.png"));
        EXPECT_TRUE(picture.save(path));
        return path;
    }
    const Shape& shape() { return session().source()->images.shape; }
    const SourceRef& ref() { return session().experiment().source; }

    // Presses what the notice offers, and waits until it is read.
    void offer(const char* button) {
        QApplication::processEvents();  // the notice is laid out
        QSignalSpy read(&window_.readings(), &Readings::finished);
        for (QPushButton* each : window_.findChild<NoticeBar*>()->findChildren<QPushButton*>()) {
            if (each->text() == QString::fromUtf8(button) && each->isVisible()) each->click();
        }
        ASSERT_TRUE(read.count() > 0 || read.wait(kPatience)) << button;
        settle();
    }
    bool offers(const char* button) {
        for (const NoticeButton& each : window_.notices().buttons()) {
            if (each.text == QString::fromUtf8(button)) return true;
        }
        return false;
    }
    template <class Dialog>
    Dialog& dialog(const char* action) {
        trigger(action);
        auto* found = window_.findChild<Dialog*>();
        EXPECT_NE(found, nullptr);
        return *found;
    }
    template <class Control>
    static Control& in(QDialog& dialog, const char* name) {
        for (Control* control : dialog.findChildren<Control*>()) {
            if (control->accessibleName() == QString::fromUtf8(name)) return *control;
        }
        ADD_FAILURE() << "no control of the dialog is called " << name;
        return *dialog.findChild<Control*>();
    }
    static QPushButton& button(QDialog& dialog, const char* words) {
        for (QPushButton* each : dialog.findChildren<QPushButton*>()) {
            if (each->text() == QString::fromUtf8(words)) return *each;
        }
        ADD_FAILURE() << "no button of the dialog says " << words;
        return *dialog.findChild<QPushButton*>();
    }
    // Waits until the dialog shows what comes of its fields.
    static void awaitPreview(ReadAsDialog& dialog) {
        ASSERT_TRUE(QTest::qWaitFor([&] { return dialog.read() != nullptr; }, kPatience));
    }
    static bool dialogSays(const QDialog& dialog, const char* words) {
        for (const QLabel* label : dialog.findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(QString::fromUtf8(words))) return true;
        }
        return false;
    }
    // Opens an archive, which asks which array.
    ArrayDialog& openArchive(const QString& path) {
        window_.documents().open(QFile::encodeName(path).toStdString());
        EXPECT_TRUE(QTest::qWaitFor([&] { return window_.findChild<ArrayDialog*>() != nullptr; }, kPatience));
        auto& found = *window_.findChild<ArrayDialog*>();
        EXPECT_TRUE(QTest::qWaitFor([&] { return found.isSettled(); }, kPatience));
        return found;
    }
};

TEST_F(ReadingsOf, ChannelsThatWereGuessedAreOfferedTheOtherWay) {
    open(counting("hwc.npy", {12, 13, 3}));
    EXPECT_EQ(shape(), (Shape{1, 3, 12, 13}));
    EXPECT_TRUE(says("Shape (12, 13, 3) was read channels last")) << visibleText().toStdString();
    EXPECT_FALSE(says("--axes")) << "the window has a button instead";
    offer("Read channels first");
    EXPECT_EQ(shape(), (Shape{12, 1, 13, 3}));
    EXPECT_EQ(ref().reading.axes, Axes::Nchw);
    EXPECT_FALSE(says("channels last"));
    EXPECT_TRUE(says("“Read channels first” was chosen."));
    offer("Read as before");
    EXPECT_EQ(ref().reading, Reading{});
    EXPECT_FALSE(offers("Read as before"));
    settle([&] { trigger("edit.undo"); });
    EXPECT_TRUE(offers("Read as before"));
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(shape(), (Shape{1, 3, 12, 13}));
    EXPECT_TRUE(says("was read channels last")) << "what is said belongs to what is open";
    choose("Close the note");
    EXPECT_FALSE(says("was read channels last"));
    open(QStringLiteral("mnist:3"));
    EXPECT_TRUE(window_.notices().told().isEmpty());
}

TEST_F(ReadingsOf, OfAnArrayThatIsTooLargeTheFirstImagesAreOpened) {
    const Bytes header = npy("|u1", "(70000, 32, 32)", {});
    const QString path = write("large.npy", header);
    ASSERT_TRUE(QFile::resize(path, std::ssize(header) + qint64{70000} * 32 * 32));
    open(path);
    EXPECT_EQ(shape(), (Shape{1000, 1, 32, 32}));
    EXPECT_EQ(session().experiment().images, (ImageRange{0, 0}));
    EXPECT_EQ(ref().images, ImageSelection(ImageRange{0, 999})) << "so that it is read again as it is";
    EXPECT_TRUE(says("These are the first 1000 images")) << visibleText().toStdString();
}

TEST_F(ReadingsOf, LongRowsAreOfferedAsImages) {
    open(counting("flat.npy", {3, 785}));
    EXPECT_EQ(shape(), (Shape{1, 1, 3, 785}));
    offer("Read as 28×28");
    EXPECT_EQ(shape(), (Shape{3, 1, 28, 28}));
    EXPECT_EQ(session().source()->labels, (std::vector<int>{0, 785, 1570}));
    EXPECT_TRUE(says("label 0 · reshaped · 28x28")) << "the status bar says the label";
}

TEST_F(ReadingsOf, TablesWithLabelsAreSaidToBeSo) {
    std::string table = "label";
    for (int i = 0; i < 16; ++i) table += ",pixel" + std::to_string(i);
    table += "\n7";
    for (int i = 0; i < 16; ++i) table += "," + std::to_string(i);
    open(write("train.csv", raw(table + "\n")));
    EXPECT_EQ(shape(), (Shape{1, 1, 4, 4}));
    EXPECT_TRUE(says("Line 1 was taken for a header"));
    offer("Read as one picture");
    EXPECT_EQ(shape(), (Shape{1, 1, 1, 17}));
}

TEST_F(ReadingsOf, PastedCommasFollowTheLanguageAndCanBeReadOtherwise) {
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QApplication::clipboard()->setText(QStringLiteral("0,5\n1,5\n2,5\n"));
    QSignalSpy opened(&window_.documents(), &Documents::opened);
    trigger("edit.paste");
    ASSERT_TRUE(opened.wait(kPatience));
    EXPECT_EQ(session().source()->images.tensor()->values, (std::vector<float>{0.5F, 1.5F, 2.5F}));
    offer("Read two columns");
    QLocale::setDefault(before);
    EXPECT_EQ(session().source()->images.tensor()->values, (std::vector<float>{0, 5, 1, 5, 2, 5}));
    QSignalSpy saved(&window_.keptSession(), &KeptSession::saved);
    window_.keptSession().save(folder_.filePath(QStringLiteral("pasted.poolscope")));
    ASSERT_TRUE(saved.wait(kPatience));
    EXPECT_TRUE(saved.first().first().toBool()) << window_.notices().refusal().toStdString();
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(session().source()->images.shape, (Shape{1, 1, 3, 1}));
}

TEST_F(ReadingsOf, LabelsThatDoNotFitAreSaidToBeLeftOut) {
    write("few-labels-idx1-ubyte", raw({0, 0, 8, 1, 0, 0, 0, 1, 5}));
    open(write("few-images-idx3-ubyte", raw({0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8})));
    EXPECT_EQ(shape(), (Shape{2, 1, 2, 2}));
    EXPECT_TRUE(says("were left out")) << visibleText().toStdString();
    EXPECT_TRUE(offers("Read as…"));
}

TEST_F(ReadingsOf, ValuesThatWereRoundedAreSaid) {
    open(write("large.npy",
               npy("<i8", "(2, 2)",
                   test::little(16777217, 8) + test::little(1, 8) + test::little(2, 8) + test::little(3, 8))));
    EXPECT_TRUE(says("1 of 4 values was rounded")) << visibleText().toStdString();
}

TEST_F(ReadingsOf, TheDialogShowsWhatComesOfItsFields) {
    open(counting("flat.npy", {3, 12}));
    auto& read = dialog<ReadAsDialog>("file.readAs");
    awaitPreview(read);
    EXPECT_TRUE(dialogSays(read, "(3, 12) float32  →  one image of 3x12"));
    auto& rows = in<QLineEdit>(read, "Each row");
    rows.setText(QStringLiteral("3x4"));
    EXPECT_FALSE(button(read, "Read").isEnabled()) << "not before it is read";
    awaitPreview(read);
    EXPECT_TRUE(dialogSays(read, "3 images of 3x4"));
    in<QLineEdit>(read, "Labels").setText(QStringLiteral("no such file"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return dialogSays(read, "no such file: "); }, kPatience));
    EXPECT_FALSE(button(read, "Read").isEnabled());
    in<QLineEdit>(read, "Labels").setText(counting("labels.npy", {3}));
    rows.setText(QStringLiteral("five"));
    EXPECT_TRUE(dialogSays(read, "“five” is not H, W or C, H, W in whole numbers."));
    rows.setText(QStringLiteral("5, 5"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return dialogSays(read, "each row has 12 numbers"); }, kPatience));
    rows.setText(QStringLiteral("3, 4"));
    read.findChild<QCheckBox*>()->click();
    in<QLineEdit>(read, "Part").setText(QStringLiteral("0, 0, 4, 2"));
    awaitPreview(read);
    EXPECT_TRUE(dialogSays(read, "3 images of 4x2, labels 0, 1, 2"));
    settle([&] { button(read, "Read").click(); });
    EXPECT_EQ(shape(), (Shape{3, 1, 4, 2}));
    EXPECT_EQ(ref().reading.reshape, (std::vector<std::int64_t>{3, 4}));
    EXPECT_EQ(evaluation().x->values, (std::vector<float>{0, 4, 1, 5, 2, 6, 3, 7}));
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(shape(), (Shape{1, 1, 3, 12}));
    EXPECT_EQ(ref().reading, Reading{});
}

TEST_F(ReadingsOf, TheReadingIsSavedAndTheDialogShowsIt) {
    open(counting("flat.npy", {3, 12}));
    window_.readings().read({.reshape = {3, 4}, .transpose = true});
    QSignalSpy read(&window_.readings(), &Readings::finished);
    ASSERT_TRUE(read.wait(kPatience));
    const QString path = folder_.filePath(QStringLiteral("a.poolscope"));
    QSignalSpy saved(&window_.keptSession(), &KeptSession::saved);
    window_.keptSession().save(path);
    ASSERT_TRUE(saved.wait(kPatience));
    open(QStringLiteral("mnist:3"));
    open(path);
    EXPECT_EQ(shape(), (Shape{3, 1, 4, 3}));
    auto& again = dialog<ReadAsDialog>("file.readAs");
    EXPECT_EQ(in<QLineEdit>(again, "Each row").text(), QStringLiteral("3, 4"));
    EXPECT_TRUE(again.findChild<QCheckBox*>()->isChecked());
    again.reject();
    EXPECT_EQ(shape(), (Shape{3, 1, 4, 3}));
}

TEST_F(ReadingsOf, DrawingsHaveNoOtherReading) {
    EXPECT_TRUE(action("file.readAs")->isEnabled());
    settle([&] { trigger("edit.blank"); });
    EXPECT_FALSE(action("file.readAs")->isEnabled());
}

TEST_F(ReadingsOf, ArraysOfAnArchiveAreChosenFrom) {
    const QString path = write(
        "mnist.npz",
        test::zipArchive({stored("y_test.npy", npy("|u1", "(2,)", raw({7, 2}))), stored("notes.txt", raw("hello")),
                          stored("x_test.npy", npy("|u1", "(2, 2, 2)", raw({1, 2, 3, 4, 5, 6, 7, 8}))),
                          stored("scale.npy", npy("|u1", "()", raw({3})))}));
    const auto before = session().rendered();
    openArchive(path).reject();
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    EXPECT_EQ(session().rendered(), before);
    EXPECT_TRUE(window_.notices().refusal().isEmpty());

    ArrayDialog& arrays = openArchive(path);
    const auto& list = in<QTreeWidget>(arrays, "Arrays");
    const auto row = [&](int i) { return list.topLevelItem(i); };
    ASSERT_EQ(list.topLevelItemCount(), 4);
    EXPECT_EQ(row(0)->text(3), QStringLiteral("labels of x_test"));
    EXPECT_FALSE(row(0)->flags() & Qt::ItemIsEnabled);
    EXPECT_FALSE(row(1)->flags() & Qt::ItemIsEnabled);
    EXPECT_FALSE(row(1)->text(3).isEmpty()) << "why it is no array";
    EXPECT_EQ(row(2)->text(1), QStringLiteral("(2, 2, 2)"));
    EXPECT_EQ(row(2)->text(2), QStringLiteral("uint8"));
    EXPECT_EQ(row(2)->text(3), QStringLiteral("2 images of 2x2, labelled"));
    EXPECT_FALSE(row(2)->icon(0).isNull());
    EXPECT_FALSE(row(3)->flags() & Qt::ItemIsEnabled);
    EXPECT_EQ(list.currentItem(), row(2)) << "the first that can be opened";
    QSignalSpy opened(&window_.documents(), &Documents::opened);
    settle([&] {
        button(arrays, "Open").click();
        EXPECT_TRUE(opened.wait(kPatience));
    });
    EXPECT_EQ(ref().member, "x_test");
    EXPECT_EQ(session().source()->labels, (std::vector<int>{7, 2}));
}

TEST_F(ReadingsOf, APhotographIsShrunkInOneStep) {
    open(photograph(400, 300));
    EXPECT_TRUE(says("300x400 pixels: zoom with Ctrl and the wheel")) << visibleText().toStdString();
    offer("Shrink to 28x28");
    EXPECT_EQ(shape(), (Shape{1, 1, 28, 28}));
    EXPECT_TRUE(says("photo.png · resized to 28x28")) << visibleText().toStdString();
    EXPECT_FALSE(says("are too many"));
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(shape(), (Shape{1, 1, 300, 400}));
    open(photograph(256, 200));
    EXPECT_FALSE(says("are too many"));
}

TEST_F(ReadingsOf, WhatIsUndoneMeanwhileKeepsItsWayBack) {
    open(photograph(400, 300));
    settle([&] { session().edit({}, {}, [](Experiment& e) { e.window.size = {3, 3}; }); });
    QSignalSpy read(&window_.readings(), &Readings::finished);
    window_.readings().shrink({}, Extent{28, 28});
    trigger("edit.undo");
    ASSERT_TRUE(read.wait(kPatience));
    EXPECT_EQ(shape(), (Shape{1, 1, 300, 400}));
    settle([&] { trigger("edit.redo"); });
    EXPECT_EQ(session().experiment().window.size, (Extent{3, 3}));
}

TEST_F(ReadingsOf, APartOfAPhotographIsFramed) {
    open(photograph(400, 300));
    auto& parts = dialog<PartDialog>("file.part");
    EXPECT_EQ(parts.part(), (Crop{{118, 168}, {64, 64}}));
    PartView& view = parts.view();
    const auto at = [&](const CellRef& cell) { return view.pointOf(cell).toPoint(); };
    QTest::mousePress(&view, Qt::LeftButton, {}, at({150, 200}));
    QTest::mouseMove(&view, at({160, 210}));
    QTest::mouseRelease(&view, Qt::LeftButton, {}, at({160, 210}));
    EXPECT_EQ(parts.part(), (Crop{{128, 178}, {64, 64}})) << "the frame is dragged";
    QTest::mousePress(&view, Qt::LeftButton, {}, at({20, 30}));
    QTest::mouseMove(&view, at({69, 79}));
    QTest::mouseRelease(&view, Qt::LeftButton, {}, at({69, 79}));
    EXPECT_NEAR(static_cast<double>(parts.part().size.rows), 50, 1) << "another is drawn";
    in<QSpinBox>(parts, "Side").setValue(20);
    in<QSpinBox>(parts, "First row").setValue(40);
    in<QSpinBox>(parts, "First column").setValue(50);
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(parts.part(), (Crop{{41, 60}, {20, 20}}));
    QSignalSpy read(&window_.readings(), &Readings::finished);
    settle([&] {
        button(parts, "Look at it").click();
        EXPECT_TRUE(read.wait(kPatience));
    });
    EXPECT_EQ(shape(), (Shape{1, 1, 20, 20}));
    EXPECT_TRUE(says("photo.png · rows 41–60, columns 60–79 · 20x20")) << visibleText().toStdString();
    EXPECT_EQ(session().source()->images.tensor()->values[0], static_cast<float>((60 + 2 * 41) % 256));
    // A part of the part counts from there.
    window_.readings().shrink(Crop{{2, 3}, {16, 16}}, {});
    ASSERT_TRUE(read.wait(kPatience));
    EXPECT_EQ(ref().reading.crop, (Crop{{43, 63}, {16, 16}}));
    for (int i = 0; i < 2; ++i) settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(shape(), (Shape{1, 1, 300, 400}));
}

TEST_F(ReadingsOf, ThePartIsPreviewedAsItWillBe) {
    QImage stripes(400, 300, QImage::Format_Grayscale8);
    for (int y = 0; y < 300; ++y) {
        for (int x = 0; x < 400; ++x) stripes.scanLine(y)[x] = x % 2 == 0 ? 0 : 254;
    }
    const QString path = folder_.filePath(QStringLiteral("stripes.png"));
    ASSERT_TRUE(stripes.save(path));
    open(path);
    auto& parts = dialog<PartDialog>("file.part");
    in<QSpinBox>(parts, "Side").setValue(128);
    auto& preview = in<QLabel>(parts, "The part as it will be");
    // Two columns make one cell: all is grey.
    const auto isGrey = [&] { return qAbs(qGray(preview.pixmap().toImage().pixel(96, 96)) - 127) < 3; };
    EXPECT_TRUE(QTest::qWaitFor([&] { return isGrey(); }, kPatience));
    EXPECT_TRUE(dialogSays(parts, "16 to 300"));
    parts.reject();
}

TEST_F(ReadingsOf, ALargerPartIsShrunkUntilItsCellsAreSeen) {
    open(photograph(400, 300));
    auto& parts = dialog<PartDialog>("file.part");
    in<QSpinBox>(parts, "Side").setValue(200);
    EXPECT_TRUE(dialogSays(parts, "200x200 pixels, shrunk to 64x64"));
    QSignalSpy read(&window_.readings(), &Readings::finished);
    settle([&] {
        button(parts, "Look at it").click();
        EXPECT_TRUE(read.wait(kPatience));
    });
    EXPECT_EQ(shape(), (Shape{1, 1, 64, 64}));
}

TEST_F(ReadingsOf, APastedPhotographIsShrunkToo) {
    QApplication::clipboard()->setImage(QImage(photograph(400, 300)));
    QSignalSpy opened(&window_.documents(), &Documents::opened);
    trigger("edit.paste");
    ASSERT_TRUE(opened.wait(kPatience));
    settle();
    offer("Shrink to 64x64");
    EXPECT_EQ(shape(), (Shape{1, 1, 64, 64}));
    EXPECT_TRUE(ref().embedded);
}

TEST_F(ReadingsOf, AFolderThatIsDroppedIsABatch) {
    ASSERT_TRUE(QDir(folder_.path()).mkdir(QStringLiteral("digits")));
    for (int i = 0; i < 3; ++i) {
        QImage picture(8, 6, QImage::Format_Grayscale8);
        picture.fill(QColor(i, i, i));
        ASSERT_TRUE(picture.save(folder_.filePath(QStringLiteral("digits/%1.png").arg(i))));
    }
    const auto drop = [this](const QList<QUrl>& urls) {
        QMimeData mime;
        mime.setUrls(urls);
        ASSERT_TRUE(Documents::canDrop(mime));
        QSignalSpy opened(&window_.documents(), &Documents::opened);
        window_.documents().drop(mime);
        ASSERT_TRUE(opened.wait(kPatience));
        settle();
    };
    const auto url = [this](const char* name) {
        return QUrl::fromLocalFile(folder_.filePath(QString::fromLatin1(name)));
    };
    drop({url("digits")});
    EXPECT_EQ(shape(), (Shape{3, 1, 6, 8}));
    EXPECT_EQ(session().source()->images.tensor()->values.back(), 2);
    drop({url("digits/1.png"), url("digits/2.png")});
    EXPECT_EQ(shape(), (Shape{2, 1, 6, 8})) << "and so are several pictures";
}

TEST(PartFrame, StaysInThePictureAsASquare) {
    EXPECT_EQ(squareWithin({{-5, 90}, {20, 30}}, {80, 100}), (Crop{{0, 80}, {20, 20}}));
    EXPECT_EQ(squareWithin({{0, 0}, {3, 3}}, {80, 100}), (Crop{{0, 0}, {16, 16}}));
    EXPECT_EQ(squareWithin({{10, 10}, {500, 500}}, {80, 100}), (Crop{{0, 10}, {80, 80}}));
}

}  // namespace
}  // namespace poolscope

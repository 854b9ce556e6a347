// SPDX-License-Identifier: GPL-3.0-or-later
// The window, driven as a user drives it.
#include <gtest/gtest.h>

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "app/gui/output/figure_output.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

TEST_F(Window, OpensOnAWorkingExample) {
    EXPECT_EQ(evaluation().x->shape, (Shape{1, 1, 28, 28}));
    EXPECT_EQ(evaluation().forward->y.shape, (Shape{1, 1, 14, 14}));
    ASSERT_TRUE(session().links().window.has_value()) << "a window is in focus from the start";
    EXPECT_TRUE(visibleText().contains(QStringLiteral("155 of 196 windows are tied (79\u00a0%)")));
}

TEST_F(Window, SlidersAndSpinBoxesAreLive) {
    afterEvaluation([&] { named<QSlider>(QStringLiteral("Size (H), slider"))->setValue(3); });
    EXPECT_EQ(evaluation().grid.size(), (Extent{3, 3}));
    EXPECT_EQ(named<QSpinBox>(QStringLiteral("Size (H)"))->value(), 3);
    afterEvaluation([&] { named<QSpinBox>(QStringLiteral("Stride (H)"))->setValue(1); });
    EXPECT_EQ(evaluation().forward->y.shape, (Shape{1, 1, 26, 26}));
    afterEvaluation([&] { named<QSpinBox>(QStringLiteral("Padding (H)"))->setValue(1); });
    EXPECT_EQ(evaluation().forward->y.shape, (Shape{1, 1, 28, 28}));
    afterEvaluation([&] { named<QSpinBox>(QStringLiteral("Dilation (H)"))->setValue(2); });
    EXPECT_EQ(evaluation().forward->y.shape, (Shape{1, 1, 26, 26}));
}

TEST_F(Window, WhatIsNotPossibleIsSaidAndThePictureStays) {
    const auto before = session().rendered();
    QSignalSpy errors(&session(), &Session::errorChanged);
    named<QSpinBox>(QStringLiteral("Stride (H)"))->setValue(0);
    ASSERT_TRUE(errors.count() > 0 || errors.wait(kPatience));
    EXPECT_EQ(session().rendered(), before);
    EXPECT_EQ(session().error()->where, "window.stride");
    EXPECT_TRUE(named<QSpinBox>(QStringLiteral("Stride (H)"))->property("wrong").toBool());
    EXPECT_FALSE(named<QSpinBox>(QStringLiteral("Size (H)"))->property("wrong").toBool());
    EXPECT_TRUE(visibleText().contains(QStringLiteral("stride 0 (rows) is not legal")));
    afterEvaluation([&] { named<QSpinBox>(QStringLiteral("Stride (H)"))->setValue(2); });
    EXPECT_FALSE(session().error().has_value());
    EXPECT_FALSE(visibleText().contains(QStringLiteral("not legal")));
}

TEST_F(Window, HoverLightsPinHoldsAndKeysMove) {
    PanelCanvas& output = canvas(PanelKind::Output);
    QTest::mouseClick(&output, Qt::LeftButton, {}, pointOf(PanelKind::Output, AreaKind::Output, {6, 4}));
    EXPECT_EQ(session().pinned(), (Focus{FocusKind::Window, {6, 4}, 0}));
    QTest::mouseMove(&canvas(PanelKind::Input), pointOf(PanelKind::Input, AreaKind::Input, {14, 17}));
    EXPECT_EQ(session().focus(), (Focus{FocusKind::Input, {14, 17}, 0}));
    EXPECT_EQ(session().links().window, (CellRef{7, 8}));
    QTest::mouseMove(&canvas(PanelKind::Gradient), pointOf(PanelKind::Gradient, AreaKind::Gradient, {0, 0}));
    EXPECT_EQ(session().focus().kind, FocusKind::Gradient);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&canvas(PanelKind::Gradient), &leave);
    EXPECT_EQ(session().focus(), (Focus{FocusKind::Window, {6, 4}, 0})) << "the pinned one shows again";

    const auto press = [&](int key) { QTest::keyClick(&output, static_cast<Qt::Key>(key)); };
    press(Qt::Key_Right);
    press(Qt::Key_Down);
    EXPECT_EQ(session().pinned().cell, (CellRef{7, 5}));
    press(Qt::Key_End);
    press(Qt::Key_Right);
    EXPECT_EQ(session().pinned().cell, (CellRef{13, 13}));
    press(Qt::Key_Home);
    press(Qt::Key_Up);
    EXPECT_EQ(session().pinned().cell, (CellRef{0, 0}));
}

TEST_F(Window, TheLensFollowsTheFocus) {
    session().pin({FocusKind::Window, {13, 13}, 0});
    const CellArea* lens = canvas(PanelKind::Patches).panel().area(AreaKind::Lens);
    ASSERT_NE(lens, nullptr);
    EXPECT_TRUE(lens->shows({0, 195}));
    QTest::mouseMove(&canvas(PanelKind::Patches), pointOf(PanelKind::Patches, AreaKind::Lens, {2, 195}));
    EXPECT_EQ(session().focus(), (Focus{FocusKind::Patch, {13, 13}, 2}));
    EXPECT_EQ(session().links().cell, (CellRef{27, 26}));
}

TEST_F(Window, PreviousNextAndLabelsWalkThroughTheDigits) {
    const auto button = [&](const QString& name) { return named<QToolButton>(name); };
    afterEvaluation([&] { QTest::mouseClick(button(QStringLiteral("Next image (N)")), Qt::LeftButton); });
    EXPECT_EQ(session().experiment().images.first, 19);
    afterEvaluation([&] { QTest::mouseClick(button(QStringLiteral("Previous image (P)")), Qt::LeftButton); });
    EXPECT_EQ(session().experiment().images.first, 18);
    QTest::mouseClick(button(QStringLiteral("Only images with label 3")), Qt::LeftButton);
    auto* list = named<QListView>(QStringLiteral("Images"));
    EXPECT_EQ(list->model()->rowCount(), 1010) << "threes in the test set";
    afterEvaluation([&] { QTest::mouseClick(button(QStringLiteral("Next image (N)")), Qt::LeftButton); });
    EXPECT_EQ(session().experiment().images.first, 30) << "the next three";
    afterEvaluation([&] { named<QSpinBox>(QStringLiteral("Image number"))->setValue(7); });
    EXPECT_EQ(session().experiment().images.first, 7);
    afterEvaluation([&] { named<QSpinBox>(QStringLiteral("Image number"))->setValue(31); });
    afterEvaluation([&] { press(Qt::Key_P); });
    EXPECT_EQ(session().experiment().images.first, 30) << "from an image that is no three, the three before";
    afterEvaluation([&] { named<QSpinBox>(QStringLiteral("Image number"))->setValue(19); });
    afterEvaluation([&] { press(Qt::Key_N); });
    EXPECT_EQ(session().experiment().images.first, 30) << "and the three after it";
}

TEST_F(Window, TheBatchIsAsLargeAsItWasSetWhereThereAreSoManyImages) {
    afterEvaluation([&] { named<QSpinBox>("Images in the batch")->setValue(5); });
    EXPECT_EQ(session().experiment().images, (ImageRange{18, 22}));
    afterEvaluation([&] { named<QSpinBox>("Image number")->setValue(9998); });
    EXPECT_EQ(session().experiment().images, (ImageRange{9998, 9999}));
    afterEvaluation([&] { named<QSpinBox>("Image number")->setValue(100); });
    EXPECT_EQ(session().experiment().images, (ImageRange{100, 104}));
}

TEST_F(Window, FiltersBatchesAndPlanesAsInTheBlog) {
    afterEvaluation([&] { window_.documents().open("mnist:0-4"); });
    EXPECT_EQ(evaluation().x->shape, (Shape{5, 1, 28, 28}));
    EXPECT_FALSE(canvas(PanelKind::ReluMask).isVisible());
    auto* filters = named<QComboBox>(QStringLiteral("Filters"));
    afterEvaluation([&] {
        filters->setCurrentIndex(1);
        Q_EMIT filters->activated(1);
    });
    EXPECT_EQ(evaluation().x->shape, (Shape{5, 10, 28, 28}));
    EXPECT_EQ(evaluation().forward->y.shape, (Shape{5, 10, 14, 14}));
    EXPECT_TRUE(canvas(PanelKind::Response).isVisible());
    EXPECT_FALSE(canvas(PanelKind::ReluMask).isVisible());
    for (QCheckBox* box : window_.findChildren<QCheckBox*>()) {
        if (box->text() == QStringLiteral("ReLU")) afterEvaluation([&] { box->click(); });
    }
    EXPECT_TRUE(canvas(PanelKind::ReluMask).isVisible());
    afterEvaluation([&] { named<QSpinBox>(QStringLiteral("Plane in view: channel c"))->setValue(3); });
    afterEvaluation([&] { named<QSpinBox>(QStringLiteral("Plane in view: image n of the batch"))->setValue(2); });
    EXPECT_EQ(evaluation().experiment.plane, 23);
    afterEvaluation([&] { named<QSpinBox>(QStringLiteral("Images in the batch"))->setValue(2); });
    EXPECT_EQ(evaluation().x->shape.n, 2);
    EXPECT_EQ(evaluation().experiment.plane, 0) << "the plane that was in view may be gone";
}

TEST_F(Window, UndoTakesBackOneDragAtATime) {
    auto* slider = named<QSlider>(QStringLiteral("Size (H), slider"));
    for (int size = 3; size <= 6; ++size) slider->setValue(size);
    Q_EMIT slider->sliderReleased();
    for (int size = 7; size <= 8; ++size) slider->setValue(size);
    EXPECT_EQ(session().undoStack().count(), 2);
    afterEvaluation([&] { session().undoStack().undo(); });
    EXPECT_EQ(session().experiment().window.size, (Extent{6, 6}));
    afterEvaluation([&] { session().undoStack().undo(); });
    EXPECT_EQ(session().experiment().window.size, (Extent{2, 2}));
    EXPECT_EQ(slider->value(), 2);
    afterEvaluation([&] { session().undoStack().redo(); });
    EXPECT_EQ(session().experiment().window.size, (Extent{6, 6}));
}

TEST_F(Window, OpensFilesByNameDropAndPaste) {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("ramp.png"));
    QImage image(6, 4, QImage::Format_Grayscale8);
    for (int i = 0; i < 24; ++i) image.setPixel(i % 6, i / 6, qRgb(i * 10, i * 10, i * 10));
    ASSERT_TRUE(image.save(path));
    afterEvaluation([&] {
        QSignalSpy(&window_.documents(), &Documents::opened);
        window_.documents().open(path.toStdString());
    });
    EXPECT_EQ(evaluation().x->shape, (Shape{1, 1, 4, 6}));
    EXPECT_EQ(evaluation().x->values[23], 230);

    afterEvaluation([&] { window_.documents().open("mnist:3"); });
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(path)});
    afterEvaluation([&] {
        QDragEnterEvent enter({50, 50}, Qt::CopyAction, &mime, Qt::LeftButton, {});
        QApplication::sendEvent(&window_, &enter);
        EXPECT_TRUE(enter.isAccepted());
        QDropEvent drop({50, 50}, Qt::CopyAction, &mime, Qt::LeftButton, {});
        QApplication::sendEvent(&window_, &drop);
    });
    EXPECT_EQ(evaluation().x->shape, (Shape{1, 1, 4, 6}));

    QMimeData empty;
    empty.setUrls({});
    empty.setData(QStringLiteral("text/uri-list"), {});
    QDragEnterEvent nothing({50, 50}, Qt::CopyAction, &empty, Qt::LeftButton, {});
    QApplication::sendEvent(&window_, &nothing);
    EXPECT_FALSE(nothing.isAccepted());
    window_.documents().drop(empty);
    auto* pasted = new QMimeData;
    pasted->setData(QStringLiteral("text/uri-list"), {});
    QApplication::clipboard()->setMimeData(pasted);
    QTest::keyClick(&window_, Qt::Key_V, Qt::ControlModifier);
    EXPECT_TRUE(says("The clipboard holds no image, no file and no numbers."));

    QApplication::clipboard()->setImage(image.copy(0, 0, 4, 4));
    afterEvaluation([&] { QTest::keyClick(&window_, Qt::Key_V, Qt::ControlModifier); });
    EXPECT_EQ(evaluation().x->shape, (Shape{1, 1, 4, 4}));
}

TEST_F(Window, SeveralPicturesOpenAsABatchAndWhatIsLeftOutIsNamed) {
    QImage image(6, 4, QImage::Format_Grayscale8);
    QStringList paths;
    for (const char* name : {"a.png", "b.png", "c.png"}) {
        image.fill(10U * static_cast<uint>(paths.size() + 1));
        paths << folder_.filePath(QString::fromLatin1(name));
        ASSERT_TRUE(image.save(paths.back()));
    }
    ASSERT_TRUE(image.copy(0, 0, 3, 3).save(paths.emplace_back(folder_.filePath(QStringLiteral("small.png")))));
    const auto dropAll = [&](const QStringList& files, const QUrl& first) {
        QMimeData mime;
        QList<QUrl> urls{first};
        for (const QString& file : files) urls << QUrl::fromLocalFile(file);
        mime.setUrls(urls);
        EXPECT_TRUE(Documents::canDrop(mime));
        QSignalSpy opened(&window_.documents(), &Documents::opened);
        window_.documents().drop(mime);
        ASSERT_TRUE(opened.wait(kPatience));
        settle();
    };
    dropAll(paths, QUrl(QStringLiteral("https://example.org/x.png")));
    EXPECT_EQ(session().source()->count(), 3);
    EXPECT_EQ(session().source()->images.shape, (Shape{3, 1, 4, 6}));
    EXPECT_TRUE(says("small.png")) << visibleText().toStdString();
    const QString array = arrayFile(QStringLiteral("x.npy"), {1, 2, 3, 4}, {2, 2});
    dropAll({array, array}, QUrl(QStringLiteral("https://example.org/x.png")));
    EXPECT_EQ(evaluation().x->shape, (Shape{1, 1, 2, 2})) << "the first of what cannot be together";
    EXPECT_EQ(window_.statusBar()->currentMessage(), QStringLiteral("Left out: x.npy. Only pictures open together."));
}

TEST_F(Window, PastesNumbersAsSpreadsheetsCopyThem) {
    QApplication::clipboard()->setText(QStringLiteral("1\t2.5\t3\n4\t5\t6\n"));
    afterEvaluation([&] { trigger("edit.paste"); });
    EXPECT_EQ(evaluation().x->shape, (Shape{1, 1, 2, 3}));
    EXPECT_EQ(evaluation().x->values, (std::vector<float>{1, 2.5, 3, 4, 5, 6}));
    EXPECT_TRUE(session().experiment().source.embedded) << "a session keeps the numbers themselves";

    QApplication::clipboard()->setText(QStringLiteral("1\t2\nhello\t4\n"));
    QSignalSpy opened(&window_.documents(), &Documents::opened);
    trigger("edit.paste");
    ASSERT_TRUE(opened.wait(kPatience));
    EXPECT_TRUE(says("line 2")) << visibleText().toStdString();
    EXPECT_EQ(evaluation().x->values.size(), 6U);
}

TEST_F(Window, ABrokenFileIsNamedAndThePictureStays) {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("broken.npy"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("\x93NUMPY\x01");
    file.close();
    const auto before = session().rendered();
    QSignalSpy opened(&window_.documents(), &Documents::opened);
    window_.documents().open(path.toStdString());
    ASSERT_TRUE(opened.wait(kPatience));
    EXPECT_EQ(session().rendered(), before);
    EXPECT_TRUE(visibleText().contains(QStringLiteral("broken.npy")));
    afterEvaluation([&] { window_.documents().open("mnist:3"); });
    EXPECT_FALSE(visibleText().contains(QStringLiteral("broken.npy"))) << "the message goes when a file opens";
}

TEST(FirstSource, ThatDoesNotOpenIsNamedBesideTheExample) {
    MainWindow window;
    window.show();
    QSignalSpy evaluated(&window.session(), &Session::evaluated);
    window.documents().open("no such file.png");
    ASSERT_TRUE(evaluated.wait(kPatience));
    EXPECT_TRUE(window.session().experiment().source.mnist);
    const auto labels = window.findChildren<QLabel*>();
    EXPECT_TRUE(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->isVisible() && label->text().contains(QStringLiteral("no such file.png"));
    }));
}

TEST_F(Window, ExportsAFigureOrSaysWhyNot) {
    const QTemporaryDir folder;
    for (const char* name : {"figure.svg", "figure.pdf", "figure.png"}) {
        QSignalSpy exported(&window_.figures(), &FigureOutput::exported);
        window_.figures().exportTo(folder.filePath(QLatin1String(name)).toStdString());
        ASSERT_TRUE(exported.wait(kPatience));
        EXPECT_TRUE(exported.first().first().toBool());
        EXPECT_GT(QFileInfo(folder.filePath(QLatin1String(name))).size(), 5000);
    }
    QSignalSpy exported(&window_.figures(), &FigureOutput::exported);
    window_.figures().exportTo(folder.filePath(QStringLiteral("no/such/folder/figure.svg")).toStdString());
    ASSERT_TRUE(exported.wait(kPatience));
    EXPECT_FALSE(exported.first().first().toBool());
    EXPECT_TRUE(visibleText().contains(QStringLiteral("no/such/folder/figure.svg")));
}

TEST_F(Window, EveryControlHasAName) {
    for (const QWidget* widget : window_.findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()) continue;
        if (widget->objectName().startsWith(QStringLiteral("qt_"))) continue;  // parts of Qt's own widgets
        EXPECT_FALSE(widget->accessibleName().isEmpty() && !widget->property("text").isValid())
            << widget->metaObject()->className();
    }
}

TEST_F(Window, DrawsInEveryThemeSizeAndPatchView) {
    for (const ThemeName name : {ThemeName::Dark, ThemeName::Light}) {
        if (session().themeName() != name) afterEvaluation([&] { session().setTheme(name); });
        const Colour card = themeNamed(name).card;
        const QColor seen =
            canvas(PanelKind::Input).grab().toImage().pixelColor(4, canvas(PanelKind::Input).height() / 2);
        EXPECT_EQ(seen, QColor(card.r, card.g, card.b));
    }
    ViewSpec tiles;
    tiles.patches = PatchView::Tiles;
    afterEvaluation([&] { session().setView(tiles); });
    EXPECT_NE(canvas(PanelKind::Patches).panel().area(AreaKind::Tiles), nullptr);
    for (const QSize size : {QSize(1024, 700), QSize(1920, 1080)}) {
        window_.resize(size);
        QApplication::processEvents();
        for (const PanelKind kind : {PanelKind::Input, PanelKind::Patches, PanelKind::Output, PanelKind::Gradient}) {
            const QRect shown = canvas(kind).geometry();
            EXPECT_TRUE(canvas(kind).parentWidget()->rect().contains(shown)) << size.width();
            EXPECT_GE(shown.width(), 200);
            EXPECT_GE(shown.height(), 200);
        }
    }
}

}  // namespace
}  // namespace poolscope

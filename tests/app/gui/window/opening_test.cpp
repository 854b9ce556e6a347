// SPDX-License-Identifier: GPL-3.0-or-later
// Openings of which only the newest counts: they can be cancelled, and other windows do not notice.
#include <QClipboard>
#include <QStatusBar>
#include <memory>
#include <thread>

#include "app/gui/action/notices.h"
#include "app/gui/session/worker.h"
#include "app/gui/window/status_line.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

constexpr std::int64_t kSide = 256;

class Opening : public Window {
  protected:
    // Another image than a digit, in a file.
    std::string file(const char* name = "image.npy") {
        const std::vector<float> values(static_cast<std::size_t>(kSide * kSide), 1.0F);
        return QFile::encodeName(arrayFile(QString::fromLatin1(name), values, {kSide, kSide})).toStdString();
    }
    Documents& documents() { return window_.documents(); }
};

TEST_F(Opening, TheNewestWinsWhateverTakesLonger) {
    const std::string first = file("first.npy");
    const std::string second = file("second.npy");
    QSignalSpy opened(&documents(), &Documents::opened);
    documents().open(first);
    documents().open(second);
    documents().open("mnist:7");
    ASSERT_TRUE(opened.wait(kPatience));
    settle();
    EXPECT_EQ(session().experiment().images, (ImageRange{7, 7}));
    EXPECT_EQ(opened.count(), 1) << "nothing is told of the others";
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(session().experiment().images, (ImageRange{18, 18})) << "the others were never there";
}

TEST_F(Opening, WhatIsPastedIsNewerThanWhatIsStillBeingOpened) {
    const std::string path = file();
    QApplication::clipboard()->setText(QStringLiteral("1\t2\n3\t4\n"));
    QSignalSpy opened(&documents(), &Documents::opened);
    documents().open(path);
    trigger("edit.paste");
    ASSERT_TRUE(opened.wait(kPatience));
    settle();
    EXPECT_EQ(evaluation().x->values, (std::vector<float>{1, 2, 3, 4}));
    EXPECT_EQ(opened.count(), 1);
}

TEST_F(Opening, OneThatIsCancelledLeavesThePicture) {
    const std::string path = file();
    const auto picture = session().rendered();
    QSignalSpy opened(&documents(), &Documents::opened);
    documents().open(path);
    named<QToolButton>("Cancel the opening")->click();
    EXPECT_EQ(opened.count(), 1);
    EXPECT_EQ(window_.statusBar()->currentMessage(), QStringLiteral("Cancelled. Nothing was opened."));
    EXPECT_FALSE(says("Loading"));
    documents().open(path);
    press(Qt::Key_Escape);
    EXPECT_EQ(opened.count(), 2);
    EXPECT_EQ(session().rendered(), picture);
    open(QStringLiteral("mnist:7"));
    EXPECT_EQ(session().experiment().images, (ImageRange{7, 7}));
    EXPECT_EQ(opened.count(), 3) << "nothing came of what was cancelled";
}

TEST_F(Opening, TheWindowIsNotEmptyWhenItsFirstIsCancelled) {
    MainWindow other;
    QSignalSpy evaluated(&other.session(), &Session::evaluated);
    other.documents().open(file());
    QTest::keyClick(&other, Qt::Key_Escape);
    ASSERT_TRUE(evaluated.wait(kPatience));
    EXPECT_TRUE(other.session().experiment().source.mnist);
}

TEST_F(Opening, APictureSmallerThanTheWindowIsShownWithTheLargestThatFits) {
    openArray({5}, {1, 1});
    EXPECT_FALSE(session().error().has_value());
    EXPECT_EQ(evaluation().x->values, std::vector<float>{5});
    EXPECT_EQ(session().experiment().window.size, (Extent{1, 1}));
    EXPECT_TRUE(says("This picture is 1x1. The window was set to 1x1, stride 2.")) << visibleText().toStdString();
    EXPECT_TRUE(window_.notices().refusal().isEmpty()) << "nothing failed";
    settle([&] { trigger("edit.undo"); });
    EXPECT_FALSE(says("The window was set"));
    settle([&] { trigger("edit.redo"); });
    EXPECT_TRUE(says("The window was set"));
    openArray({1, 2, 3, 4, 5, 6}, {2, 3});
    EXPECT_FALSE(says("The window was set")) << "all is as it was set";
    EXPECT_EQ(session().experiment().window.size, (Extent{2, 2}));
    settle([&] { trigger("edit.undo"); });
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(session().experiment().window.size, (Extent{2, 2}));
}

TEST_F(Opening, AWindowThatIsSetOnASmallPictureStays) {
    openArray({5, 6}, {1, 2});
    settle([&] { session().edit({}, {}, [](Experiment& e) { e.window.size = {1, 1}; }); });
    EXPECT_FALSE(says("The window was set"));
    openArray({1, 2, 3, 4}, {2, 2});
    EXPECT_EQ(session().experiment().window.size, (Extent{1, 1}));
}

TEST_F(Opening, ARangeThatWasSetStaysWithItsSource) {
    const auto range = [&] { return session().view().range; };
    ViewSpec view = session().view();
    view.range = {RangeKind::Given, {0, 9}};
    settle([&] { session().setView(view); });
    openArray({1, 2, 3, 4}, {2, 2});
    EXPECT_EQ(range(), DisplayRange{});
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(range(), view.range);
    settle([&] { trigger("edit.redo"); });
    EXPECT_EQ(range(), DisplayRange{});
}

TEST_F(Opening, ABarShowsHowFarItIsAndCancelsIt) {
    Worker opening(EarlierWork::Dropped);
    StatusLine line(session(), window_.notices(), opening);
    line.show();
    QToolButton* cancel = nullptr;
    for (QToolButton* button : line.findChildren<QToolButton*>()) {
        if (button->accessibleName() == QStringLiteral("Cancel the opening")) cancel = button;
    }
    ASSERT_NE(cancel, nullptr);
    EXPECT_FALSE(cancel->isVisible());
    opening.run<int>(
        "",
        [](const RunControl& run) -> Result<int> {
            while (!run.isStopped()) std::this_thread::yield();
            return fail(kStopped, "");
        },
        [](const Result<int>&) { ADD_FAILURE() << "it was cancelled"; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return cancel->isVisible(); }, kPatience));
    QTest::mouseClick(cancel, Qt::LeftButton);
    EXPECT_FALSE(opening.busy());
    EXPECT_TRUE(QTest::qWaitFor([&] { return !cancel->isVisible(); }, kPatience));
}

TEST_F(Opening, AWindowThatIsClosedTakesNothingOfAnotherAlong) {
    const std::string path = file();
    QSignalSpy evaluated(&session(), &Session::evaluated);
    auto other = std::make_unique<MainWindow>();
    other->documents().open(path);
    documents().open(path);
    other.reset();
    ASSERT_TRUE(evaluated.wait(kPatience));
    EXPECT_EQ(evaluation().x->shape.h, kSide);
}

}  // namespace
}  // namespace poolscope

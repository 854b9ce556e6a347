// SPDX-License-Identifier: GPL-3.0-or-later
// Painting and undo: what is held, and that every step back and forth is exact.
#include <gtest/gtest.h>

#include <QTest>
#include <random>

#include "app/gui/session/session.h"
#include "tests/app/gui/support/patience.h"

namespace poolscope {
namespace {

std::shared_ptr<const Source> sourceOf(const Shape& shape) {
    auto source = std::make_shared<Source>();
    source->name = "noise";
    source->dtype = "float32";
    Tensor images(shape);
    std::mt19937 engine(1);
    for (float& value : images.values) value = static_cast<float>(engine() % 256);
    source->setImages(std::move(images));
    return source;
}

class History : public testing::Test {
  protected:
    void open(const Shape& shape, const ImageRange& images = {0, 0}) {
        SourceRef ref;
        ref.path = "noise";
        session_.open(sourceOf(shape), ref, images);
    }
    void settle() {
        ASSERT_TRUE(QTest::qWaitFor([this] { return !session_.busy(); }, kPatience));
    }
    QUndoStack& stack() { return session_.undoStack(); }
    // All that a session would save.
    struct Content {
        Experiment experiment;
        Tensor images;
    };
    Content content() const {
        const Painted whole = written(session_.painted());
        return {whole.experiment, *whole.source->images.tensor()};
    }
    static void expectSame(const Content& a, const Content& b, int step) {
        EXPECT_TRUE(a.experiment == b.experiment) << "step " << step;
        EXPECT_TRUE(sameBits(a.images, b.images)) << "step " << step;
    }

    Session session_;
};

TEST_F(History, AStrokeHoldsItsCellsAndCopiesNothing) {
    open({1, 1, 512, 512});
    settle();
    const auto opened = session_.source();
    session_.paintInput({{1, 2}, {1, 2}, {3, 4}, {999, 0}}, 300);
    EXPECT_EQ(session_.source()->images.memory(), opened->images.memory())
        << "the drawing begins as the picture itself";
    EXPECT_EQ(valuesOf(session_.painted().images).size(), 2U);
    session_.paintInput({{5, 6}}, 300);
    session_.paintInput({{5, 6}}, 300);
    EXPECT_EQ(stack().count(), 1);
    settle();
    const auto drawn = session_.source();
    EXPECT_TRUE(session_.painted().images.empty()) << "they are written now, by the worker";
    EXPECT_EQ(drawn, session_.rendered()->source);
    EXPECT_EQ(drawn->images.tensor()->at(0, {5, 6}), 300);
    EXPECT_EQ(opened->images.tensor()->at(0, {5, 6}), sourceOf({1, 1, 512, 512})->images.tensor()->at(0, {5, 6}));
    session_.endMerge();
    session_.paintInput({{7, 8}}, 300);
    settle();
    const std::weak_ptr<const Tensor> between = drawn->images.tensor();
    EXPECT_EQ(session_.source()->images.tensor()->at(0, {7, 8}), 300);
    stack().undo();
    settle();
    EXPECT_TRUE(sameBits(*session_.source()->images.tensor(), *drawn->images.tensor()));
    stack().undo();
    EXPECT_EQ(session_.source(), opened);
    settle();
    EXPECT_EQ(session_.rendered()->source, opened);
}

TEST_F(History, PaintingWithoutChangeIsNoStep) {
    open({1, 1, 8, 8});
    settle();
    session_.paintInput({{2, 2}}, session_.source()->images.tensor()->at(0, {2, 2}));
    EXPECT_EQ(stack().count(), 0);
    EXPECT_FALSE(session_.experiment().source.embedded);
}

TEST_F(History, AStrokeThatIsGivenUpGoesBackToThePicture) {
    open({1, 1, 512, 512});
    settle();
    session_.paintInput({{1, 1}}, 300);
    settle();
    const Content computed = content();
    session_.paintInput({{1, 1}, {2, 2}}, 301);
    session_.cancel();
    expectSame(content(), computed, 1);
    EXPECT_EQ(stack().count(), 1) << "it was one stroke";
    EXPECT_FALSE(session_.busy());
    stack().undo();
    settle();
    EXPECT_FALSE(session_.experiment().source.embedded);
    stack().redo();
    settle();
    expectSame(content(), computed, 1);
    session_.endMerge();
    session_.paintInput({{3, 3}}, 302);
    session_.paintInput({{4, 4}}, 302);
    session_.cancel();
    expectSame(content(), computed, 1);
    EXPECT_TRUE(stack().canRedo());
    session_.endMerge();
    session_.paintUpstream({{3, 3}}, 9);
    settle();
    const Content upstream = content();
    session_.paintUpstream({{3, 3}, {4, 4}}, 8);
    session_.cancel();
    expectSame(content(), upstream, 2);
    stack().undo();
    expectSame(content(), computed, 1);
}

TEST_F(History, RandomEditsAreUndoneAndRedoneExactly) {
    std::mt19937 engine(7);
    const auto below = [&engine](std::uint32_t n) { return static_cast<std::int64_t>(engine() % n); };
    open({3, 2, 9, 9}, {0, 1});
    settle();
    std::vector<Content> contents{content()};
    const auto shownCells = [&below] { return std::vector<CellRef>{{below(9), below(9)}, {below(9), below(9)}}; };
    for (int i = 0; i < 400; ++i) {
        switch (below(13)) {
            case 0:
                session_.edit({}, QStringLiteral("size"), [&](Experiment& e) { e.window.size.rows = 1 + below(4); });
                break;
            case 1:
                session_.showImage(below(3));
                break;
            case 2:
                session_.showPlane(below(4));
                break;
            case 3:
                session_.setUpstream(static_cast<Upstream>(below(4)));
                break;
            case 4:
                session_.paintUpstream({{below(3), below(3)}}, static_cast<float>(below(50)));
                break;
            case 5:
                if (below(4) == 0) session_.newCanvas({9, 9});
                break;
            case 6:
                session_.endMerge();
                break;
            case 7:
                settle();
                break;
            case 8:
                stack().undo();
                break;
            case 9:
                stack().redo();
                break;
            case 10:
                if (below(3) == 0) session_.cancel();
                break;
            default:
                session_.paintInput(shownCells(), static_cast<float>(below(300)));
        }
        contents.resize(static_cast<std::size_t>(stack().count()) + 1);
        contents[static_cast<std::size_t>(stack().index())] = content();
    }
    ASSERT_GT(stack().count(), 20);
    for (const bool waits : {false, true}) {
        while (stack().canUndo()) {
            stack().undo();
            expectSame(content(), contents[static_cast<std::size_t>(stack().index())], stack().index());
            if (waits) settle();
        }
        while (stack().canRedo()) {
            stack().redo();
            expectSame(content(), contents[static_cast<std::size_t>(stack().index())], stack().index());
            if (waits) settle();
        }
    }
}

TEST_F(History, ManyStrokesOnALargePictureHoldLittle) {
    open({1, 1, 2048, 2048});
    settle();
    std::vector<std::weak_ptr<const Tensor>> drawings;
    for (std::int64_t stroke = 0; stroke < 6; ++stroke) {
        session_.paintInput({{stroke, 0}, {stroke, 1}}, 300);
        session_.endMerge();
        // Settings between strokes do not hold the drawings either.
        session_.edit({}, {}, [stroke](Experiment& e) { e.window.size.rows = 2 + stroke % 2; });
        settle();
        drawings.push_back(session_.source()->images.tensor());
    }
    drawings.pop_back();
    const auto held = [&drawings] {
        return std::count_if(drawings.begin(), drawings.end(), [](const auto& drawing) { return !drawing.expired(); });
    };
    EXPECT_TRUE(QTest::qWaitFor([&held] { return held() == 0; }, kPatience)) << held();
}

// What undo holds is bounded: the oldest of the large pictures go.
TEST_F(History, TheOldestStepsGoWhenTheyHoldTooMuch) {
    int left = -1;
    QObject::connect(&session_, &Session::undoForgotten, &session_, [&left](int steps) { left = steps; });
    open({1, 1, 4096, 4096});
    session_.edit({}, {}, [](Experiment& e) { e.window.size = {3, 3}; });
    std::weak_ptr<const Source> first = session_.source();
    stack().setClean();
    for (int i = 0; i < 4; ++i) open({1, 1, 4096, 4096});
    EXPECT_EQ(stack().count(), 5);
    EXPECT_EQ(left, -1) << "four sources are held beside the one that is open";
    open({1, 1, 4096, 4096});
    EXPECT_EQ(left, 4);
    EXPECT_EQ(stack().count(), 4);
    EXPECT_EQ(stack().index(), 4);
    EXPECT_EQ(stack().cleanIndex(), -1) << "there is no way back to what was saved";
    session_.cancel();
    EXPECT_TRUE(QTest::qWaitFor([&first] { return first.expired(); }, kPatience));
    while (stack().canUndo()) stack().undo();
    EXPECT_EQ(session_.experiment().window.size, (Extent{3, 3}));
    EXPECT_EQ(session_.source()->images.shape.h, 4096);
    session_.cancel();
}

}  // namespace
}  // namespace poolscope

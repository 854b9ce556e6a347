// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/thread/squeeze.h"

#include <gtest/gtest.h>

#include "tests/core/support/example.h"
#include "tests/core/support/scene_marks.h"

namespace poolscope {
namespace {

using test::evaluated;
using test::smallImage;
using test::wordsOf;

constexpr Size kFrame{400, 300};
const FigureStyle kStyle;

Squeeze squeezed(const Evaluation& e, SqueezeWay way = SqueezeWay::Forward) {
    return makeSqueeze(e, {}, kStyle, way);
}

Evaluation pooled(const Extent& size, const Extent& stride, const std::function<void(Experiment&)>& change = {}) {
    return evaluated(smallImage(), [&](Experiment& e) {
        e.window.size = size;
        e.window.stride = stride;
        if (change) change(e);
    });
}

std::vector<RectMark> cellsOf(const Scene& scene) {
    std::vector<RectMark> cells;
    for (const Mark& mark : scene.marks) {
        const auto* rect = std::get_if<RectMark>(&mark);
        if (rect && rect->fill) cells.push_back(*rect);
    }
    return cells;
}

const HeatMapMark* pictureIn(const Scene& scene) {
    for (const Mark& mark : scene.marks) {
        if (const auto* picture = std::get_if<HeatMapMark>(&mark)) return picture;
    }
    return nullptr;
}

std::vector<RectMark> outlinesOf(const Scene& scene, const Colour& colour, bool dashed = false) {
    std::vector<RectMark> found;
    for (const Mark& mark : scene.marks) {
        const auto* rect = std::get_if<RectMark>(&mark);
        if (rect && rect->stroke && rect->stroke->colour == colour && rect->stroke->dashed == dashed) {
            found.push_back(*rect);
        }
    }
    return found;
}

std::vector<Colour> coloursOf(const std::vector<RectMark>& cells) {
    std::vector<Colour> colours;
    for (const RectMark& cell : cells) colours.push_back(*cell.fill);
    return colours;
}

Scene station(const Squeeze& squeeze, std::size_t i) {
    return squeezeScene(squeeze, squeezeStations(squeeze.way)[i], kFrame, kStyle);
}

TEST(Squeeze, TheOutputsCellsAreAsLargeAsThePictures) {
    const Squeeze squeeze = squeezed(pooled({2, 2}, {2, 2}));
    const Scene first = station(squeeze, 0);
    const HeatMapMark* picture = pictureIn(first);
    ASSERT_NE(picture, nullptr);
    const Scene last = station(squeeze, 3);
    EXPECT_EQ(pictureIn(last), nullptr);
    const auto cells = cellsOf(last);
    ASSERT_EQ(cells.size(), 4U);
    EXPECT_EQ(coloursOf(cells), squeeze.result);
    for (const RectMark& cell : cells) EXPECT_NEAR(cell.rect.width, picture->rect.width / 4, 1e-9);
    const auto before = outlinesOf(last, kStyle.theme().quiet, true);
    ASSERT_EQ(before.size(), 1U) << "where the picture was";
    EXPECT_NEAR(before.front().rect.width, picture->rect.width, 1e-9);
    EXPECT_NEAR(before.front().rect.x, picture->rect.x, 1e-9);
}

TEST(Squeeze, EveryWindowHasItsOwnCopyOfSharedCells) {
    const Squeeze squeeze = squeezed(pooled({3, 3}, {1, 1}));
    const auto cells = cellsOf(station(squeeze, 1));
    ASSERT_EQ(cells.size(), 4U * 9U);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const bool apart = std::abs(cells[i].rect.x - cells[j].rect.x) > cells[i].rect.width * 0.99 ||
                               std::abs(cells[i].rect.y - cells[j].rect.y) > cells[i].rect.width * 0.99;
            ASSERT_TRUE(apart) << i << " lies on " << j;
        }
    }
}

TEST(Squeeze, NothingLeavesTheFrameOnItsWay) {
    for (const Extent stride : {Extent{1, 1}, Extent{3, 1}}) {
        const Squeeze squeeze = squeezed(pooled({3, 3}, stride, [](Experiment& e) {
            e.window.padding = {PadMode::Explicit, 1, 1, 1, 1};
        }));
        for (int i = 0; i <= 50; ++i) {
            for (const RectMark& cell : cellsOf(squeezeScene(squeeze, i / 50.0, kFrame, kStyle))) {
                ASSERT_GE(cell.rect.x, -1) << i;
                ASSERT_GE(cell.rect.y, -1) << i;
                ASSERT_LE(cell.rect.right(), kFrame.width + 1) << i;
                ASSERT_LE(cell.rect.bottom(), kFrame.height + 1) << i;
            }
        }
    }
}

TEST(Squeeze, WinnersAreMarkedAndGrowWhileTheOthersFade) {
    const Squeeze squeeze = squeezed(pooled({2, 2}, {2, 2}));
    const Scene marked = station(squeeze, 1);
    const auto marks = outlinesOf(marked, kStyle.theme().window);
    EXPECT_EQ(marks.size(), 3U) << "the window that is all black has no winner to look at";
    const double side = cellsOf(marked).front().rect.width;
    const auto grown = cellsOf(station(squeeze, 2));
    ASSERT_EQ(grown.size(), 4U);
    for (const RectMark& cell : grown) EXPECT_GT(cell.rect.width, 1.5 * side);
    EXPECT_EQ(coloursOf(grown), squeeze.result);
}

TEST(Squeeze, WithoutAWinnerTheCellsBlendIntoOne) {
    const Squeeze squeeze = squeezed(pooled({2, 2}, {2, 2}, [](Experiment& e) { e.pool.op = PoolOp::Avg; }));
    EXPECT_EQ(cellsOf(station(squeeze, 1)).size(), 16U);
    EXPECT_TRUE(outlinesOf(station(squeeze, 1), kStyle.theme().window).empty());
    const auto grown = cellsOf(station(squeeze, 2));
    EXPECT_EQ(grown.size(), 4U);
    EXPECT_EQ(coloursOf(grown), squeeze.result);
}

TEST(Squeeze, BackwardTheGradientFliesToItsWinners) {
    const Evaluation e = pooled({2, 2}, {2, 2});
    const Squeeze squeeze = squeezed(e, SqueezeWay::Backward);
    EXPECT_EQ(coloursOf(cellsOf(station(squeeze, 0))), squeeze.result);
    const auto apart = cellsOf(station(squeeze, 2));
    EXPECT_EQ(std::count_if(apart.begin(), apart.end(),
                            [&](const RectMark& cell) { return *cell.fill == squeeze.result.front(); }),
              4)
        << "one cell of each window has what arrived there";
    const Scene last = station(squeeze, 3);
    const HeatMapMark* picture = pictureIn(last);
    ASSERT_NE(picture, nullptr);
    const auto dx = e.backward->dx.plane(0);
    for (std::size_t i = 0; i < dx.size(); ++i) {
        EXPECT_EQ(fromArgb((*picture->argb)[i]) == squeeze.result.front(), dx[i] == 1) << i;
    }
}

// Where two windows have the same winner its cell alone takes another colour: what is not added up looks as it arrived.
TEST(Squeeze, AGradientKeepsItsColourOnItsWay) {
    const auto x = std::make_shared<const Tensor>(Shape{1, 1, 4, 4},
                                                  std::vector<float>{0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 4});
    const Evaluation e = evaluated(x, [](Experiment& experiment) {
        experiment.window.size = {3, 3};
        experiment.window.stride = {1, 1};
    });
    const Squeeze squeeze = squeezed(e, SqueezeWay::Backward);
    const auto dx = e.backward->dx.plane(0);
    ASSERT_EQ(std::count(dx.begin(), dx.end(), 2.0F), 1);
    ASSERT_EQ(std::count(dx.begin(), dx.end(), 1.0F), 2);
    for (std::size_t i = 0; i < dx.size(); ++i) {
        EXPECT_EQ(squeeze.whole[i] == squeeze.result.front(), dx[i] == 1) << i;
    }
}

TEST(Squeeze, PaddingIsHatchedAndWhatNoWindowCoversStaysBehind) {
    const auto hatches = [](const Scene& scene) {
        return std::count_if(scene.marks.begin(), scene.marks.end(),
                             [](const Mark& mark) { return std::holds_alternative<HatchMark>(mark); });
    };
    const Squeeze padded = squeezed(pooled({2, 2}, {2, 2}, [](Experiment& e) {
        e.window.padding = {PadMode::Explicit, 1, 1, 1, 1};
    }));
    EXPECT_EQ(hatches(station(padded, 0)), 1);
    EXPECT_EQ(hatches(station(padded, 1)), 9 * 4 - 16) << "the copies of the windows";
    EXPECT_EQ(hatches(station(padded, 2)), 0);
    // The last row and column are in none of the windows.
    const Squeeze uncovered = squeezed(pooled({3, 3}, {3, 3}));
    EXPECT_EQ(cellsOf(squeezeScene(uncovered, 0.1, kFrame, kStyle)).size(), 9U + 7U);
    EXPECT_EQ(cellsOf(station(uncovered, 1)).size(), 9U);
}

TEST(Squeeze, LargePicturesAndTooManyCopiesAreRefused) {
    const auto check = [](std::int64_t side, std::int64_t size) {
        const auto x = std::make_shared<const Tensor>(Shape{1, 1, side, side},
                                                      std::vector<float>(static_cast<std::size_t>(side * side), 1.0F));
        return checkSqueeze(evaluated(x, [&](Experiment& e) {
            e.window.size = {size, size};
            if (size > 2) e.window.stride = {1, 1};
        }));
    };
    EXPECT_TRUE(check(64, 2));
    EXPECT_TRUE(check(64, 3));
    const auto large = check(65, 2);
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().where, "animation.squeeze");
    EXPECT_NE(large.error().message.find("65x65"), std::string::npos) << large.error().message;
    EXPECT_FALSE(check(64, 5));
}

TEST(Squeeze, StillsSayWhatHappens) {
    const std::string forward = wordsOf(squeezeStills(squeezed(pooled({2, 2}, {2, 2})), {900, 300}, kStyle));
    for (const char* words : {"The picture", "16 numbers", "drifts apart", "each marks its largest", "others fade",
                              "4 left", "closes up", "2x2"}) {
        EXPECT_NE(forward.find(words), std::string::npos) << words << " in\n" << forward;
    }
    const auto average = [](Experiment& e) { e.pool.op = PoolOp::Avg; };
    EXPECT_EQ(wordsOf(squeezeStills(squeezed(pooled({2, 2}, {2, 2}, average)), {900, 300}, kStyle)).find("winner"),
              std::string::npos);
}

}  // namespace
}  // namespace poolscope

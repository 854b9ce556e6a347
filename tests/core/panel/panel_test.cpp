// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/panel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "tests/core/support/example.h"
#include "tests/core/support/golden.h"
#include "tests/core/support/scene_marks.h"

namespace poolscope {
namespace {

using test::evaluated;
using test::expectGolden;
using test::smallImage;

// Everything a panel needs, kept alive together.
struct Stage {
    explicit Stage(Evaluation e, ViewSpec v = {}) : evaluation(std::move(e)), view(v) {
        pictures = makePictures(evaluation, view, style.theme());
    }
    PanelContext context() const { return {evaluation, pictures, view, style}; }

    Evaluation evaluation;
    ViewSpec view;
    FigureStyle style;
    Pictures pictures;
};

TEST(PanelGolden, ScenesStayAsTheyAre) {
    const Stage stage(evaluated(smallImage(), [](Experiment& e) {
        e.window.padding = {PadMode::Explicit, 1, 1, 0, 0};
    }));
    for (const PanelKind kind :
         {PanelKind::Input, PanelKind::Patches, PanelKind::Output, PanelKind::Gradient, PanelKind::Summary,
          PanelKind::GradientPatches, PanelKind::Routing, PanelKind::Upstream}) {
        expectGolden(std::string(toText(kind)), toText(layoutPanel(kind, stage.context(), {180, 230}).scene));
    }
    const Links links = linkedCells(stage.evaluation, {FocusKind::Window, {1, 1}, 0});
    const Panel input = layoutPanel(PanelKind::Input, stage.context(), {180, 230});
    expectGolden("overlay", toText(focusOverlay(input, stage.context(), links)));
    for (const PanelKind kind : {PanelKind::Summary, PanelKind::Routing}) {
        const Panel column = layoutPanel(kind, stage.context(), {180, 230});
        expectGolden("overlay-" + std::string(toText(kind)), toText(focusOverlay(column, stage.context(), links)));
    }
}

TEST(PanelKinds, EveryRowIsFoundByItsWordAndDrawsItsPanel) {
    const Stage stage(evaluated(smallImage(), [](Experiment& e) { e.filters = {{1}, true}; }));
    for (const PanelRow& row : kPanelRows) {
        EXPECT_EQ(panelNamed(row.word), row.kind);
        ASSERT_TRUE(hasPanel(stage.evaluation, row.kind)) << row.word;
        const Panel panel = layoutPanel(row.kind, stage.context(), {180, 230});
        EXPECT_EQ(panel.kind, row.kind);
        EXPECT_FALSE(panel.scene.marks.empty()) << row.word;
        EXPECT_EQ(panel.areas.empty(), row.cells == PanelCells::None) << row.word;
        EXPECT_EQ(row.otherwise.empty(), row.exists == nullptr) << row.word;
    }
    EXPECT_EQ(panelNamed("inputs"), std::nullopt);
}

// Every area of every panel: the middle of each cell leads back to that cell.
TEST(Panel, CellsNotYetReachedAreEmpty) {
    Stage stage(evaluated(smallImage()));
    const auto numbersIn = [&](PanelKind kind) {
        std::size_t count = 0;
        const Panel panel = layoutPanel(kind, stage.context(), {300, 350});
        for (const Mark& mark : panel.scene.marks) {
            const auto* words = std::get_if<TextMark>(&mark);
            count += words && words->align == HorizontalAlign::Centre ? 1 : 0;
        }
        return count;
    };
    EXPECT_EQ(numbersIn(PanelKind::Output), 4U);
    EXPECT_EQ(numbersIn(PanelKind::Patches), 16U);
    EXPECT_EQ(numbersIn(PanelKind::Gradient), 16U);
    stage.pictures = picturesAt(stage.pictures, Playback{Phase::Forward, 3}, stage.evaluation, stage.style.theme());
    EXPECT_EQ(numbersIn(PanelKind::Output), 3U);
    EXPECT_EQ(numbersIn(PanelKind::Patches), 12U);
    EXPECT_EQ(numbersIn(PanelKind::GradientPatches), 0U);
    EXPECT_EQ(numbersIn(PanelKind::Gradient), 0U);
    stage.pictures = picturesAt(stage.pictures, Playback{Phase::Backward, 1}, stage.evaluation, stage.style.theme());
    EXPECT_EQ(numbersIn(PanelKind::Output), 4U);
    EXPECT_EQ(numbersIn(PanelKind::GradientPatches), 4U);
    EXPECT_EQ(numbersIn(PanelKind::Gradient), 16U);
}

// The ink of a line around a rectangle, as four bars.
std::array<Rect, 4> barsOf(const Rect& rect, double width) {
    const Rect out = rect.grown(width / 2);
    return {Rect{out.x, out.y, out.width, width},
            {out.x, out.bottom() - width, out.width, width},
            {out.x, out.y, width, out.height},
            {out.right() - width, out.y, width, out.height}};
}

bool overlap(const Rect& a, const Rect& b) {
    return a.x < b.right() - 1e-9 && b.x < a.right() - 1e-9 && a.y < b.bottom() - 1e-9 && b.y < a.bottom() - 1e-9;
}

std::vector<Rect> framesOf(const Scene& scene) {
    std::vector<Rect> ink;
    for (const Mark& mark : scene.marks) {
        if (const auto* dot = std::get_if<EllipseMark>(&mark)) ink.push_back(dot->box.grown(dot->stroke->width / 2));
        // Marks of winners and ties.
        if (const auto* shape = std::get_if<LineMark>(&mark)) {
            const auto [left, right] = std::minmax_element(shape->points.begin(), shape->points.end(),
                                                           [](const Point& a, const Point& b) { return a.x < b.x; });
            const auto [top, bottom] = std::minmax_element(shape->points.begin(), shape->points.end(),
                                                           [](const Point& a, const Point& b) { return a.y < b.y; });
            ink.push_back(Rect{left->x, top->y, right->x - left->x, bottom->y - top->y}.grown(shape->stroke.width / 2));
        }
        const auto* frame = std::get_if<RectMark>(&mark);
        if (!frame || !frame->stroke) continue;
        for (const Rect& bar : barsOf(frame->rect, frame->stroke->width)) ink.push_back(bar);
    }
    return ink;
}

TEST(Panel, NumbersAreNotCoveredByWhatIsLit) {
    auto small = std::make_shared<Tensor>(Shape{1, 1, 8, 8});
    for (std::size_t i = 0; i < small->values.size(); ++i)
        small->values[i] = static_cast<float>(i * 37 % 64) * 1.59e-4F;
    auto bytes = std::make_shared<Tensor>(Shape{1, 1, 8, 8});
    for (std::size_t i = 0; i < bytes->values.size(); ++i) bytes->values[i] = static_cast<float>(i * 37 % 256);
    std::size_t numbers = 0;
    for (const auto& image : {small, bytes}) {
        for (const PatchView patches : {PatchView::Matrix, PatchView::Tiles}) {
            ViewSpec view;
            view.patches = patches;
            const Stage stage(evaluated(image), view);
            for (const Focus& focus : {Focus{FocusKind::Window, {1, 1}, 0}, Focus{FocusKind::Input, {3, 2}, 0},
                                       Focus{FocusKind::Slot, {}, 1}}) {
                const Links links = linkedCells(stage.evaluation, focus);
                for (const PanelKind kind :
                     {PanelKind::Input, PanelKind::Patches, PanelKind::Output, PanelKind::Gradient}) {
                    for (double side = 120; side < 700; side *= 1.15) {
                        const Panel panel = layoutPanel(kind, stage.context(), {side, side + 50});
                        const std::vector<Rect> frames = framesOf(focusOverlay(panel, stage.context(), links));
                        for (const Mark& mark : panel.scene.marks) {
                            const auto* text = std::get_if<TextMark>(&mark);
                            if (!text || text->align != HorizontalAlign::Centre) continue;
                            ++numbers;
                            const double width = monoWidth(characterCount(text->runs.front().text), text->size);
                            const double height = text->size * 0.73;  // of digits
                            const Rect ink{text->at.x - width / 2, text->at.y - height / 2, width, height};
                            for (const Rect& frame : frames) {
                                ASSERT_FALSE(overlap(ink, frame))
                                    << toText(kind) << " " << side << " " << text->runs.front().text;
                            }
                        }
                    }
                }
            }
        }
    }
    EXPECT_GT(numbers, 1000U);
}

TEST(Panel, CellsAreFoundWhereTheyAreDrawn) {
    for (const PatchView patches : {PatchView::Matrix, PatchView::Tiles}) {
        ViewSpec view;
        view.patches = patches;
        const Stage stage(evaluated(smallImage(), [](Experiment& e) { e.window.stride = {1, 1}; }), view);
        const Extent output = stage.evaluation.grid.output();
        for (const PanelKind kind : {PanelKind::Input, PanelKind::Patches, PanelKind::Output, PanelKind::Gradient}) {
            const Panel panel = layoutPanel(kind, stage.context(), {240, 300});
            ASSERT_FALSE(panel.areas.empty());
            for (const CellArea& area : panel.areas) {
                for (std::int64_t i = 0; i < area.cells.count(); ++i) {
                    const CellRef cell{area.origin.row + i / area.cells.cols, area.origin.col + i % area.cells.cols};
                    ASSERT_EQ(area.cellAt(area.cellRect(cell).centre()), cell);
                }
            }
            if (const CellArea* lens = panel.area(AreaKind::Lens)) {
                const Focus focus = focusAt(panel, stage.evaluation, lens->cellRect({2, 4}).centre());
                EXPECT_EQ(focus, (Focus{FocusKind::Patch, {4 / output.cols, 4 % output.cols}, 2}));
            }
            if (const CellArea* tiles = panel.area(AreaKind::Tiles)) {
                const Rect tile = tiles->cellRect({1, 2});
                const Focus focus = focusAt(panel, stage.evaluation, {tile.x + tile.width * 0.75, tile.y + 0.5});
                EXPECT_EQ(focus, (Focus{FocusKind::Patch, {1, 2}, 1}));
            }
        }
    }
}

TEST(Panel, ThePaddingIsDrawnButIsNoCellOfTheImage) {
    const Stage stage(evaluated(smallImage(), [](Experiment& e) {
        e.window.padding = {PadMode::Explicit, 1, 1, 1, 1};
    }));
    const Panel panel = layoutPanel(PanelKind::Input, stage.context(), {240, 300});
    const CellArea& area = panel.areas.front();
    EXPECT_EQ(area.cells, (Extent{6, 6}));
    EXPECT_EQ(focusAt(panel, stage.evaluation, area.cellRect({-1, -1}).centre()).kind, FocusKind::Nothing);
    EXPECT_EQ(focusAt(panel, stage.evaluation, area.cellRect({0, 3}).centre()), (Focus{FocusKind::Input, {0, 3}, 0}));
}

// Zeros that take part are written; neither no data nor what ceil mode adds is.
TEST(Panel, ZerosOfThePaddingAreSeen) {
    const auto zerosOutside = [](PadValue value, bool ceil) {
        const Stage stage(evaluated(smallImage(), [&](Experiment& e) {
            e.window.padding = {PadMode::Explicit, 1, 1, 1, 1};
            e.window.size = {3, 3};
            e.window.stride = {2, 2};
            e.window.ceilMode = ceil;
            e.pool.padValue = value;
        }));
        const Panel panel = layoutPanel(PanelKind::Input, stage.context(), {300, 360});
        const CellArea& area = panel.areas.front();
        const Rect first = area.cellRect({0, 0});
        const Rect image{first.x, first.y, 4 * area.pitchX(), 4 * area.pitchY()};
        return std::count_if(panel.scene.marks.begin(), panel.scene.marks.end(), [&](const Mark& mark) {
            const auto* text = std::get_if<TextMark>(&mark);
            return text && area.rect.contains(text->at) && !image.contains(text->at) && text->runs.front().text == "0";
        });
    };
    EXPECT_EQ(zerosOutside(PadValue::Zero, false), 20);
    EXPECT_EQ(zerosOutside(PadValue::Zero, true), 20);
    EXPECT_EQ(zerosOutside(PadValue::Ignore, false), 0);
}

TEST(Panel, EqualValuesHaveEqualColoursBeforeAndAfter) {
    const Stage stage(evaluated(smallImage()));
    const auto& input = *stage.pictures.input.argb;
    const auto& output = *stage.pictures.output.argb;
    EXPECT_EQ(input[3], output[1]);   // 248
    EXPECT_EQ(input[12], output[2]);  // 100
    EXPECT_EQ(stage.pictures.scale, (ValueScale{0, 255}));
    EXPECT_EQ((*stage.pictures.gradient.argb)[1], 0xffffffffU) << "no gradient is exactly white";
}

TEST(Panel, ScrollsOnlyWhenTheWindowIsOutOfView) {
    auto x = std::make_shared<Tensor>(Shape{1, 1, 64, 64});
    const Stage stage(evaluated(x));
    const Panel panel = layoutPanel(PanelKind::Patches, stage.context(), {240, 300});
    const CellArea& lens = *panel.area(AreaKind::Lens);
    EXPECT_EQ(scrollTo(panel, {}, stage.evaluation, {0, lens.cells.cols - 1}), PatchScroll{});
    const PatchScroll far = scrollTo(panel, {}, stage.evaluation, {20, 5});
    const Panel moved = layoutPanel(PanelKind::Patches, stage.context(), {240, 300}, far);
    EXPECT_TRUE(moved.area(AreaKind::Lens)->shows({0, 20 * 32 + 5}));
    const PatchScroll end = scrollTo(panel, {}, stage.evaluation, {31, 31});
    EXPECT_EQ(end.firstColumn, 1024 - lens.cells.cols) << "the lens stops at the last column";
}

// The ends of the legend of dX.
std::vector<std::string> rampEnds(const Panel& gradient) {
    std::vector<std::string> ends;
    for (const Mark& mark : gradient.scene.marks) {
        const auto* text = std::get_if<TextMark>(&mark);
        if (text && text->at.y > gradient.areas.front().rect.bottom() && text->face == FontFace::Mono)
            ends.push_back(text->runs.front().text);
    }
    return ends;
}

TEST(Panel, AGradientOfOneSignIsDrawnFromZero) {
    const auto endsOf = [](const std::vector<float>& dout) {
        const Stage stage(evaluated(smallImage(), [&](Experiment& e) {
            e.gradient.kind = Upstream::Given;
            e.gradient.given = std::make_shared<Tensor>(Shape{1, 1, 2, 2}, dout);
        }));
        return rampEnds(layoutPanel(PanelKind::Gradient, stage.context(), {300, 350}));
    };
    EXPECT_EQ(endsOf({1, 2, 3, 0.5F}), (std::vector<std::string>{"0", "+3"}));
    EXPECT_EQ(endsOf({-1, -2, -3, 0}), (std::vector<std::string>{"−3", "0"}));
    EXPECT_EQ(endsOf({1, -2, 3, 0}), (std::vector<std::string>{"−3", "+3"}));
}

TEST(Panel, NoGradientHasTheColourOfTheCard) {
    Stage stage(evaluated(smallImage()));
    for (const ThemeName name : {ThemeName::Light, ThemeName::Dark, ThemeName::Print}) {
        stage.style.themeName = name;
        const Theme& t = themeNamed(name);
        stage.pictures = makePictures(stage.evaluation, stage.view, t);
        EXPECT_EQ((*stage.pictures.gradient.argb)[1], toArgb(t.card));
        EXPECT_EQ((*stage.pictures.gradientPatches.argb)[4], toArgb(t.card));
        for (int i = -20; i <= 20; ++i) {
            const Colour ground = divergingColourOf(i, 20, t);
            EXPECT_GE(contrastRatio(readableOn(ground), ground), 4.5) << i;
            EXPECT_EQ(i == 0, ground == t.card) << i;
        }
    }
}

// Words of the heading of dX in the colour of an error.
std::size_t alarms(const std::function<void(Experiment&)>& change) {
    const Stage stage(evaluated(smallImage(), change));
    const Panel panel = layoutPanel(PanelKind::Gradient, stage.context(), {300, 350});
    std::size_t count = 0;
    for (const Mark& mark : panel.scene.marks) {
        const auto* text = std::get_if<TextMark>(&mark);
        if (!text) continue;
        count += static_cast<std::size_t>(std::count_if(text->runs.begin(), text->runs.end(), [&](const TextRun& run) {
            return run.colour == stage.style.theme().error;
        }));
    }
    return count;
}

TEST(Panel, OnlyASumThatOughtNotToDifferIsAnAlarm) {
    const auto overlapping = [](Experiment& e) {
        e.window.size = {2, 2};
        e.window.stride = {1, 1};
    };
    EXPECT_EQ(alarms(overlapping), 0U);
    EXPECT_EQ(alarms([](Experiment& e) { e.pool.op = PoolOp::Lp; }), 0U) << "a norm's gradient has another sum";
    EXPECT_EQ(alarms([](Experiment& e) {
                  e.pool.op = PoolOp::Avg;
                  e.pool.divisor = 3;
              }),
              0U);
    EXPECT_GT(alarms([&](Experiment& e) {
                  overlapping(e);
                  e.pool.op = PoolOp::Avg;
                  e.pool.overlap = Overlap::Loop;
              }),
              0U);
    EXPECT_GT(alarms([](Experiment& e) { e.pool.ties = TieRule::All; }), 0U) << "each tied cell takes all of it";
}

// What a mark paints in the colour of the window.
template <class Shape>
std::size_t countOrange(const Scene& scene, const Colour& orange) {
    std::size_t count = 0;
    for (const Mark& mark : scene.marks) {
        const auto* shape = std::get_if<Shape>(&mark);
        if (!shape) continue;
        const bool filled = shape->fill == orange;
        if constexpr (std::is_same_v<Shape, LineMark>) {
            count += filled || shape->stroke.colour == orange ? 1U : 0U;
        } else {
            count += filled ? 1U : 0U;
        }
    }
    return count;
}

TEST(Panel, NumbersThatTheSpotlightIsNotOnStepBackAndColoursStay) {
    const Stage stage(evaluated(smallImage()));
    Spotlight spotlight;
    spotlight.output = {{0, 1}};
    PanelContext lit = stage.context();
    lit.spotlight = &spotlight;
    const auto columnsOf = [](const Panel& panel) {
        const Rect& lens = panel.area(AreaKind::Lens)->rect;
        for (const auto& mark : panel.scene.marks) {
            const auto* map = std::get_if<HeatMapMark>(&mark);
            if (map && map->rect == lens) return *map->argb;
        }
        ADD_FAILURE() << "no columns";
        return std::vector<std::uint32_t>();
    };
    // Of the numbers in each column of the lens, by what they stand on.
    const auto inksOf = [](const Panel& panel) {
        const CellArea& lens = *panel.area(AreaKind::Lens);
        std::map<std::int64_t, std::vector<std::uint32_t>> inks;
        for (const TextMark& text : test::marksOf<TextMark>(panel.scene)) {
            const auto cell = lens.cellAt(text.at);
            if (cell) inks[cell->col].push_back(toArgb(text.runs.front().colour));
        }
        return inks;
    };
    const Size size{400, 330};
    const Panel plain = layoutPanel(PanelKind::Patches, stage.context(), size);
    const Panel faded = layoutPanel(PanelKind::Patches, lit, size);
    EXPECT_EQ(columnsOf(faded), columnsOf(plain));
    auto before = inksOf(plain);
    auto after = inksOf(faded);
    ASSERT_GE(before.size(), 3U);
    EXPECT_EQ(after[1], before[1]);
    EXPECT_NE(after[0], before[0]);
    EXPECT_NE(after[2], before[2]);
}

TEST(Panel, SmallCellsShowTheWinnerAloneAndFilled) {
    ViewSpec view;
    view.numbers = Numbers::Off;
    const Stage stage(evaluated(smallImage()), view);
    const Colour& orange = stage.style.theme().window;
    const Links links = linkedCells(stage.evaluation, {FocusKind::Window, {0, 0}, 0});
    ASSERT_EQ(links.tied.size(), 2U);
    const auto lit = [&](double cell) {
        const double side = 4 * cell + 2 * stage.style.inset;
        return focusOverlay(layoutPanel(PanelKind::Input, stage.context(), {side, side + 200}), stage.context(), links);
    };
    EXPECT_EQ(countOrange<LineMark>(lit(20), orange), 2U) << "a corner and a diamond";
    EXPECT_EQ(countOrange<RectMark>(lit(20), orange), 0U);
    EXPECT_EQ(countOrange<LineMark>(lit(12), orange), 0U);
    EXPECT_EQ(countOrange<RectMark>(lit(12), orange), 1U);
}

// Of 144 windows over a cell: those that it takes from, and the edge of all of them.
TEST(Panel, OutlinesOfManyWindowsDoNotRunTogether) {
    Tensor image({1, 1, 60, 60}, 0.0F);
    image.values[30 * 60 + 30] = 5;
    const Stage stage(evaluated(std::make_shared<const Tensor>(image), [](Experiment& e) {
        e.window.size = {12, 12};
        e.window.stride = {1, 1};
    }));
    const auto outlines = [&](const CellRef& cell) {
        const Links links = linkedCells(stage.evaluation, {FocusKind::Input, cell, 0});
        EXPECT_EQ(links.covering.size(), 144U);
        return focusOverlay(layoutPanel(PanelKind::Input, stage.context(), {600, 650}), stage.context(), links)
            .marks.size();
    };
    EXPECT_LT(outlines({31, 31}), 20U) << "it wins no window";
    EXPECT_GT(outlines({30, 30}), 144U) << "it wins all of them";
}

TEST(Panel, OtherWindowsOverACellAreSeenOnBlackAndOnWhite) {
    const Stage stage(evaluated(smallImage(), [](Experiment& e) { e.window.stride = {1, 1}; }));
    const Links links = linkedCells(stage.evaluation, {FocusKind::Input, {1, 1}, 0});
    ASSERT_EQ(links.covering.size(), 4U);
    const Panel panel = layoutPanel(PanelKind::Input, stage.context(), {300, 350});
    std::map<std::string, std::vector<Colour>> colours;  // by what stands where
    for (const Mark& mark : focusOverlay(panel, stage.context(), links).marks) {
        const auto* rect = std::get_if<RectMark>(&mark);
        if (!rect || !rect->stroke || rect->stroke->colour == stage.style.theme().window) continue;
        const Point c = rect->rect.centre();
        if (rect->rect.width > panel.areas.front().pitchX() * 1.5)
            colours[std::to_string(std::lround(c.x)) + "," + std::to_string(std::lround(c.y))].push_back(
                rect->stroke->colour);
    }
    std::size_t others = 0;
    for (const auto& [place, both] : colours) {
        if (both.size() < 2) continue;  // the light line of the frame
        ++others;
        EXPECT_GE(contrastRatio(both[0], rgb(0xffffff)), 7);
        EXPECT_GE(contrastRatio(both[1], rgb(0x000000)), 7);
    }
    EXPECT_EQ(others, 4U);
}

TEST(Panel, LargePlanesAreAveragedExactly) {
    auto x = std::make_shared<Tensor>(Shape{1, 1, 2048, 2048});
    for (std::size_t i = 0; i < x->values.size(); ++i) x->values[i] = i % 2 == 0 ? 0.0F : 255.0F;
    const Stage stage(evaluated(x));
    EXPECT_EQ(stage.pictures.input.shown, (Extent{1024, 1024}));
    const Colour first = fromArgb(stage.pictures.input.argb->front());
    EXPECT_NEAR(first.r, 128, 1);  // the mean of 0 and 255
}

TEST(Panel, FewWinnersOfALargePlaneAreSeen) {
    const auto pool = [](Experiment& e) { e.window.size = e.window.stride = {16, 16}; };
    const Stage stage(evaluated(std::make_shared<Tensor>(Shape{1, 1, 2048, 2048}), pool));
    ASSERT_EQ(stage.pictures.gradient.shown, (Extent{1024, 1024}));
    EXPECT_EQ(stage.pictures.gradient.argb->front(), toArgb(divergingColourOf(1, 1, stage.style.theme())));
}

TEST(Panel, ALegendSaysWhatIsSeenOfGradientsThatShareAPixel) {
    const auto says = [](std::int64_t side, std::int64_t size, const std::string& words) {
        const auto pool = [&](Experiment& e) { e.window.size = e.window.stride = {size, size}; };
        const Stage stage(evaluated(std::make_shared<Tensor>(Shape{1, 1, side, side}), pool));
        const Panel panel = layoutPanel(PanelKind::Gradient, stage.context(), {300, 350});
        return std::any_of(panel.scene.marks.begin(), panel.scene.marks.end(), [&](const Mark& mark) {
            const auto* text = std::get_if<TextMark>(&mark);
            return text && text->runs.front().text.find(words) != std::string::npos;
        });
    };
    EXPECT_FALSE(says(100, 7, "pixel"));
    EXPECT_TRUE(says(600, 1, "mean of each pixel"));
    EXPECT_TRUE(says(600, 7, "largest of each pixel"));
}

// The words of a panel of an image and a setting, or of a range that is given.
std::string wordsOfPanel(PanelKind kind, const std::shared_ptr<const Tensor>& x,
                         const std::function<void(Experiment&)>& change, const DisplayRange& range = {},
                         const std::optional<Playback>& playback = {}) {
    ViewSpec view;
    view.range = range;
    Stage stage(evaluated(x, change), view);
    if (playback) stage.pictures = picturesAt(stage.pictures, playback, stage.evaluation, stage.style.theme());
    return test::wordsOf(layoutPanel(kind, stage.context(), {460, 500}).scene);
}

TEST(Panel, ALegendTellsPaddingFromWhatIsUnused) {
    const auto said = [](const std::function<void(Experiment&)>& change) {
        return wordsOfPanel(PanelKind::Input, smallImage(), change);
    };
    const auto has = [](const std::string& words, const std::string& note) {
        return words.find("\n" + note + "\n") != std::string::npos;
    };
    const auto three = [](Experiment& e) { e.window.size = {3, 3}; };
    const auto padded = [](Experiment& e) { e.window.padding = {PadMode::Explicit, 1, 1, 1, 1}; };
    EXPECT_TRUE(has(said(three), "hatched: 1 row, 1 column unused"));
    EXPECT_TRUE(has(said(padded), "hatched: padding, no data"));
    const std::string both = said([](Experiment& e) {
        e.window.size = {3, 3};
        e.window.padding = {PadMode::Explicit, 1, 0, 0, 0};
        e.pool.padValue = PadValue::Zero;
    });
    EXPECT_TRUE(has(both, "hatched: padding (zeros); 1 column unused")) << both;
}

TEST(Panel, ALegendSaysWhatIsBeyondItsEndsAndThatNanHasAColour) {
    const DisplayRange given{RangeKind::Given, {50, 100}};
    const auto pool = [](Experiment&) {};
    const std::string both = wordsOfPanel(PanelKind::Input, smallImage(), pool, given);
    EXPECT_NE(both.find("\n≤50\n≥100\n"), std::string::npos) << both;
    const std::string inside = wordsOfPanel(PanelKind::Input, smallImage(), pool, {RangeKind::Given, {0, 248}});
    EXPECT_NE(inside.find("\n0\n248\n"), std::string::npos) << inside;
    // The largest of each window: none is below 9.
    const std::string output = wordsOfPanel(PanelKind::Output, smallImage(), pool, {RangeKind::Given, {0, 100}});
    EXPECT_NE(output.find("\n0\n≥100\n"), std::string::npos) << output;
    auto odd = std::make_shared<Tensor>(*smallImage());
    odd->values[0] = std::numeric_limits<float>::quiet_NaN();
    odd->values[7] = std::numeric_limits<float>::infinity();
    for (const PanelKind kind : {PanelKind::Input, PanelKind::Output}) {
        const std::string words = wordsOfPanel(kind, odd, pool);
        EXPECT_NE(words.find("\n≥255\nNaN\n"), std::string::npos) << words;
        EXPECT_EQ(words.find("≤"), std::string::npos) << words;
    }
}

TEST(Panel, ALegendNamesNoMarkThatIsNotDrawn) {
    const auto pooled = [](std::int64_t side) {
        return wordsOfPanel(PanelKind::Patches, std::make_shared<Tensor>(Shape{1, 1, side, side}),
                            [side](Experiment& e) {
                                e.window.size = e.window.stride = {side, side};
                            });
    };
    EXPECT_NE(pooled(4).find("winner"), std::string::npos);
    const std::string many = pooled(50);
    EXPECT_EQ(many.find("winner"), std::string::npos) << many;
    EXPECT_NE(many.find(" of 2500 rows"), std::string::npos) << many;
}

TEST(Panel, ALegendSaysThatPixelsOfALargePictureAreMeans) {
    const auto large = std::make_shared<Tensor>(Shape{1, 1, 900, 900});
    const auto pool = [](Experiment& e) { e.window.size = e.window.stride = {90, 90}; };
    EXPECT_NE(wordsOfPanel(PanelKind::Input, large, pool).find("mean of each pixel"), std::string::npos);
    EXPECT_EQ(wordsOfPanel(PanelKind::Output, large, pool).find("mean of each pixel"), std::string::npos);
}

TEST(Panel, WhatIsNotComputedYetIsHatched) {
    const auto pool = [](Experiment&) {};
    const std::string words = wordsOfPanel(PanelKind::Output, smallImage(), pool, {}, Playback{Phase::Forward, 3});
    EXPECT_NE(words.find("hatched: not computed yet"), std::string::npos) << words;
    Stage stage(evaluated(smallImage()));
    stage.pictures = picturesAt(stage.pictures, Playback{Phase::Forward, 3}, stage.evaluation, stage.style.theme());
    const Panel panel = layoutPanel(PanelKind::Output, stage.context(), {300, 350});
    const auto hatches = test::marksOf<HatchMark>(panel.scene);
    ASSERT_EQ(hatches.size(), 1U);
    EXPECT_TRUE(hatches[0].rect.contains(panel.area(AreaKind::Output)->cellRect({1, 1}).centre()));
}

TEST(Panel, TheFilterStageHasPanelsOnlyWhereThereIsOne) {
    const std::array before{PanelKind::Image, PanelKind::Kernel, PanelKind::Response, PanelKind::ReluMask};
    const Evaluation plain = evaluated(smallImage());
    for (const PanelKind kind : before) EXPECT_FALSE(hasPanel(plain, kind));
    const Stage stage(evaluated(smallImage(), [](Experiment& e) {
        e.filters.filters = {0, 3};  // identity, laplacian
        e.filters.relu = true;
        e.plane = 1;
    }));
    EXPECT_EQ(imagePlane(stage.evaluation), 0);
    for (const PanelKind kind : before) {
        ASSERT_TRUE(hasPanel(stage.evaluation, kind));
        expectGolden(std::string(toText(kind)), toText(layoutPanel(kind, stage.context(), {180, 230}).scene));
    }
    // The mask is one exactly where the response is above zero, and what enters the pooling is the response there.
    const auto responses = stage.evaluation.filter->responses->plane(1);
    for (std::size_t i = 0; i < responses.size(); ++i) {
        EXPECT_EQ(stage.pictures.own.at(PanelKind::ReluMask).values[i], responses[i] > 0 ? 1 : 0);
        EXPECT_EQ(stage.evaluation.inputPlane()[i], responses[i] > 0 ? responses[i] : 0);
    }
}

TEST(Theme, TextReadsOnEveryBackground) {
    for (const ThemeName name : {ThemeName::Light, ThemeName::Dark, ThemeName::Print}) {
        const Theme& t = themeNamed(name);
        for (const Colour& ground : {t.card, t.sidebar, t.control}) {
            EXPECT_GE(contrastRatio(t.text, ground), 7);
            EXPECT_GE(contrastRatio(t.quiet, ground), 4.5);
            EXPECT_GE(contrastRatio(t.error, ground), 4.5);
            EXPECT_GE(contrastRatio(t.window, ground), 3);
        }
        EXPECT_GE(contrastRatio(t.onPrimary, t.primary), 4.5);
        for (const Colour& slot : t.slots) EXPECT_GE(contrastRatio(slot, t.card), 3);
    }
}

// In degrees of the colour circle; grey has none.
std::optional<double> hueOf(const Colour& c) {
    const double high = std::max({c.r, c.g, c.b});
    const double low = std::min({c.r, c.g, c.b});
    if (high - low < 60) return std::nullopt;
    const double third = c.r == high   ? (c.g - c.b) / (high - low)
                         : c.g == high ? 2 + (c.b - c.r) / (high - low)
                                       : 4 + (c.r - c.g) / (high - low);
    return third < 0 ? third * 60 + 360 : third * 60;
}

TEST(Theme, NeighbouringPlacesDifferAndNoneIsOrange) {
    const auto distance = [](const Colour& a, const Colour& b) {
        return std::abs(a.r - b.r) + std::abs(a.g - b.g) + std::abs(a.b - b.b);
    };
    for (const ThemeName name : {ThemeName::Light, ThemeName::Dark, ThemeName::Print}) {
        const Theme& t = themeNamed(name);
        for (std::int64_t place = 0; place < 25; ++place) {
            const Colour& colour = slotColour(t, place);
            EXPECT_GT(distance(colour, slotColour(t, place + 1)), 90) << place;
            for (const std::int64_t columns : {2, 3, 4, 5})
                EXPECT_GT(distance(colour, slotColour(t, place + columns)), 60) << place << " over " << columns;
            const auto hue = hueOf(colour);
            EXPECT_FALSE(hue && *hue > 10 && *hue < 45) << place;
        }
        EXPECT_GT(distance(slotColour(t, 8), slotColour(t, 0)), 90);
    }
}

}  // namespace
}  // namespace poolscope

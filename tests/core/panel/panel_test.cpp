// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/panel.h"

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <sstream>

#include "core/panel/loupe.h"
#include "tests/core/support/example.h"

namespace poolscope {
namespace {

using test::evaluated;
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

// The golden text beside this test; set POOLSCOPE_WRITE_GOLDEN to write it anew and then read the difference.
void expectGolden(const std::string& name, const std::string& text) {
    const std::string path = std::string(POOLSCOPE_GOLDEN) + "/" + name + ".txt";
    if (std::getenv("POOLSCOPE_WRITE_GOLDEN") != nullptr) {
        std::ofstream(path) << text;
        return;
    }
    std::ifstream file(path);
    ASSERT_TRUE(file.is_open()) << path;
    std::ostringstream golden;
    golden << file.rdbuf();
    EXPECT_EQ(text, golden.str()) << name;
}

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
    expectGolden("loupe", toText(loupeScene(stage.context(), links, {700, 100})));
    expectGolden("algorithm", toText(algorithmScene(stage.context(), links, {700, 220})));
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

TEST(Algorithm, LightsTheStepThatIsLookedAt) {
    const Stage stage(evaluated(smallImage()));
    PanelContext context = stage.context();
    const std::size_t before = algorithmScene(context, {}, {1200, 220}).marks.size();
    context.lit = CodeStep::Scatter;
    EXPECT_EQ(algorithmScene(context, {}, {1200, 220}).marks.size(), before + 2);
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

TEST(Panel, LargePlanesAreAveragedExactly) {
    auto x = std::make_shared<Tensor>(Shape{1, 1, 2048, 2048});
    for (std::size_t i = 0; i < x->values.size(); ++i) x->values[i] = i % 2 == 0 ? 0.0F : 255.0F;
    const Stage stage(evaluated(x));
    EXPECT_EQ(stage.pictures.input.shown, (Extent{1024, 1024}));
    const Colour first = fromArgb(stage.pictures.input.argb->front());
    EXPECT_NEAR(first.r, 128, 1);  // the mean of 0 and 255
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

}  // namespace
}  // namespace poolscope

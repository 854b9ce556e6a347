// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/figure.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/scene/place.h"
#include "core/scene/text_width.h"
#include "tests/core/support/example.h"

namespace poolscope {
namespace {

using test::evaluated;
using test::smallImage;

TEST(Figure, KeepsItsWidthAndPlacesAllPanels) {
    const Evaluation e = evaluated(smallImage());
    FigureSpec spec;
    spec.widthMm = 89;
    const auto scene = composeFigure(e, {}, spec, printStyle(ThemeName::Print, spec.widthMm));
    ASSERT_TRUE(scene.has_value());
    EXPECT_NEAR(scene->size.width, 89 * 72 / 25.4, 1e-9);
    std::size_t maps = 0;
    for (const Mark& mark : scene->marks) {
        if (const auto* heat = std::get_if<HeatMapMark>(&mark)) {
            ++maps;
            EXPECT_GE(heat->rect.x, 0);
            EXPECT_LE(heat->rect.right(), scene->size.width);
            EXPECT_LE(heat->rect.bottom(), scene->size.height);
        }
    }
    EXPECT_GE(maps, 5U);
}

TEST(Figure, WhatIsHatchedIsSaidAndNeverCut) {
    const Evaluation e = evaluated(std::make_shared<Tensor>(Shape{1, 1, 28, 28}), [](Experiment& experiment) {
        experiment.window.size = {3, 3};
        experiment.window.stride = {2, 2};
    });
    for (double width = 60; width <= 190; width += 10) {
        FigureSpec spec;
        spec.widthMm = width;
        const auto scene = composeFigure(e, {}, spec, printStyle(ThemeName::Print, width));
        ASSERT_TRUE(scene.has_value());
        std::size_t notes = 0;
        for (const Mark& mark : scene->marks) {
            const auto* text = std::get_if<TextMark>(&mark);
            if (!text || text->runs.front().text.rfind("hatched: ", 0) != 0) continue;
            ++notes;
            EXPECT_LE(textWidth(text->runs, text->size * kLeastShrunk), text->maxWidth) << width;
            EXPECT_LE(text->at.x + text->maxWidth, scene->size.width) << width;
        }
        EXPECT_EQ(notes, 1U) << width;
    }
}

std::size_t wordsOf(const Scene& scene) {
    return static_cast<std::size_t>(std::count_if(scene.marks.begin(), scene.marks.end(), [](const Mark& mark) {
        const auto* text = std::get_if<TextMark>(&mark);
        if (!text) return false;
        const std::string& words = text->runs.front().text;
        return words == "lay out" || words == "largest" || words == "give back";
    }));
}

// Curves in the colour of the window.
std::size_t threadsOf(const Scene& scene, const Theme& theme) {
    return static_cast<std::size_t>(std::count_if(scene.marks.begin(), scene.marks.end(), [&](const Mark& mark) {
        const auto* line = std::get_if<LineMark>(&mark);
        return line && !line->fill && line->points.size() > 10 && line->stroke.colour == theme.window;
    }));
}

TEST(Figure, HasArrowsAlwaysAndTheThreadOfItsFocus) {
    const Evaluation e = evaluated(smallImage());
    for (const FigureLayout layout : {FigureLayout::Row, FigureLayout::Grid, FigureLayout::Flow}) {
        for (const double width : {183.0, 89.0}) {
            const FigureStyle style = printStyle(ThemeName::Print, width);
            FigureSpec spec;
            spec.layout = layout;
            spec.widthMm = width;
            const Scene plain = *composeFigure(e, {}, spec, style);
            EXPECT_EQ(wordsOf(plain), 3U);
            EXPECT_EQ(threadsOf(plain, style.theme()), 0U);
            spec.focus = CellRef{0, 1};
            const Scene led = *composeFigure(e, {}, spec, style);
            EXPECT_EQ(wordsOf(led), 3U);
            EXPECT_EQ(threadsOf(led, style.theme()), 3U);
            EXPECT_EQ(led.size, plain.size);
            spec.thread = false;
            EXPECT_EQ(threadsOf(*composeFigure(e, {}, spec, style), style.theme()), 0U);
        }
    }
}

TEST(Figure, WithoutStepsBetweenItsPanelsKeepsNoRoomForWords) {
    const Evaluation e = evaluated(smallImage());
    FigureSpec spec;
    spec.panels = {PanelKind::Input};
    const FigureStyle style = printStyle(ThemeName::Print, spec.widthMm);
    const Scene alone = *composeFigure(e, {}, spec, style);
    EXPECT_EQ(wordsOf(alone), 0U);
    EXPECT_NEAR(alone.size.height - lowestMark(alone), style.small, style.small * 1.5);
}

TEST(Figure, RefusesWhatCannotBeDrawn) {
    const Evaluation e = evaluated(smallImage());
    const auto refused = [&](const std::function<void(FigureSpec&)>& change) {
        FigureSpec spec;
        change(spec);
        const auto scene = composeFigure(e, {}, spec, printStyle(ThemeName::Print, 100));
        return scene ? std::string() : scene.error().where;
    };
    EXPECT_EQ(refused([](FigureSpec&) {}), "");
    EXPECT_EQ(refused([](FigureSpec& s) { s.widthMm = 1; }), "figure.width");
    EXPECT_EQ(refused([](FigureSpec& s) { s.focus = CellRef{2, 0}; }), "figure.focus");
    EXPECT_EQ(refused([](FigureSpec& s) { s.panels.clear(); }), "figure.panels");
}

}  // namespace
}  // namespace poolscope

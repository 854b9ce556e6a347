// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/figure.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/scene/place.h"
#include "core/scene/text_width.h"
#include "core/scene/words.h"
#include "tests/core/support/example.h"
#include "tests/core/support/scene_marks.h"

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

std::size_t stepWordsOf(const Scene& scene) {
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
            EXPECT_EQ(stepWordsOf(plain), 3U);
            EXPECT_EQ(threadsOf(plain, style.theme()), 0U);
            spec.focus = CellRef{0, 1};
            const Scene led = *composeFigure(e, {}, spec, style);
            EXPECT_EQ(stepWordsOf(led), 3U);
            EXPECT_EQ(threadsOf(led, style.theme()), 3U);
            EXPECT_EQ(led.size, plain.size);
            spec.thread = false;
            EXPECT_EQ(threadsOf(*composeFigure(e, {}, spec, style), style.theme()), 0U);
        }
    }
}

const std::vector<PanelKind> kFour = FigureSpec{}.panels;
const std::vector<PanelKind> kEight{PanelKind::Input,           PanelKind::Patches,  PanelKind::Summary,
                                    PanelKind::Output,          PanelKind::Upstream, PanelKind::Routing,
                                    PanelKind::GradientPatches, PanelKind::Gradient};
const std::vector<PanelKind> kLoop{PanelKind::Input,   PanelKind::Patches,  PanelKind::Summary,
                                   PanelKind::Output,  PanelKind::Gradient, PanelKind::GradientPatches,
                                   PanelKind::Routing, PanelKind::Upstream};
const std::vector<PanelKind> kMixed{PanelKind::Gradient, PanelKind::Input, PanelKind::Output, PanelKind::Patches};

// What a reader sees of a figure beside the pictures.
struct Seen {
    std::vector<Rect> pictures;
    std::vector<Rect> texts;  // but for the numbers in cells
    std::vector<Rect> words;  // of the thread
    std::vector<std::vector<Point>> legs;
};

bool overlap(const Rect& a, const Rect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

bool holds(const std::vector<Rect>& rects, const Point& point) {
    return std::any_of(rects.begin(), rects.end(), [&](const Rect& rect) { return rect.contains(point); });
}

Seen seenIn(const Scene& scene, const Theme& theme) {
    Seen seen;
    std::vector<Rect> boxes;  // that hold a number each
    for (const Mark& mark : scene.marks) {
        // A leg to the value beside a single column may cross that.
        const auto* heat = std::get_if<HeatMapMark>(&mark);
        if (heat && heat->cells.cols > 1) seen.pictures.push_back(heat->rect);
        if (heat && heat->cells.cols == 1) boxes.push_back(heat->rect);
        if (const auto* line = std::get_if<LineMark>(&mark)) {
            const bool leg = !line->fill && line->points.size() > 10 && line->stroke.colour == theme.window;
            if (leg) seen.legs.push_back(line->points);
        }
        const auto* box = std::get_if<RectMark>(&mark);
        if (box && box->radius > 0 && box->fill == theme.windowSoft) seen.words.push_back(box->rect);
        if (box && box->radius == 0 && box->fill) boxes.push_back(box->rect);
    }
    for (const Mark& mark : scene.marks) {
        const auto* text = std::get_if<TextMark>(&mark);
        if (!text) continue;
        const Rect box = boxOf(*text);
        const Point middle = box.centre();
        if (!holds(seen.pictures, middle) && !holds(boxes, middle) && !holds(seen.words, middle)) {
            seen.texts.push_back(box);
        }
    }
    return seen;
}

// A point for every point of its length.
std::vector<Point> allAlong(const std::vector<Point>& line) {
    std::vector<Point> points;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const Point step{line[i + 1].x - line[i].x, line[i + 1].y - line[i].y};
        const double count = std::ceil(std::hypot(step.x, step.y)) + 1;
        for (double k = 0; k < count; ++k) {
            points.push_back({line[i].x + step.x * k / count, line[i].y + step.y * k / count});
        }
    }
    return points;
}

void expectFreeRoom(const Seen& seen) {
    for (const std::vector<Point>& leg : seen.legs) {
        for (const Point& point : allAlong(leg)) {
            EXPECT_FALSE(holds(seen.texts, point)) << "a word at " << point.x << "," << point.y;
            for (const Rect& picture : seen.pictures) {
                const Rect whole = picture.grown(4);  // frames stand around their cells, arrows end before them
                const bool own = whole.contains(leg.front()) || whole.contains(leg.back());
                EXPECT_FALSE(!own && picture.contains(point)) << "a picture at " << point.x << "," << point.y;
            }
        }
    }
    for (std::size_t i = 0; i < seen.words.size(); ++i) {
        for (const Rect& text : seen.texts) EXPECT_FALSE(overlap(seen.words[i], text)) << text.x << "," << text.y;
        for (const Rect& picture : seen.pictures) EXPECT_FALSE(overlap(seen.words[i], picture));
        for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(overlap(seen.words[i], seen.words[j]));
    }
}

TEST(Figure, TheThreadAndItsWordsRunInTheFreeRoom) {
    auto x = std::make_shared<Tensor>(Shape{1, 1, 28, 28});
    for (std::size_t i = 0; i < x->values.size(); ++i) x->values[i] = static_cast<float>(i * 7 % 255);
    const Evaluation e = evaluated(x);
    const ViewSpec view;
    for (const auto& panels : {kFour, kEight, kLoop, kMixed}) {
        for (const FigureLayout layout : {FigureLayout::Row, FigureLayout::Grid, FigureLayout::Flow}) {
            for (const double width : {60.0, 89.0, 140.0, 183.0, 338.67}) {
                const FigureStyle style = printStyle(ThemeName::Print, width);
                const Pictures pictures = makePictures(e, view, style.theme());
                FigureSpec spec;
                spec.panels = panels;
                spec.layout = layout;
                spec.widthMm = width;
                for (const std::int64_t row : {0, 4, 13}) {
                    for (const std::int64_t col : {0, 5, 13}) {
                        SCOPED_TRACE(testing::Message() << panels.size() << " panels, layout " << int(layout) << ", "
                                                        << width << " mm, " << row << "," << col);
                        spec.focus = CellRef{row, col};
                        const auto scene = composeFigure(e, pictures, view, spec, style);
                        if (!scene) continue;
                        expectFreeRoom(seenIn(*scene, style.theme()));
                        if (HasFailure()) return;
                    }
                }
            }
        }
    }
}

TEST(Figure, ARowThatIsTooNarrowForItsWordsIsBroken) {
    const Evaluation e = evaluated(std::make_shared<Tensor>(Shape{1, 1, 28, 28}));
    const auto rowsOf = [&](const std::vector<PanelKind>& panels, double width) {
        FigureSpec spec;
        spec.panels = panels;
        spec.layout = FigureLayout::Row;
        spec.widthMm = width;
        std::set<double> headings;
        const FigureStyle style = printStyle(ThemeName::Print, width);
        const Scene scene = *composeFigure(e, {}, spec, style);
        for (const Mark& mark : scene.marks) {
            const auto* text = std::get_if<TextMark>(&mark);
            if (!text) continue;
            if (text->size == style.heading && text->maxWidth > 0) headings.insert(text->at.y);
            if (text->maxWidth > 0) {
                EXPECT_LE(textWidth(text->runs, text->size * leastShrunk(text->size, text->least), text->face),
                          text->maxWidth)
                    << text->runs.front().text;
            }
        }
        return headings.size();
    };
    EXPECT_EQ(rowsOf(kFour, 183), 1U);
    EXPECT_EQ(rowsOf(kEight, 183), 2U);
    EXPECT_EQ(rowsOf(kEight, 338.67), 2U);
    EXPECT_EQ(rowsOf(kFour, 89), 2U);
}

TEST(Figure, WithoutStepsBetweenItsPanelsKeepsNoRoomForWords) {
    const Evaluation e = evaluated(smallImage());
    FigureSpec spec;
    spec.panels = {PanelKind::Input};
    const FigureStyle style = printStyle(ThemeName::Print, spec.widthMm);
    const Scene alone = *composeFigure(e, {}, spec, style);
    EXPECT_EQ(stepWordsOf(alone), 0U);
    EXPECT_NEAR(alone.size.height - lowestMark(alone), style.small, style.small * 1.5);
}

TEST(Figure, HiddenWindowsAreBlackOnlyWhereZeroIs) {
    ViewSpec view;
    view.hideBlack = true;
    const auto words = [&](const std::shared_ptr<const Tensor>& x) {
        FigureSpec spec;
        spec.panels = {PanelKind::Gradient};
        return test::wordsOf(*composeFigure(evaluated(x), view, spec, printStyle(ThemeName::Print, 183)));
    };
    EXPECT_NE(words(smallImage()).find("1 black window hidden"), std::string::npos);
    auto negative = std::make_shared<Tensor>(*smallImage());
    negative->values[0] = -9;
    EXPECT_NE(words(negative).find("1 window of zeros hidden"), std::string::npos) << words(negative);
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

// How large a text is drawn, and whether all of it is there.
double drawnSize(const TextMark& text) {
    const double full = textWidth(text.runs, text.size, text.face);
    if (text.maxWidth <= 0 || full <= text.maxWidth) return text.size;
    return text.size * std::max(leastShrunk(text.size, text.least), text.maxWidth / full);
}

TEST(Figure, FillsAPageWithTypeThatIsReadThere) {
    const Evaluation e = evaluated(std::make_shared<Tensor>(Shape{1, 1, 28, 28}));
    for (const auto& [width, height] : {std::pair{338.67, 190.5}, {254.0, 190.5}, {210.0, 297.0}}) {
        FigureSpec spec;
        spec.widthMm = width;
        spec.heightMm = height;
        spec.caption = "MNIST test image 18, label 3: max, size 2x2, stride 2x2";
        const TypeSizes type{22, 20, 18};
        const auto scene = composeFigure(e, {}, spec, printStyle(ThemeName::Print, type));
        ASSERT_TRUE(scene) << scene.error().message;
        EXPECT_NEAR(scene->size.width, width * kPointsPerMm, 1e-6);
        EXPECT_NEAR(scene->size.height, height * kPointsPerMm, 1e-6);
        for (const TextMark& text : test::marksOf<TextMark>(*scene)) {
            EXPECT_GE(drawnSize(text), 18 - 1e-9) << text.runs.front().text;
            EXPECT_LE(boxOf(text).bottom(), scene->size.height) << text.runs.front().text;
        }
    }
}

// Two rows of two are hardly smaller on a slide of 4:3 than one thin row, and smaller by half on one of 16:9.
TEST(Figure, FlowsOverTheHeightOfAPage) {
    const Evaluation e = evaluated(std::make_shared<Tensor>(Shape{1, 1, 28, 28}));
    const auto rows = [&e](double widthMm, const TypeSizes& type) {
        FigureSpec spec;
        spec.widthMm = widthMm;
        spec.heightMm = 190.5;
        spec.caption = "MNIST test image 18, label 3: max, size 2x2, stride 2x2";
        const auto scene = composeFigure(e, {}, spec, printStyle(ThemeName::Print, type)).value();
        std::set<double> heights;
        for (const TextMark& text : test::marksOf<TextMark>(scene)) {
            if (text.size == type.body && text.runs.front().bold && text.align == HorizontalAlign::Left)
                heights.insert(text.at.y);
        }
        return heights.size();
    };
    EXPECT_EQ(rows(254, {20, 18, 18}), 2U);
    EXPECT_EQ(rows(338.67, {22, 20, 18}), 1U);
}

TEST(Figure, NumbersThatCouldNotBeReadAreLeftOutAndTold) {
    auto x = std::make_shared<Tensor>(Shape{1, 1, 28, 28});
    std::fill(x->values.begin(), x->values.end(), 253.0F);
    const Evaluation e = evaluated(x);
    for (const double width : {89.0, 183.0}) {
        FigureSpec spec;
        spec.widthMm = width;
        ShownNumbers numbers;
        const auto scene = composeFigure(e, {}, spec, printStyle(ThemeName::Print, width), &numbers);
        ASSERT_TRUE(scene);
        for (const TextMark& text : test::marksOf<TextMark>(*scene)) EXPECT_GE(drawnSize(text), 5 - 1e-9) << width;
        EXPECT_EQ(numbers.without, (std::vector{PanelKind::Input, PanelKind::Output, PanelKind::Gradient})) << width;
    }
    FigureSpec narrow;
    narrow.widthMm = 89;
    ViewSpec view;
    view.numbers = Numbers::On;
    ShownNumbers small;
    ASSERT_TRUE(composeFigure(e, view, narrow, printStyle(ThemeName::Print, 89), &small));
    EXPECT_TRUE(small.without.empty());
    EXPECT_EQ(small.small.size(), 3U) << "X_col shows fewer columns instead";
    EXPECT_GT(small.smallest, 0);
    EXPECT_LT(small.smallest, 2);
    FigureSpec large;
    large.widthMm = 183;
    large.panels = {PanelKind::Output};
    ShownNumbers numbers;
    ASSERT_TRUE(composeFigure(e, {}, large, printStyle(ThemeName::Print, 183), &numbers));
    EXPECT_TRUE(numbers.without.empty());
}

TEST(Figure, TheColumnsOfTheGradientAreThoseOfThePatches) {
    auto x = std::make_shared<Tensor>(Shape{1, 1, 28, 28});
    x->values[28 * 14 + 14] = 200;
    for (const PoolOp op : {PoolOp::Max, PoolOp::Avg}) {
        const Evaluation e = evaluated(x, [op](Experiment& experiment) {
            experiment.pool.op = op;
            experiment.window.size = {3, 3};
        });
        FigureSpec spec;
        spec.panels = {PanelKind::Patches, PanelKind::GradientPatches};
        for (const std::optional<CellRef>& focus : {std::optional<CellRef>(), std::optional(CellRef{10, 3})}) {
            spec.focus = focus;
            const auto scene = composeFigure(e, {}, spec, printStyle(ThemeName::Print, 183));
            ASSERT_TRUE(scene);
            std::vector<std::string> shown;
            for (const TextMark& text : test::marksOf<TextMark>(*scene)) {
                const std::string& words = text.runs.front().text;
                if (words.find(" · columns ") != std::string::npos) shown.push_back(words);
            }
            ASSERT_EQ(shown.size(), 2U);
            EXPECT_EQ(shown[0], shown[1]);
        }
    }
}

// Parts of the sheet, from margin to margin, that are no picture and no words.
double emptyShare(const Scene& scene) {
    constexpr int kAcross = 200;
    const int down = static_cast<int>(kAcross * scene.size.height / scene.size.width);
    int empty = 0;
    for (int i = 0; i < kAcross * down; ++i) {
        const Point at{(i % kAcross + 0.5) / kAcross * scene.size.width,
                       (i / kAcross + 0.5) / down * scene.size.height};
        const bool taken = std::any_of(scene.marks.begin(), scene.marks.end(), [&at](const Mark& mark) {
            if (const auto* map = std::get_if<HeatMapMark>(&mark)) return map->rect.grown(6).contains(at);
            const auto* text = std::get_if<TextMark>(&mark);
            return text && boxOf(*text).grown(6).contains(at);
        });
        empty += taken ? 0 : 1;
    }
    return static_cast<double>(empty) / (kAcross * down);
}

TEST(Figure, APictureThatIsNotSquareLeavesNoHole) {
    for (const Shape& shape : {Shape{1, 1, 48, 64}, Shape{1, 1, 10, 60}, Shape{1, 1, 60, 40}, Shape{1, 1, 28, 28}}) {
        const Evaluation e = evaluated(std::make_shared<Tensor>(shape));
        for (const FigureLayout layout : {FigureLayout::Flow, FigureLayout::Grid}) {
            FigureSpec spec;
            spec.layout = layout;
            const auto scene = composeFigure(e, {}, spec, printStyle(ThemeName::Print, 183));
            ASSERT_TRUE(scene);
            EXPECT_LT(emptyShare(*scene), 0.25) << toText(shape);
        }
    }
}

}  // namespace
}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chart/chart.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/scene/text_width.h"

namespace poolscope {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

template <class T>
std::vector<T> marksOf(const Scene& scene) {
    std::vector<T> found;
    for (const Mark& mark : scene.marks) {
        if (const T* one = std::get_if<T>(&mark)) found.push_back(*one);
    }
    return found;
}

const TextMark* textNamed(const std::vector<TextMark>& texts, const std::string& words) {
    for (const TextMark& text : texts) {
        if (text.runs.front().text == words) return &text;
    }
    return nullptr;
}

TEST(NiceTicks, AreRoundAndEncloseTheRange) {
    EXPECT_EQ(niceTicks(0, 62.8, 6), (Ticks{0, 20, 5, 0}));
    EXPECT_EQ(niceTicks(0, 1, 6), (Ticks{0, 0.2, 6, 1}));
    EXPECT_EQ(niceTicks(1, 8, 8), (Ticks{1, 1, 8, 0}));
    EXPECT_EQ(niceTicks(0, 0, 6).high(), 1);
    EXPECT_EQ(niceTicks(kNan, 3, 6), Ticks{});
    for (const double high : {0.003, 0.7, 9.0, 11.0, 99.0, 1e6, 3.3e-9}) {
        for (const double low : {0.0, -high / 3, high / 2}) {
            for (int most = 3; most < 10; ++most) {
                const Ticks ticks = niceTicks(low, high, most);
                EXPECT_LE(ticks.count, most) << low << " to " << high;
                EXPECT_GE(ticks.count, 2);
                EXPECT_LE(ticks.low, low + high * 1e-6);
                EXPECT_GE(ticks.high(), high * (1 - 1e-6));
                const double leading = ticks.step / std::pow(10.0, std::floor(std::log10(ticks.step * (1 + 1e-9))));
                EXPECT_TRUE(std::abs(leading - 1) < 1e-6 || std::abs(leading - 2) < 1e-6 ||
                            std::abs(leading - 5) < 1e-6)
                    << ticks.step;
            }
        }
    }
}

BarChart twoSeries() {
    return {{"Title", "note"},
            {{"before", Tone::Input}, {"after"}},
            {{"First", {{4, "4"}, {2, "2"}}},
             {"A label that is far too long for its column, by far", {{1, "1"}, {kNan, "-"}}}},
            0};
}

TEST(BarChart, BarsAreAsLongAsTheirValues) {
    const Scene scene = drawBarChart(twoSeries(), 300, {});
    const auto bars = marksOf<RectMark>(scene);
    ASSERT_EQ(bars.size(), 2U + 3);  // swatches of the legend; what is not a number has no bar
    EXPECT_DOUBLE_EQ(bars[2].rect.width, 2 * bars[3].rect.width);
    EXPECT_DOUBLE_EQ(bars[2].rect.width, 4 * bars[4].rect.width);
    EXPECT_EQ(bars[2].rect.x, bars[4].rect.x);
    EXPECT_EQ(*bars[2].fill, toneColour({}, Tone::Input));
    EXPECT_EQ(*bars[3].fill, toneColour({}, Tone::Output));
}

TEST(BarChart, EverythingStaysInsideAndLabelsHaveTheirRoom) {
    const Scene scene = drawBarChart(twoSeries(), 300, {});
    for (const RectMark& bar : marksOf<RectMark>(scene)) {
        EXPECT_GE(bar.rect.x, 0);
        EXPECT_LT(bar.rect.right(), 300);
        EXPECT_LT(bar.rect.bottom(), scene.size.height);
    }
    const auto texts = marksOf<TextMark>(scene);
    const TextMark* label = textNamed(texts, twoSeries().groups[1].label);
    ASSERT_NE(label, nullptr);
    EXPECT_LT(label->at.x + label->maxWidth, marksOf<RectMark>(scene)[2].rect.x);
    const TextMark* value = textNamed(texts, "4");
    ASSERT_NE(value, nullptr);
    EXPECT_LE(value->at.x + monoWidth(1, value->size), 300);
}

TEST(BarChart, OneSeriesNeedsNoLegendAndNothingStillDraws) {
    const BarChart one{{"Title", ""}, {{"share"}}, {{"Only", {{0.5, "50 %"}}}}, 1};
    EXPECT_EQ(marksOf<RectMark>(drawBarChart(one, 200, {})).size(), 1U);
    EXPECT_GT(drawBarChart({}, 200, {}).size.height, 0);
}

TEST(BarChart, KeepsToAHeightAndItsTextsApart) {
    BarChart chart{{"A title that takes two lines where the card is as narrow as this", ""}, {{"change"}}, {}, 1};
    for (int i = 0; i < 5; ++i) chart.groups.push_back({"group " + std::to_string(i), {{0.5, "50.0 %"}}});
    const FigureStyle style;
    const double free = drawBarChart(chart, 270, style).size.height;
    for (const double height : {free, 140.0, 90.0}) {
        const Scene scene = drawBarChart(chart, 270, style, height);
        EXPECT_LE(scene.size.height, height + 1e-6);
        double before = 0;
        for (const TextMark& text : marksOf<TextMark>(scene)) {
            if (!text.runs.front().text.starts_with("group")) continue;
            EXPECT_GE(text.at.y - before, style.small) << "in " << height;
            before = text.at.y;
        }
        EXPECT_GT(before, 0);
    }
}

// However long: each line as large as the first, and no word is lost.
TEST(BarChart, ALongTitleTakesTheLinesThatItNeeds) {
    const std::string title = "A shift by 8 pixels changes the output by 118.8 %, the image by 134.6 %";
    const FigureStyle style;
    std::string words;
    int lines = 0;
    for (const TextMark& text : marksOf<TextMark>(drawBarChart({{title, ""}, {{"change"}}, {}, 1}, 180, style))) {
        if (!text.runs.front().bold) continue;
        words += (words.empty() ? "" : " ") + text.runs.front().text;
        EXPECT_LE(textWidth(text.runs.front().text, style.heading, FontFace::Sans, true), text.maxWidth);
        ++lines;
    }
    EXPECT_EQ(words, title);
    EXPECT_GT(lines, 2);
}

// Orange is the window and nothing else.
TEST(Tones, AreToldApartAndNoneIsTheWindows) {
    for (const ThemeName theme : {ThemeName::Light, ThemeName::Dark, ThemeName::Print}) {
        FigureStyle style;
        style.themeName = theme;
        const Colour input = toneColour(style, Tone::Input);
        const Colour output = toneColour(style, Tone::Output);
        const Colour other = toneColour(style, Tone::Other);
        EXPECT_NE(input, output);
        EXPECT_NE(output, other);
        double before = 0;
        for (std::size_t step = 0; step < 5; ++step) {
            const double contrast = contrastRatio(toneColour(style, Tone::Step, step, 5), style.theme().card);
            EXPECT_GT(contrast, before) << "each stands out more than the one before";
            before = contrast;
        }
        for (const Colour& colour : {input, output, other}) {
            EXPECT_LE(colour.r, colour.b) << "neither orange nor near it";
            EXPECT_NE(colour, style.theme().window);
        }
    }
}

LineChart curves(std::vector<Curve> of) {
    return {{"Title", ""}, {"x"}, {"y", true}, std::move(of)};
}

TEST(LineChart, NamesCanBeReadWhateverTheColourOfTheirCurve) {
    const LineChart chart = curves({{"now", {{0, 0.1}}}, {"other", {{0, 0.2}}, Tone::Other}});
    const FigureStyle style;
    EXPECT_EQ(curveNameColour(chart, 0, style), curveColour(chart, 0, style));
    EXPECT_NE(curveNameColour(chart, 1, style), curveColour(chart, 1, style));
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_GE(contrastRatio(curveNameColour(chart, i, style), style.theme().card), 4.5);
    }
}

TEST(LineChart, SharesStandOnOneToAHundredPercent) {
    LineChart chart = curves({{"c", {{0, 0.05}, {1, 0.1}}}});
    EXPECT_LT(scalesOf(chart).y.high, 0.5);
    chart.y.whole = true;
    EXPECT_EQ(scalesOf(chart).y.high, 1);
    chart.curves[0].points[1].y = 1.3;
    EXPECT_GE(scalesOf(chart).y.high, 1.3) << "a change may go beyond";
}

TEST(LineChart, NamesKeepApartAndInside) {
    std::vector<Curve> all;
    for (int i = 0; i < 5; ++i) all.push_back({"curve " + std::to_string(i), {{0, 0.5}, {1, 0.001 * i}}});
    const FigureStyle style;
    const Scene scene = drawLineChart(curves(all), {300, 200}, style);
    const auto texts = marksOf<TextMark>(scene);
    std::vector<double> heights;
    for (const Curve& curve : all) {
        const TextMark* name = textNamed(texts, curve.label);
        ASSERT_NE(name, nullptr);
        heights.push_back(name->at.y);
        EXPECT_LT(name->at.y, 200);
        EXPECT_LE(name->at.x + name->maxWidth, 300);
    }
    std::sort(heights.begin(), heights.end());
    for (std::size_t i = 1; i < heights.size(); ++i) EXPECT_GE(heights[i] - heights[i - 1], style.small * 1.24);
}

TEST(LineChart, ThinLinesLeadToNamesThatHadToMove) {
    const FigureStyle style;
    const auto leadersOf = [&](double apart) {
        std::vector<Curve> all;
        for (int i = 0; i < 3; ++i) all.push_back({"curve " + std::to_string(i), {{0, 0.5}, {1, apart * i}}});
        const Scene scene = drawLineChart(curves(all), {300, 200}, style);
        const auto texts = marksOf<TextMark>(scene);
        std::size_t leaders = 0;
        for (const LineMark& line : marksOf<LineMark>(scene)) {
            if (line.stroke != Stroke{curveNameColour(curves(all), 0, style), style.line}) continue;
            for (const Curve& curve : all) {
                const TextMark& name = *textNamed(texts, curve.label);
                const Point& end = line.points.back();
                leaders += end.y == name.at.y && end.x < name.at.x && end.x > name.at.x - style.small ? 1 : 0;
            }
        }
        return leaders;
    };
    EXPECT_EQ(leadersOf(0.2), 0U) << "each stands at its line";
    EXPECT_EQ(leadersOf(0.01), 3U);
}

TEST(LineChart, WhatIsNotANumberMakesAGap) {
    const auto linesWith = [](double value) {
        std::size_t lines = 0;
        const Curve curve{"c", {{0, 0.1}, {1, 0.2}, {2, value}, {3, 0.2}, {4, 0.3}}};
        for (const LineMark& line : marksOf<LineMark>(drawLineChart(curves({curve}), {300, 200}, {}))) {
            lines += line.stroke.colour == toneColour({}, Tone::Output) ? 1 : 0;
        }
        return lines;
    };
    EXPECT_EQ(linesWith(0.2), 1U);
    EXPECT_EQ(linesWith(kNan), 2U);
}

TEST(LineChart, TicksAreRoundOrThoseAskedFor) {
    LineChart chart = curves({{"c", {{1, 0.05}, {4, 0.628}}}});
    chart.x.at = {1, 2, 4};
    const auto texts = marksOf<TextMark>(drawLineChart(chart, {300, 200}, {}));
    EXPECT_NE(textNamed(texts, "80 %"), nullptr);
    EXPECT_NE(textNamed(texts, "0 %"), nullptr);
    EXPECT_NE(textNamed(texts, "4"), nullptr);
    EXPECT_EQ(textNamed(texts, "3"), nullptr);
    EXPECT_GT(drawLineChart({}, {100, 80}, {}).marks.size(), 0U);
}

ColumnChart columns(std::vector<BarGroup> groups) {
    return {{"Title", ""}, {{"input", Tone::Input}, {"output"}}, std::move(groups), {"value"}, {"", true}};
}

TEST(ColumnChart, ColumnsAreAsHighAsTheirValuesAndStandOnOneLine) {
    const Scene scene =
        drawColumnChart(columns({{"a", {{0.4, ""}, {0.2, ""}}}, {"b", {{0.1, ""}, {kNan, ""}}}}), {300, 200}, {});
    const auto bars = marksOf<RectMark>(scene);
    ASSERT_EQ(bars.size(), 2U + 3);  // swatches of the legend; what is not a number has no column
    EXPECT_NEAR(bars[2].rect.height, 2 * bars[3].rect.height, 1e-9);
    EXPECT_NEAR(bars[2].rect.height, 4 * bars[4].rect.height, 1e-9);
    EXPECT_NEAR(bars[2].rect.bottom(), bars[4].rect.bottom(), 1e-9);
    EXPECT_LE(bars[2].rect.right(), bars[3].rect.x + 1e-9);
    const auto texts = marksOf<TextMark>(scene);
    EXPECT_NE(textNamed(texts, "40 %"), nullptr);
    EXPECT_NE(textNamed(texts, "b"), nullptr);
}

TEST(ColumnChart, TextsStandAboveTheColumnsWhereAllFit) {
    ColumnChart chart = columns({{"a", {{0.4, "40.0 %"}}}, {"b", {{0.1, "10.0 %"}}}});
    chart.series = {{"share"}};
    const auto wide = marksOf<TextMark>(drawColumnChart(chart, {300, 200}, {}));
    ASSERT_NE(textNamed(wide, "40.0 %"), nullptr);
    EXPECT_EQ(textNamed(wide, "20 %"), nullptr);  // no axis besides
    const auto narrow = marksOf<TextMark>(drawColumnChart(chart, {90, 200}, {}));
    EXPECT_EQ(textNamed(narrow, "40.0 %"), nullptr);
    EXPECT_NE(textNamed(narrow, "20 %"), nullptr);
}

TEST(ColumnChart, AColumnThatIsCutKeepsItsValueInWords) {
    ColumnChart chart = columns({{"0", {{0.8, "80.0 %"}, {0.02, ""}}}, {"1", {{0.04, ""}, {0.05, ""}}}});
    chart.full = 0.06;
    const Scene scene = drawColumnChart(chart, {300, 200}, {});
    const auto bars = marksOf<RectMark>(scene);
    EXPECT_NEAR(scaleOf(chart).high, 0.06, 1e-9);
    EXPECT_LT(bars[2].rect.height, bars[5].rect.height * 1.3);
    EXPECT_NE(textNamed(marksOf<TextMark>(scene), "80.0 %"), nullptr);
    const auto lines = marksOf<LineMark>(scene);
    EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [](const LineMark& l) { return l.fill.has_value(); }));
}

// Wherever the column stands, its value lies within the chart and above all columns.
TEST(ColumnChart, TheValueOfAColumnThatIsCutIsNeverCutItself) {
    const FigureStyle style;
    for (std::size_t cut = 0; cut < 16; ++cut) {
        for (const double width : {220.0, 300.0, 500.0}) {
            std::vector<BarGroup> groups(16, {"0", {{0.045, "4.5 %"}, {0.045, "4.5 %"}}});
            groups[cut].bars = {{1, "100.0 %"}, {0.98, "98.0 %"}};
            ColumnChart chart = columns(groups);
            chart.full = 0.06;
            chart.bins = true;
            const Scene scene = drawColumnChart(chart, {width, 140}, style);
            for (const char* value : {"100.0 %", "98.0 %"}) {
                const auto at = std::find_if(scene.marks.begin(), scene.marks.end(), [&](const Mark& mark) {
                    const auto* text = std::get_if<TextMark>(&mark);
                    return text && text->runs.front().text == value;
                });
                ASSERT_NE(at, scene.marks.end()) << value << " at " << cut;
                const auto& text = std::get<TextMark>(*at);
                ASSERT_EQ(text.align, HorizontalAlign::Left);
                EXPECT_GE(text.at.x, 0) << cut << " in " << width;
                EXPECT_LE(text.at.x + monoWidth(characterCount(value), text.size), width) << cut << " in " << width;
                const auto* ground = std::get_if<RectMark>(&*std::prev(at));
                ASSERT_TRUE(ground && ground->fill == style.theme().card);
                EXPECT_LE(ground->rect.x, text.at.x);
            }
        }
    }
}

TEST(ColumnChart, ALowAxisIsNamedAtItsEnd) {
    const ColumnChart chart = columns({{"a", {{0.75, ""}, {0.1, ""}}}});
    for (const double height : {120.0, 140.0, 160.0, 200.0}) {
        const auto texts = marksOf<TextMark>(drawColumnChart(chart, {300, height}, {}));
        EXPECT_NE(textNamed(texts, scaleOf(chart).ticks.back().text), nullptr) << height;
    }
}

TEST(ColumnChart, LeavesLabelsOutEvenly) {
    std::vector<BarGroup> groups;
    for (int i = 0; i < 40; ++i) groups.push_back({"label " + std::to_string(i), {{0.1, ""}, {0.1, ""}}});
    const auto texts = marksOf<TextMark>(drawColumnChart(columns(groups), {400, 200}, {}));
    EXPECT_NE(textNamed(texts, "label 0"), nullptr);
    EXPECT_EQ(textNamed(texts, "label 1"), nullptr);
    EXPECT_GT(drawColumnChart({}, {100, 80}, {}).size.height, 0);
}

TEST(ChartSheet, PutsChartsSideBySideInRows) {
    const BarChart bars{{"Bars", ""}, {{"share"}}, {{"Only", {{0.5, "50 %"}}}}, 1};
    const Scene scene = drawCharts({{}, {bars, columns({}), curves({})}, 2, 0.5}, 410, {});
    EXPECT_EQ(scene.size.width, 410);
    const auto texts = marksOf<TextMark>(scene);
    std::vector<Point> titles;
    for (const TextMark& text : texts) {
        if (text.runs.front().text == "Title" || text.runs.front().text == "Bars") titles.push_back(text.at);
    }
    ASSERT_EQ(titles.size(), 3U);
    EXPECT_EQ(titles[0].y, titles[1].y);
    EXPECT_GT(titles[1].x, 205);
    EXPECT_EQ(titles[0].x, titles[2].x);
    EXPECT_GT(titles[2].y, titles[0].y + 90);
    const auto headed = marksOf<TextMark>(drawCharts({{"Sheet", ""}, {bars}, 2, 0.5}, 410, {}));
    EXPECT_EQ(headed.front().runs.front().text, "Sheet");
    EXPECT_GT(headed[1].at.y, headed[0].at.y);
}

// Of charts beside each other, whatever stands above them.
TEST(ChartSheet, SharesAreOnOneScale) {
    const auto columnsOf = [](const std::string& title, double share, const std::string& text) {
        return ColumnChart{{title, ""}, {{"share"}}, {{"a", {{share, text}}}}, {"name"}, {"of all", true, true}};
    };
    const std::string high = "85.5 %";
    const Chart lower = columnsOf("Short", 0.75, "75.0 %");
    const Chart higher = columnsOf("A title that is so long that it takes two lines of its own", 0.855, high);
    const Scene sheet = drawCharts({{}, {lower, higher}, 2, 0.8}, 400, {});
    std::vector<double> heights;
    for (const RectMark& bar : marksOf<RectMark>(sheet)) heights.push_back(bar.rect.height);
    ASSERT_EQ(heights.size(), 2U);
    EXPECT_NEAR(heights[1] / heights[0], 0.855 / 0.75, 1e-9);
}

TEST(BarChart, SaysHowManyBarsItHasNoRoomFor) {
    BarChart chart{{"Title", ""}, {{"share"}}, {}, 1};
    for (int i = 0; i < 12; ++i) chart.groups.push_back({"Label " + std::to_string(i), {{0.5, "50 %"}}});
    const auto said = [&](double height) {
        const auto texts = marksOf<TextMark>(drawBarChart(chart, 300, {}, height));
        return texts.back().runs.front().text;
    };
    EXPECT_EQ(said(100).rfind("and ", 0), 0U) << said(100);
    EXPECT_EQ(said(1000), "50 %");
}

}  // namespace
}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study_figure/study_charts.h"
#include "core/study_figure/told.h"

#include <gtest/gtest.h>

#include <cmath>

namespace poolscope {
namespace {

double sumOfChanges(const ColumnChart& chart, std::size_t series) {
    double sum = 0;
    for (const BarGroup& group : chart.groups) sum += group.bars[series].value;
    return sum;
}

TEST(StudyCharts, WinsAreSharesOfAllWindowsAndPixels) {
    const WinCounts wins{{6, 1, 0, 1}, {28, 4}, 2};
    const ColumnChart slots = slotChart(wins);
    ASSERT_EQ(slots.groups.size(), 4U);
    EXPECT_DOUBLE_EQ(slots.groups[0].bars[0].value, 0.75);
    EXPECT_EQ(slots.groups[0].bars[0].text, "75.0 %");
    EXPECT_EQ(slots.groups[3].label, "3");
    EXPECT_EQ(slots.groups[3].hue, 3U);
    EXPECT_DOUBLE_EQ(sumOfChanges(slots, 0), 1);
    EXPECT_NE(slots.head.note.find("2 windows won by padding"), std::string::npos);
    const ColumnChart pixels = pixelChart(wins);
    EXPECT_DOUBLE_EQ(pixels.groups[0].bars[0].value, 28.0 / 32);
    EXPECT_DOUBLE_EQ(sumOfChanges(pixels, 0), 1);
}

TEST(StudyCharts, TiesAndBlackWindowsAreToldApart) {
    WindowFacts facts;
    facts.windows = 20;
    facts.tied = 15;
    facts.black = 12;
    facts.tiedInked = 3;
    const auto texts = [](const auto& chart) {
        std::vector<std::string> found;
        for (const BarGroup& group : chart.groups) {
            for (const Bar& bar : group.bars) found.push_back(bar.text);
        }
        return found;
    };
    EXPECT_EQ(texts(tieChart({facts, {}})), (std::vector<std::string>{"75.0 %", "60.0 %", "37.5 %"}));
    TieStudy labelled{facts, {{3, 1, facts}, {8, 1, {}}}};
    labelled.byLabel[1].facts.windows = 4;
    EXPECT_EQ(texts(tieChart(labelled)), (std::vector<std::string>{"75.0 %", "60.0 %", "37.5 %", "75.0 %", "60.0 %",
                                                                   "37.5 %", "0.0 %", "0.0 %", "0.0 %"}));
    const ColumnChart columns = tieColumns(labelled);
    EXPECT_EQ(columns.series[0].name, "all black");
    EXPECT_EQ(columns.groups[0].bars[0].text, "60.0 %");
    EXPECT_EQ(columns.groups[1].label, "3");
    Source source;
    source.classNames = {"", "", "", "coat"};
    EXPECT_EQ(tieColumns(labelled, source).groups[1].label, "coat");
    EXPECT_NE(tieChart(labelled, source).groups[1].label.find("coat"), std::string::npos);
}

TEST(StudyCharts, InkStandsBesideItsPixels) {
    const BarChart chart = inkChart({30, 10, 1, 9});
    EXPECT_EQ(chart.groups[0].bars[0].text, "10.0 %");
    EXPECT_EQ(chart.groups[0].bars[1].text, "75.0 %");
    EXPECT_EQ(chart.groups[1].bars[1].text, "25.0 %");
    EXPECT_EQ(inkChart({0, 0, 1, 9}).groups[0].bars[1].text, "none");
}

HistogramPair histogramsOf(const std::vector<float>& x, const std::vector<float>& y) {
    return sharedHistograms(x, y, displayScale({}, storedRange(x))).value();
}

TEST(StudyCharts, HistogramPairsInputAndOutputOnOneScale) {
    const std::vector<float> x{0, 0, 0, 0, 0, 0, 17, 255};
    const std::vector<float> y{0, 255};
    const HistogramPair pair = histogramsOf(x, y);
    const ColumnChart chart = histogramChart(pair.input, pair.output);
    ASSERT_EQ(chart.groups.size(), 16U);
    EXPECT_EQ(chart.groups[0].label, "0–15");
    EXPECT_EQ(chart.groups[15].label, "240–255");
    EXPECT_DOUBLE_EQ(chart.groups[0].bars[0].value, 6.0 / 8);
    EXPECT_DOUBLE_EQ(chart.groups[1].bars[0].value, 1.0 / 8);
    EXPECT_DOUBLE_EQ(chart.groups[15].bars[1].value, 1.0 / 2);
    EXPECT_DOUBLE_EQ(sumOfChanges(chart, 0), 1);
    EXPECT_DOUBLE_EQ(sumOfChanges(chart, 1), 1);
    EXPECT_EQ(chart.full, 0);
    EXPECT_EQ(scaleOf(chart).high, 1) << "as the charts beside it, which are shares of a whole too";
}

TEST(StudyCharts, HistogramCutsOnlyWhatTowersAboveTheRest) {
    std::vector<float> x(96, 0.0F);
    for (const float ink : {100.0F, 140.0F, 180.0F, 255.0F}) x.push_back(ink);
    const HistogramPair pair = histogramsOf(x, x);
    const ColumnChart chart = histogramChart(pair.input, pair.output);
    EXPECT_LT(chart.full, 0.02);
    EXPECT_GT(chart.full, 0.01);
    EXPECT_EQ(chart.groups[0].bars[0].text, "96.0 %");
    EXPECT_NE(chart.head.note.find("the columns of 0–15 are cut"), std::string::npos) << chart.head.note;
    EXPECT_EQ(chart.head.title, "96.0 % of the outputs and 96.0 % of the inputs are 0–15");
}

TEST(StudyCharts, HistogramOfOtherValuesSpansTheirRangeAndNamesWhatIsOutside) {
    const std::vector<float> x{-2, 2, NAN};
    const HistogramPair pair = histogramsOf(x, {});
    const ColumnChart chart = histogramChart(pair.input, pair.output);
    EXPECT_EQ(chart.groups.size(), 5U);
    EXPECT_EQ(chart.groups.front().label, "−2");
    EXPECT_EQ(chart.groups.back().label, "2");
    EXPECT_NE(chart.head.note.find("1 value outside the range"), std::string::npos);
    EXPECT_EQ(histogramsOf({0.5F}, {}).input.high, 1);
    EXPECT_EQ(histogramsOf({}, {}).input.high, 1);
}

TEST(StudyCharts, HistogramBinsHoldAsManyWholeNumbersEach) {
    const auto labels = [](float most) {
        const HistogramPair pair = histogramsOf({0, most}, {most});
        const ColumnChart chart = histogramChart(pair.input, pair.output);
        return std::pair(chart.groups.front().label, chart.groups.back().label);
    };
    EXPECT_EQ(labels(9), (std::pair<std::string, std::string>("0", "9")));
    EXPECT_EQ(labels(16), (std::pair<std::string, std::string>("0", "16")));
    EXPECT_EQ(labels(300), (std::pair<std::string, std::string>("0–18", "285–300")));
    const HistogramPair parts = histogramsOf({0.5F, 3.5F}, {});
    EXPECT_EQ(histogramChart(parts.input, parts.output).groups.front().label, "0–0.22");
}

TEST(StudyCharts, HistogramBinsEndWhereTheRangeDoes) {
    const auto pair = sharedHistograms(std::vector<float>{0, 128, 130}, {}, {0, 128}).value();
    EXPECT_EQ(histogramChart(pair.input, pair.output).groups.back().label, "126–128");
    EXPECT_EQ(pair.input.above, 1);
    EXPECT_EQ(pair.input.bins.back(), 1);
}

TEST(StudyCharts, HistogramBinsAreNamedInFewDigits) {
    const auto label = [](double low, double high, double top = 0) {
        const auto pair = sharedHistograms(std::vector<float>{0.5F}, {}, {low, high}).value();
        return histogramChart(pair.input, pair.output, top).groups.front().label;
    };
    EXPECT_EQ(label(-287039, 242006.4), "−287k to −254k");
    EXPECT_EQ(label(-2.5e7, 0), "−25M to −23.4M");
    EXPECT_EQ(label(-4, 4), "−4 to −3.5");
    EXPECT_EQ(label(0, 40000), "0–2.5k");
    EXPECT_EQ(label(0, 0.0096), "0–0.0006");
    EXPECT_EQ(label(0, 255, 255), "0–0.059") << "values shown as parts of the top";
    EXPECT_EQ(label(0, 255), "0–15");
}

TEST(StudyCharts, AShareOfValuesThatAreNotFiniteIsNotDefined) {
    EXPECT_EQ(percentText(RelativeChange{INFINITY, INFINITY}.fraction()), "not defined");
    EXPECT_EQ(percentText(RelativeChange{NAN, 1}.fraction()), "not defined");
    EXPECT_EQ(percentText(RelativeChange{0, 0}.fraction()), "0.0 %");
    EXPECT_EQ(inkChart({INFINITY, 0, 1, 9}).groups[0].bars[1].text, "not defined");
}

TEST(StudyCharts, CurvesNameTheirWindowsAndKeepTheImageAsReference) {
    WindowSpec wide;
    wide.size = {2, 3};
    const ShiftCurves curves{{0.6, 0.9}, {{wide, {0.4, 0.7}}, {{}, {0.5, 0.8}}}};
    const LineChart chart = motionChart(curves, {"shift in pixels", {1, 2}}, "two images");
    ASSERT_EQ(chart.curves.size(), 3U);
    EXPECT_EQ(chart.curves[0].label, "now 2x3/2");
    EXPECT_EQ(chart.curves[1].label, "2/2");
    EXPECT_EQ(chart.curves[1].points[1], (Point{2, 0.8}));
    EXPECT_EQ(chart.curves[2].tone, Tone::Input);
    EXPECT_EQ(chart.curves[2].points[0], (Point{1, 0.6}));
    EXPECT_EQ(chart.curves[0].tone, Tone::Output) << "what is set now";
    EXPECT_EQ(chart.curves[1].tone, Tone::Other);
    const BarChart bars = movedChart(curves, {"Moved", "two images"});
    EXPECT_EQ(bars.groups[0].label, "the image itself");
    EXPECT_EQ(bars.groups[0].tone, Tone::Input);
    EXPECT_EQ(bars.groups[0].bars[0].text, "60.0 %");
    EXPECT_EQ(bars.groups[1].label, "pooled 2x3/2 (now)");
    EXPECT_EQ(bars.groups[1].tone, Tone::Output);
    EXPECT_EQ(bars.groups[2].bars[0].value, 0.5);
    EXPECT_EQ(bars.full, 1) << "shares lie on 0 to 100 %";
}

TEST(StudyCharts, WithFiltersTheImageAndXStandBesideEachOther) {
    const MotionChange change{{9, 10}, {5, 10}, 8, 0, RelativeChange{6, 10}};
    ShiftStudy study;
    study.all = change;
    study.directions.fill(change);
    const BarChart shift = shiftChart(study, 1);
    ASSERT_EQ(shift.series.size(), 3U);
    EXPECT_EQ(shift.series[1].name, "X before pooling");
    for (const BarGroup& group : shift.groups) {
        ASSERT_EQ(group.bars.size(), 3U) << group.label;
        EXPECT_EQ(group.bars[0].text, "60.0 %");
        EXPECT_EQ(group.bars[1].text, "90.0 %");
    }
    const BarChart turn = rotationChart(change, 5);
    ASSERT_EQ(turn.groups.size(), 3U);
    EXPECT_EQ(turn.groups[1].label, "X before pooling");
    EXPECT_EQ(turn.groups[1].tone, Tone::Input);
    const ShiftCurves curves{{0.9}, {{{}, {0.5}}}, {0.6}};
    const LineChart lines = motionChart(curves, {"shift in pixels", {1}}, "");
    ASSERT_EQ(lines.curves.size(), 3U);
    EXPECT_EQ(lines.curves[1].label, "X");
    EXPECT_EQ(lines.curves[1].points[0], (Point{1, 0.9}));
    EXPECT_EQ(lines.curves[2].label, "image");
    EXPECT_EQ(lines.curves[2].tone, Tone::Image);
    const BarChart moved = movedChart(curves, {});
    ASSERT_EQ(moved.groups.size(), 3U);
    EXPECT_EQ(moved.groups[0].label, "the image itself");
    EXPECT_EQ(moved.groups[1].label, "X before pooling");
    EXPECT_EQ(moved.groups[1].bars[0].text, "90.0 %");
    SweepStudy sweep{{{2}, {1}}, {{2, 1, {}, {}, 4, {}, 0.25}}, 0.9, 0.6};
    const LineChart ofSweep = sweepChangeChart(sweep);
    EXPECT_EQ(ofSweep.curves[1].label, "X");
    EXPECT_EQ(ofSweep.curves[2].points[0].y, 0.6);
}

TEST(StudyCharts, SweepGivesACurveForEachSizeAndAGapWhereItIsRefused) {
    SweepStudy sweep{{{2, 3}, {1, 2}}, {}, 0.6};
    for (int i = 0; i < 4; ++i) sweep.cells.push_back({2 + i / 2, 1 + i % 2, {}, {}, 4, {}, 0.25});
    sweep.cells[3].refused = Error{"window.size", "too large"};
    const LineChart change = sweepChangeChart(sweep);
    ASSERT_EQ(change.curves.size(), 3U);
    EXPECT_EQ(change.curves[1].label, "size 3");
    EXPECT_EQ(change.curves[1].tone, Tone::Step);
    EXPECT_TRUE(std::isnan(change.curves[1].points[1].y));
    EXPECT_EQ(change.curves[2].tone, Tone::Input);
    EXPECT_EQ(sweepSizeChart(sweep).curves[0].points[0].y, 0.25);
    EXPECT_EQ(change.head.title, "At stride 1 a one-pixel shift changes 25.0 % at size 2, 25.0 % at size 3");
    sweep.cells.erase(sweep.cells.begin());
    EXPECT_EQ(sweepChangeChart(sweep).head.title,
              "A one-pixel shift changes 25.0 % at size 2, stride 2; 25.0 % at size 3, stride 1");
}

TEST(StudyCharts, ATitleIsASentenceThatSaysWhatTheChartShows) {
    const Telling windows{"windows", "is tied", "are tied"};
    EXPECT_EQ(shareTold(2.0 / 3, windows), "Two of three windows are tied");
    EXPECT_EQ(shareTold(0.2495, windows), "One of four windows is tied");
    EXPECT_EQ(shareTold(0.5, windows), "Half of the windows are tied");
    EXPECT_EQ(shareTold(0.832, windows), "83 % of the windows are tied");
    EXPECT_EQ(shareTold(0.962, windows), "96.2 % of the windows are tied");
    EXPECT_EQ(shareTold(0, windows), "None of the windows is tied");
    EXPECT_EQ(shareTold(1, windows), "All windows are tied");
    EXPECT_EQ(shareTold(NAN, windows), "");
    EXPECT_EQ(shareTold(1.0 / 4096, windows), "Less than 0.1 % of the windows are tied") << "not none";
    EXPECT_EQ(shareTold(1 - 1.0 / 4096, windows), "More than 99.9 % of the windows are tied") << "not all";
    EXPECT_EQ(shareTold(841.0 / 784, windows), "107.3 % of the windows are tied") << "not all";
    EXPECT_EQ(shareTold(4097.0 / 4096, windows), "More than 100 % of the windows are tied");
    EXPECT_EQ(inkChart({10, 30, 1, 9}).head.title, "Three of four gradients land on the background");
    EXPECT_EQ(inkChart({0, 0, 1, 9}).head.title, "Where the gradient lands") << "nothing to say";
    EXPECT_EQ(pixelChart({{3, 1}, {3, 1}, 0}).head.title, "Three of four pixels win no window");
    EXPECT_EQ(slotChart({}).head.title, "Which place of the window wins");
    const MotionChange change{{5, 10}, {4, 10}, 8, 0, {}};
    ShiftStudy study;
    study.all = change;
    study.directions.fill(change);
    EXPECT_EQ(shiftChart(study, 2).head.title, "A shift by 2 pixels changes the output by 40.0 %, the image by 50.0 %");
    EXPECT_EQ(shiftChart(study, 2).head.note, "Change under a shift by 2 pixels");
}

TEST(StudyCharts, CostStandsBeforeAndAfter) {
    const Cost cost{10, {784, 3136, 7850, 7840}, {196, 784, 1970, 1960}, 588};
    const BarChart chart = costChart(cost);
    EXPECT_EQ(chart.groups[2].label, "Parameters of a dense layer of 10");
    EXPECT_EQ(chart.groups[2].bars[0].text, "7850");
    EXPECT_EQ(chart.groups[0].bars[1].value, 0.25);
}

TEST(StudyCharts, InWordsNothingIsLeftOut) {
    ColumnChart won = slotChart({{3, 1}, {4}, 0});
    won.head.note = "two images";
    const std::string words = chartText(won);
    EXPECT_NE(words.find("Three of four windows are won by place 0. two images"), std::string::npos) << words;
    EXPECT_NE(words.find("\n0: 75.0 %\n1: 25.0 %"), std::string::npos) << words;
    const ShiftCurves curves{{0.6}, {{{}, {0.4}}}};
    const std::string line = chartText(motionChart(curves, {"pixels", {1}}, ""));
    EXPECT_NE(line.find("\nnow 2/2: pixels 1: 40.0 %\nimage: pixels 1: 60.0 %"), std::string::npos) << line;
}

}  // namespace
}  // namespace poolscope

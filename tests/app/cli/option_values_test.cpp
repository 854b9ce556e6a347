// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/call/option_values.h"

#include <gtest/gtest.h>

#include <QString>

#include <cmath>

#include "app/cli/call/pooling_options.h"
#include "app/cli/figure/figure_options.h"
#include "core/filter/filter.h"
#include "core/pool/operation.h"

namespace poolscope::cli {
namespace {

using Words = std::vector<std::string>;

Outcome<PoolingChoice> pooling(const Words& words) {
    Arguments arguments("", "", "", &declarePooling);
    if (Outcome<void> ok = arguments.parse(words); !ok) return tl::unexpected(ok.error());
    OptionValues values(arguments);
    PoolingChoice choice = readPooling(values);
    if (values.failure()) return tl::unexpected(*values.failure());
    return choice;
}

Failure refusedValue(const Words& words) {
    const auto choice = pooling(words);
    return choice ? Failure{kExitDone, {}} : choice.error();
}

TEST(PoolingOptions, DefaultsAreThoseOfTheCore) {
    EXPECT_EQ(pooling({}).value(), PoolingChoice{});
}

TEST(PoolingOptions, TheStrideFollowsTheSize) {
    const WindowSpec window = pooling({"--size", "3,5"}).value().window;
    EXPECT_EQ(window.size, (Extent{3, 5}));
    EXPECT_EQ(window.stride, (Extent{3, 5}));
    EXPECT_EQ(pooling({"--size=3", "--stride=2"}).value().window.stride, (Extent{2, 2}));
    EXPECT_EQ(pooling({"--stride=2", "--size=3"}).value().window.stride, (Extent{2, 2}));
}

TEST(PoolingOptions, PaddingHasOneTwoOrFourNumbersOrIsSame) {
    EXPECT_EQ(pooling({"--pad", "1"}).value().window.padding, (Padding{PadMode::Explicit, 1, 1, 1, 1}));
    EXPECT_EQ(pooling({"--pad", "1,2"}).value().window.padding, (Padding{PadMode::Explicit, 1, 2, 1, 2}));
    EXPECT_EQ(pooling({"--pad", "1,2,3,4"}).value().window.padding, (Padding{PadMode::Explicit, 1, 2, 3, 4}));
    EXPECT_EQ(pooling({"--pad", "same-upper"}).value().window.padding.mode, PadMode::SameUpper);
    EXPECT_EQ(pooling({"--pad", "same-lower"}).value().window.padding.mode, PadMode::SameLower);
    EXPECT_EQ(refusedValue({"--pad", "1,2,3"}).status, kExitUsage);
    EXPECT_EQ(refusedValue({"--pad", "same"}).status, kExitUsage);
}

TEST(PoolingOptions, FiltersHaveNamesOrAreAll) {
    EXPECT_EQ(pooling({"--filters", "gabor,identity,gabor"}).value().filters, (FilterSpec{{9, 0, 9}, false}));
    EXPECT_EQ(pooling({"--filters=all", "--relu"}).value().filters, (FilterSpec{allFilters(), true}));
    EXPECT_EQ(pooling({"--relu"}).value().filters, (FilterSpec{{}, true}));
    for (const char* text : {"", "all,all", "sobel-x,", "Gabor"}) {
        EXPECT_EQ(refusedValue({std::string("--filters=") + text}).status, kExitUsage) << text;
    }
}

TEST(PoolingOptions, IllegalNumbersAreLeftToTheCore) {
    EXPECT_EQ(pooling({"--pad", "-1"}).value().window.padding.top, -1);
    EXPECT_EQ(pooling({"--pad=-1,0"}).value().window.padding.top, -1);
    EXPECT_EQ(pooling({"--size", "0"}).value().window.size, (Extent{0, 0}));
    EXPECT_TRUE(std::isnan(pooling({"--op=lp", "--p=nan"}).value().pool.p));
}

TEST(PoolingOptions, EveryOptionArrives) {
    const PoolSpec avg = pooling({"--op", "avg", "--divisor", "-2.5", "--count-include-pad"}).value().pool;
    EXPECT_EQ(avg.op, PoolOp::Avg);
    EXPECT_EQ(avg.divisor, -2.5);
    EXPECT_TRUE(avg.countIncludePad);
    EXPECT_EQ(pooling({"--op", "lp", "--p", "1.5"}).value().pool.p, 1.5);
    EXPECT_EQ(pooling({"--op", "median", "--median", "lower"}).value().pool.median, MedianRule::Lower);
    EXPECT_EQ(pooling({"--op", "min", "--ties", "split"}).value().pool.ties, TieRule::Split);
    EXPECT_EQ(pooling({"--pad-value", "zero"}).value().pool.padValue, PadValue::Zero);
    EXPECT_TRUE(pooling({"--ceil"}).value().window.ceilMode);
    EXPECT_EQ(pooling({"--dilation", "2,3"}).value().window.dilation, (Extent{2, 3}));
}

TEST(PoolingOptions, TextThatIsNoNumberIsAUsageError) {
    const Failure expected{kExitUsage, {"--size", "'abc' is not a number; expected K, KH,KW or global"}};
    EXPECT_EQ(refusedValue({"--size", "abc"}), expected);
    for (const char* text : {"", "2 ", " 2", "+2", "2x2", "2,", ",2", "2,2,2", "0x2", "2.0", "--ceil"}) {
        EXPECT_EQ(refusedValue({"--size", text}).status, kExitUsage) << text;
    }
    EXPECT_EQ(refusedValue({"--op", "maximum"}),
              (Failure{kExitUsage, {"--op", "'maximum' is not one of max, min, avg, median, lp, softmax"}}));
}

TEST(PoolingOptions, EveryOperationIsInTheHelp) {
    // Lines are put together again.
    const std::string help =
        QString::fromStdString(Arguments("", "", "", &declarePooling).help()).simplified().toStdString();
    for (const Operation& row : operations()) {
        EXPECT_NE(help.find(row.word.name), std::string::npos) << row.word.name;
        EXPECT_EQ(pooling({"--op", std::string(row.word.name)}).value().pool.op, row.word.value);
    }
    EXPECT_NE(help.find("max, min, avg, median, lp, which is (sum |x|^p)^(1/p), or softmax, "), std::string::npos);
    EXPECT_NE(help.find("max, min: who takes the gradient"), std::string::npos);
    EXPECT_NE(help.find("first|last|split|all"), std::string::npos);
}

TEST(PoolingOptions, NumbersBeyond64BitsAreBadParameters) {
    EXPECT_EQ(refusedValue({"--size", "99999999999999999999"}).status, kExitFailed);
    EXPECT_EQ(refusedValue({"--op=lp", "--p", "1e999"}).status, kExitFailed);
}

TEST(PoolingOptions, NoOptionIsAcceptedAndNotUsed) {
    const std::vector<Words> meaningless = {{"--p=3"},
                                            {"--divisor=3"},
                                            {"--count-include-pad"},
                                            {"--median=lower"},
                                            {"--op=avg", "--ties=all"},
                                            {"--op=median", "--p=2"},
                                            {"--op=lp", "--ties=first"}};
    for (const Words& words : meaningless) EXPECT_EQ(refusedValue(words).status, kExitUsage) << words.back();
}

Outcome<FigureChoice> figure(const Words& words) {
    Arguments arguments("", "", "", [](Arguments& a) { declareFigure(a); });
    if (Outcome<void> ok = arguments.parse(words); !ok) return tl::unexpected(ok.error());
    OptionValues values(arguments);
    FigureChoice choice = readFigure(values, {}, PoolOp::Max);
    if (values.failure()) return tl::unexpected(*values.failure());
    return choice;
}

TEST(FigureOptions, EveryOptionArrives) {
    const Words words{"--panels=output,input",
                      "--layout=grid",
                      "--focus=4,5",
                      "--thread=off",
                      "--plane=1,2",
                      "--preset=single-column",
                      "--dpi=150",
                      "--palette=magma",
                      "--theme=dark",
                      "--transparent",
                      "--numbers=off",
                      "--title=A title",
                      "--caption",
                      "",
                      "--font-size=9",
                      "--svg-text",
                      "--values=unit",
                      "--patches-as=tiles",
                      "--map=wins",
                      "--hide-black",
                      "--upstream=cell:1,2",
                      "--step=7"};
    const auto read = figure(words);
    ASSERT_TRUE(read) << read.error().error.where << ": " << read.error().error.message;
    const FigureChoice& choice = *read;
    const FigureOptions& options = choice.options;
    EXPECT_EQ(options.spec.panels, (std::vector<PanelKind>{PanelKind::Output, PanelKind::Input}));
    EXPECT_EQ(options.spec.layout, FigureLayout::Grid);
    EXPECT_EQ(options.spec.focus, (CellRef{4, 5}));
    EXPECT_FALSE(options.spec.thread);
    EXPECT_EQ(options.spec.widthMm, 89);
    EXPECT_EQ(options.spec.title, "A title");
    EXPECT_TRUE(options.ownCaption);
    EXPECT_EQ(options.spec.caption, "");
    EXPECT_EQ(options.fontSize, 9);
    EXPECT_TRUE(options.editableText);
    EXPECT_EQ(options.dpi, 150);
    EXPECT_EQ(options.theme, ThemeName::Dark);
    EXPECT_TRUE(options.transparent);
    EXPECT_EQ(choice.plane->n, 1);
    EXPECT_EQ(choice.plane->c, 2);
    EXPECT_TRUE((choice.view == ViewSpec{.palette = Palette::Magma,
                                         .values = NumberScale::Unit,
                                         .patches = PatchView::Tiles,
                                         .numbers = Numbers::Off,
                                         .map = InputMap::Wins,
                                         .hideBlack = true}));
    EXPECT_TRUE((choice.upstream == UpstreamChoice(GradientSpec{.kind = Upstream::OneCell, .cell = {1, 2}})));
    EXPECT_EQ(choice.step, 7);
}

TEST(FigureOptions, WhatNoOptionSaysIsAsInTheFigureThatIsTakenUp) {
    Arguments arguments("", "", "", [](Arguments& a) { declareFigure(a); });
    ASSERT_TRUE(arguments.parse({"--theme=light", "--focus=none"}));
    OptionValues values(arguments);
    Start start;
    start.figure.emplace();
    start.figure->spec.focus = CellRef{1, 1};
    start.figure->spec.widthMm = 77;
    const FigureChoice choice = readFigure(values, start, PoolOp::Max);
    EXPECT_EQ(choice.options.theme, ThemeName::Light);
    EXPECT_EQ(choice.options.spec.widthMm, 77);
    EXPECT_FALSE(choice.options.spec.focus.has_value());
}

TEST(FigureOptions, WidthAndPresetExcludeEachOther) {
    EXPECT_EQ(figure({"--width=89.5"}).value().options.spec.widthMm, 89.5);
    EXPECT_EQ(figure({"--width=89", "--preset=poster"}).error().status, kExitUsage);
}

TEST(FigureOptions, WrongNamesAreUsageErrors) {
    for (const char* word :
         {"--panels=input,", "--panels=", "--focus=1", "--plane=1,2,3", "--palette=jet", "--width=x",
          "--upstream=random", "--upstream=random:-1", "--upstream=cell:1", "--preset=", "--font-size=big"}) {
        EXPECT_EQ(figure({word}).error().status, kExitUsage) << word;
    }
}

}  // namespace
}  // namespace poolscope::cli

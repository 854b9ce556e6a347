// SPDX-License-Identifier: GPL-3.0-or-later
// What is printed is read again, as text and in session files, and a setting means something where it is used.
#include "core/experiment/parameters.h"

#include <gtest/gtest.h>

#include <set>

namespace poolscope {
namespace {

// Nothing in it is as by default.
Experiment unusual() {
    Experiment e;
    e.filters = {{9, 0}, true};
    e.plane = 3;
    e.window = {{3, 4}, {1, 5}, {PadMode::Explicit, 1, 0, 2, 1}, {2, 3}, true};
    e.pool = {PoolOp::Lp, PadValue::Zero, TieRule::Split, MedianRule::Lower, true, -2.5, 1.5, Overlap::Loop, 0.5};
    e.gradient = {Upstream::Random, 1, {2, 1}};
    return e;
}

void expectSame(const Parameter& parameter, const Experiment& a, const Experiment& b) {
    EXPECT_TRUE(parameter.value.isSame(a, b)) << parameter.word;
}

TEST(Parameters, WhatIsPrintedIsReadAgain) {
    for (const Parameter& parameter : parameters()) {
        const Experiment from = unusual();
        Experiment to;
        EXPECT_FALSE(isUsual(parameter, from)) << parameter.word;
        EXPECT_FALSE(parameter.value.read(parameter.value.print(from), to)) << parameter.word;
        expectSame(parameter, from, to);
        reset(parameter, to);
        EXPECT_TRUE(isUsual(parameter, to)) << parameter.word;
    }
}

TEST(Parameters, WhatIsWrittenIntoASessionIsReadAgain) {
    for (const Parameter& parameter : parameters()) {
        JsonWriter writer;
        writer.beginObject();
        parameter.value.write(writer, parameter.key(), unusual());
        const auto root = parseJson(writer.endObject().take());
        ASSERT_TRUE(root) << parameter.word;
        std::optional<Error> failure;
        Experiment to;
        parameter.value.readJson(JsonFields(&*root, "", {parameter.key()}, failure), parameter.key(), to);
        EXPECT_FALSE(failure) << failure.value_or(Error{}).message;
        expectSame(parameter, unusual(), to);
    }
}

TEST(Parameters, OlderWordsAreReadButNeitherListedNorWritten) {
    const auto read = readSettings({"overlap", "overwrite"});
    ASSERT_TRUE(read);
    EXPECT_EQ(read->pool.overlap, Overlap::Loop);
    const Parameter& overlap = parameterOf(Setting::Overlap);
    EXPECT_EQ(overlap.value.print(*read), "loop");
    EXPECT_EQ(overlap.words(), "add|loop|col2im");
    Experiment e;
    EXPECT_TRUE(overlap.value.read("", e)) << "no word has an empty one before it";
}

TEST(Parameters, HaveAWordAndAFieldOfTheirOwn) {
    std::set<std::string_view> words;
    std::set<std::string_view> fields;
    for (const Parameter& parameter : parameters()) {
        EXPECT_TRUE(words.insert(parameter.word).second) << parameter.word;
        EXPECT_TRUE(fields.insert(parameter.field).second) << parameter.field;
        EXPECT_EQ(parameterNamed(parameter.word), &parameter);
    }
    for (const Parameter& parameter : poolingParameters()) {
        EXPECT_FALSE(parameter.help.empty()) << parameter.word;
        EXPECT_EQ(parameter.value.isFlag, parameter.hint.empty()) << parameter.word;
        const bool lists = (std::string(parameter.hint) + std::string(parameter.help)).find("%1") != std::string::npos;
        EXPECT_EQ(lists, parameter.words != nullptr) << parameter.word;
    }
    EXPECT_EQ(parameterNamed("sizee"), nullptr);
}

TEST(Parameters, MeanSomethingWhereTheOperationUsesThem) {
    const auto meaning = [](PoolOp op) {
        Experiment e;
        e.pool.op = op;
        std::set<Setting> found;
        for (const Parameter& p : parameters()) {
            if (p.own && meansSomething(p, e)) found.insert(p.setting);
        }
        return found;
    };
    EXPECT_EQ(meaning(PoolOp::Max), (std::set{Setting::Ties}));
    EXPECT_EQ(meaning(PoolOp::Min), (std::set{Setting::Ties}));
    EXPECT_EQ(meaning(PoolOp::Avg), (std::set{Setting::CountIncludePad, Setting::Divisor}));
    EXPECT_EQ(meaning(PoolOp::Median), (std::set{Setting::Median}));
    EXPECT_EQ(meaning(PoolOp::Lp), (std::set{Setting::P}));
    EXPECT_EQ(meaning(PoolOp::Softmax), (std::set{Setting::Temperature}));
}

TEST(Parameters, TheStrideFollowsTheSizeUnlessItIsSaid) {
    EXPECT_EQ(readSettings({"size", "3,5"})->window.stride, (Extent{3, 5}));
    EXPECT_EQ(readSettings({"stride", "1", "size", "3"})->window.stride, (Extent{1, 1}));
    EXPECT_TRUE(*readSettings({}) == Experiment{});
    Experiment e;
    e.window.size = e.window.stride = {4, 3};
    EXPECT_TRUE(isUsual(parameterOf(Setting::Stride), e));
}

TEST(Parameters, SayWhyATextIsNoValue) {
    const auto why = [](Setting setting, std::string_view text) {
        Experiment e;
        const auto problem = parameterOf(setting).value.read(text, e);
        EXPECT_TRUE(e == Experiment{}) << text;
        return problem ? std::optional(problem->why) : std::nullopt;
    };
    using Why = Unreadable::Why;
    EXPECT_EQ(why(Setting::Size, "two"), Why::NotANumber);
    EXPECT_EQ(why(Setting::Size, "1,2,3"), Why::WrongCount);
    EXPECT_EQ(why(Setting::Size, "99999999999999999999"), Why::TooLarge);
    EXPECT_EQ(why(Setting::Pad, "1,2,3"), Why::WrongCount);
    EXPECT_EQ(why(Setting::Pad, "explicit"), Why::NotANumber) << "a word of session files only";
    EXPECT_EQ(why(Setting::Op, "most"), Why::UnknownWord);
    EXPECT_EQ(why(Setting::Upstream, "one-cell"), Why::UnknownWord) << "the cell says it";
    EXPECT_EQ(why(Setting::Filters, "gabor,blur"), Why::UnknownWord);
    EXPECT_EQ(why(Setting::Cell, "1"), Why::WrongCount);
}

}  // namespace
}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/lesson_results.h"

#include "core/lesson/lesson_walk.h"
#include "tests/core/support/lessons.h"

namespace poolscope {
namespace {

LessonResults example() {
    return {"01-window",
            "What a window is",
            "0a1b2c3d",
            "Ada \"Countess\" L\xc3\xb6velace",
            "2026-03-14 09:26",
            7,
            {{"Your turn", Closing::AtOnce, 1, {}},
             {"The next row", Closing::Later, 3, {"80", "20"}},
             {"Shape", Closing::Shown, 1, {"3x3"}},
             {"Last", Closing::Open, 0, {}}}};
}

std::string replaced(const std::string& from, const std::string& to) {
    std::string text = resultsText(example());
    return text.replace(text.find(from), from.size(), to);
}

std::string errorOf(const std::string& text) {
    const auto results = parseResults(text);
    return results ? "none" : results.error().where + ": " + results.error().message;
}

TEST(LessonResults, ComeBackAsTheyWereWritten) {
    const auto read = parseResults(resultsText(example()));
    ASSERT_TRUE(read.has_value()) << read.error().where << ": " << read.error().message;
    EXPECT_EQ(*read, example());
    EXPECT_EQ(read->count(Closing::AtOnce), 1);
    EXPECT_EQ(read->count(Closing::Open), 1);
    EXPECT_EQ(parseResults(resultsText({})).value(), LessonResults{});
}

TEST(LessonResults, AreReadStrictly) {
    EXPECT_EQ(errorOf(replaced("\"results\"", "\"session\"")), ": these are no results of a Poolscope lesson");
    EXPECT_TRUE(errorOf("[1]").starts_with(": these are no results")) << errorOf("[1]");
    EXPECT_NE(errorOf(""), "none");
    EXPECT_NE(errorOf("{\"poolscope\": "), "none");
    EXPECT_TRUE(errorOf(replaced("\"version\": 1", "\"version\": 2")).starts_with("version: "));
    EXPECT_TRUE(errorOf(replaced("\"seed\": 7", "\"seed\": -1")).starts_with("seed: "));
    EXPECT_TRUE(errorOf(replaced("\"seed\": 7", "\"seeds\": 7")).starts_with("seed"));
    EXPECT_TRUE(errorOf(replaced("\"later\"", "\"soon\"")).starts_with("questions[1].closed: "))
        << errorOf(replaced("\"later\"", "\"soon\""));
    EXPECT_TRUE(errorOf(replaced("\"tries\": 3", "\"tries\": \"3\"")).starts_with("questions[1].tries: "));
    EXPECT_TRUE(errorOf(replaced("\"80\"", "80")).starts_with("questions[1].wrong: "));
}

TEST(LessonResults, AreProposedUnderASafeName) {
    const auto nameFor = [](const std::string& student) {
        return resultsFileName({"", "", "", student, "2026-03-14 09:26", 0, {}});
    };
    EXPECT_EQ(nameFor(""), "poolscope-results-2026-03-14-0926.json");
    EXPECT_EQ(nameFor("Ada"), "poolscope-results-Ada-2026-03-14-0926.json");
    EXPECT_EQ(nameFor(" Zo\xc3\xab  van Dyk "), "poolscope-results-Zo\xc3\xab-van-Dyk-2026-03-14-0926.json");
    EXPECT_EQ(nameFor("../../etc/passwd"), "poolscope-results-etcpasswd-2026-03-14-0926.json");
    EXPECT_EQ(nameFor("a\nb\x01:c*?"), "poolscope-results-abc-2026-03-14-0926.json");
    EXPECT_EQ(nameFor("\xe2\x80\xaexyz\xff"), "poolscope-results-xyz-2026-03-14-0926.json");
    const std::string name = nameFor(std::string(79, 'a') + "\xc3\xa4" + std::string(500, 'b'));
    EXPECT_EQ(name, "poolscope-results-" + std::string(79, 'a') + "-2026-03-14-0926.json") << "no half character";
}

TEST(LessonResults, TellHowALessonWent) {
    LessonWalk walk(
        test::lessonOf("step: A\nsource: eight\nsay: Look.\n"
                       "step: B\nsay: What?\nask: output 0,0 0,1\n"
                       "step: C\nsay: And?\nask: shape\nthen: size 1\n"
                       "step: D\nsay: And?\nask: output 0,0\n"
                       "step: E\nsay: And?\nask: output 0,1\n"));
    walk.forward();
    EXPECT_TRUE(walk.check({"6", "9"}).has_value());
    EXPECT_FALSE(walk.check({"6", "?"}).has_value());
    EXPECT_TRUE(walk.check({"6", "7"}).has_value());
    EXPECT_TRUE(walk.check({"6", "8"}).has_value());
    walk.forward();
    EXPECT_TRUE(walk.check({"2x4"}).has_value());
    walk.forward();
    EXPECT_TRUE(walk.check({"77"}).has_value());
    walk.reveal();
    const LessonResults results = walk.results();
    EXPECT_EQ(results.title, "T");
    EXPECT_EQ(results.version, walk.lesson().version);
    EXPECT_EQ(results.version.size(), 8U);
    EXPECT_EQ(results.questions, (std::vector<QuestionResult>{{"B", Closing::Later, 3, {"6", "7"}},
                                                              {"C", Closing::AtOnce, 1, {}},
                                                              {"D", Closing::Shown, 1, {"77"}},
                                                              {"E", Closing::Open, 0, {}}}));
}

}  // namespace
}  // namespace poolscope

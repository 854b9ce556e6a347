// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/call/arguments.h"
#include "app/cli/call/nearest.h"

#include <gtest/gtest.h>

#include <sstream>

#include "app/cli/commands.h"
#include "app/cli/completion.h"

namespace poolscope::cli {
namespace {

using Words = std::vector<std::string>;

void declareSome(Arguments& a) {
    a.addOperands("SOURCE", "What to read.", 1);
    a.addFlag("--flag", "A switch.");
    a.addOption("--value", "V", "A value.");
    a.addRepeatable("-o", "FILE", "Files.");
}

Failure refused(const Words& words) {
    Arguments a("", "", "", &declareSome);
    const Outcome<void> ok = a.parse(words);
    return ok ? Failure{kExitDone, {}} : ok.error();
}

TEST(Arguments, FindsOptionsValuesAndOperands) {
    Arguments a("", "", "", &declareSome);
    ASSERT_TRUE(a.parse({"--value=1=2", "-o", "a b", "source", "--flag", "-oc"}));
    EXPECT_TRUE(a.has("--flag"));
    EXPECT_EQ(a.value("--value"), "1=2");
    EXPECT_EQ(a.values("-o"), (Words{"a b", "c"}));
    EXPECT_EQ(a.operands(), Words{"source"});
}

TEST(Arguments, TheTitleOfOperandsMayBeSeveralWords) {
    Arguments a("", "", "", [](Arguments& some) { some.addOperands("KIND SOURCE", "What and whom.", 2); });
    ASSERT_TRUE(a.parse({"ties", "mnist:18"}));
    EXPECT_EQ(a.operands(), (Words{"ties", "mnist:18"}));
    EXPECT_NE(a.help().find("\n  KIND SOURCE  "), std::string::npos) << a.help();
}

TEST(Arguments, WhatIsNotGivenIsNotThere) {
    Arguments a("", "", "", &declareSome);
    ASSERT_TRUE(a.parse({}));
    EXPECT_FALSE(a.has("--flag"));
    EXPECT_EQ(a.value("--value"), std::nullopt);
    EXPECT_TRUE(a.values("-o").empty());
    EXPECT_TRUE(a.operands().empty());
}

TEST(Arguments, TwoDashesEndTheOptions) {
    Arguments a("", "", "", &declareSome);
    ASSERT_TRUE(a.parse({"--flag", "--", "--value"}));
    EXPECT_EQ(a.operands(), Words{"--value"});
    EXPECT_EQ(a.value("--value"), std::nullopt);
}

TEST(Arguments, ValuesMayBeginWithADashAndBeEmpty) {
    Arguments a("", "", "", &declareSome);
    ASSERT_TRUE(a.parse({"--value", "-1", "-o", "-"}));
    EXPECT_EQ(a.value("--value"), "-1");
    EXPECT_EQ(a.values("-o"), Words{"-"});
    Arguments empty("", "", "", &declareSome);
    ASSERT_TRUE(empty.parse({"--value", ""}));
    EXPECT_EQ(empty.value("--value"), "");
}

TEST(Arguments, BytesThatAreNotUtf8ArriveAsTheyAre) {
    Arguments a("", "", "", &declareSome);
    ASSERT_TRUE(a.parse({"a\xff\n#", "--value", "[1,2]"}));
    EXPECT_EQ(a.operands(), Words{"a\xff\n#"});
    EXPECT_EQ(a.values("--value"), Words{"[1,2]"});
}

TEST(Arguments, MistakesNameTheOption) {
    EXPECT_EQ(refused({"-o", ""}), (Failure{kExitUsage, {"-o", "the file name is empty"}}));
    EXPECT_EQ(refused({"--other"}), (Failure{kExitUsage, {"--other", "there is no such option here"}}));
    EXPECT_EQ(refused({"--other=3", "x"}).error.where, "--other");
    EXPECT_EQ(refused({"-x"}).error.where, "-x");
    EXPECT_EQ(refused({"--val", "3"}).error.where, "--val");
    EXPECT_EQ(refused({"--value"}), (Failure{kExitUsage, {"--value", "its value is missing"}}));
    EXPECT_EQ(refused({"--value="}).error.where, "--value");
    EXPECT_EQ(refused({"--value", "--flag"}).error.where, "--value");
    EXPECT_EQ(refused({"--value=1", "--value=1"}).error.where, "--value");
    EXPECT_EQ(refused({"--flag=1"}), (Failure{kExitUsage, {"--flag", "takes no value"}}));
    EXPECT_EQ(refused({"a", "b"}).error.where, "b");
}

TEST(Arguments, AMistypedOptionIsAnsweredWithTheNearest) {
    EXPECT_EQ(refused({"--falg"}).error.message, "there is no such option here; did you mean --flag?");
    EXPECT_EQ(refused({"--valeu=3"}).error.message, "there is no such option here; did you mean --value?");
    EXPECT_EQ(refused({"--v"}).error.message, "there is no such option here; did you mean --value?");
    EXPECT_EQ(refused({"--sizes"}).error.message, "there is no such option here");
}

TEST(Nearest, CountsLettersThatAreToBeChanged) {
    const Words names{"figure", "pool", "info"};
    EXPECT_EQ(nearest("figrue", names), "figure") << "two letters that are swapped are one mistake";
    EXPECT_EQ(nearest("pol", names), "pool");
    EXPECT_EQ(nearest("poool", names), "pool");
    EXPECT_EQ(nearest("inf", names), "info");
    EXPECT_EQ(nearest("fig", names), "figure") << "a beginning";
    EXPECT_EQ(nearest("polo", names), "pool");
    EXPECT_EQ(nearest("loop", names), std::nullopt) << "two letters of four";
    EXPECT_EQ(nearest("", names), std::nullopt);
    EXPECT_EQ(nearest("-", {"--pad"}), std::nullopt);
    EXPECT_EQ(nearest("x", {}), std::nullopt);
}

TEST(Arguments, SayWhatTheyAreToThoseWhoListThem) {
    Arguments a("", "", "", [](Arguments& some) {
        some.addOperands("KIND SOURCE", "What.", 2);
        some.offer({"ties"});
        some.heading("Some");
        some.addOption("--range", "auto|fit|LO,HI",
                       "A help text that is so long that it is broken into several lines.");
        some.addOption("--op", "OP", "Which.");
        some.offer({"max", "min"});
        some.addRepeatable("-o", "FILE", "Where.");
        some.addFlag("--relu", "Whether.");
    });
    const std::vector<OptionFacts> all = a.options();
    ASSERT_EQ(all.size(), 5U);
    EXPECT_EQ(all[0].names, Words{"--range"});
    EXPECT_EQ(all[0].heading, "Some");
    EXPECT_EQ(all[0].words, (Words{"auto", "fit"})) << "what is in small letters is typed as it stands";
    EXPECT_EQ(all[0].help, "A help text that is so long that it is broken into several lines.");
    EXPECT_FALSE(all[0].repeatable);
    EXPECT_EQ(all[1].words, (Words{"max", "min"}));
    EXPECT_TRUE(all[2].repeatable && all[2].takesFile());
    EXPECT_FALSE(all[3].takesValue() || all[3].repeatable);
    EXPECT_EQ(all[4].names, (Words{"-h", "--help"}));
    EXPECT_EQ(a.operandFacts().words, Words{"ties"});
}

TEST(Arguments, AFileMayBeNamedBesideWords) {
    const auto declare = [](Arguments& some) { some.addOption("--upstream", "ones|cell:ROW,COL|FILE", "Which."); };
    Arguments a("", "", "", declare);
    EXPECT_TRUE(a.options().front().takesFile());
    EXPECT_EQ(a.options().front().words, Words{"ones"});
    const Outcome<void> ok = a.parse({"--upstream", ""});
    ASSERT_FALSE(ok);
    EXPECT_EQ(ok.error(), (Failure{kExitUsage, {"--upstream", "the file name is empty"}}));
    EXPECT_NE(zshCompletion().find("\\|FILE:{compadd ones; _files}'"), std::string::npos);
}

TEST(Arguments, NoOptionIsThereBeforeItDoesSomething) {
    for (const Command* command : commands()) {
        for (const char* option : {"--session=a", "--contact-sheet"}) {
            if (option == std::string("--session=a") && command->name != "info") continue;
            if (option == std::string("--contact-sheet") && command->name == "figure") continue;
            Arguments a("", "", "", command->declare);
            const Outcome<void> ok = a.parse({"mnist:0", option});
            EXPECT_FALSE(ok) << command->name << " " << option;
        }
    }
}

TEST(Arguments, HelpFitsATerminal) {
    for (const Command* command : commands()) {
        const Arguments a("usage", std::string(command->about), std::string(command->footer), command->declare);
        std::istringstream lines(a.help());
        for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
        EXPECT_NE(a.help().find("\n  " + a.operandFacts().hint), std::string::npos);
        EXPECT_NE(a.help().find("--help"), std::string::npos);
    }
}

}  // namespace
}  // namespace poolscope::cli

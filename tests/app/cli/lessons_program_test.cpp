// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/lesson/lesson_results.h"
#include "tests/app/cli/process.h"

namespace poolscope::test {
namespace {

class LessonsProgram : public ProgramTest {};

TEST_F(LessonsProgram, ListsWhatComesWithIt) {
    const Ran ran = run({"lessons"});
    EXPECT_EQ(ran.status, 0);
    for (const char* word : {"01-window", "What a window is\n", "07-ties", "15-write-it-yourself"}) {
        EXPECT_NE(ran.out.find(word), std::string::npos) << word;
    }
    EXPECT_EQ(ran.err, "");
}

TEST_F(LessonsProgram, ChecksFilesAndNamesTheLineOfEachMistake) {
    write("good.lesson", "title: Good\nabout: A.\nstep: S\nsource: table.csv\nset: size 1\nsay: s\n");
    write("bad.lesson", "title: Bad\nstep: S\nsource: mnist:10000\nsay: s\nstep: T\ninput: 1 2\nset: size 2\nsay: s\n");
    write("table.csv", "1,2\n3,4\n");
    const Ran good = run({"lessons", "--check", "good.lesson"});
    EXPECT_EQ(good.status, 0) << good.err;
    EXPECT_EQ(good.out, "good.lesson: Good, 1 step, 0 questions, no mistakes\n");
    const Ran both = run({"lessons", "--check", "bad.lesson", "good.lesson"});
    EXPECT_EQ(both.status, 1);
    EXPECT_EQ(both.out, good.out);
    for (const char* line :
         {"poolscope: bad.lesson:1: \"about:\" is missing\n", "poolscope: bad.lesson:3: there is no image",
          "poolscope: bad.lesson:7: size 2 does not fit"}) {
        EXPECT_NE(both.err.find(line), std::string::npos) << line << "\n" << both.err;
    }
    EXPECT_EQ(std::count(both.err.begin(), both.err.end(), '\n'), 3);
}

TEST_F(LessonsProgram, OneThatBeginsInTheMiddleOfThePlaybackOpensFirst) {
    write("half.lesson", "title: Half\nabout: A.\nstep: S\ninput: 1 2 | 3 4\nset: size 1\nshow: backward 3\nsay: s\n");
    const Ran ran = run({"half.lesson", "--render", "half.png"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_TRUE(read("half.png").starts_with("\x89PNG"));
}

// Its own numbers have a winner; of all others, which are below the zeros of the padding, none has.
TEST_F(LessonsProgram, ChecksOtherNumbersToo) {
    write("other.lesson",
          "title: O\nabout: A.\nstep: S\ninput: 1 2 | 3 4 or random -9..-1\nset: size 2, pad 1, pad-value zero\n"
          "say: s\nask: winner 0,0\n");
    expectRefusal(run({"lessons", "--check", "other.lesson"}), 1, "poolscope: other.lesson:7: the winner of window");
}

TEST_F(LessonsProgram, AreFilesOfOneMebibyteAtMost) {
    std::string text = "title: T\nabout: A.\nstep: S\ninput: 1 2 | 3 4\nsay: s\n";
    text.append((1 << 20) - text.size(), '#');
    write("large.lesson", text);
    EXPECT_EQ(run({"lessons", "--check", "large.lesson"}).status, 0);
    write("larger.lesson", text + "#");
    expectRefusal(run({"lessons", "--check", "larger.lesson"}), 1, "poolscope: larger.lesson: has 1048577 bytes");
    EXPECT_EQ(run({"larger.lesson", "--render", "a.png"}).status, 1);
}

TEST_F(LessonsProgram, TellsTwentyMistakesAndHowManyMoreThereAre) {
    std::string text = "title: T\nabout: A.\nstep: S\ninput: 1 2 | 3 4\nsay: s\n";
    for (int i = 0; i < 2000; ++i) text += "nonsense " + std::to_string(i) + "\n";
    write("nonsense.lesson", text);
    const Ran ran = run({"lessons", "--check", "nonsense.lesson"});
    EXPECT_EQ(ran.status, 1);
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 21);
    EXPECT_NE(ran.err.find("poolscope: nonsense.lesson: and 1980 more mistakes\n"), std::string::npos) << ran.err;
}

TEST_F(LessonsProgram, FindsWhatALessonNamesBesideTheLesson) {
    std::filesystem::create_directory(work() / "folder");
    write("folder/table.csv", "1,2\n3,4\n");
    write("folder/tour.lesson", "title: T\nabout: A.\nstep: S\nsource: table.csv\nsay: s\n");
    EXPECT_EQ(run({"lessons", "--check", "folder/tour.lesson"}).status, 0);
}

TEST_F(LessonsProgram, RefusesWhatIsNoLesson) {
    expectRefusal(run({"lessons", "--check"}), 2, "poolscope: --check: ");
    expectRefusal(run({"lessons", "x.lesson"}), 2, "poolscope: x.lesson: ");
    expectRefusal(run({"lessons", "--check", "none.lesson"}), 1, "poolscope: none.lesson: ");
    write("picture.lesson", "\x89PNG\xff\xfe");
    expectRefusal(run({"lessons", "--check", "picture.lesson"}), 1,
                  "poolscope: picture.lesson: is not a text in UTF-8");
}

LessonResults resultsOf(const std::string& student, std::int64_t tries) {
    return {"01-window",
            "What a window is",
            "0a1b2c3d",
            student,
            "2026-03-14 09:26",
            7,
            {{"Your turn", Closing::AtOnce, 1, {}}, {"The next row", Closing::Later, tries, {"80", "20"}}}};
}

constexpr const char* kTableHeader =
    "file,student,lesson,title,file_version,date,seed,questions,at_once,later,shown,open,question_1,question_2\n";

TEST_F(LessonsProgram, MakesOneTableOfResults) {
    std::filesystem::create_directories(work() / "class/b");
    write("class/2.json", resultsText(resultsOf("Ada", 3)));
    write("class/10.JSON", resultsText(resultsOf("=1+1, \"x\"", 2)));
    LessonResults open = resultsOf("", 0);
    open.questions[0] = {"Your turn", Closing::Shown, 0, {}};
    open.questions.pop_back();
    write("class/b/1.json", resultsText(open));
    write("class/notes.txt", "nothing");
    const std::string same = "01-window,What a window is,0a1b2c3d,2026-03-14 09:26,7,";
    const std::string table =
        std::string(kTableHeader) + "2.json,Ada," + same +
        "2,1,1,0,0,at once,\"later, 3 tries, last wrong: 80 | 20\"\n" + "10.JSON,\"'=1+1, \"\"x\"\"\"," + same +
        "2,1,1,0,0,at once,\"later, 2 tries, last wrong: 80 | 20\"\n" + "b/1.json,," + same + "1,0,0,1,0,shown,\n";
    const Ran ran = run({"lessons", "--results", "class"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.out, table);
    const Ran intoFile = run({"lessons", "--results", "class", "-o", "table.csv"});
    EXPECT_EQ(intoFile.status, 0) << intoFile.err;
    EXPECT_EQ(intoFile.out, "");
    EXPECT_EQ(read("table.csv"), table);
}

TEST_F(LessonsProgram, NamesFilesThatHoldNoResults) {
    std::filesystem::create_directories(work() / "class");
    std::filesystem::create_directories(work() / "empty");
    write("class/a.json", resultsText(resultsOf("Ada", 3)));
    write("class/b.json", "{}");
    write("class/c.json", resultsText(resultsOf("Eve", 3)).substr(0, 100));
    const Ran ran = run({"lessons", "--results", "class"});
    EXPECT_EQ(ran.status, 1);
    EXPECT_TRUE(ran.out.starts_with(std::string(kTableHeader) + "a.json,Ada,")) << ran.out;
    EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 2);
    EXPECT_TRUE(ran.err.starts_with("poolscope: class/b.json: these are no results")) << ran.err;
    EXPECT_NE(ran.err.find("\npoolscope: class/c.json: "), std::string::npos) << ran.err;
    expectRefusal(run({"lessons", "--results", "empty"}), 1, "poolscope: empty: holds no results");
    expectRefusal(run({"lessons", "--results", "none"}), 1, "poolscope: none: is no folder");
    expectRefusal(run({"lessons", "-o", "x.csv"}), 2, "poolscope: -o: belongs to --results");
    expectRefusal(run({"lessons", "--results", "class", "-o", "x.txt"}), 2, "poolscope: -o: ");
    expectRefusal(run({"lessons", "--results", "class", "-o", "class/x.csv"}), 2, "poolscope: -o: ");
}

TEST_F(LessonsProgram, PrintsQuestionsForPaper) {
    const std::vector<std::string> call{"lessons", "--worksheet", "04-argmax", "--seed",     "7",
                                        "-o",      "sheet.pdf",   "--answers", "answers.pdf"};
    const Ran ran = run(call);
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.out + ran.err, "");
    const std::string info = runTool({"pdfinfo", "sheet.pdf"}).out;
    EXPECT_NE(info.find("Pages:           1\n"), std::string::npos) << info;
    EXPECT_NE(info.find("(A4)"), std::string::npos) << info;
    const std::string sheet = runTool({"pdftotext", "-layout", "sheet.pdf", "-"}).out;
    for (const char* words : {"Name", "1. Find the winner", "framed window stand?", "Winner of window (0, 1): row",
                              "3. Negative", "Argmax, who won, seed 7", "page 1 of 1"}) {
        std::string found = sheet;
        for (std::size_t at = found.find("  "); at != found.npos; at = found.find("  ", at)) found.erase(at, 1);
        EXPECT_NE(found.find(words), std::string::npos) << words << "\n" << sheet;
    }
    EXPECT_EQ(sheet.find("Answers"), std::string::npos);
    const std::string answers = runTool({"pdftotext", "-layout", "answers.pdf", "-"}).out;
    EXPECT_NE(answers.find("Answers: Argmax, who won"), std::string::npos) << answers;
    EXPECT_NE(answers.find("Winner of window (0, 1): ("), std::string::npos) << answers;
    const std::string first = read("sheet.pdf");
    EXPECT_EQ(run(call).status, 0);
    EXPECT_EQ(read("sheet.pdf"), first) << "the same seed gives the same sheet";
}

TEST_F(LessonsProgram, PrintsAFileOnAsManyPagesAsItNeeds) {
    std::string lesson = "title: Long\nabout: A.\nstep: S\ninput: random 6x6\nsay: s\n";
    for (int i = 1; i <= 7; ++i) lesson += "step: Question " + std::to_string(i) + "\nsay: What?\nask: output 0,1\n";
    write("long.lesson", lesson);
    write("fixed.lesson", "title: F\nabout: A.\nstep: S\ninput: 1 2 | 3 4\nsay: s\nask: output 0,0\n");
    write("tour.lesson", "title: T\nabout: A.\nstep: S\ninput: 1 2 | 3 4\nsay: s\n");
    write("bad.lesson", "title: B\nabout: A.\nstep: S\nsay: s\n");
    EXPECT_EQ(run({"lessons", "--worksheet", "long.lesson", "-o", "long.pdf"}).status, 0);
    EXPECT_NE(runTool({"pdfinfo", "long.pdf"}).out.find("Pages:           4\n"), std::string::npos);
    const Ran fixed = run({"lessons", "--worksheet", "fixed.lesson", "--seed", "2", "-o", "fixed.pdf"});
    EXPECT_EQ(fixed.status, 0);
    EXPECT_TRUE(fixed.err.starts_with("poolscope: note: fixed.lesson: all its numbers are its own")) << fixed.err;
    const auto refuse = [&](const std::vector<std::string>& words, int status, const std::string& begin) {
        std::vector<std::string> call{"lessons", "--worksheet"};
        call.insert(call.end(), words.begin(), words.end());
        expectRefusal(run(call), status, "poolscope: " + begin);
    };
    refuse({"tour.lesson", "-o", "x.pdf"}, 1, "tour.lesson: has no questions");
    refuse({"bad.lesson", "-o", "x.pdf"}, 1, "bad.lesson:3: the first step needs numbers");
    refuse({"none", "-o", "x.pdf"}, 1, "none: ");
    refuse({"01-window"}, 2, "--worksheet: name the file after -o");
    refuse({"01-window", "-o", "x.png"}, 2, "-o: 'x.png' does not end in .pdf");
    refuse({"01-window", "-o", "x.pdf", "--answers", "x.pdf"}, 2, "--answers: ");
    refuse({"01-window", "-o", "x.pdf", "--seed", "-1"}, 2, "--seed: ");
    expectRefusal(run({"lessons", "--seed", "1"}), 2, "poolscope: --seed: belongs to --worksheet");
    EXPECT_FALSE(files().contains("x.pdf"));
}

// Lines of README.md indented by four spaces under the heading are the example that teachers begin with.
TEST_F(LessonsProgram, TheExampleOfTheReadmeIsALesson) {
    std::ifstream readme(POOLSCOPE_SOURCE_DIR "/resources/lessons/README.md");
    std::string example;
    bool within = false;
    for (std::string line; std::getline(readme, line);) {
        if (line.starts_with("## ")) within = line == "## A complete example";
        if (within && line.starts_with("    ")) example += line.substr(4) + "\n";
    }
    write("example.lesson", example);
    const Ran ran = run({"lessons", "--check", "example.lesson"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.out, "example.lesson: My first tour, 3 steps, 2 questions, no mistakes\n");
}

}  // namespace
}  // namespace poolscope::test

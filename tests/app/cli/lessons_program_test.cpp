// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "tests/app/cli/process.h"

namespace poolscope::test {
namespace {

class LessonsProgram : public ProgramTest {};

TEST_F(LessonsProgram, ListsWhatComesWithIt) {
    const Ran ran = run({"lessons"});
    EXPECT_EQ(ran.status, 0);
    for (const char* word : {"01-window", "What a window is\n", "07-ties", "11-max-and-average"}) {
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

// Its own numbers have a winner; of all others, which are below the zeros of the padding, none has.
TEST_F(LessonsProgram, ChecksOtherNumbersToo) {
    write("other.lesson",
          "title: O\nabout: A.\nstep: S\ninput: 1 2 | 3 4 or random -9..-1\nset: size 2, pad 1, pad-value zero\n"
          "say: s\nask: winner 0,0\n");
    expectRefusal(run({"lessons", "--check", "other.lesson"}), 1, "poolscope: other.lesson:7: the winner of window");
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

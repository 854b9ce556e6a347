// SPDX-License-Identifier: GPL-3.0-or-later
// Streams that are closed, and names that are empty.
#include "tests/app/cli/process.h"

namespace poolscope::test {
namespace {

using Words = std::vector<std::string>;

class StreamsProgram : public ProgramTest {
  protected:
    // By a shell, which can close a stream.
    Ran runShell(const std::string& command) const { return runTool({"sh", "-c", command, "sh", POOLSCOPE_PROGRAM}); }
};

TEST_F(StreamsProgram, AClosedOutputIsNamedAndNothingIsWritten) {
    writeCounting("x.npy", {4, 4});
    for (const std::string call : {"--help", "--version", "info x.npy", "pool x.npy --json --out y.npy",
                                   "study ties x.npy", "study ties x.npy --json -o t.csv", "lessons"}) {
        const Ran ran = runShell("\"$1\" " + call + " >&-");
        EXPECT_EQ(ran.status, 1) << call;
        EXPECT_EQ(ran.err, "poolscope: standard output: is closed\n") << call;
    }
    EXPECT_EQ(files(), std::set<std::string>{"x.npy"});
}

// Files that are opened do not take the place of a stream.
TEST_F(StreamsProgram, WhatNeedsNoStreamWorksWithoutAny) {
    writeCounting("x.npy", {4, 4});
    ASSERT_EQ(run({"pool", "x.npy", "--out", "y.npy"}).status, 0);
    const std::string expected = read("y.npy");
    EXPECT_EQ(runShell("\"$1\" pool x.npy --out y.npy <&- >&- 2>&-").status, 0);
    EXPECT_EQ(read("y.npy"), expected);
    EXPECT_EQ(runShell("\"$1\" pool x.npy --op nothing --out y.npy <&- >&- 2>&-").status, 2);
    EXPECT_EQ(read("y.npy"), expected);
}

TEST_F(StreamsProgram, EmptyNamesAreAWrongCall) {
    writeCounting("x.npy", {4, 4});
    const std::vector<std::pair<Words, std::string>> calls{
        {{""}, "FILE: the name is empty"},
        {{"pool", ""}, "SOURCE: the name is empty"},
        {{"info", ""}, "SOURCE: the name is empty"},
        {{"study", "ties", ""}, "SOURCE: the name is empty"},
        {{"figure", "", "-o", "a.png"}, "SOURCE: the name is empty"},
        {{"animate", "", "-o", "a.gif"}, "SOURCE: the name is empty"},
        {{"lessons", "--check", ""}, "FILE: the name is empty"},
        {{"lessons", "--results", ""}, "--results: the file name is empty"},
        {{"lessons", "--worksheet", "", "-o", "a.pdf"}, "--worksheet: the file name is empty"},
        {{"pool", "x.npy", "--grad-out", ""}, "--grad-out: the file name is empty"},
        {{"pool", "x.npy", "--labels", ""}, "--labels: the file name is empty"},
        {{"pool", "x.npy", "--out", ""}, "--out: the file name is empty"},
        {{"pool", "x.npy", "--session", ""}, "--session: the file name is empty"},
        {{"x.npy", "--render", ""}, "--render: the file name is empty"}};
    for (const auto& [call, message] : calls) expectRefusal(run(call), 2, "poolscope: " + message + "\n");
    EXPECT_EQ(files(), std::set<std::string>{"x.npy"});
}

}  // namespace
}  // namespace poolscope::test

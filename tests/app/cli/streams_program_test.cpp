// SPDX-License-Identifier: GPL-3.0-or-later
// Streams that are closed, and names that are empty.
#include "tests/app/cli/process.h"

namespace poolscope::test {
namespace {

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
        {{"pool", "x.npy", "--upstream", ""}, "--upstream: the file name is empty"},
        {{"pool", "x.npy", "--labels", ""}, "--labels: the file name is empty"},
        {{"pool", "x.npy", "--out", ""}, "--out: the file name is empty"},
        {{"pool", "x.npy", "--session", ""}, "--session: the file name is empty"},
        {{"x.npy", "--render", ""}, "--render: the file name is empty"}};
    for (const auto& [call, message] : calls) expectRefusal(run(call), 2, "poolscope: " + message + "\n");
    EXPECT_EQ(files(), std::set<std::string>{"x.npy"});
}

TEST_F(StreamsProgram, ALoneDashIsAnArrayOnStandardInputAndOutput) {
    writeCounting("x.npy", {2, 1, 4, 4});
    ASSERT_EQ(run({"pool", "x.npy", "--out", "y.npy", "--grad-in", "dx.npy"}).status, 0);
    const Ran piped = runShell("\"$1\" pool - --out - --grad-in dx2.npy <x.npy");
    EXPECT_EQ(piped.status, 0) << piped.err;
    EXPECT_EQ(piped.out, read("y.npy"));
    EXPECT_EQ(read("dx2.npy"), read("dx.npy"));
    EXPECT_EQ(runShell("cat x.npy | \"$1\" pool - --json | grep shape_in").out, "  \"shape_in\": [2, 1, 4, 4],\n");
    EXPECT_EQ(runShell("\"$1\" info - <x.npy").out, run({"info", "x.npy"}).out);
    EXPECT_EQ(runShell("\"$1\" pool x.npy --grad-out - --grad-in - <y.npy >dx3.npy").status, 0);
    EXPECT_EQ(readArrayFile("dx3.npy").stored.sum, readArrayFile("y.npy").stored.sum);
    EXPECT_EQ(files(), (std::set<std::string>{"dx.npy", "dx2.npy", "dx3.npy", "x.npy", "y.npy"}));
}

// What came by a pipe is in no file, so the figure holds it and can be made again.
TEST_F(StreamsProgram, AFigureOfStandardInputCarriesItsArray) {
    writeCounting("x.npy", {4, 4});
    const Ran drawn = runShell("\"$1\" figure - -o a.svg <x.npy");
    ASSERT_EQ(drawn.status, 0) << drawn.err;
    ASSERT_EQ(run({"figure", "--session", "a.svg", "-o", "b.svg"}).status, 0);
    EXPECT_EQ(read("a.svg"), read("b.svg"));
}

// What lies in the folder of the call has nothing to do with it.
TEST_F(StreamsProgram, NamesOfLabelsAreNotLookedForBesideStandardInput) {
    writeCounting("x.npy", {2, 1, 4, 4});
    writeCounting("y.npy", {2});
    const auto means = [this] { return runShell("\"$1\" study means - --labels y.npy <x.npy"); };
    const Ran before = means();
    ASSERT_EQ(before.status, 0) << before.err;
    write("labels.txt", "cat\ndog\n");
    EXPECT_EQ(means().out, before.out);
    EXPECT_NE(run({"study", "means", "x.npy", "--labels=y.npy"}).out, before.out);
}

TEST_F(StreamsProgram, EachStreamServesOneThing) {
    writeCounting("x.npy", {4, 4});
    const std::vector<std::pair<std::string, std::string>> calls{
        {"pool x.npy --out - --json", "--json: goes to standard output"},
        {"pool x.npy --out - --patches -", "--patches: '-' is also named by --out"},
        {"pool - --grad-out - --grad-in dx.npy <x.npy", "--grad-out: SOURCE is read from standard input already"}};
    for (const auto& [call, message] : calls) {
        expectRefusal(runShell("\"$1\" " + call), 2, "poolscope: " + message);
    }
    expectRefusal(runShell("\"$1\" pool - --out - </dev/null"), 1, "poolscope: standard input: ");
    expectRefusal(runShell("head -c 100 x.npy | \"$1\" pool - --out -"), 1, "poolscope: standard input: ");
    EXPECT_EQ(files(), std::set<std::string>{"x.npy"});
}

TEST_F(StreamsProgram, HelpIsACommandAndKnowsWhatWasMeant) {
    EXPECT_EQ(run({"help"}).out, run({"--help"}).out);
    EXPECT_EQ(run({"help", "pool"}).out, run({"pool", "--help"}).out);
    expectRefusal(run({"help", "poll"}), 2, "poolscope: poll: there is no such command; did you mean pool?");
    expectRefusal(run({"figrue", "mnist:18"}), 2,
                  "poolscope: figrue: there is no command and no file of this name; did you mean figure?");
    expectRefusal(run({"pool", "mnist:18", "--sise", "3"}), 2,
                  "poolscope: --sise: there is no such option here; did you mean --size?");
    expectRefusal(run({"completion", "tcsh"}), 2, "poolscope: SHELL: 'tcsh' is not known: name bash, zsh or fish");
}

}  // namespace
}  // namespace poolscope::test

// SPDX-License-Identifier: GPL-3.0-or-later
// Where no window can open.
#include <algorithm>

#include "tests/app/cli/process.h"

namespace poolscope::test {
namespace {

class NoDisplayProgram : public ProgramTest {
  protected:
    // One line, which names the reason and what can be done; no abort, which would leave a core dump.
    void expectOneLine(const Environment& environment, const std::string& reason) {
        const Ran ran = runIn(work(), environment, {"mnist:18"});
        expectRefusal(ran, 1, "poolscope: no window can open: " + reason);
        EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
        EXPECT_NE(ran.err.find("--render"), std::string::npos) << ran.err;
        EXPECT_TRUE(files().empty());
    }
};

TEST_F(NoDisplayProgram, SaysSo) {
    expectOneLine({}, "there is no display");
}

TEST_F(NoDisplayProgram, NamesTheDisplayThatDoesNotAnswer) {
    expectOneLine({{"DISPLAY", ":987"}}, "DISPLAY=:987 cannot be reached");
    expectOneLine({{"WAYLAND_DISPLAY", "none"}, {"DISPLAY", ":987"}}, "DISPLAY=:987 cannot be reached");
}

TEST_F(NoDisplayProgram, NamesWhatWaylandNeeds) {
    expectOneLine({{"WAYLAND_DISPLAY", "none"}}, "WAYLAND_DISPLAY=none cannot be reached, or the package qt6-wayland");
}

TEST_F(NoDisplayProgram, NamesAPlatformThatDoesNotExist) {
    expectOneLine({{"QT_QPA_PLATFORM", "none"}}, "QT_QPA_PLATFORM=none does not work here");
}

TEST_F(NoDisplayProgram, DrawsIntoAFileAllTheSame) {
    EXPECT_EQ(runIn(work(), {{"DISPLAY", ":987"}}, {"--render", "window.png"}).status, 0);
    EXPECT_EQ(files(), std::set<std::string>{"window.png"});
}

}  // namespace
}  // namespace poolscope::test

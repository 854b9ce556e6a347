// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_line.h"

#include <gtest/gtest.h>

namespace poolscope::cli {
namespace {

TEST(RequestOf, TellsCommandsHelpAndFilesApart) {
    EXPECT_EQ(requestOf({}), Request::Window);
    EXPECT_EQ(requestOf({"digit.png"}), Request::Window);
    EXPECT_EQ(requestOf({"mnist:3", "--render", "a.png"}), Request::Window);
    EXPECT_EQ(requestOf({"--", "pool"}), Request::Window);
    EXPECT_EQ(requestOf({"--", "--help"}), Request::Window);
    EXPECT_EQ(requestOf({"pool"}), Request::Command);
    EXPECT_EQ(requestOf({"figure", "pool"}), Request::Drawing);
    EXPECT_EQ(requestOf({"info", "--", "--help"}), Request::Command);
    EXPECT_EQ(requestOf({"--help"}), Request::Help);
    EXPECT_EQ(requestOf({"--version"}), Request::Help);
    EXPECT_EQ(requestOf({"help"}), Request::Help);
    EXPECT_EQ(requestOf({"help", "figure"}), Request::Help);
    EXPECT_EQ(requestOf({"--", "help"}), Request::Window);
    EXPECT_EQ(requestOf({"pool", "mnist:1", "--help"}), Request::Help);
}

TEST(ParseWindowRequest, FindsFilesAndTheRenderTarget) {
    const WindowParse parse = parseWindowRequest({"a.png", "--render", "out.PNG", "mnist:3"});
    EXPECT_EQ(parse.exitStatus, kExitDone);
    EXPECT_EQ(parse.request.files, (std::vector<std::string>{"a.png", "mnist:3"}));
    EXPECT_EQ(parse.request.renderTo, "out.PNG");
    EXPECT_TRUE(parseWindowRequest({}).request.files.empty());
    EXPECT_EQ(parseWindowRequest({"--", "-a.png"}).request.files, std::vector<std::string>{"-a.png"});
}

TEST(ParseWindowRequest, RefusesUnknownOptionsCommandsAndEndings) {
    EXPECT_EQ(parseWindowRequest({"--nonsense"}).exitStatus, kExitUsage);
    EXPECT_EQ(parseWindowRequest({"nonsense", "mnist:3"}).exitStatus, kExitUsage);
    EXPECT_EQ(parseWindowRequest({"--render", "out.svg"}).exitStatus, kExitUsage);
    EXPECT_EQ(parseWindowRequest({"--render"}).exitStatus, kExitUsage);
    EXPECT_EQ(parseWindowRequest({"-"}).exitStatus, kExitUsage) << "a window reads no standard input";
}

}  // namespace
}  // namespace poolscope::cli

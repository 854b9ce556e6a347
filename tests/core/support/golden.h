// SPDX-License-Identifier: GPL-3.0-or-later
// Scenes as texts that are kept.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace poolscope::test {

// The golden text of a scene, in the folder that the test names; set POOLSCOPE_WRITE_GOLDEN to write it anew and then
// read the difference.
inline void expectGolden(const std::string& name, const std::string& text) {
    const std::string path = std::string(POOLSCOPE_GOLDEN) + "/" + name + ".txt";
    if (std::getenv("POOLSCOPE_WRITE_GOLDEN") != nullptr) {
        std::ofstream(path) << text;
        return;
    }
    std::ifstream file(path);
    ASSERT_TRUE(file.is_open()) << path;
    std::ostringstream golden;
    golden << file.rdbuf();
    EXPECT_EQ(text, golden.str()) << name;
}

}  // namespace poolscope::test

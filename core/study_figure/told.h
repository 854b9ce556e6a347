// SPDX-License-Identifier: GPL-3.0-or-later
// Shares in a sentence, for the titles of charts. Private to core/study_figure.
#pragma once

#include <string>

namespace poolscope {

// What is counted, and what is said of one of them and of several: "windows", "is tied", "are tied".
struct Telling {
    std::string things;
    std::string one;
    std::string many;
};

// "Three of four windows are tied", "83 % of the windows are tied", "No window is tied" as "None of the windows is
// tied"; empty for a share that is not a number.
std::string shareTold(double share, const Telling& telling);

}  // namespace poolscope

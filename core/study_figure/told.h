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

// "Three of four windows are tied", "83 % of the windows are tied". "None" and "All" only where it is exactly that,
// else "Less than 0.1 % of the windows are tied"; above 1 "107.3 % of the values are left". Empty for a share that is
// not finite.
std::string shareTold(double share, const Telling& telling);

}  // namespace poolscope

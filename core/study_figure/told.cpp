// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study_figure/told.h"

#include <array>
#include <cmath>

#include "core/base/text.h"

namespace poolscope {
namespace {

constexpr double kNearly = 0.0005;  // so near to nothing or to everything that a decimal of a percentage cannot say it
constexpr double kSimple = 0.012;   // so near to a simple fraction that the fraction says it
constexpr std::array<const char*, 6> kNumbers{"None", "One", "Two", "Three", "Four", "Five"};
constexpr std::array<const char*, 6> kOf{"", "", "two", "three", "four", "five"};

}  // namespace

std::string shareTold(double share, const Telling& told) {
    if (!std::isfinite(share)) return {};
    if (share == 0) return "None of the " + told.things + " " + told.one;
    if (share == 1) return "All " + told.things + " " + told.many;
    const std::string ofAll = " % of the " + told.things + " " + told.many;
    if (share < kNearly) return "Less than 0.1" + ofAll;
    if (std::abs(share - 1) < kNearly) return (share < 1 ? "More than 99.9" : "More than 100") + ofAll;
    if (std::abs(share - 0.5) < kSimple) return "Half of the " + told.things + " " + told.many;
    for (std::size_t of = 3; of < kOf.size(); ++of) {
        for (std::size_t k = 1; k < of; ++k) {
            if (std::abs(share - static_cast<double>(k) / static_cast<double>(of)) >= kSimple) continue;
            return std::string(kNumbers[k]) + " of " + kOf[of] + " " + told.things + " " +
                   (k == 1 ? told.one : told.many);
        }
    }
    return fixedNumber(share * 100, share < 0.1 || share > 0.9 ? 1 : 0) + ofAll;
}

}  // namespace poolscope

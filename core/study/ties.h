// SPDX-License-Identifier: GPL-3.0-or-later
// How many windows of a batch are black, how many are tied, and how many of the inked ones are tied.
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "core/experiment/evaluation.h"

namespace poolscope {

// part / whole, and 0 of nothing.
inline double shareOf(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

// NaN where nothing wins.
inline double tiedShare(const WindowFacts& facts) {
    return facts.hasTies ? shareOf(facts.tied, facts.windows) : std::numeric_limits<double>::quiet_NaN();
}
inline double blackShare(const WindowFacts& facts) {
    return shareOf(facts.black, facts.windows);
}
// Among the windows that are not black; NaN as above.
inline double tiedInkedShare(const WindowFacts& facts) {
    return facts.hasTies ? shareOf(facts.tiedInked, facts.windows - facts.black)
                         : std::numeric_limits<double>::quiet_NaN();
}

// Such a number of windows; NaN as above.
inline double tieCount(const WindowFacts& facts, std::int64_t count) {
    return facts.hasTies ? static_cast<double>(count) : std::numeric_limits<double>::quiet_NaN();
}

struct LabelTies {
    int label = 0;
    std::int64_t images = 0;
    WindowFacts facts;

    bool operator==(const LabelTies&) const = default;
};

struct TieStudy {
    WindowFacts all;
    std::vector<LabelTies> byLabel;  // in the order of the labels; empty without labels

    bool operator==(const TieStudy&) const = default;
};

// Every window of every plane after filters and ReLU; of the experiment only its filters, window and pooling matter.
// `labels` is empty or has one label for each image. Operations without a winner have no ties.
// Errors are those of evaluate(), or kStopped.
Result<TieStudy> tieStudy(const Experiment& experiment, const StoredImages& images, std::span<const int> labels = {},
                          const RunControl& run = {});

}  // namespace poolscope

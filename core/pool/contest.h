// SPDX-License-Identifier: GPL-3.0-or-later
// Which tap of a window wins, for the operations that choose one. Private to core/pool.
#pragma once

#include <cmath>

#include "core/pool/operation.h"
#include "core/pool/tie_rules.h"

namespace poolscope {

// True when `value` takes the place of `best` in a row-major scan. NaN wins over everything.
template <Winner winner, NamedWinner named>
bool beats(float value, float best) {
    static_assert(winner == Winner::Largest || winner == Winner::Smallest);
    static_assert(named == NamedWinner::First || named == NamedWinner::Last);
    if constexpr (named == NamedWinner::Last) {
        if (std::isnan(value)) return true;
        return winner == Winner::Largest ? value >= best : value <= best;
    } else {
        if (winner == Winner::Largest ? value > best : value < best) return true;
        return std::isnan(value) && !std::isnan(best);
    }
}

// Equal as far as ties go: 0.0 ties with -0.0, NaN with NaN.
inline bool areTied(float a, float b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

// Gives run<winner, named>() for the element that the operation chooses and the one that is named of equals; what is
// by default for operations that choose none.
template <class Run>
auto withContest(const PoolSpec& spec, const Run& run) {
    const auto byRule = [&]<Winner winner>() {
        switch (meaningOf(spec.ties).named) {
            case NamedWinner::First:
                return run.template operator()<winner, NamedWinner::First>();
            case NamedWinner::Last:
                break;
        }
        return run.template operator()<winner, NamedWinner::Last>();
    };
    switch (operationOf(spec.op).winner) {
        case Winner::Largest:
            return byRule.template operator()<Winner::Largest>();
        case Winner::Smallest:
            return byRule.template operator()<Winner::Smallest>();
        case Winner::None:
            break;
    }
    return decltype(byRule.template operator()<Winner::Largest>()){};
}

}  // namespace poolscope

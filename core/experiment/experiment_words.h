// SPDX-License-Identifier: GPL-3.0-or-later
// The words of an experiment's choices in files. They are those of the command line; a file of version 1 holds them, so
// they may be added to but not changed.
#pragma once

#include <array>

#include "core/experiment/experiment.h"
#include "core/json/json_fields.h"

namespace poolscope {

enum class SourceKind { Mnist, File, Embedded };

inline constexpr std::array<Word<SourceKind>, 3> kSourceWords{
    {{SourceKind::Mnist, "mnist"}, {SourceKind::File, "file"}, {SourceKind::Embedded, "embedded"}}};
inline constexpr std::array<Word<PadMode>, 3> kPadModeWords{
    {{PadMode::Explicit, "explicit"}, {PadMode::SameUpper, "same-upper"}, {PadMode::SameLower, "same-lower"}}};
inline constexpr std::array<Word<PoolOp>, 5> kPoolOpWords{
    {{PoolOp::Max, "max"}, {PoolOp::Min, "min"}, {PoolOp::Avg, "avg"}, {PoolOp::Median, "median"}, {PoolOp::Lp, "lp"}}};
inline constexpr std::array<Word<PadValue>, 2> kPadValueWords{{{PadValue::Ignore, "ignore"}, {PadValue::Zero, "zero"}}};
inline constexpr std::array<Word<TieRule>, 4> kTieWords{
    {{TieRule::First, "first"}, {TieRule::Last, "last"}, {TieRule::Split, "split"}, {TieRule::All, "all"}}};
inline constexpr std::array<Word<MedianRule>, 2> kMedianWords{
    {{MedianRule::Mean, "mean"}, {MedianRule::Lower, "lower"}}};
inline constexpr std::array<Word<Overlap>, 2> kOverlapWords{{{Overlap::Add, "add"}, {Overlap::Overwrite, "overwrite"}}};
inline constexpr std::array<Word<Upstream>, 4> kUpstreamWords{{{Upstream::Ones, "ones"},
                                                               {Upstream::Random, "random"},
                                                               {Upstream::OneCell, "one-cell"},
                                                               {Upstream::Given, "given"}}};

inline SourceKind kindOf(const SourceRef& ref) {
    if (ref.mnist) return SourceKind::Mnist;
    return ref.embedded ? SourceKind::Embedded : SourceKind::File;
}

}  // namespace poolscope

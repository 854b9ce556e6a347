// SPDX-License-Identifier: GPL-3.0-or-later
// The words of an experiment's choices in files, which are those of the command line, and their names in the window. A
// file of version 1 holds the words, so they may be added to but not changed.
#pragma once

#include <array>

#include "core/base/word.h"
#include "core/experiment/experiment.h"
#include "core/pool/operation.h"

namespace poolscope {

enum class SourceKind { Mnist, File, Embedded };

template <class T>
using WordTable = std::array<Word<T>, countOf<T>()>;

inline constexpr WordTable<SourceKind> kSourceWords{
    {{SourceKind::Mnist, "mnist"}, {SourceKind::File, "file"}, {SourceKind::Embedded, "embedded"}}};
inline constexpr WordTable<PadMode> kPadModeWords{
    {{PadMode::Explicit, "explicit", TRANSLATABLE("core", "as set"), TRANSLATABLE("core", "The padding set above")},
     {PadMode::SameUpper, "same-upper", TRANSLATABLE("core", "same-upper"),
      TRANSLATABLE("core", "Output size ceil(input / stride); an odd row or column goes to the end (same-upper)")},
     {PadMode::SameLower, "same-lower", TRANSLATABLE("core", "same-lower"),
      TRANSLATABLE("core", "Output size ceil(input / stride); an odd row or column goes to the start (same-lower)")}}};
inline constexpr WordTable<PadValue> kPadValueWords{
    {{PadValue::Ignore, "ignore", TRANSLATABLE("core", "−∞"),
      TRANSLATABLE("core", "Padding is not data: a window is its places inside the image")},
     {PadValue::Zero, "zero", TRANSLATABLE("core", "0"),
      TRANSLATABLE("core", "Padding is zeros, which can win and take the gradient with them")}}};
inline constexpr WordTable<TieRule> kTieWords{
    {{TieRule::First, "first", TRANSLATABLE("core", "first"),
      TRANSLATABLE("core", "The first of equal winners in row-major order takes the gradient")},
     {TieRule::Last, "last", TRANSLATABLE("core", "last"),
      TRANSLATABLE("core", "The last of equal winners takes the gradient")},
     {TieRule::Split, "split", TRANSLATABLE("core", "split"),
      TRANSLATABLE("core", "Equal winners share the gradient equally")},
     {TieRule::All, "all", TRANSLATABLE("core", "all"),
      TRANSLATABLE("core", "Every equal winner takes the whole gradient: wrong on purpose, watch the sums")}}};
inline constexpr WordTable<MedianRule> kMedianWords{
    {{MedianRule::Mean, "mean", TRANSLATABLE("core", "mean"), TRANSLATABLE("core", "Mean of the two middle values")},
     {MedianRule::Lower, "lower", TRANSLATABLE("core", "lower"),
      TRANSLATABLE("core", "The lower of the two middle values")}}};
inline constexpr WordTable<Overlap> kOverlapWords{
    {{Overlap::Add, "add", TRANSLATABLE("core", "+="),
      TRANSLATABLE("core", "A cell under several windows adds up what they send")},
     {Overlap::Loop, "loop", TRANSLATABLE("core", "= in a loop"),
      TRANSLATABLE("core", "A cell keeps only the last gradient sent: wrong on purpose, watch the sums"), "overwrite"},
     {Overlap::Col2im, "col2im", TRANSLATABLE("core", "= in col2im"),
      TRANSLATABLE("core",
                   "The zeros of places that do not win are written over gradients, too: wrong on purpose, "
                   "watch the sums")}}};
inline constexpr WordTable<Upstream> kUpstreamWords{
    {{Upstream::Ones, "ones", TRANSLATABLE("core", "ones")},
     {Upstream::Random, "random", TRANSLATABLE("core", "random tenths")},
     {Upstream::OneCell, "one-cell", TRANSLATABLE("core", "one cell")},
     {Upstream::Given, "given", TRANSLATABLE("core", "painted")}}};

// The words of the enumeration that the argument is of.
inline std::span<const Word<PoolOp>> wordsFor(PoolOp) {
    return operationWords();
}
constexpr std::span<const Word<PadMode>> wordsFor(PadMode) {
    return kPadModeWords;
}
constexpr std::span<const Word<PadValue>> wordsFor(PadValue) {
    return kPadValueWords;
}
constexpr std::span<const Word<TieRule>> wordsFor(TieRule) {
    return kTieWords;
}
constexpr std::span<const Word<MedianRule>> wordsFor(MedianRule) {
    return kMedianWords;
}
constexpr std::span<const Word<Overlap>> wordsFor(Overlap) {
    return kOverlapWords;
}
constexpr std::span<const Word<Upstream>> wordsFor(Upstream) {
    return kUpstreamWords;
}
static_assert(isComplete(std::span<const Word<SourceKind>>(kSourceWords)) && isComplete(wordsFor(PadMode{})) &&
              isComplete(wordsFor(PadValue{})) && isComplete(wordsFor(TieRule{})) &&
              isComplete(wordsFor(MedianRule{})) && isComplete(wordsFor(Overlap{})) &&
              isComplete(wordsFor(Upstream{})));

inline SourceKind sourceKindOf(const SourceRef& ref) {
    if (ref.mnist) return SourceKind::Mnist;
    return ref.embedded ? SourceKind::Embedded : SourceKind::File;
}

}  // namespace poolscope

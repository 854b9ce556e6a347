// SPDX-License-Identifier: GPL-3.0-or-later
// Between which values a plane is shown and counted.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace poolscope {

// The range of the finite values that were added.
struct FiniteRange {
    double low = 0;
    double high = 0;
    bool any = false;

    void add(std::span<const float> values);
    void add(std::span<const std::uint8_t> values);
    // Takes values from `least` to `most` in.
    void widen(double least, double most);
    bool operator==(const FiniteRange&) const = default;
};

// The values that get the first and the last colour. Input and output share one scale.
struct ValueScale {
    double low = 0;
    double high = 255;

    bool operator==(const ValueScale&) const = default;
};

// What values a scale has no colour of its own for: those beyond an end have that of the end.
struct Unscaled {
    bool below = false;
    bool above = false;
    bool notANumber = false;

    bool any() const { return below || above || notANumber; }
    // What either scale of the two has none for.
    Unscaled operator|(const Unscaled& other) const {
        return {below || other.below, above || other.above, notANumber || other.notANumber};
    }
    bool operator==(const Unscaled&) const = default;
};
Unscaled unscaledIn(std::span<const float> values, const ValueScale& scale);

// What is known of the values of a source as a whole.
struct StoredRange {
    FiniteRange values;
    double top = 0;  // the largest value that their type can hold, of types that are of pictures; else 0

    bool operator==(const StoredRange&) const = default;
};

// `dtype` as NumPy names it: types of one bit to two bytes have a top, others can hold anything.
StoredRange storedRange(std::span<const float> values, std::string_view dtype = {});

enum class RangeKind {
    Auto,  // the whole range of the type when the largest value reaches a quarter of it, else as Fit
    Fit,   // from 0, or the smallest value where that is negative, to the largest
    Given
};

// Which values are shown from the first to the last colour, as the user chooses it.
struct DisplayRange {
    RangeKind kind = RangeKind::Auto;
    ValueScale given{};  // of Given: finite, low < high

    bool operator==(const DisplayRange& other) const {
        return kind == other.kind && (kind != RangeKind::Given || given == other.given);
    }
};

// What the choice comes to for a source, whichever image or plane is looked at. Types without a top have that of the
// pictures they may come from, 1 for values within 0..1 and 255 for values within 0..255. Always low < high.
ValueScale displayScale(const DisplayRange& range, const StoredRange& stored);

// The same, as far as these values go beyond it (the output of Lp, or of a small divisor); a given range stays.
ValueScale widenedScale(const ValueScale& scale, const DisplayRange& range, std::span<const float> values);
ValueScale widenedScale(const ValueScale& scale, const DisplayRange& range, const FiniteRange& reach);

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/box_sums.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace poolscope {

// Every value is a multiple of the same power of two, and all of them together are below 2^53 of it.
bool areSumsExact(std::span<const float> values, std::int64_t count) {
    constexpr int kFractionBits = 23;
    int largest = 0;     // exponents as they are stored
    int smallest = 255;  // of the lowest bit that is set, less kFractionBits
    for (const float value : values) {
        const auto bits = std::bit_cast<std::uint32_t>(value) & 0x7fffffffU;
        if (bits == 0) continue;
        const int exponent = static_cast<int>(bits >> kFractionBits);
        const int zeros = std::countr_zero(bits | (1U << kFractionBits));
        largest = std::max(largest, exponent);
        smallest = std::min(smallest, std::max(exponent, 1) + zeros);
    }
    if (largest == 255) return false;  // infinity or NaN
    const auto width = static_cast<int>(std::bit_width(static_cast<std::uint64_t>(count)));
    return largest - smallest + kFractionBits + 1 + width <= 53;
}

BoxSums::BoxSums(std::span<const float> plane, const Extent& extent, const Boxes& boxes, bool isExact)
    : plane_(plane),
      extent_(extent),
      boxes_(boxes),
      isExact_(isExact),
      columns_(static_cast<std::size_t>(extent.cols)),
      inkedColumns_(columns_.size()),
      before_(columns_.size() + 1),
      inkedBefore_(columns_.size() + 1),
      sums_(boxes.cols.size()),
      inked_(boxes.cols.size()) {}

void BoxSums::addRow(std::int64_t y, int times) {
    const float* row = plane_.data() + y * extent_.cols;
    for (std::size_t x = 0; x < columns_.size(); ++x) {
        columns_[x] += times * double{row[x]};
        inkedColumns_[x] += row[x] != 0 ? times : 0;
    }
}

bool BoxSums::moveTo(std::size_t row, const RunControl& run) {
    if (run.isStopped()) return false;
    const IndexRange rows = boxes_.rows[row];
    if (!isExact_) return addUp(rows, run);
    if (rows.begin >= held_.end) {
        std::fill(columns_.begin(), columns_.end(), 0.0);
        std::fill(inkedColumns_.begin(), inkedColumns_.end(), 0);
        held_ = {rows.begin, rows.begin};
    }
    for (; held_.begin < rows.begin; ++held_.begin) addRow(held_.begin, -1);
    for (; held_.end < rows.end; ++held_.end) addRow(held_.end, 1);
    for (std::size_t x = 0; x < columns_.size(); ++x) {
        before_[x + 1] = before_[x] + columns_[x];
        inkedBefore_[x + 1] = inkedBefore_[x] + inkedColumns_[x];
    }
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        const auto begin = static_cast<std::size_t>(boxes_.cols[i].begin);
        const auto end = static_cast<std::size_t>(boxes_.cols[i].end);
        sums_[i] = before_[end] - before_[begin];
        inked_[i] = inkedBefore_[end] - inkedBefore_[begin];
    }
    return true;
}

// Row by row of cells, so that the boxes' sums do not wait for themselves.
bool BoxSums::addUp(IndexRange rows, const RunControl& run) {
    std::fill(sums_.begin(), sums_.end(), 0.0);
    std::fill(inked_.begin(), inked_.end(), 0);
    for (std::int64_t y = rows.begin; y < rows.end; ++y) {
        if (run.isStopped()) return false;
        const float* row = plane_.data() + y * extent_.cols;
        for (std::size_t i = 0; i < sums_.size(); ++i) {
            double sum = sums_[i];
            std::int64_t inked = inked_[i];
            for (std::int64_t x = boxes_.cols[i].begin; x < boxes_.cols[i].end; ++x) {
                sum += double{row[x]};
                inked += row[x] != 0 ? 1 : 0;
            }
            sums_[i] = sum;
            inked_[i] = inked;
        }
    }
    return true;
}

}  // namespace poolscope

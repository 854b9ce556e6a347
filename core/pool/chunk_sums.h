// SPDX-License-Identifier: GPL-3.0-or-later
// Sums of planes in chunks of rows, so that they depend neither on the machine nor on who sums which. Private to
// core/pool.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/pool/row_kernels.h"
#include "core/tensor/shape.h"

namespace poolscope {

// Small enough to be in the cache still when what was written is summed.
inline constexpr std::int64_t kChunkCells = std::int64_t{1} << 13;

// As RowKernels::sum, without them.
inline double sumInLanes(std::span<const float> values) {
    std::array<double, kSumLanes> lanes{};
    for (std::size_t i = 0; i < values.size(); ++i) lanes[i % kSumLanes] += double{values[i]};
    double total = 0;
    for (const double lane : lanes) total += lane;
    return total;
}

class ChunkSums {
  public:
    ChunkSums(std::int64_t planes, const Extent& plane)
        : plane_(plane),
          rows_(std::max<std::int64_t>(1, kChunkCells / plane.cols)),
          perPlane_((plane.rows + rows_ - 1) / rows_),
          sums_(static_cast<std::size_t>(planes * perPlane_)) {}

    std::int64_t rowsPerChunk() const { return rows_; }
    std::int64_t chunksPerPlane() const { return perPlane_; }
    std::int64_t firstRow(std::int64_t chunk) const { return std::min(chunk * rows_, plane_.rows); }
    // The cells of a chunk of a plane.
    std::span<const float> cells(std::span<const float> plane, std::int64_t chunk) const {
        const std::int64_t begin = firstRow(chunk) * plane_.cols;
        const std::int64_t end = firstRow(chunk + 1) * plane_.cols;
        return plane.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    }
    double& at(std::int64_t m, std::int64_t chunk) { return sums_[static_cast<std::size_t>(m * perPlane_ + chunk)]; }
    double ofPlane(std::int64_t m) const {
        double sum = 0;
        for (std::int64_t chunk = 0; chunk < perPlane_; ++chunk)
            sum += sums_[static_cast<std::size_t>(m * perPlane_ + chunk)];
        return sum;
    }
    // Plane by plane: what is exact within a plane is then the same, whatever its chunks.
    void addTo(double& total) const {
        for (std::int64_t m = 0; m < std::ssize(sums_) / perPlane_; ++m) total += ofPlane(m);
    }

  private:
    Extent plane_;
    std::int64_t rows_;
    std::int64_t perPlane_;
    std::vector<double> sums_;
};

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/winners.h"

#include "core/base/fresh_memory.h"

namespace poolscope {
namespace {

// Keeps the vector that is already of the right width.
template <class Codes>
bool resizeAs(std::variant<WinnerCodes::Bytes, WinnerCodes::Words, WinnerCodes::Longs>& codes, std::size_t count,
              const RunControl& run) {
    if (!std::holds_alternative<Codes>(codes)) codes.emplace<Codes>();
    return resizeInSteps(std::get<Codes>(codes), count, run);
}

}  // namespace

bool WinnerCodes::reshape(const Shape& outputShape, std::int64_t taps, const RunControl& run) {
    shape = outputShape;
    const auto count = static_cast<std::size_t>(outputShape.count());
    if (taps <= 256) return resizeAs<Bytes>(codes, count, run);
    if (taps <= 65536) return resizeAs<Words>(codes, count, run);
    return resizeAs<Longs>(codes, count, run);
}

std::int64_t WinnerCodes::at(std::int64_t m, const CellRef& window) const {
    const auto i = static_cast<std::size_t>(m * shape.h * shape.w + flatIndex(shape.plane(), window));
    return std::visit([i](const auto& c) { return static_cast<std::int64_t>(c[i]); }, codes);
}

std::int64_t winnerIndex(const WindowGrid& grid, std::int64_t m, const CellRef& window, std::int64_t code,
                         IndexKind kind) {
    if (kind == IndexKind::Window) return code;
    const CellRef cell = grid.tapCell(window, code);
    if (!grid.input().contains(cell)) return -1;
    const std::int64_t inPlane = flatIndex(grid.input(), cell);
    return kind == IndexKind::Plane ? inPlane : m * grid.input().count() + inPlane;
}

std::vector<std::int64_t> winnerIndices(const WinnerCodes& winners, const WindowGrid& grid, IndexKind kind) {
    std::vector<std::int64_t> result;
    result.reserve(static_cast<std::size_t>(winners.shape.count()));
    for (std::int64_t m = 0; m < winners.shape.planes(); ++m) {
        for (std::int64_t oy = 0; oy < winners.shape.h; ++oy) {
            for (std::int64_t ox = 0; ox < winners.shape.w; ++ox) {
                result.push_back(winnerIndex(grid, m, {oy, ox}, winners.at(m, {oy, ox}), kind));
            }
        }
    }
    return result;
}

}  // namespace poolscope

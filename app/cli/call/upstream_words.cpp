// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/call/upstream_words.h"

#include <utility>

#include "core/base/read_text.h"

namespace poolscope::cli {

std::optional<GradientSpec> upstreamNamed(std::string_view text) {
    GradientSpec gradient;
    if (text == "ones") return gradient;
    const auto numbers = [&](std::string_view start) -> std::optional<std::vector<std::int64_t>> {
        if (!text.starts_with(start)) return std::nullopt;
        return wholeNumbers(text.substr(start.size()));
    };
    if (const auto seed = numbers("random:");
        seed && seed->size() == 1 && std::in_range<std::uint32_t>(seed->front())) {
        gradient.kind = Upstream::Random;
        gradient.seed = static_cast<std::uint32_t>(seed->front());
        return gradient;
    }
    if (const auto cell = numbers("cell:"); cell && cell->size() == 2) {
        gradient.kind = Upstream::OneCell;
        gradient.cell = {(*cell)[0], (*cell)[1]};
        return gradient;
    }
    return std::nullopt;
}

}  // namespace poolscope::cli

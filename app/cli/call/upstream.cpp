// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/call/upstream.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "app/cli/call/input.h"
#include "app/cli/call/messages.h"
#include "app/file/load_source.h"
#include "core/base/read_text.h"

namespace poolscope::cli {
namespace {

std::optional<GradientSpec> gradientInWords(std::string_view text) {
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

// A gradient has the axes of the output, (N,C,H,W), whatever its sizes suggest.
Outcome<GradientSpec> loadGradient(const std::string& option, SourceRef ref) {
    const std::string wanted = "; a gradient is an array of the shape of the output";
    if (ref.mnist) return failed({option, "names images" + wanted});
    ref.reading.axes = Axes::Nchw;
    auto bytes = readBytes(ref);
    if (!bytes) return failed(bytes.error());
    const auto source = decodeSource(std::move(*bytes), ref, false);
    if (!source && source.error().where == "--axes") return failed({option, ref.path + " is a picture" + wanted});
    if (!source) return failed(source.error());
    const auto images = chosenImages(ref, *source);
    if (!images) return failed(images.error());
    return GradientSpec{.kind = Upstream::Given, .given = sharedImages(source->images, images->first, images->last)};
}

// "random", "cell:1": begins as the words do.
bool isMeantAsWord(std::string_view text) {
    return text == "random" || text == "cell" || text.starts_with("random:") || text.starts_with("cell:");
}

}  // namespace

Outcome<UpstreamChoice> upstreamNamed(const std::string& option, const std::string& text) {
    if (const auto gradient = gradientInWords(text)) return *gradient;
    const auto file = parseSource(text);
    std::error_code problem;
    if (isMeantAsWord(text) && !(file && std::filesystem::exists(file->path, problem))) {
        return usage(option, quoteArgument(text) + " is not ones, random:SEED, cell:ROW,COL or a file");
    }
    if (!file) return failed(file.error());
    return *file;
}

const SourceRef* fileOf(const std::optional<UpstreamChoice>& upstream) {
    return upstream ? std::get_if<SourceRef>(&*upstream) : nullptr;
}

Outcome<GradientSpec> gradientOf(const std::string& option, const UpstreamChoice& upstream) {
    if (const auto* words = std::get_if<GradientSpec>(&upstream)) return *words;
    return loadGradient(option, std::get<SourceRef>(upstream));
}

}  // namespace poolscope::cli

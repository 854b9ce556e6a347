// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/source.h"

#include <charconv>

namespace poolscope {
namespace {

std::optional<std::int64_t> parseIndex(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || text.front() == '-' || problem != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

// "7" or "3-7"
std::optional<ImageRange> parseRange(std::string_view text) {
    const std::size_t dash = text.find('-');
    const auto first = parseIndex(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : parseIndex(text.substr(dash + 1));
    if (!first || !last || *last < *first) return std::nullopt;
    return ImageRange{*first, *last};
}

Result<SourceRef> parseMnist(const std::string& text) {
    SourceRef ref;
    ref.mnist = true;
    if (text == "mnist") return ref;
    ref.images = parseRange(std::string_view(text).substr(6));
    if (!ref.images) return fail(text, "expected mnist:I or mnist:A-B with 0 <= A <= B <= 9999");
    return ref;
}

}  // namespace

Result<SourceRef> parseSource(const std::string& text, const std::function<bool(const std::string&)>& exists) {
    if (text == "mnist" || text.starts_with("mnist:")) return parseMnist(text);
    SourceRef ref;
    ref.path = text;
    const std::size_t hash = text.find('#');
    if (hash == std::string::npos || exists(text)) return ref;

    // The path itself may hold a #, so the longest one that exists wins.
    std::size_t split = text.rfind('#');
    for (std::size_t at = split; at != std::string::npos && at > 0; at = text.rfind('#', at - 1)) {
        if (exists(text.substr(0, at))) {
            split = at;
            break;
        }
        split = hash;
    }
    ref.path = text.substr(0, split);
    const std::string rest = text.substr(split + 1);
    const std::size_t second = rest.rfind('#');
    if (second == std::string::npos) {
        ref.images = parseRange(rest);
        if (!ref.images) ref.member = rest;
    } else {
        ref.member = rest.substr(0, second);
        ref.images = parseRange(std::string_view(rest).substr(second + 1));
        if (!ref.images) return fail(text, "expected an image number or range A-B after the last #");
    }
    if (ref.path.empty() || (!ref.images && ref.member.empty())) {
        return fail(text, "expected PATH#I, PATH#A-B or, for .npz, PATH#NAME");
    }
    return ref;
}

Result<ImageRange> chosenImages(const SourceRef& ref, const Source& source) {
    const ImageRange all{0, source.count() - 1};
    if (!ref.images) return all;
    if (ref.images->last <= all.last) return *ref.images;
    return fail(source.name, "there is no image " + std::to_string(ref.images->last) +
                                 ": the source holds images 0 to " + std::to_string(all.last));
}

void Source::setImages(Tensor all) {
    range = storedRange(all.values, dtype);
    images = std::make_shared<const Tensor>(std::move(all));
}

}  // namespace poolscope

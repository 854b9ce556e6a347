// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/source.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/message.h"
#include "core/io/labels.h"

namespace poolscope {
namespace {

constexpr const char* kSelection = "a number I, a range A-B or a list of them (3,2,10-12)";

// Numbers, commas and hyphens that are no selection, though each would be one alone.
bool isBackwards(std::string_view text) {
    const bool isWhole = !text.empty() && std::string_view("-,").find(text.front()) == std::string_view::npos &&
                         std::string_view("-,").find(text.back()) == std::string_view::npos;
    return isWhole && text.find('-') != std::string_view::npos &&
           text.find_first_not_of("0123456789-,") == std::string_view::npos;
}

Result<SourceRef> parseMnist(const std::string& text) {
    SourceRef ref;
    ref.mnist = true;
    if (text == "mnist") return ref;
    ref.images = parseSelection(std::string_view(text).substr(6));
    if (!ref.images) return fail(text, "expected after mnist: " + std::string(kSelection) + ", 0 to 9999");
    return ref;
}

}  // namespace

tl::unexpected<Error> noImage(const std::string& name, std::int64_t number, std::int64_t count) {
    return fail(name, "there is no image " + std::to_string(number) +
                          (count == 0 ? ": the source holds none"
                                      : ": the source holds images 0 to " + std::to_string(count - 1)));
}

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
        ref.images = parseSelection(rest);
        if (!ref.images && isBackwards(rest)) {
            return fail(text, "a range in " + quotedExcerpt(rest) + " ends before it begins");
        }
        if (!ref.images) ref.member = rest;
    } else {
        ref.member = rest.substr(0, second);
        ref.images = parseSelection(std::string_view(rest).substr(second + 1));
        if (!ref.images) return fail(text, "expected after the last # " + std::string(kSelection));
    }
    if (ref.path.empty() || (!ref.images && ref.member.empty())) {
        return fail(text, "expected PATH#I, PATH#A-B, PATH#I,J,... or, for .npz, PATH#NAME");
    }
    return ref;
}

Result<ImageRange> chosenImages(const SourceRef& ref, const Source& source) {
    const ImageRange all{0, source.count() - 1};
    if (!ref.images || !source.numbers.empty()) return all;
    if (ref.images->largest() <= all.last) return ref.images->ranges.front();
    return noImage(source.name, ref.images->largest(), source.count());
}

std::string numbersText(const Source& source, const ImageRange& images) {
    constexpr std::int64_t kMostNamed = 12;
    std::vector<std::int64_t> numbers;
    for (std::int64_t i = images.first; i <= images.last; ++i) numbers.push_back(source.number(i));
    const bool inOrder = std::adjacent_find(numbers.begin(), numbers.end(), [](std::int64_t left, std::int64_t right) {
                             return right != left + 1;
                         }) == numbers.end();
    const std::string first = std::to_string(numbers.front());
    if (numbers.size() == 1) return first;
    if (inOrder) return first + " to " + std::to_string(numbers.back());
    std::string text = first;
    for (std::int64_t i = 1; i < std::min(std::ssize(numbers), kMostNamed); ++i) {
        text += ", " + std::to_string(numbers[static_cast<std::size_t>(i)]);
    }
    return text + (std::ssize(numbers) > kMostNamed ? ", ..." : "");
}

Result<void> keepSelected(Source& source, const ImageSelection& selection) {
    const StoredImages& all = source.images;
    if (selection.largest() >= source.count()) return noImage(source.name, selection.largest(), source.count());
    Shape shape = all.shape;
    const std::int64_t each = shape.c * shape.h * shape.w;
    const std::int64_t most = kMaxArrayValues / each;
    shape.n = selection.countUpTo(most);
    if (shape.n > most) {
        return fail(source.name, "the list names more images than the " + std::to_string(most) +
                                     " of that size that are within the limit of " + std::to_string(kMaxArrayValues) +
                                     " values");
    }
    source.numbers = selection.numbers();
    source.images = all.chosen(source.numbers);
    source.labels = labelsAt(source.labels, source.numbers);
    return {};
}

std::string Source::nameOf(int label) const {
    const auto place = static_cast<std::size_t>(label);
    return label >= 0 && place < classNames.size() ? classNames[place] : std::to_string(label);
}

void Source::setImages(StoredImages all) {
    images = std::move(all);
    range = images.range(dtype);
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/labels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>

#include "core/base/utf8.h"

namespace poolscope {
namespace {

constexpr std::string_view kGzip = ".gz";

// Position of the last "idx" that a digit follows.
std::optional<std::size_t> findIdx(std::string_view name) {
    for (std::size_t i = name.rfind("idx"); i != std::string_view::npos; i = i > 0 ? name.rfind("idx", i - 1) : i) {
        if (i + 3 < name.size() && name[i + 3] >= '0' && name[i + 3] <= '9') return i;
        if (i == 0) break;
    }
    return std::nullopt;
}

std::string withGzipToggled(const std::string& name) {
    return name.ends_with(kGzip) ? name.substr(0, name.size() - kGzip.size()) : name + std::string(kGzip);
}

// "-idx1" for ".idx1" and the other way round; nothing to swap elsewhere.
std::optional<std::string> withSeparatorSwapped(std::string name) {
    const auto idx = findIdx(name);
    if (!idx || *idx == 0) return std::nullopt;
    char& separator = name[*idx - 1];
    if (separator != '-' && separator != '.') return std::nullopt;
    separator = separator == '-' ? '.' : '-';
    return name;
}

}  // namespace

std::vector<std::string> labelPathsFor(const std::string& imagesPath) {
    const std::size_t slash = imagesPath.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : imagesPath.substr(0, slash + 1);
    const std::string images = imagesPath.substr(folder.size());

    std::string labels = images;
    if (const auto idx = findIdx(labels)) labels[*idx + 3] = '1';
    if (const auto word = labels.rfind("images"); word != std::string::npos) labels.replace(word, 6, "labels");
    if (labels == images) return {};

    std::vector<std::string> names{labels, withGzipToggled(labels)};
    if (const auto swapped = withSeparatorSwapped(labels)) {
        names.push_back(*swapped);
        names.push_back(withGzipToggled(*swapped));
    }
    std::vector<std::string> paths;
    for (const std::string& name : names) {
        if (name != images) paths.push_back(folder + name);
    }
    return paths;
}

std::vector<std::string> labelMembersFor(const std::string& imagesMember) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kWords{
        {{"images", "labels"}, {"imgs", "labels"}, {"x", "y"}, {"X", "y"}, {"X", "Y"}}};
    std::vector<std::string> members;
    for (const auto& [images, labels] : kWords) {
        const std::size_t at = imagesMember.find(images);
        if (at == std::string::npos) continue;
        // A letter is a word of its own: "x_test" and "test_x", not "pixels".
        const auto isEdge = [&](std::size_t i) { return i >= imagesMember.size() || imagesMember[i] == '_'; };
        const bool isWord = isEdge(at + images.size()) && (at == 0 || isEdge(at - 1));
        if (images.size() > 1 || isWord)
            members.push_back(std::string(imagesMember).replace(at, images.size(), labels));
    }
    return members;
}

std::optional<std::string> labelMemberOf(const std::string& imagesMember, std::span<const ArchiveMember> members) {
    for (const std::string& wanted : labelMembersFor(imagesMember)) {
        if (std::any_of(members.begin(), members.end(), [&](const ArchiveMember& m) { return m.name == wanted; }))
            return wanted;
    }
    return std::nullopt;
}

Result<std::vector<int>> labelsOf(const Array& array, std::int64_t images, const std::string& name) {
    const std::vector<std::int64_t>& shape = array.shape;
    const bool isList = shape.size() == 1 || (shape.size() == 2 && (shape[0] == 1 || shape[1] == 1));
    if (!isList) return fail(name, "holds an array of shape " + shapeText(shape) + ", not a list of labels");
    if (array.count() != images) {
        return fail(name, "holds " + std::to_string(array.count()) + (array.count() == 1 ? " label" : " labels") +
                              ", but there " +
                              (images == 1 ? "is 1 image" : "are " + std::to_string(images) + " images"));
    }
    std::vector<int> labels(array.bytes.begin(), array.bytes.end());
    labels.reserve(static_cast<std::size_t>(array.count()));
    for (const float value : array.values) {
        // Beyond 2^24 a float no longer tells whole numbers apart.
        if (!(std::abs(value) < 16777216.0F) || value != std::trunc(value)) {
            return fail(name, "holds a label that is not a whole number below 2^24");
        }
        labels.push_back(static_cast<int>(value));
    }
    return labels;
}

Result<std::vector<std::string>> classNamesOf(std::span<const std::byte> bytes, std::span<const int> labels,
                                              const std::string& name) {
    constexpr std::size_t kMostBytes = std::size_t{1} << 20;
    if (bytes.size() > kMostBytes) return fail(name, "is larger than a list of names may be, 1 MiB");
    std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    if (!isUtf8(text)) return fail(name, "is no UTF-8 text, so it names no labels");
    std::vector<std::string> names;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::string line = text.substr(begin, end - begin);
        line.erase(line.find_last_not_of(" \t\r") + 1);
        line.erase(0, line.find_first_not_of(" \t"));
        names.push_back(std::move(line));
        begin = end + 1;
    }
    while (!names.empty() && names.back().empty()) names.pop_back();
    const auto blank = std::find(names.begin(), names.end(), "");
    if (blank != names.end()) {
        return fail(name, "names no label in line " + std::to_string(blank - names.begin() + 1));
    }
    const int largest = labels.empty() ? -1 : *std::max_element(labels.begin(), labels.end());
    if (names.empty() || largest >= std::ssize(names)) {
        return fail(name, "has " + std::to_string(names.size()) +
                              " names, one a line from label 0 on, but the largest " + "label is " +
                              std::to_string(largest));
    }
    return names;
}

bool holdsWords(std::span<const std::byte> bytes) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const auto isControl = [](char c) {
        return static_cast<unsigned char>(c) < 32 && c != '\t' && c != '\r' && c != '\n';
    };
    const auto end = text.find_last_not_of(" \t\r\n");
    if (end == std::string_view::npos || std::any_of(text.begin(), text.end(), isControl)) return false;
    const auto start = text.find_last_of("\r\n", end);
    std::string_view line = text.substr(start == std::string_view::npos ? 0 : start + 1);
    line.remove_prefix(std::min(line.find_first_not_of(" \t\"'"), line.size()));
    const auto first = static_cast<unsigned char>(line.empty() ? ' ' : line.front());
    return (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z') || first >= 0x80;
}

std::vector<int> labelsAt(const std::vector<int>& labels, const std::vector<std::int64_t>& numbers) {
    if (labels.empty()) return {};
    std::vector<int> chosen;
    for (const std::int64_t number : numbers) chosen.push_back(labels[static_cast<std::size_t>(number)]);
    return chosen;
}

}  // namespace poolscope

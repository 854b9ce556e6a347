// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/labels.h"

#include <optional>
#include <string_view>

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

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/call/output_files.h"

#include <filesystem>

#include "app/cli/call/messages.h"

namespace poolscope::cli {
namespace {

// The same text for every spelling of a file's name, links followed as far as they exist.
std::string canonical(const std::string& path) {
    if (isStandardStream(path)) return path;
    std::error_code problem;
    const std::filesystem::path absolute = std::filesystem::absolute(path, problem);
    const std::filesystem::path result = std::filesystem::weakly_canonical(absolute, problem);
    return problem ? path : result.string();
}

}  // namespace

void FileNames::addInput(const std::string& option, const SourceRef& source) {
    if (!source.mnist) addInput(option, source.path);
}

void FileNames::addInput(const std::string& option, const std::string& path) {
    if (isStandardStream(path)) return;
    uses_.try_emplace(canonical(path), Use{option, false});
    std::error_code unknown;
    if (std::filesystem::is_directory(path, unknown)) folders_.emplace_back(canonical(path) + "/", option);
}

Outcome<void> FileNames::addOutput(const std::string& option, const std::string& path) {
    if (path.empty()) return usage(option, "the file name is empty");
    const std::string place = canonical(path);
    for (const auto& [folder, reader] : folders_) {
        if (place.starts_with(folder))
            return usage(option, quoteArgument(path) + " lies in the folder that is read as " + reader);
    }
    const auto [entry, isNew] = uses_.try_emplace(place, Use{option, true});
    if (isNew) return {};
    const Use& other = entry->second;
    if (!other.output) {
        return usage(option, quoteArgument(path) + " is read as " + other.option + " and cannot be written over");
    }
    const std::string another = other.option == option ? "another " : "";
    return usage(option, quoteArgument(path) + " is also named by " + another + other.option);
}

QByteArray toQt(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

Outcome<void> finish(const std::string& results, const std::vector<FileToSave>& files) {
    // Results first: when stdout is closed or full, no file has changed yet.
    if (Outcome<void> ok = print(results); !ok) return ok;
    std::vector<FileToSave> named;
    for (const FileToSave& file : files) {
        if (!isStandardStream(file.path)) {
            named.push_back(file);
        } else if (Outcome<void> ok = print({file.bytes.data(), static_cast<std::size_t>(file.bytes.size())}); !ok) {
            return ok;
        }
    }
    if (named.empty()) return {};
    if (Result<void> ok = saveFiles(named); !ok) return failed(ok.error());
    return {};
}

}  // namespace poolscope::cli

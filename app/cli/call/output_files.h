// SPDX-License-Identifier: GPL-3.0-or-later
// The files one call writes: checked before anything is computed, written together at the end.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "app/cli/call/failure.h"
#include "app/file/save_file.h"
#include "core/io/source.h"

namespace poolscope::cli {

// "-" instead of the name of a file: standard input or standard output.
inline bool isStandardStream(const std::string& path) {
    return path == "-";
}

// Knows which options name which files; no file may be named twice, and no file that is read may be written.
class FileNames {
  public:
    // All inputs have to be added before the first output.
    void addInput(const std::string& option, const SourceRef& source);
    void addInput(const std::string& option, const std::string& path);
    Outcome<void> addOutput(const std::string& option, const std::string& path);

  private:
    struct Use {
        std::string option;
        bool output = false;
    };
    std::map<std::string, Use> uses_;                           // by canonical path
    std::vector<std::pair<std::string, std::string>> folders_;  // that are read, each with a slash at its end; by whom
};

QByteArray toQt(std::span<const std::byte> bytes);

// Prints the results, and of a file called "-" the bytes, then writes all files or none.
Outcome<void> finish(const std::string& results, const std::vector<FileToSave>& files);

}  // namespace poolscope::cli

// SPDX-License-Identifier: GPL-3.0-or-later
// The one way files are written: complete bytes in memory, then all of them or none.
#pragma once

#include <QByteArray>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace poolscope {

struct FileToSave {
    std::string path;  // in the bytes of the file system
    QByteArray bytes;
};

// Every file is first written completely beside its target (write() == size checked, flushed), and only when all have
// succeeded do they take their places and their directories are synced. On any error no target has changed and nothing
// is left beside it: what was in place is put back, and where a file system cannot do that the error names what is new.
// What a program that was killed left beside a target is removed. An old file keeps its rights, and its owner where we
// may give files away. Targets that exist and are not regular files, and two entries for one target, are refused.
Result<void> saveFiles(const std::vector<FileToSave>& files);

// The same for files that are too large to be complete in memory: their bytes come in parts, and what is not finished
// leaves nothing behind.
class GrowingFiles {
  public:
    static Result<GrowingFiles> open(const std::vector<std::string>& paths);
    GrowingFiles(GrowingFiles&& other) noexcept;
    ~GrowingFiles();

    // `file` is its place among the paths.
    Result<void> append(std::size_t file, std::span<const std::byte> bytes);
    // Puts all files into their places; nothing may be appended after it.
    Result<void> finish();

  private:
    struct Files;
    explicit GrowingFiles(std::unique_ptr<Files> files);

    std::unique_ptr<Files> files_;
};

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// A file that is complete beside its place before it takes it, and can be taken back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

#include "app/file/save_place.h"

namespace poolscope {

// What is not in its place at the end is removed again. The bytes go to a file without a name, where the file system
// has such: a program that is killed leaves nothing behind.
class StagedFile {
  public:
    // `number` tells the files of one call apart.
    StagedFile(SavePlace place, std::uint64_t number) : place_(std::move(place)), number_(number) {}
    StagedFile(StagedFile&& other) noexcept
        : place_(std::move(other.place_)),
          number_(other.number_),
          file_(std::exchange(other.file_, -1)),
          beside_(std::exchange(other.beside_, {})),
          placed_(other.placed_) {}
    StagedFile& operator=(StagedFile&&) = delete;
    ~StagedFile();

    const SavePlace& place() const { return place_; }

    Result<void> open();
    Result<void> append(std::span<const std::byte> bytes);
    // All bytes are there and on the disk, and it belongs to whom the old file belongs, as far as that may be.
    Result<void> complete();
    // For sets larger than a process may have files open: what has a name need not stay open.
    Result<void> close();
    // Gives it a name where it needs one to take the place of another file. What can fail for want of space does so
    // before any file is in its place.
    Result<void> prepare();
    // Into its place. With `keepOld` the old file stays beside it, where the file system can exchange two names.
    Result<void> take(bool keepOld);
    // Puts back what was there before; false where that cannot be.
    bool giveBack();

  private:
    enum class Placed { No, New, Exchanged, Replaced };

    Result<void> name();
    Result<void> takeNew();
    Result<void> takeOld(bool keepOld);
    Result<void> placed(Placed how);
    std::string besidePath(int attempt) const;

    SavePlace place_;
    std::uint64_t number_ = 0;
    int file_ = -1;
    std::string beside_;  // the name it has, or the old file has, until all is done
    Placed placed_ = Placed::No;
};

}  // namespace poolscope

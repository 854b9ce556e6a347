// SPDX-License-Identifier: GPL-3.0-or-later
// Where a file is to be saved, and the folders in which it is being done.
#pragma once

#include <sys/types.h>

#include <cerrno>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/error.h"

namespace poolscope {

struct SavePlace {
    std::string name;    // as the user gave it, for messages
    std::string folder;  // absolute, without links
    std::string path;    // absolute, without links
    bool exists = false;
    mode_t mode = 0666;  // of the file that exists, as the next two
    uid_t owner = 0;
    gid_t group = 0;
};

// Refuses what exists and is not a regular file.
Result<SavePlace> placeOf(const std::string& name);

// "NAME: cannot be saved: why", for an error number.
tl::unexpected<Error> notSaved(const std::string& name, int code);
std::string saveProblem(int code);

// Folders with files in them that are not finished. While they are held, no other call takes those for left over.
class FoldersInUse {
  public:
    FoldersInUse() = default;
    FoldersInUse(FoldersInUse&& other) noexcept : folders_(std::move(other.folders_)) { other.folders_.clear(); }
    FoldersInUse& operator=(FoldersInUse&&) = delete;
    ~FoldersInUse();

    // Takes away first what programs left that were killed: unfinished files that nobody holds. A folder that cannot be
    // listed or locked is used as it is.
    void use(const std::string& folder);

  private:
    std::map<std::string, int> folders_;
};

// The name of an unfinished file; `number` tells those of one program apart.
std::string unfinishedName(std::uint64_t number);
bool isUnfinishedName(std::string_view name);

// Repeats the call while a signal interrupts it.
template <class Call>
auto uninterrupted(Call call) {
    auto result = call();
    while (result < 0 && errno == EINTR) result = call();
    return result;
}

}  // namespace poolscope

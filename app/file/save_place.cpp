// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file/save_place.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cstdlib>
#include <system_error>

namespace poolscope {
namespace {

constexpr std::string_view kUnfinished = ".poolscope-";  // process, hyphen, number

// Where a path really leads: links followed, relative folders resolved. Empty with errno set when that fails.
std::string realPath(const std::string& path) {
    char* resolved = ::realpath(path.c_str(), nullptr);
    std::string result = resolved ? resolved : "";
    std::free(resolved);
    return result;
}

// Of a folder in which nobody else is saving.
void removeUnfinished(const std::string& folder) {
    DIR* const listing = ::opendir(folder.c_str());
    if (listing == nullptr) return;
    while (const dirent* entry = ::readdir(listing)) {
        struct stat status {};
        if (!isUnfinishedName(entry->d_name)) continue;
        if (::fstatat(::dirfd(listing), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) continue;
        if (S_ISREG(status.st_mode)) ::unlinkat(::dirfd(listing), entry->d_name, 0);
    }
    ::closedir(listing);
}

}  // namespace

std::string saveProblem(int code) {
    switch (code) {
        case ENOENT:
            return "there is no such folder";
        case ENOTDIR:
            return "a part of the path is not a folder";
        case EACCES:
        case EPERM:
            return "permission denied";
        case EROFS:
            return "the file system is read-only";
        case ENOSPC:
        case EDQUOT:
            return "no space left on the disk";
        case EFBIG:
            return "the file is larger than this system allows";
        case ENAMETOOLONG:
            return "the name is too long";
        default:
            return std::system_category().message(code);
    }
}

tl::unexpected<Error> notSaved(const std::string& name, int code) {
    return fail(name, "cannot be saved: " + saveProblem(code));
}

Result<SavePlace> placeOf(const std::string& name) {
    SavePlace place{name, {}, {}};
    if (name.empty() || name.find('\0') != std::string::npos)
        return fail(name, "cannot be saved: this is not a file name");
    struct stat status {};
    if (::stat(name.c_str(), &status) == 0) {
        if (S_ISDIR(status.st_mode)) return fail(name, "cannot be saved: this is a folder");
        if (!S_ISREG(status.st_mode)) return fail(name, "cannot be saved: this is a device or a pipe, not a file");
        if (::access(name.c_str(), W_OK) != 0) return notSaved(name, errno);
        place.exists = true;
        place.mode = status.st_mode & 07777;
        place.owner = status.st_uid;
        place.group = status.st_gid;
        place.path = realPath(name);
    } else if (errno != ENOENT) {
        return notSaved(name, errno);
    } else if (::lstat(name.c_str(), &status) == 0) {
        return fail(name, "cannot be saved: this is a link to a file that does not exist");
    } else {
        const std::size_t slash = name.rfind('/');
        const std::string last = slash == std::string::npos ? name : name.substr(slash + 1);
        if (last.empty()) return notSaved(name, ENOENT);
        const std::string parent = realPath(slash == std::string::npos ? "." : name.substr(0, slash + 1));
        if (!parent.empty()) place.path = (parent == "/" ? "" : parent) + "/" + last;
    }
    if (place.path.empty()) return notSaved(name, errno);
    place.folder = place.path.substr(0, std::max<std::size_t>(1, place.path.rfind('/')));
    return place;
}

FoldersInUse::~FoldersInUse() {
    for (const auto& [folder, descriptor] : folders_) {
        if (descriptor >= 0) ::close(descriptor);
    }
}

void FoldersInUse::use(const std::string& folder) {
    if (folders_.contains(folder)) return;
    const int descriptor = uninterrupted([&] { return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); });
    folders_[folder] = descriptor;
    if (descriptor < 0) return;
    // Never waits: somebody may have locked the folder for reasons of their own.
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) removeUnfinished(folder);
    ::flock(descriptor, LOCK_SH | LOCK_NB);
}

std::string unfinishedName(std::uint64_t number) {
    return std::string(kUnfinished) + std::to_string(::getpid()) + "-" + std::to_string(number);
}

bool isUnfinishedName(std::string_view name) {
    const auto isNumber = [](std::string_view text) {
        return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (!name.starts_with(kUnfinished)) return false;
    name.remove_prefix(kUnfinished.size());
    const std::size_t hyphen = std::min(name.find('-'), name.size());
    return hyphen < name.size() && isNumber(name.substr(0, hyphen)) && isNumber(name.substr(hyphen + 1));
}

}  // namespace poolscope

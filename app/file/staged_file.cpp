// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file/staged_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace poolscope {
namespace {

constexpr int kMostNames = 1000;

std::string pathOfOpen(int file) {
    return "/proc/self/fd/" + std::to_string(file);
}

// Only through /proc does a file without a name get one.
bool canBeNamed(int file) {
    return ::faccessat(AT_FDCWD, pathOfOpen(file).c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

int link(int file, const std::string& path) {
    const std::string open = pathOfOpen(file);
    return uninterrupted([&] { return ::linkat(AT_FDCWD, open.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW); });
}

int renamed(const std::string& from, const std::string& to, unsigned flags) {
    return uninterrupted([&] { return ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags); });
}

int renamed(const std::string& from, const std::string& to) {
    return uninterrupted([&] { return ::rename(from.c_str(), to.c_str()); });
}

bool isUnknownCall(int code) {
    return code == EINVAL || code == ENOSYS || code == EOPNOTSUPP;
}

}  // namespace

StagedFile::~StagedFile() {
    if (!beside_.empty()) ::unlink(beside_.c_str());
    if (file_ >= 0) ::close(file_);
}

Result<void> StagedFile::open() {
    file_ = uninterrupted([&] { return ::open(place_.folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666); });
    if (file_ >= 0 && !canBeNamed(file_)) ::close(std::exchange(file_, -1));
    for (int i = 0; file_ < 0 && i < kMostNames; ++i) {  // not every file system has files without names
        const std::string path = besidePath(i);
        file_ = uninterrupted([&] { return ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666); });
        if (file_ >= 0) beside_ = path;
        if (file_ < 0 && errno != EEXIST) break;
    }
    if (file_ < 0) return notSaved(place_.name, errno);
    return {};
}

Result<void> StagedFile::append(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = uninterrupted([&] { return ::write(file_, bytes.data(), bytes.size()); });
        if (count <= 0) return notSaved(place_.name, count < 0 ? errno : ENOSPC);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Result<void> StagedFile::complete() {
    if (place_.exists) {
        struct stat status {};
        if (::fstat(file_, &status) != 0) return notSaved(place_.name, errno);
        const bool isOwn = status.st_uid == place_.owner && status.st_gid == place_.group;
        // Who may not give files away keeps at least the group; what runs as its owner must not run as another.
        const bool kept = isOwn || ::fchown(file_, place_.owner, place_.group) == 0;
        if (!kept) static_cast<void>(::fchown(file_, static_cast<uid_t>(-1), place_.group) == 0);
        const mode_t mode = kept ? place_.mode : place_.mode & 01777;
        if (uninterrupted([&] { return ::fchmod(file_, mode); }) != 0) return notSaved(place_.name, errno);
    }
    if (uninterrupted([&] { return ::fsync(file_); }) != 0) return notSaved(place_.name, errno);
    return {};
}

Result<void> StagedFile::close() {
    if (Result<void> named = name(); !named) return named;
    ::close(std::exchange(file_, -1));
    return {};
}

Result<void> StagedFile::prepare() {
    return place_.exists ? name() : Result<void>();
}

Result<void> StagedFile::name() {
    if (!beside_.empty()) return {};
    for (int i = 0; i < kMostNames; ++i) {
        const std::string path = besidePath(i);
        if (link(file_, path) == 0) {
            beside_ = path;
            return {};
        }
        if (errno != EEXIST) break;
    }
    return notSaved(place_.name, errno);
}

Result<void> StagedFile::take(bool keepOld) {
    return place_.exists ? takeOld(keepOld) : takeNew();
}

Result<void> StagedFile::placed(Placed how) {
    placed_ = how;
    if (how != Placed::Exchanged) beside_.clear();
    return {};
}

Result<void> StagedFile::takeNew() {
    const bool isUnnamed = beside_.empty();
    const int result = isUnnamed ? link(file_, place_.path) : renamed(beside_, place_.path, RENAME_NOREPLACE);
    if (result == 0) return placed(Placed::New);
    // Somebody put a file there meanwhile, or the file system does not know the call.
    const bool isTaken = errno == EEXIST;
    if (!isTaken && (isUnnamed || !isUnknownCall(errno))) return notSaved(place_.name, errno);
    if (Result<void> named = name(); !named) return named;
    if (isTaken) return takeOld(true);
    if (renamed(beside_, place_.path) != 0) return notSaved(place_.name, errno);
    return placed(Placed::New);
}

Result<void> StagedFile::takeOld(bool keepOld) {
    struct stat status {};
    const bool isThere = ::lstat(place_.path.c_str(), &status) == 0;  // somebody may have come between
    if (isThere && !S_ISREG(status.st_mode)) return fail(place_.name, "cannot be saved: this is a file no more");
    if (isThere && keepOld) {
        if (renamed(beside_, place_.path, RENAME_EXCHANGE) == 0) return placed(Placed::Exchanged);
        if (!isUnknownCall(errno)) return notSaved(place_.name, errno);
    }
    if (renamed(beside_, place_.path) != 0) return notSaved(place_.name, errno);
    return placed(isThere ? Placed::Replaced : Placed::New);
}

bool StagedFile::giveBack() {
    const Placed how = std::exchange(placed_, Placed::No);
    switch (how) {
        case Placed::No:
            return true;
        case Placed::New:
            return ::unlink(place_.path.c_str()) == 0;
        case Placed::Exchanged:
            if (renamed(beside_, place_.path) != 0) break;
            beside_.clear();
            return true;
        case Placed::Replaced:
            break;
    }
    return false;
}

std::string StagedFile::besidePath(int attempt) const {
    const std::string folder = place_.folder == "/" ? "" : place_.folder;
    return folder + "/" + unfinishedName(number_ + static_cast<std::uint64_t>(attempt));
}

}  // namespace poolscope

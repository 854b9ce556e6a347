// SPDX-License-Identifier: GPL-3.0-or-later
// Not QSaveFile: its temporary names are longer than the target's, so that names of 250 bytes fail, and a QString
// cannot hold a name that is not UTF-8. Here the bytes go to a file without a name, where the file system has such: a
// program that is killed leaves nothing behind.
#include "app/file/save_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace poolscope {
namespace {

constexpr std::size_t kMostOpen = 200;

std::string reason(int code) {
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

tl::unexpected<Error> failed(const std::string& path, int code) {
    return fail(path, "cannot be saved: " + reason(code));
}

// Repeats the call while a signal interrupts it.
template <class Call>
auto retry(Call call) {
    auto result = call();
    while (result < 0 && errno == EINTR) result = call();
    return result;
}

// Where a path really leads: links followed, relative folders resolved. Empty with errno set when that fails.
std::string realPath(const std::string& path) {
    char* resolved = ::realpath(path.c_str(), nullptr);
    std::string result = resolved ? resolved : "";
    std::free(resolved);
    return result;
}

struct Target {
    std::string name;    // as the user gave it, for messages
    std::string folder;  // absolute, without links
    std::string path;    // absolute, without links
    mode_t mode = 0666;  // less the umask when the file is new
    bool exists = false;
};

Result<Target> locate(const std::string& name) {
    Target target{name, {}, {}};
    if (name.empty() || name.find('\0') != std::string::npos)
        return fail(name, "cannot be saved: this is not a file name");
    struct stat status {};
    if (::stat(name.c_str(), &status) == 0) {
        if (S_ISDIR(status.st_mode)) return fail(name, "cannot be saved: this is a folder");
        if (!S_ISREG(status.st_mode)) return fail(name, "cannot be saved: this is a device or a pipe, not a file");
        if (::access(name.c_str(), W_OK) != 0) return failed(name, errno);
        target.exists = true;
        target.mode = status.st_mode & 07777;
        target.path = realPath(name);
    } else if (errno != ENOENT) {
        return failed(name, errno);
    } else if (::lstat(name.c_str(), &status) == 0) {
        return fail(name, "cannot be saved: this is a link to a file that does not exist");
    } else {
        const std::size_t slash = name.rfind('/');
        const std::string last = slash == std::string::npos ? name : name.substr(slash + 1);
        if (last.empty()) return failed(name, ENOENT);
        const std::string parent = realPath(slash == std::string::npos ? "." : name.substr(0, slash + 1));
        if (!parent.empty()) target.path = (parent == "/" ? "" : parent) + "/" + last;
    }
    if (target.path.empty()) return failed(name, errno);
    target.folder = target.path.substr(0, std::max<std::size_t>(1, target.path.rfind('/')));
    return target;
}

// A complete file beside its target, removed again unless it takes the target's place.
class Staged {
  public:
    // `number` tells the files of one call apart.
    Staged(Target target, std::size_t number) : target_(std::move(target)), number_(number) {}
    Staged(Staged&& other) noexcept
        : target_(std::move(other.target_)),
          number_(other.number_),
          file_(std::exchange(other.file_, -1)),
          temporary_(std::exchange(other.temporary_, {})) {}
    Staged& operator=(Staged&&) = delete;
    ~Staged() {
        if (!temporary_.empty()) ::unlink(temporary_.c_str());
        if (file_ >= 0) ::close(file_);
    }

    const Target& target() const { return target_; }

    Result<void> open() {
        file_ = retry([&] { return ::open(target_.folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666); });
        for (int i = 0; file_ < 0 && i < kMostNames; ++i) {  // not every file system has files without names
            const std::string path = temporaryPath(i);
            file_ = retry([&] { return ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666); });
            if (file_ >= 0) temporary_ = path;
            if (file_ < 0 && errno != EEXIST) break;
        }
        if (file_ < 0) return failed(target_.name, errno);
        return {};
    }

    Result<void> append(std::span<const std::byte> bytes) {
        while (!bytes.empty()) {
            const ssize_t count = retry([&] { return ::write(file_, bytes.data(), bytes.size()); });
            if (count <= 0) return failed(target_.name, count < 0 ? errno : ENOSPC);
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        }
        return {};
    }

    // All bytes are there.
    Result<void> complete() {
        if (target_.exists && ::fchmod(file_, target_.mode) != 0) return failed(target_.name, errno);
        if (retry([&] { return ::fsync(file_); }) != 0) return failed(target_.name, errno);
        return {};
    }

    // For sets larger than a process may have files open: a named file need not stay open.
    Result<void> close() {
        if (Result<void> named = name(); !named) return named;
        ::close(std::exchange(file_, -1));
        return {};
    }

    // Gives the file a name of its own, when it has none yet.
    Result<void> name() {
        if (!temporary_.empty()) return {};
        const std::string self = "/proc/self/fd/" + std::to_string(file_);
        for (int i = 0; i < kMostNames; ++i) {
            const std::string path = temporaryPath(i);
            if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) == 0) {
                temporary_ = path;
                return {};
            }
            if (errno != EEXIST) break;
        }
        return failed(target_.name, errno);
    }

    Result<void> replace() {
        if (::rename(temporary_.c_str(), target_.path.c_str()) != 0) return failed(target_.name, errno);
        temporary_.clear();
        return {};
    }

  private:
    static constexpr int kMostNames = 1000;

    std::string temporaryPath(int i) const {
        return target_.folder + "/.poolscope-" + std::to_string(::getpid()) + "-" +
               std::to_string(number_ + static_cast<std::size_t>(i));
    }

    Target target_;
    std::size_t number_ = 0;
    int file_ = -1;
    std::string temporary_;
};

// A rename is on the disk only when the folder is.
Result<void> syncFolder(const Target& target) {
    const int folder = retry([&] { return ::open(target.folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); });
    if (folder < 0) return {};  // a folder that may be written but not read
    const int result = retry([&] { return ::fsync(folder); });
    const int code = errno;
    ::close(folder);
    if (result == 0 || code == EINVAL || code == EROFS) return {};
    return fail(target.name, "was saved, but may be lost if the power fails now: " + reason(code));
}

// Where all of them lead, no two to the same file.
Result<std::vector<Staged>> stageAll(const std::vector<std::string>& paths) {
    std::vector<Staged> staged;
    for (const std::string& path : paths) {
        Result<Target> target = locate(path);
        if (!target) return tl::unexpected(target.error());
        for (const Staged& other : staged) {
            if (other.target().path == target->path) {
                return fail(path, "cannot be saved: two results would go to this one file");
            }
        }
        staged.emplace_back(*std::move(target), staged.size());
    }
    return staged;
}

// Complete files take their places.
Result<void> replaceAll(std::vector<Staged>& staged) {
    for (Staged& file : staged) {
        if (Result<void> named = file.name(); !named) return named;
    }
    for (Staged& file : staged) {
        if (Result<void> replaced = file.replace(); !replaced) return replaced;
    }
    std::string syncedFolder;
    for (const Staged& file : staged) {
        if (file.target().folder == std::exchange(syncedFolder, file.target().folder)) continue;
        if (Result<void> synced = syncFolder(file.target()); !synced) return synced;
    }
    return {};
}

}  // namespace

Result<void> saveFiles(const std::vector<FileToSave>& files) {
    std::vector<std::string> paths;
    for (const FileToSave& file : files) paths.push_back(file.path);
    Result<std::vector<Staged>> staged = stageAll(paths);
    if (!staged) return tl::unexpected(staged.error());
    for (std::size_t i = 0; i < files.size(); ++i) {
        Staged& file = (*staged)[i];
        const QByteArray& bytes = files[i].bytes;
        if (Result<void> ok = file.open(); !ok) return ok;
        if (Result<void> ok =
                file.append(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
            !ok)
            return ok;
        if (Result<void> ok = file.complete(); !ok) return ok;
        if (files.size() <= kMostOpen) continue;
        if (Result<void> closed = file.close(); !closed) return closed;
    }
    return replaceAll(*staged);
}

struct GrowingFiles::Files {
    std::vector<Staged> staged;
};

GrowingFiles::GrowingFiles(std::unique_ptr<Files> files) : files_(std::move(files)) {}
GrowingFiles::GrowingFiles(GrowingFiles&& other) noexcept = default;
GrowingFiles::~GrowingFiles() = default;

Result<GrowingFiles> GrowingFiles::open(const std::vector<std::string>& paths) {
    Result<std::vector<Staged>> staged = stageAll(paths);
    if (!staged) return tl::unexpected(staged.error());
    for (Staged& file : *staged) {
        if (Result<void> ok = file.open(); !ok) return tl::unexpected(ok.error());
    }
    return GrowingFiles(std::make_unique<Files>(Files{std::move(*staged)}));
}

Result<void> GrowingFiles::append(std::size_t file, std::span<const std::byte> bytes) {
    return files_->staged[file].append(bytes);
}

Result<void> GrowingFiles::finish() {
    for (Staged& file : files_->staged) {
        if (Result<void> ok = file.complete(); !ok) return ok;
    }
    return replaceAll(files_->staged);
}

}  // namespace poolscope

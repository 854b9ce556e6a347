// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <system_error>

#include "core/base/fresh_memory.h"
#include "core/io/beginning.h"

namespace poolscope {
namespace {

class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }

  private:
    int fd_;
};

std::string describe(int error) {
    switch (error) {
        case ENOENT:
            return "no such file";
        case EACCES:
            return "permission denied";
        case ENOTDIR:
            return "a part of the path is not a directory";
        case ENAMETOOLONG:
            return "the name is too long";
        case ELOOP:
            return "too many symbolic links";
        default:
            return "cannot be read: " + std::generic_category().message(error);
    }
}

std::string kindOf(mode_t mode) {
    if (S_ISDIR(mode)) return "a directory";
    if (S_ISFIFO(mode)) return "a pipe";
    if (S_ISSOCK(mode)) return "a socket";
    if (S_ISCHR(mode) || S_ISBLK(mode)) return "a device";
    return "not a file";
}

Result<void> checkKindAndSize(const struct stat& info, const std::string& path) {
    if (!S_ISREG(info.st_mode)) return fail(path, "is " + kindOf(info.st_mode) + "; only regular files are read");
    if (info.st_size > kMaxFileBytes) {
        return fail(path, "has " + std::to_string(info.st_size) + " bytes; at most " + std::to_string(kMaxFileBytes) +
                              " are read");
    }
    return {};
}

// As many bytes as there are, up to `out`.
Result<std::size_t> readFrom(int fd, std::span<std::byte> out, const std::string& path, const RunControl& run) {
    constexpr std::size_t kStep = std::size_t{1} << 22;
    std::size_t done = 0;
    while (done < out.size()) {
        if (run.isStopped()) return fail(kStopped, "");
        const ssize_t count = ::read(fd, out.data() + done, std::min(kStep, out.size() - done));
        if (count == 0) break;
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return fail(path, describe(errno));
        done += static_cast<std::size_t>(count);
        run.report(static_cast<double>(done) / static_cast<double>(out.size()));
    }
    return done;
}

struct OpenFile {
    std::unique_ptr<Descriptor> descriptor;
    std::size_t size = 0;
};

Result<OpenFile> openFile(const std::string& path) {
    if (path.find('\0') != std::string::npos) return fail(path, "the name holds a zero byte, which no file name can");
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) return fail(path, describe(errno));
    auto checked = checkKindAndSize(info, path);
    if (!checked) return tl::unexpected(checked.error());

    // The name may have come to mean something else since: open without blocking, and look again.
    const auto opened = [&path] {
        int descriptor = -1;
        do {
            descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
        } while (descriptor < 0 && errno == EINTR);
        return descriptor;
    };
    auto file = std::make_unique<Descriptor>(opened());
    if (file->get() < 0) return fail(path, describe(errno));
    if (::fstat(file->get(), &info) != 0) return fail(path, describe(errno));
    checked = checkKindAndSize(info, path);
    if (!checked) return tl::unexpected(checked.error());
    return OpenFile{std::move(file), static_cast<std::size_t>(info.st_size)};
}

}  // namespace

Result<Bytes> readFile(const std::string& path, const RunControl& run) {
    const auto file = openFile(path);
    if (!file) return tl::unexpected(file.error());
    const int descriptor = file->descriptor->get();
    Bytes bytes;
    if (!resizeInSteps(bytes, file->size, run)) return fail(kStopped, "");
    const auto count = readFrom(descriptor, bytes, path, run);
    if (!count) return tl::unexpected(count.error());
    std::byte extra{};
    const auto more = readFrom(descriptor, std::span(&extra, 1), path, run);
    if (!more) return tl::unexpected(more.error());
    if (*count != bytes.size() || *more != 0) return fail(path, "changed its size while it was being read; try again");
    return bytes;
}

Result<Bytes> readStandardInput() {
    constexpr std::size_t kStep = std::size_t{1} << 20;
    if (::isatty(STDIN_FILENO) == 1) return fail(kStandardInput, "is a terminal; let a program write an array into it");
    Bytes bytes;
    std::size_t done = 0;
    do {
        bytes.resize(done + kStep);
        const auto count = readFrom(STDIN_FILENO, std::span(bytes).subspan(done), kStandardInput, {});
        if (!count) return tl::unexpected(count.error());
        done += *count;
        if (done > static_cast<std::size_t>(kMaxFileBytes)) {
            return fail(kStandardInput, "has more than the " + std::to_string(kMaxFileBytes) + " bytes that are read");
        }
    } while (done == bytes.size());
    bytes.resize(done);
    return bytes;
}

Result<Bytes> readBeginning(const std::string& path) {
    const auto file = openFile(path);
    if (!file) return tl::unexpected(file.error());
    Bytes bytes(std::min(file->size, kBeginningBytes));
    const auto count = readFrom(file->descriptor->get(), bytes, path, {});
    if (!count) return tl::unexpected(count.error());
    bytes.resize(*count);
    return bytes;
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// Loaded before the C library by LD_PRELOAD: the n-th call that concerns a file in a folder fails, or ends the program.
//
//     POOLSCOPE_FAULT_FOLDER  the folder, as /proc shows it
//     POOLSCOPE_FAULT         KIND:N; KIND is enospc (for good), eio, eintr, short, einval (renameat2, for good) or
//     kill POOLSCOPE_FAULT_COUNT   a file that gets the number of calls at the end
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

enum class Act { Go, Fail, Short };
enum class Call { Read, Write, Other, Exchange };

std::atomic<long> calls{0};
std::atomic<bool> isFull{false};

template <class Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

bool isInFolder(const char* path) {
    const char* folder = std::getenv("POOLSCOPE_FAULT_FOLDER");
    return folder != nullptr && std::strncmp(path, folder, std::strlen(folder)) == 0;
}

// What a file descriptor, or a name from here, leads to.
bool concerns(int file) {
    char link[64];
    char path[4096];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t size = ::readlink(link, path, sizeof path - 1);
    if (size <= 0) return false;
    path[size] = 0;
    return isInFolder(path);
}

bool concerns(const char* path) {
    if (path[0] == '/') return isInFolder(path);
    char folder[4096];
    return ::getcwd(folder, sizeof folder) != nullptr && isInFolder(folder);
}

Act act(Call call) {
    static const char* const fault = std::getenv("POOLSCOPE_FAULT");
    const long number = ++calls;
    if (fault == nullptr) return Act::Go;
    const long wanted = std::strtol(std::strchr(fault, ':') + 1, nullptr, 10);
    const auto is = [](const char* kind) { return std::strncmp(fault, kind, std::strlen(kind)) == 0; };
    if (is("einval")) {
        errno = EINVAL;
        if (call == Call::Exchange) return Act::Fail;
        errno = EIO;
        return number == wanted ? Act::Fail : Act::Go;
    }
    if (is("enospc")) {
        if (number == wanted) isFull = true;
        errno = ENOSPC;
        return isFull && call != Call::Read ? Act::Fail : Act::Go;
    }
    if (number != wanted) return Act::Go;
    if (is("kill")) ::raise(SIGKILL);
    if (is("short")) return call == Call::Read || call == Call::Write ? Act::Short : Act::Go;
    errno = is("eintr") ? EINTR : EIO;
    return Act::Fail;
}

struct CountAtEnd {
    ~CountAtEnd() {
        const char* name = std::getenv("POOLSCOPE_FAULT_COUNT");
        if (name == nullptr) return;
        if (FILE* file = std::fopen(name, "w")) {
            std::fprintf(file, "%ld\n", calls.load());
            std::fclose(file);
        }
    }
} countAtEnd;

template <class Open>
int openWith(Open open, const char* path, int flags, mode_t mode) {
    const bool writes = (flags & O_ACCMODE) != O_RDONLY;
    if (concerns(path) && act(writes ? Call::Other : Call::Read) == Act::Fail) return -1;
    return open(path, flags, mode);
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    return openWith(next<int (*)(const char*, int, ...)>("open"), path, flags, mode);
}

int open64(const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    return openWith(next<int (*)(const char*, int, ...)>("open64"), path, flags, mode);
}

ssize_t read(int file, void* to, size_t size) {
    const Act does = concerns(file) ? act(Call::Read) : Act::Go;
    if (does == Act::Fail) return -1;
    static const auto real = next<ssize_t (*)(int, void*, size_t)>("read");
    return real(file, to, does == Act::Short && size > 1 ? 1 : size);
}

ssize_t write(int file, const void* from, size_t size) {
    const Act does = concerns(file) ? act(Call::Write) : Act::Go;
    if (does == Act::Fail) return -1;
    static const auto real = next<ssize_t (*)(int, const void*, size_t)>("write");
    return real(file, from, does == Act::Short && size > 1 ? 1 : size);
}

int fsync(int file) {
    if (concerns(file) && act(Call::Other) == Act::Fail) return -1;
    return next<int (*)(int)>("fsync")(file);
}

int fchmod(int file, mode_t mode) {
    if (concerns(file) && act(Call::Other) == Act::Fail) return -1;
    return next<int (*)(int, mode_t)>("fchmod")(file, mode);
}

int linkat(int from, const char* old, int to, const char* path, int flags) {
    if (concerns(path) && act(Call::Other) == Act::Fail) return -1;
    return next<int (*)(int, const char*, int, const char*, int)>("linkat")(from, old, to, path, flags);
}

int rename(const char* old, const char* path) {
    // What takes back must not fail as well: nobody could.
    if (concerns(path) && !isFull && act(Call::Other) == Act::Fail) return -1;
    return next<int (*)(const char*, const char*)>("rename")(old, path);
}

int renameat2(int from, const char* old, int to, const char* path, unsigned flags) {
    if (concerns(path) && act(Call::Exchange) == Act::Fail) return -1;
    return next<int (*)(int, const char*, int, const char*, unsigned)>("renameat2")(from, old, to, path, flags);
}

int mkdir(const char* path, mode_t mode) {
    if (concerns(path) && act(Call::Other) == Act::Fail) return -1;
    return next<int (*)(const char*, mode_t)>("mkdir")(path, mode);
}

}  // extern "C"

// SPDX-License-Identifier: GPL-3.0-or-later
// Not QSaveFile: its temporary names are longer than the target's, so that names of 250 bytes fail, and a QString
// cannot hold a name that is not UTF-8.
#include "app/file/save_file.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <utility>

#include "app/file/staged_file.h"

namespace poolscope {
namespace {

constexpr std::size_t kOpenElsewhere = 200;  // files and the like that the rest of the program has open

// How many files may stay open, if so many are to; asks for more than usual where that is allowed.
std::size_t mostOpen(std::size_t count) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    const rlim_t wanted = std::min<rlim_t>(count + kOpenElsewhere, limit.rlim_max);
    if (limit.rlim_cur < wanted) {
        const rlimit more{wanted, limit.rlim_max};
        if (::setrlimit(RLIMIT_NOFILE, &more) == 0) limit.rlim_cur = wanted;
    }
    return limit.rlim_cur > kOpenElsewhere ? static_cast<std::size_t>(limit.rlim_cur) - kOpenElsewhere : 0;
}

// A rename is on the disk only when the folder is.
Result<void> syncFolder(const SavePlace& place) {
    const int folder = uninterrupted([&] { return ::open(place.folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); });
    if (folder < 0) return {};  // a folder that may be written but not read
    const int result = uninterrupted([&] { return ::fsync(folder); });
    const int code = errno;
    ::close(folder);
    if (result == 0 || code == EINVAL || code == EROFS) return {};
    return fail(place.name, "was saved, but may be lost if the power fails now: " + saveProblem(code));
}

// The files of one call, and the folders they go to.
struct StagedSet {
    FoldersInUse folders;
    std::vector<StagedFile> files;
};

// Where all of them lead, no two to the same file.
Result<StagedSet> stageAll(const std::vector<std::string>& paths) {
    StagedSet set;
    std::set<std::string> taken;
    for (const std::string& path : paths) {
        Result<SavePlace> place = placeOf(path);
        if (!place) return tl::unexpected(place.error());
        if (!taken.insert(place->path).second) {
            return fail(path, "cannot be saved: two results would go to this one file");
        }
        set.files.emplace_back(*std::move(place), set.files.size());
    }
    for (const StagedFile& file : set.files) set.folders.use(file.place().folder);
    return set;
}

// Takes back the first `count` files, the last one first. Says which it could not.
Error takenBack(std::vector<StagedFile>& files, std::size_t count, Error error) {
    constexpr std::size_t kMostNamed = 5;
    std::vector<std::string> changed;
    for (std::size_t i = count; i-- > 0;) {
        if (!files[i].giveBack()) changed.insert(changed.begin(), files[i].place().name);
    }
    if (changed.empty()) return error;
    std::string names;
    for (std::size_t i = 0; i < std::min(changed.size(), kMostNamed); ++i) names += (i ? ", " : "") + changed[i];
    if (changed.size() > kMostNamed) names += " and " + std::to_string(changed.size() - kMostNamed) + " more";
    error.message += "; already written anew, and whole: " + names;
    return error;
}

// Complete files take their places: all of them or none.
Result<void> replaceAll(std::vector<StagedFile>& files) {
    for (StagedFile& file : files) {
        if (Result<void> ok = file.prepare(); !ok) return ok;
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        const bool isLast = i + 1 == files.size();
        const Result<void> taken = files[i].take(!isLast);
        if (!taken) return tl::unexpected(takenBack(files, i, taken.error()));
    }
    std::set<std::string> synced;
    for (const StagedFile& file : files) {
        if (!synced.insert(file.place().folder).second) continue;
        if (Result<void> ok = syncFolder(file.place()); !ok) return ok;
    }
    return {};
}

}  // namespace

Result<void> saveFiles(const std::vector<FileToSave>& files) {
    std::vector<std::string> paths;
    for (const FileToSave& file : files) paths.push_back(file.path);
    Result<StagedSet> set = stageAll(paths);
    if (!set) return tl::unexpected(set.error());
    const std::size_t open = mostOpen(files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        StagedFile& file = set->files[i];
        const QByteArray& bytes = files[i].bytes;
        if (Result<void> ok = file.open(); !ok) return ok;
        if (Result<void> ok =
                file.append(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
            !ok)
            return ok;
        if (Result<void> ok = file.complete(); !ok) return ok;
        if (i < open) continue;
        if (Result<void> closed = file.close(); !closed) return closed;
    }
    return replaceAll(set->files);
}

struct GrowingFiles::Files {
    StagedSet set;
};

GrowingFiles::GrowingFiles(std::unique_ptr<Files> files) : files_(std::move(files)) {}
GrowingFiles::GrowingFiles(GrowingFiles&& other) noexcept = default;
GrowingFiles::~GrowingFiles() = default;

Result<GrowingFiles> GrowingFiles::open(const std::vector<std::string>& paths) {
    Result<StagedSet> set = stageAll(paths);
    if (!set) return tl::unexpected(set.error());
    for (StagedFile& file : set->files) {
        if (Result<void> ok = file.open(); !ok) return tl::unexpected(ok.error());
    }
    return GrowingFiles(std::make_unique<Files>(Files{std::move(*set)}));
}

Result<void> GrowingFiles::append(std::size_t file, std::span<const std::byte> bytes) {
    return files_->set.files[file].append(bytes);
}

Result<void> GrowingFiles::finish() {
    for (StagedFile& file : files_->set.files) {
        if (Result<void> ok = file.complete(); !ok) return ok;
    }
    return replaceAll(files_->set.files);
}

}  // namespace poolscope

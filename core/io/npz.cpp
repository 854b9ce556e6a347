// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/npz.h"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "core/base/message.h"
#include "core/io/foreign.h"
#include "core/io/npy.h"

namespace poolscope {
namespace {

constexpr std::string_view kSuffix = ".npy";

struct CloseArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, CloseArchive>;
using File = std::unique_ptr<zip_file_t, CloseFile>;

struct Entry {
    zip_uint64_t index = 0;
    std::string name;
    std::int64_t compressedBytes = 0;
    std::uint64_t declaredBytes = 0;
    std::string problem;
};

class ZipSource final : public ByteSource {
  public:
    ZipSource(File file, const Entry& entry, std::string name)
        : ByteSource(std::move(name)),
          file_(std::move(file)),
          most_(entry.compressedBytes * kMaxDeflateRatio),
          declared_(entry.declaredBytes) {}

    Result<std::size_t> read(std::span<std::byte> out) override {
        std::size_t done = 0;
        while (done < out.size()) {
            const zip_int64_t count = zip_fread(file_.get(), out.data() + done, out.size() - done);
            if (count < 0) {
                return fail(name(), std::string("the archive is damaged: ") +
                                        zip_error_strerror(zip_file_get_error(file_.get())));
            }
            if (count == 0) return atEnd(done);
            done += static_cast<std::size_t>(count);
            total_ += static_cast<std::uint64_t>(count);
        }
        return done;
    }
    std::int64_t mostBytesLeft() const override { return most_; }

  private:
    // libzip verifies the checksum, not the length.
    Result<std::size_t> atEnd(std::size_t done) const {
        if (total_ == declared_) return done;
        return fail(name(), "the archive is damaged: it declares " + std::to_string(declared_) + " bytes and holds " +
                                std::to_string(total_));
    }

    File file_;
    std::int64_t most_;
    std::uint64_t declared_;
    std::uint64_t total_ = 0;
};

std::uint64_t littleEndian64(std::span<const std::byte> bytes) {
    return std::uint64_t{readLittleEndian(bytes.subspan(4, 4))} << 32U | readLittleEndian(bytes.first(4));
}

// How many members the end record at `at` declares, directly or by a ZIP64 record.
std::uint64_t declaredMembers(std::span<const std::byte> bytes, std::size_t at) {
    constexpr std::size_t kLocatorBytes = 20;
    constexpr std::size_t kZip64EndBytes = 56;
    if (at >= kLocatorBytes && readLittleEndian(bytes.subspan(at - kLocatorBytes, 4)) == 0x07064B50) {
        const std::uint64_t end64 = littleEndian64(bytes.subspan(at - kLocatorBytes + 8, 8));
        if (bytes.size() >= kZip64EndBytes && end64 <= bytes.size() - kZip64EndBytes) {
            const auto record = bytes.subspan(static_cast<std::size_t>(end64), kZip64EndBytes);
            return std::max(littleEndian64(record.subspan(24, 8)), littleEndian64(record.subspan(32, 8)));
        }
    }
    return readLittleEndian(bytes.subspan(at + 10, 2));
}

tl::unexpected<Error> tooManyMembers(const std::string& name) {
    return fail(name, "the archive has more than " + std::to_string(kMaxNpzMembers) + " members");
}

// libzip takes memory for as many members as an end record declares before it has seen one of them, and it tries every
// end record in the last 64 KiB. So all of these are looked at first, and a file made of end records is refused.
Result<void> checkEndRecords(std::span<const std::byte> bytes, const std::string& name) {
    constexpr std::size_t kEndBytes = 22;
    constexpr std::size_t kLongestComment = 65535;
    constexpr int kMostRecords = 16;  // of other archives, stored inside this one
    if (bytes.size() < kEndBytes) return fail(name, "the NPZ archive is cut off");
    int records = 0;
    const std::size_t last = bytes.size() - kEndBytes;
    for (std::size_t at = last - std::min(last, kLongestComment + kEndBytes); at <= last; ++at) {
        if (readLittleEndian(bytes.subspan(at, 4)) != 0x06054B50) continue;
        if (declaredMembers(bytes, at) > static_cast<std::uint64_t>(kMaxNpzMembers)) return tooManyMembers(name);
        if (++records > kMostRecords) {
            return fail(name, "the archive has more than " + std::to_string(kMostRecords) + " end records");
        }
    }
    return {};
}

tl::unexpected<Error> failToOpen(zip_error_t& error, const std::string& name) {
    std::string why = zip_error_strerror(&error);
    zip_error_fini(&error);
    return fail(name, "the NPZ archive cannot be read: " + why);
}

bool isZip(std::span<const std::byte> bytes) {
    return startsWith(bytes, {'P', 'K', 3, 4}) || startsWith(bytes, {'P', 'K', 5, 6});
}

Result<Archive> openArchive(std::span<const std::byte> bytes, const std::string& name) {
    if (!isZip(bytes)) {
        return fail(name, "this is not an NPZ archive, which starts with the letters PK");
    }
    const auto checked = checkEndRecords(bytes, name);
    if (!checked) return tl::unexpected(checked.error());
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr) return failToOpen(error, name);
    Archive archive(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (!archive) {
        zip_source_free(source);
        return failToOpen(error, name);
    }
    zip_error_fini(&error);
    if (zip_get_num_entries(archive.get(), 0) > kMaxNpzMembers) return tooManyMembers(name);
    return archive;
}

// What the directory says of a member; "" or why it is not read.
std::string problemOf(const zip_stat_t& info) {
    if ((info.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && info.encryption_method != ZIP_EM_NONE) return "is encrypted";
    if ((info.valid & ZIP_STAT_COMP_METHOD) == 0 ||
        (info.comp_method != ZIP_CM_STORE && info.comp_method != ZIP_CM_DEFLATE)) {
        return "is compressed by method " + std::to_string(info.comp_method) +
               "; legal are 0 (stored) and 8 (deflated)";
    }
    return "";
}

std::vector<Entry> entriesOf(zip_t* archive, std::span<const std::byte> bytes) {
    std::vector<Entry> entries;
    const auto count = static_cast<zip_uint64_t>(std::max<zip_int64_t>(zip_get_num_entries(archive, 0), 0));
    for (zip_uint64_t i = 0; i < count; ++i) {
        zip_stat_t info;
        zip_stat_init(&info);
        const char* const name = zip_get_name(archive, i, ZIP_FL_ENC_RAW);
        Entry entry{i, name != nullptr ? name : "", 0, 0, ""};
        entry.problem = zip_stat_index(archive, i, 0, &info) == 0 ? problemOf(info) : "has no readable entry";
        entry.compressedBytes = static_cast<std::int64_t>(std::min<std::uint64_t>(info.comp_size, bytes.size()));
        entry.declaredBytes = info.size;
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::string label(const std::string& name) {
    return name.ends_with(kSuffix) ? name.substr(0, name.size() - kSuffix.size()) : name;
}

// What every error about a member begins with.
std::string subject(const Entry& entry) {
    return "array " + quotedExcerpt(label(entry.name)) + ": ";
}

// Hands the open member to `use`; every error names the member.
template <class Use>
auto withMember(zip_t* archive, const Entry& entry, const std::string& name, const Use& use)
    -> decltype(use(std::declval<ByteSource&>())) {
    const std::string member = subject(entry);
    if (!entry.problem.empty()) return fail(name, member + "the member " + entry.problem);
    File file(zip_fopen_index(archive, entry.index, 0));
    if (!file) return fail(name, member + "the archive is damaged: " + zip_strerror(archive));
    ZipSource source(std::move(file), entry, name);
    auto result = use(source);
    if (result || result.error().where == kStopped) return result;
    return fail(name, member + result.error().message);
}

std::string knownNames(const std::vector<Entry>& entries) {
    constexpr std::size_t kMost = 20;
    std::string names;
    for (std::size_t i = 0; i < std::min(entries.size(), kMost); ++i) {
        names += (i > 0 ? ", " : "") + quotedExcerpt(label(entries[i].name));
    }
    return names + (entries.size() > kMost ? ", ..." : "");
}

// A member of exactly this name, else one whose name has .npy after it.
Result<Entry> findEntry(const std::vector<Entry>& entries, const std::string& name, const std::string& member) {
    for (const std::string& wanted : {member, member + std::string(kSuffix)}) {
        const auto isWanted = [&](const Entry& entry) { return entry.name == wanted; };
        const auto found = std::find_if(entries.begin(), entries.end(), isWanted);
        if (found == entries.end()) continue;
        if (std::count_if(entries.begin(), entries.end(), isWanted) > 1) {
            return fail(name, "the archive holds more than one array " + quotedExcerpt(member));
        }
        return *found;
    }
    return fail(name, entries.empty()
                          ? "the archive is empty"
                          : "the archive has no array " + quotedExcerpt(member) + "; it has " + knownNames(entries));
}

}  // namespace

Result<std::vector<ArchiveMember>> listNpz(std::span<const std::byte> bytes, const std::string& name) {
    const auto archive = openArchive(bytes, name);
    if (!archive) return tl::unexpected(archive.error());
    std::vector<ArchiveMember> members;
    for (const Entry& entry : entriesOf(archive->get(), bytes)) {
        ArchiveMember member{label(entry.name), "", {}, ""};
        auto layout = withMember(archive->get(), entry, name, readNpyHeader);
        if (layout) {
            member.dtype = elementInfo(layout->type).dtype;
            member.shape = std::move(layout->shape);
        } else {
            member.problem = layout.error().message.substr(subject(entry).size());  // it is named beside
        }
        members.push_back(std::move(member));
    }
    return members;
}

namespace {

Result<Array> readMember(std::span<const std::byte> bytes, const std::string& member, const InputRequest& request) {
    const auto archive = openArchive(bytes, request.name);
    if (!archive) return tl::unexpected(archive.error());
    const auto entry = findEntry(entriesOf(archive->get(), bytes), request.name, member);
    if (!entry) return tl::unexpected(entry.error());
    return withMember(archive->get(), *entry, request.name,
                      [&request](ByteSource& source) { return readNpyFrom(source, "npz", request); });
}

bool hasPoolArray(const std::vector<ArchiveMember>& members) {
    return std::any_of(members.begin(), members.end(), [](const ArchiveMember& m) { return m.problem.empty(); });
}

std::vector<std::string> namesOf(const std::vector<ArchiveMember>& members) {
    std::vector<std::string> names;
    for (const ArchiveMember& member : members) names.push_back(member.name);
    return names;
}

// Of an archive with one array that one, whatever it is called.
Result<Array> readNpzRequest(std::span<const std::byte> bytes, const InputRequest& request) {
    if (request.member) return readMember(bytes, *request.member, request);
    const auto members = listNpz(bytes, request.name);
    if (!members) return tl::unexpected(members.error());
    if (!hasPoolArray(*members)) {
        if (const auto known = foreignArchive(namesOf(*members))) return fail(request.name, *known);
    }
    if (members->size() == 1) return readMember(bytes, members->front().name, request);
    if (members->empty()) return fail(request.name, "the archive holds no array");
    constexpr std::size_t kMostNamed = 8;
    std::string names;
    for (std::size_t i = 0; i < std::min(members->size(), kMostNamed); ++i) {
        names += (i > 0 ? ", " : "") + quotedExcerpt((*members)[i].name);
    }
    if (members->size() > kMostNamed) names += ", ...";
    return fail(request.name,
                "the archive holds " + std::to_string(members->size()) + " arrays; choose one with #NAME: " + names);
}

}  // namespace

Result<Array> readNpz(std::span<const std::byte> bytes, const std::string& name, const std::string& member,
                      const RunControl& run) {
    return readMember(bytes, member, {name, {}, false, run});
}

const InputFormat kNpzFormat{
    .name = "npz",
    .title = "NPZ",
    .patterns = "*.npz",
    .media = "application/x-npz",
    .recognises = isZip,
    .read = readNpzRequest,
    .members = listNpz,
};

}  // namespace poolscope

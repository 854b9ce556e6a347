// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file/picture_folder.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <tuple>

#include "app/file/load_source.h"
#include "app/file/stored_file.h"
#include "core/base/message.h"
#include "core/base/natural_order.h"
#include "core/base/read_text.h"
#include "core/io/labels.h"

namespace poolscope {
namespace {

namespace fs = std::filesystem;

// What is left out, by number and the first names.
class LeftOut {
  public:
    void add(const std::string& name) {
        constexpr std::size_t kMostNamed = 3;
        if (++count_ <= kMostNamed)
            names_ += (names_.empty() ? "" : ", ") + name;
        else if (count_ == kMostNamed + 1)
            names_ += ", ...";
    }
    // "2 WHAT: a, b"; nothing where nothing is left out.
    void say(const std::string& one, const std::string& several, std::vector<Note>& notes) const {
        if (count_ == 0) return;
        notes.push_back({std::to_string(count_) + " " + (count_ == 1 ? one : several) + ": " + names_});
    }

  private:
    std::size_t count_ = 0;
    std::string names_;
};

struct PictureFile {
    std::string folder;  // within the source; empty at its top
    std::string name;
    std::string at;  // where it is read from

    std::string path() const { return folder.empty() ? name : folder + "/" + name; }
};

struct Listing {
    std::vector<PictureFile> files;
    LeftOut hidden;
    LeftOut links;
    LeftOut deeper;  // folders of folders
};

// The entries of one folder, in natural order.
Result<std::vector<fs::directory_entry>> entriesOf(const std::string& path) {
    std::error_code problem;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator at(path, problem), end; !problem && at != end; at.increment(problem)) {
        entries.push_back(*at);
    }
    if (problem) return fail(path, "cannot be read: " + problem.message());
    std::sort(entries.begin(), entries.end(), [](const fs::directory_entry& left, const fs::directory_entry& right) {
        return isNaturallyBefore(left.path().filename().string(), right.path().filename().string());
    });
    return entries;
}

Result<void> list(const std::string& root, const std::string& folder, Listing& listing) {
    const auto entries = entriesOf(folder.empty() ? root : root + "/" + folder);
    if (!entries) return tl::unexpected(entries.error());
    std::vector<std::string> folders;
    for (const fs::directory_entry& entry : *entries) {
        const PictureFile file{folder, entry.path().filename().string(), entry.path().string()};
        std::error_code unknown;
        const bool isLink = entry.is_symlink(unknown);
        if (file.name.starts_with('.')) {
            listing.hidden.add(file.path());
        } else if (isLink) {
            listing.links.add(file.path());
        } else if (!entry.is_directory(unknown)) {
            listing.files.push_back(file);
        } else if (folder.empty()) {
            folders.push_back(file.name);
        } else {
            listing.deeper.add(file.path());
        }
    }
    for (const std::string& name : folders) {
        if (Result<void> ok = list(root, name, listing); !ok) return ok;
    }
    return {};
}

struct Picture {
    PictureFile file;
    Source source;

    using Kind = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::string>;
    Kind kind() const {
        const Shape& shape = source.images.shape;
        return {shape.c, shape.h, shape.w, source.dtype};
    }
    std::string described() const {
        return file.path() + " (" + toText(source.images.shape.plane()) + " " + source.dtype + ")";
    }
};

// Pictures as they come, within the limit.
class Batch {
  public:
    // False when there is no room for more.
    bool add(Picture picture) {
        const std::int64_t values = picture.source.images.shape.count();
        if (values_ + values > kMaxArrayValues) settle();
        if (isSettled_ && picture.kind() != pictures_.front().kind()) {
            others_.add(picture.described());
            return true;
        }
        if (values_ + values > kMaxArrayValues) return false;
        values_ += values;
        pictures_.push_back(std::move(picture));
        return true;
    }
    // The pictures of the commonest kind; of equally common ones the first.
    std::vector<Picture> take(std::vector<Note>& notes) {
        settle();
        if (!pictures_.empty()) {
            const std::string kind = " of another size or type than " +
                                     toText(pictures_.front().source.images.shape.plane()) + " " +
                                     pictures_.front().source.dtype + ", the commonest, ";
            others_.say("picture" + kind + "was left out", "pictures" + kind + "were left out", notes);
        }
        return std::move(pictures_);
    }

  private:
    void settle() {
        if (isSettled_ || pictures_.empty()) return;
        isSettled_ = true;
        std::map<Picture::Kind, int> counts;
        for (const Picture& picture : pictures_) ++counts[picture.kind()];
        const auto commonest = std::max_element(
            pictures_.begin(), pictures_.end(),
            [&](const Picture& left, const Picture& right) { return counts[left.kind()] < counts[right.kind()]; });
        const Picture::Kind kind = commonest->kind();
        for (const Picture& picture : pictures_) {
            if (picture.kind() == kind) continue;
            values_ -= picture.source.images.shape.count();
            others_.add(picture.described());
        }
        std::erase_if(pictures_, [&kind](const Picture& picture) { return picture.kind() != kind; });
    }

    std::vector<Picture> pictures_;
    LeftOut others_;
    std::int64_t values_ = 0;
    bool isSettled_ = false;  // what the commonest kind is
};

// The label of each folder, and how that is said; their names, where those are not the labels.
std::map<std::string, int> labelsOfFolders(const std::vector<Picture>& pictures, std::vector<Note>& notes,
                                           std::vector<std::string>& classNames) {
    constexpr int kMostLabel = (1 << 24) - 1;
    std::vector<std::string> names;
    for (const Picture& picture : pictures) {
        if (names.empty() || names.back() != picture.file.folder) names.push_back(picture.file.folder);
    }
    std::map<std::string, int> labels;
    for (const std::string& name : names) {
        const auto number = readNumber<int>(name);
        if (number && *number >= 0 && *number <= kMostLabel) labels[name] = *number;
    }
    if (labels.size() == names.size()) return labels;
    std::string said;
    for (std::size_t i = 0; i < names.size(); ++i) {
        labels[names[i]] = static_cast<int>(i);
        said += (i > 0 ? ", " : "") + std::to_string(i) + " " + names[i];
    }
    notes.push_back({"the labels are the folders: " + said});
    classNames = names;
    return labels;
}

void addLabels(Source& source, const std::vector<Picture>& pictures) {
    const auto isAtTop = [](const Picture& picture) { return picture.file.folder.empty(); };
    const auto atTop = std::count_if(pictures.begin(), pictures.end(), isAtTop);
    if (atTop == std::ssize(pictures)) return;
    if (atTop > 0) {
        source.notes.push_back({"there are no labels, since " + std::to_string(atTop) +
                                (atTop == 1 ? " picture is" : " pictures are") + " in none of the folders"});
        return;
    }
    const auto labels = labelsOfFolders(pictures, source.notes, source.classNames);
    for (const Picture& picture : pictures) {
        const auto count = static_cast<std::size_t>(picture.source.count());
        source.labels.insert(source.labels.end(), count, labels.at(picture.file.folder));
    }
}

void join(Source& source, std::vector<Picture> pictures) {
    Shape shape = pictures.front().source.images.shape;
    shape.n = 0;
    for (const Picture& picture : pictures) shape.n += picture.source.count();
    std::vector<float> values;
    values.reserve(static_cast<std::size_t>(shape.count()));
    std::string names;
    source.dtype = pictures.front().source.dtype;
    for (Picture& picture : pictures) {
        names += picture.file.path() + '\0' + picture.source.sha256;
        source.inexact.rounded += picture.source.inexact.rounded;
        source.inexact.infinite += picture.source.inexact.infinite;
        const auto images = picture.source.images.tensor();
        values.insert(values.end(), images->values.begin(), images->values.end());
        picture.source.images = {};  // the memory is needed
    }
    source.sha256 = sha256Of(std::as_bytes(std::span(names)));
    source.setImages(Tensor(shape, std::move(values)));
}

// Joins those of the files that fit together. The error has no place where none of them is a picture.
Result<Source> readAll(Source source, const std::vector<PictureFile>& files, const Reading& reading, bool rgb,
                       const RunControl& run) {
    source.picture = true;
    source.rgb = rgb;
    SourceRef one;
    one.reading = reading;
    one.reading.labels = {};
    one.reading.names.clear();
    Batch batch;
    LeftOut noPictures;
    LeftOut broken;
    std::optional<Error> problem;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (run.isStopped()) return fail(kStopped, "");
        run.report(static_cast<double>(i) / static_cast<double>(files.size()));
        const PictureFile& file = files[i];
        if (file.path() == kClassNames) continue;
        one.path = file.at;
        auto bytes = readSourceBytes(one, run.stopToken());
        if (bytes && recognised(kPictureFormats, **bytes) == nullptr) {
            noPictures.add(file.path());
            continue;
        }
        auto picture = bytes ? decodeSource(std::move(*bytes), one, rgb, run.stopToken())
                             : Result<Source>(tl::unexpected(bytes.error()));
        if (!picture) {
            if (picture.error().where == kStopped) return picture;
            if (!problem) problem = picture.error();
            broken.add(file.path() + " (" + picture.error().message + ")");
            continue;
        }
        for (const Note& note : picture->notes) source.notes.push_back({file.path() + ": " + note.text});
        if (!batch.add({file, std::move(*picture)})) {
            source.notes.push_back({"the pictures from " + file.path() +
                                    " on were left out, since they are above the limit of " +
                                    std::to_string(kMaxArrayValues) + " values"});
            break;
        }
    }
    auto pictures = batch.take(source.notes);
    broken.say("picture cannot be read and was left out", "pictures cannot be read and were left out", source.notes);
    noPictures.say("file is no picture", "files are no pictures", source.notes);
    if (pictures.empty()) return tl::unexpected(problem.value_or(Error{}));
    addLabels(source, pictures);
    join(source, std::move(pictures));
    return source;
}

}  // namespace

bool isFolder(const SourceRef& ref) {
    std::error_code unknown;
    return !ref.mnist && !ref.embedded && fs::is_directory(ref.path, unknown);
}

Result<Source> readFolder(const SourceRef& ref, bool rgb, const RunControl& run) {
    Listing listing;
    if (Result<void> ok = list(ref.path, "", listing); !ok) return tl::unexpected(ok.error());
    Source source;
    source.name = sourceName(ref);
    source.format = "folder";
    auto joined = readAll(std::move(source), listing.files, ref.reading, rgb, run);
    if (joined) {
        listing.hidden.say("hidden file was skipped", "hidden files were skipped", joined->notes);
        listing.links.say("link was skipped", "links were skipped", joined->notes);
        listing.deeper.say("folder in a folder was skipped", "folders in folders were skipped", joined->notes);
    } else if (joined.error().where.empty()) {
        return fail(ref.path, "is a folder without a picture");
    }
    return joined;
}

Result<Source> readPictures(const std::vector<std::string>& paths, const std::string& name, bool rgb,
                            const RunControl& run) {
    std::vector<PictureFile> files;
    for (const std::string& path : paths) files.push_back({"", fs::path(path).filename().string(), path});
    Source source;
    source.name = name;
    source.format = "pictures";
    auto joined = readAll(std::move(source), files, {}, rgb, run);
    if (!joined && joined.error().where.empty()) return fail(name, "none of them is a picture");
    return joined;
}

}  // namespace poolscope

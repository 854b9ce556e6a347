// SPDX-License-Identifier: GPL-3.0-or-later
// Every frame a PNG of its own, numbered from 1: for slides, LaTeX's animate, and other programs.
#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <utility>

#include "app/film/frame_encoder.h"

namespace poolscope {
namespace {

constexpr std::string_view kStem = "frame-";
constexpr std::string_view kEnding = ".png";

// The number of a frame's file name.
std::optional<std::size_t> frameNumber(std::string_view name) {
    if (!name.starts_with(kStem) || !name.ends_with(kEnding) || name.size() <= kStem.size() + kEnding.size())
        return std::nullopt;
    const std::string_view digits = name.substr(kStem.size(), name.size() - kStem.size() - kEnding.size());
    std::size_t number = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (problem != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return number;
}

class FolderEncoder : public FrameEncoder {
  public:
    FolderEncoder(std::string folder, std::size_t frames)
        : folder_(std::move(folder)), digits_(std::max<std::size_t>(4, std::to_string(frames).size())) {}

    Result<void> add(const QImage& frame, std::int64_t /*ticks*/) override {
        auto png = pngBytes(frame);
        if (!png) return tl::unexpected(png.error());
        bytes_ += png->size();
        const std::string number = std::to_string(files_.size() + 1);
        const std::string zeros(digits_ - std::min(digits_, number.size()), '0');
        files_.push_back({folder_ + std::string(kStem) + zeros + number + std::string(kEnding), std::move(*png)});
        return {};
    }

    Result<void> finish(AnimationFiles& files) override {
        files.folders.push_back(folder_);
        std::move(files_.begin(), files_.end(), std::back_inserter(files.files));
        return {};
    }

    qsizetype bytes() const override { return bytes_; }

  private:
    std::string folder_;  // ends with /
    std::size_t digits_;
    std::vector<FileToSave> files_;
    qsizetype bytes_ = 0;
};

}  // namespace

// Refuses a folder that holds frames of a longer animation: they would play on after these.
EncoderResult folderEncoder(const std::string& folder, const Film& film, const ExportOptions&, const RunControl&) {
    const std::size_t frames = film.ticks.size();
    std::error_code problem;
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
        const std::string name = entry.path().filename().string();
        if (frameNumber(name).value_or(0) > frames) {
            return fail(folder, "holds " + name + " of another animation, and this one ends with frame " +
                                    std::to_string(frames) + ": remove those frames or choose another folder");
        }
    }
    const std::string slash = folder.ends_with('/') ? "" : "/";
    return std::make_unique<FolderEncoder>(folder + slash, frames);
}

}  // namespace poolscope

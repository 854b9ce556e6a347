// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/picture.h"

#include <algorithm>
#include <cmath>

namespace poolscope {
namespace {

std::string sizeText(std::int64_t width, std::int64_t height) {
    return std::to_string(width) + " x " + std::to_string(height);
}

// Positions in an upright plane: `origin` of the stored first pixel, and what a stored column and row add.
struct Turn {
    std::int64_t origin = 0;
    std::int64_t column = 1;
    std::int64_t row = 0;
};

bool isSideways(int orientation) {
    return orientation >= 5;
}

Turn turnOf(const PictureKind& kind) {
    const std::int64_t w = kind.width;
    const std::int64_t h = kind.height;
    const Turn turns[] = {{0, 1, w}, {w - 1, -1, w}, {w * h - 1, -1, -w}, {w * (h - 1), 1, -w},
                          {0, h, 1}, {h - 1, h, -1}, {w * h - 1, -h, -1}, {h * (w - 1), -h, 1}};
    return turns[kind.orientation - 1];
}

double onWhite(double sample, double alpha, const PictureKind& kind) {
    if (kind.premultiplied) return sample + kind.white - alpha;
    const double sum = sample * alpha + kind.white * (kind.white - alpha);
    return kind.whole ? std::floor((sum + std::floor(kind.white / 2)) / kind.white) : sum / kind.white;
}

}  // namespace

double greyOf(double red, double green, double blue, bool whole) {
    const double grey = (11 * red + 16 * green + 5 * blue) / 32;
    return whole ? std::floor(grey) : grey;
}

Result<void> PictureBatch::fits(const PictureKind& kind) const {
    if (kind.width <= 0 || kind.height <= 0) return refused("the picture has no pixels");
    const std::string size = "the picture has " + sizeText(kind.width, kind.height) + " pixels; at most ";
    if (kind.width > kMaxImageSide || kind.height > kMaxImageSide || kind.width * kind.height > kMaxImagePixels) {
        return refused(size + std::to_string(kMaxImageSide) + " a side and " + std::to_string(kMaxImagePixels) +
                       " in all are read");
    }
    if (kind.width * kind.height * channels() <= kMaxArrayValues) return {};
    return refused(size + std::to_string(kMaxArrayValues / channels()) + " are read in colour; it can be read in grey");
}

Result<bool> PictureBatch::begin(const PictureKind& kind) {
    if (isStopped()) return stopped();
    if (count_ == 0) {
        if (const auto ok = fits(kind); !ok) return tl::unexpected(ok.error());
        first_ = kind;
    } else if (kind.width != first_.width || kind.height != first_.height || kind.dtype != first_.dtype ||
               isSideways(kind.orientation) != isSideways(first_.orientation)) {
        note("picture 0 is shown alone, since picture " + std::to_string(count_) + " has another size or type (" +
             sizeText(kind.width, kind.height) + " " + std::string(kind.dtype) + ", not " +
             sizeText(first_.width, first_.height) + " " + std::string(first_.dtype) + ")");
        count_ = 1;
        values_.resize(static_cast<std::size_t>(pixels() * channels()));
        return false;
    } else if ((count_ + 1) * pixels() * channels() > kMaxArrayValues) {
        note("pictures from number " + std::to_string(count_) + " on are left out, since they are above the limit of " +
             std::to_string(kMaxArrayValues) + " values");
        return false;
    }
    kind_ = kind;
    ++count_;
    values_.resize(static_cast<std::size_t>(count_ * pixels() * channels()), static_cast<float>(kind.white));
    return true;
}

void PictureBatch::put(std::int64_t y, std::int64_t x, std::span<const double> samples) {
    const Turn turn = turnOf(kind_);
    const auto step = static_cast<std::size_t>(kind_.channels);
    std::int64_t at = (count_ - 1) * pixels() * channels() + turn.origin + y * turn.row + x * turn.column;
    for (std::size_t i = 0; i < samples.size(); i += step, at += turn.column) {
        place(static_cast<std::size_t>(at), samples.data() + i);
    }
}

void PictureBatch::place(std::size_t at, const double* samples) {
    const bool colour = kind_.channels > 2;
    double rgb[] = {samples[0], samples[colour ? 1 : 0], samples[colour ? 2 : 0]};
    for (int c = 0; c < (colour ? 3 : 1); ++c) inexact_.count(rgb[c]);
    if (kind_.channels % 2 == 0) {
        for (double& sample : rgb) sample = onWhite(sample, samples[kind_.channels - 1], kind_);
    }
    if (!request_.rgb) {
        values_[at] = static_cast<float>(colour ? greyOf(rgb[0], rgb[1], rgb[2], kind_.whole) : rgb[0]);
        return;
    }
    for (const double sample : rgb) {
        values_[at] = static_cast<float>(sample);
        at += static_cast<std::size_t>(pixels());
    }
}

void PictureBatch::note(const std::string& sentence) {
    notes_.push_back({title_ + ": " + sentence});
}

Result<Array> PictureBatch::take() {
    if (isStopped()) return stopped();
    if (count_ == 0) return damaged("it holds no picture");
    if (inexact_.any()) note(inexactNote(inexact_, count_ * pixels() * (first_.channels > 2 ? 3 : 1)));
    const bool sideways = isSideways(first_.orientation);
    const std::int64_t height = sideways ? first_.width : first_.height;
    const std::int64_t width = sideways ? first_.height : first_.width;
    Array array;
    array.dtype = first_.dtype;
    if (count_ > 1 || request_.rgb) array.shape.push_back(count_);
    if (request_.rgb) array.shape.push_back(3);
    array.shape.insert(array.shape.end(), {height, width});
    array.stored = statisticsOf(values_);
    array.inexact = inexact_;
    array.values = std::move(values_);
    array.notes = std::move(notes_);
    return array;
}

tl::unexpected<Error> PictureBatch::refused(const std::string& reason) const {
    return fail(request_.name, title_ + ": " + reason);
}

tl::unexpected<Error> PictureBatch::incomplete() const {
    return refused("the file is incomplete: it ends before the picture does");
}

tl::unexpected<Error> PictureBatch::damaged(const std::string& what) const {
    return refused("the file is damaged: " + what);
}

tl::unexpected<Error> PictureBatch::stopped() const {
    return fail(kStopped, "");
}

}  // namespace poolscope

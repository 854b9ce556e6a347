// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers of pictures share: samples in, an array out. A reader hands over its pictures one after the other,
// as their samples are stored; here they are turned upright, put on white, made grey where that is asked for, and
// counted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/io/input_format.h"

namespace poolscope {

inline constexpr std::int64_t kMaxImageSide = 65535;
// In grey; in colour as many values, so a third of the pixels.
inline constexpr std::int64_t kMaxImagePixels = kMaxArrayValues;

// How one picture is stored.
struct PictureKind {
    std::int64_t width = 0;  // pixels, before the orientation is followed
    std::int64_t height = 0;
    int channels = 1;                  // 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha
    std::string_view dtype = "uint8";  // NumPy's name
    double white = 255;                // the sample of white paper, and the alpha of what is opaque
    bool whole = true;                 // samples are whole numbers, so that grey values are too
    bool premultiplied = false;        // colours are already multiplied by alpha
    int orientation = 1;               // 1 to 8 as EXIF numbers them

    bool operator==(const PictureKind&) const = default;
};

// As pictures are read in grey; `whole` says that samples are whole numbers.
double greyOf(double red, double green, double blue, bool whole);

// The pictures of one file. Errors and notes begin with the format's title.
class PictureBatch {
  public:
    PictureBatch(std::string_view title, const InputRequest& request) : title_(title), request_(request) {}

    // Fails for a picture whose width and height are beyond the limits.
    Result<void> fits(const PictureKind& kind) const;
    // Starts the next picture, all white. False when no more are wanted: it is of another size or type than the first,
    // or the limit is reached, and a note says so. Fails for a first picture beyond the limits, before memory is taken,
    // and when reading is stopped.
    Result<bool> begin(const PictureKind& kind);
    // Pixels of one row from column x on, channels interleaved.
    void put(std::int64_t y, std::int64_t x, std::span<const double> samples);

    void note(const std::string& sentence);
    bool isStopped() const { return request_.run.isStopped(); }

    // (H, W) in grey or (1, 3, H, W); of N pictures (N, H, W) or (N, 3, H, W).
    Result<Array> take();

    tl::unexpected<Error> refused(const std::string& reason) const;
    tl::unexpected<Error> incomplete() const;
    tl::unexpected<Error> damaged(const std::string& what) const;
    tl::unexpected<Error> stopped() const;

  private:
    std::int64_t channels() const { return request_.rgb ? 3 : 1; }
    std::int64_t pixels() const { return first_.width * first_.height; }
    void place(std::size_t at, const double* samples);

    std::string title_;
    const InputRequest& request_;
    PictureKind first_;
    PictureKind kind_;  // of the picture begun last
    std::int64_t count_ = 0;
    Inexact inexact_;
    std::vector<float> values_;
    std::vector<Note> notes_;
};

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// Frames in, one by one, bytes out. Private to app/film.
#pragma once

#include <QImage>
#include <cmath>
#include <memory>

#include "app/film/animation_file.h"

namespace poolscope {

class FrameEncoder {
  public:
    FrameEncoder() = default;
    FrameEncoder(const FrameEncoder&) = delete;
    FrameEncoder& operator=(const FrameEncoder&) = delete;
    virtual ~FrameEncoder() = default;

    // The next frame, shown for `ticks`; all frames have one size.
    virtual Result<void> add(const QImage& frame, std::int64_t ticks) = 0;
    // Completes the file or files after the last frame and adds them.
    virtual Result<void> finish(AnimationFiles& files) = 0;
    // How many bytes of the result are in memory so far, as far as that can be told.
    virtual qsizetype bytes() const = 0;
};

// Time in the whole units of a file format: what rounding takes from one frame it gives to the next.
class FrameClock {
  public:
    FrameClock(double fps, double unitsPerSecond) : unitsPerTick_(unitsPerSecond / fps) {}
    std::int64_t now() const { return std::llround(static_cast<double>(ticks_) * unitsPerTick_); }
    void advance(std::int64_t ticks) { ticks_ += ticks; }

  private:
    double unitsPerTick_;
    std::int64_t ticks_ = 0;
};

}  // namespace poolscope

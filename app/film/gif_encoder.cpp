// SPDX-License-Identifier: GPL-3.0-or-later
// A frame is the rectangle that changed, transparent where nothing did, with a palette of its own: the few colours that
// are new in a frame are mostly exact.
#include <gif_lib.h>

#include <algorithm>
#include <array>
#include <utility>

#include "app/film/frame_encoder.h"
#include "app/film/gif_palette.h"
#include "app/paint/figure_record.h"
#include "core/base/text.h"

namespace poolscope {
namespace {

constexpr double kMostGifFps = 50;  // viewers show frames of less than 20 ms for longer

int appendBytes(GifFileType* gif, const GifByteType* bytes, int count) {
    static_cast<QByteArray*>(gif->UserData)->append(reinterpret_cast<const char*>(bytes), count);
    return count;
}

const QRgb* rowOf(const QImage& image, int y) {
    return reinterpret_cast<const QRgb*>(image.constScanLine(y));
}

// The smallest rectangle around all pixels that differ; one pixel when none does.
QRect changedRect(const QImage& before, const QImage& after) {
    int left = after.width();
    int right = -1;
    int top = -1;
    int bottom = -1;
    for (int y = 0; y < after.height(); ++y) {
        const QRgb* old = rowOf(before, y);
        const QRgb* now = rowOf(after, y);
        const auto first = static_cast<int>(std::mismatch(now, now + after.width(), old).first - now);
        if (first == after.width()) continue;
        int last = after.width() - 1;
        while (old[last] == now[last]) --last;
        left = std::min(left, first);
        right = std::max(right, last);
        if (top < 0) top = y;
        bottom = y;
    }
    if (right < 0) return {0, 0, 1, 1};
    return {QPoint(left, top), QPoint(right, bottom)};
}

struct FreeMap {
    void operator()(ColorMapObject* map) const { GifFreeMapObject(map); }
};
using ColourMap = std::unique_ptr<ColorMapObject, FreeMap>;

// Sizes of palettes are powers of two.
ColourMap colourMap(const std::vector<QRgb>& colours, std::size_t extra) {
    int size = 2;
    while (std::cmp_less(size, colours.size() + extra)) size *= 2;
    ColourMap map(GifMakeMapObject(size, nullptr));
    if (!map) return map;
    std::fill(map->Colors, map->Colors + size, GifColorType{0, 0, 0});
    std::transform(colours.begin(), colours.end(), map->Colors, [](QRgb c) {
        return GifColorType{static_cast<GifByteType>(qRed(c)), static_cast<GifByteType>(qGreen(c)),
                            static_cast<GifByteType>(qBlue(c))};
    });
    return map;
}

class GifEncoder : public FrameEncoder {
  public:
    GifEncoder(std::string path, double fps, std::string comment)
        : path_(std::move(path)), comment_(std::move(comment)), clock_(fps, 100) {}
    ~GifEncoder() override {
        int error = 0;
        if (gif_) EGifCloseFile(gif_, &error);
    }

    Result<void> add(const QImage& frame, std::int64_t ticks) override {
        const QImage now = frame.convertToFormat(QImage::Format_RGB32);
        const bool ok = gif_ ? addChange(now, ticks) : addFirst(now, ticks);
        shown_ = now;
        return ok ? Result<void>() : fail(path_, "the GIF could not be made: not enough memory");
    }

    Result<void> finish(AnimationFiles& files) override {
        int error = 0;
        if (!gif_ || EGifCloseFile(std::exchange(gif_, nullptr), &error) != GIF_OK)
            return fail(path_, "the GIF could not be ended");
        files.files.push_back({path_, std::move(bytes_)});
        return {};
    }

    qsizetype bytes() const override { return bytes_.size(); }

  private:
    static constexpr std::size_t kMostColours = 256;
    // With the one that is no colour 128: a tenth smaller than with 256, and above 57 dB on figures of digits.
    static constexpr std::size_t kMostNewColours = 127;

    bool addFirst(const QImage& frame, std::int64_t ticks) {
        int error = 0;
        gif_ = EGifOpen(&bytes_, &appendBytes, &error);
        if (!gif_) return false;
        std::vector<QRgb> pixels;
        pixels.reserve(static_cast<std::size_t>(frame.width()) * static_cast<std::size_t>(frame.height()));
        for (int y = 0; y < frame.height(); ++y)
            pixels.insert(pixels.end(), rowOf(frame, y), rowOf(frame, y) + frame.width());
        const auto palette = gifPalette(std::move(pixels), kMostColours);
        if (!palette) return false;
        const ColourMap map = colourMap(palette->colours, 0);
        EGifSetGifVersion(gif_, true);
        if (!map || EGifPutScreenDesc(gif_, frame.width(), frame.height(), 8, 0, map.get()) != GIF_OK) return false;
        return putLoop() && putComment() && putControl(ticks, NO_TRANSPARENT_COLOR) &&
               EGifPutImageDesc(gif_, 0, 0, frame.width(), frame.height(), false, nullptr) == GIF_OK &&
               putPixels(frame, frame.rect(), [&](int x, int y) { return palette->place.at(rowOf(frame, y)[x]); });
    }

    bool addChange(const QImage& frame, std::int64_t ticks) {
        if (frame.size() != shown_.size()) return false;
        const QRect rect = changedRect(shown_, frame);
        std::vector<QRgb> pixels;
        for (int y = rect.top(); y <= rect.bottom(); ++y) {
            for (int x = rect.left(); x <= rect.right(); ++x) {
                if (rowOf(frame, y)[x] != rowOf(shown_, y)[x]) pixels.push_back(rowOf(frame, y)[x]);
            }
        }
        const auto palette = gifPalette(std::move(pixels), kMostNewColours);
        if (!palette) return false;
        const ColourMap map = colourMap(palette->colours, 1);
        if (!map) return false;
        const auto unchanged = static_cast<GifByteType>(palette->colours.size());
        return putControl(ticks, unchanged) &&
               EGifPutImageDesc(gif_, rect.x(), rect.y(), rect.width(), rect.height(), false, map.get()) == GIF_OK &&
               putPixels(frame, rect, [&](int x, int y) {
                   const QRgb now = rowOf(frame, y)[x];
                   return now == rowOf(shown_, y)[x] ? unchanged : palette->place.at(now);
               });
    }

    // Netscape's block: for ever.
    bool putLoop() {
        constexpr std::array<GifByteType, 3> kForEver{1, 0, 0};
        return EGifPutExtensionLeader(gif_, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
               EGifPutExtensionBlock(gif_, 11, "NETSCAPE2.0") == GIF_OK &&
               EGifPutExtensionBlock(gif_, kForEver.size(), kForEver.data()) == GIF_OK &&
               EGifPutExtensionTrailer(gif_) == GIF_OK;
    }

    bool putComment() { return comment_.empty() || EGifPutComment(gif_, comment_.c_str()) == GIF_OK; }

    bool putControl(std::int64_t ticks, int transparent) {
        const std::int64_t start = clock_.now();
        clock_.advance(ticks);
        GraphicsControlBlock control{};
        control.DisposalMode = DISPOSE_DO_NOT;
        control.DelayTime = static_cast<int>(clock_.now() - start);
        control.TransparentColor = transparent;
        std::array<GifByteType, 4> block{};
        const std::size_t size = EGifGCBToExtension(&control, block.data());
        return EGifPutExtension(gif_, GRAPHICS_EXT_FUNC_CODE, static_cast<int>(size), block.data()) == GIF_OK;
    }

    template <class PlaceAt>
    bool putPixels(const QImage& frame, const QRect& rect, const PlaceAt& placeAt) {
        std::vector<GifByteType> line(static_cast<std::size_t>(frame.width()));
        for (int y = rect.top(); y <= rect.bottom(); ++y) {
            for (int x = rect.left(); x <= rect.right(); ++x)
                line[static_cast<std::size_t>(x - rect.left())] = placeAt(x, y);
            if (EGifPutLine(gif_, line.data(), rect.width()) != GIF_OK) return false;
        }
        return true;
    }

    std::string path_;
    std::string comment_;  // the record
    FrameClock clock_;
    QByteArray bytes_;
    GifFileType* gif_ = nullptr;
    QImage shown_;
};

}  // namespace

EncoderResult gifEncoder(const std::string& path, const Film& film, const ExportOptions& options, const RunControl&) {
    if (film.fps > kMostGifFps) {
        return fail("animation.fps", shortestNumber(film.fps) +
                                         " frames a second are too many for a GIF, which shows a frame " +
                                         "for 20 ms at least: choose 50 or fewer, or another format");
    }
    return std::make_unique<GifEncoder>(path, film.fps, recordElement(options));
}

}  // namespace poolscope

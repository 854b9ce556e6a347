// SPDX-License-Identifier: GPL-3.0-or-later
// GIF, by giflib, which decodes frames; here each is laid on what the frames before it left on the screen.
#include <gif_lib.h>

#include <algorithm>
#include <cstring>
#include <limits>

#include "core/io/byte_source.h"
#include "core/io/picture.h"

namespace poolscope {
namespace {

constexpr int kChannels = 4;

bool isGif(std::span<const std::byte> bytes) {
    return startsWith(bytes, {'G', 'I', 'F', '8', '7', 'a'}) || startsWith(bytes, {'G', 'I', 'F', '8', '9', 'a'});
}

// The frame that giflib has read the head of.
struct Frame {
    std::int64_t left = 0;
    std::int64_t top = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;
};

class GifDecoder {
  public:
    GifDecoder(std::span<const std::byte> bytes, const InputRequest& request)
        : left_(bytes), batch_(kGifFormat.title, request) {}
    ~GifDecoder() {
        int ignored = 0;
        if (gif_ != nullptr) DGifCloseFile(gif_, &ignored);
    }
    GifDecoder(const GifDecoder&) = delete;
    GifDecoder& operator=(const GifDecoder&) = delete;

    Result<Array> read() {
        int error = 0;
        gif_ = DGifOpen(this, readBytes, &error);
        if (gif_ == nullptr) return problem(error);
        kind_ = {.width = gif_->SWidth, .height = gif_->SHeight, .channels = kChannels};
        for (bool wanted = true; wanted;) {
            GifRecordType record = UNDEFINED_RECORD_TYPE;
            if (DGifGetRecordType(gif_, &record) == GIF_ERROR) return problem(gif_->Error);
            switch (record) {
                case IMAGE_DESC_RECORD_TYPE: {
                    const Result<bool> more = readFrame();
                    if (!more) return tl::unexpected(more.error());
                    wanted = *more;
                    break;
                }
                case EXTENSION_RECORD_TYPE:
                    if (!readExtension()) return problem(gif_->Error);
                    break;
                case TERMINATE_RECORD_TYPE:
                    return batch_.take();
                case UNDEFINED_RECORD_TYPE:
                case SCREEN_DESC_RECORD_TYPE:
                    return batch_.damaged("it has an unknown part");
            }
        }
        return batch_.take();
    }

  private:
    static int readBytes(GifFileType* gif, GifByteType* out, int count) {
        auto& decoder = *static_cast<GifDecoder*>(gif->UserData);
        const std::size_t there = std::min(static_cast<std::size_t>(count), decoder.left_.size());
        decoder.ended_ = decoder.ended_ || there < static_cast<std::size_t>(count);
        std::memcpy(out, decoder.left_.data(), there);
        decoder.left_ = decoder.left_.subspan(there);
        return static_cast<int>(there);
    }

    tl::unexpected<Error> problem(int error) const {
        if (ended_) return batch_.incomplete();
        if (error == D_GIF_ERR_EOF_TOO_SOON) return batch_.damaged("pixels are missing");
        if (error == D_GIF_ERR_READ_FAILED) return batch_.damaged("its code size is impossible");
        const char* const text = GifErrorString(error);
        return batch_.damaged(text != nullptr ? text : "it cannot be decoded");
    }

    bool readExtension() {
        int code = 0;
        GifByteType* block = nullptr;
        if (DGifGetExtension(gif_, &code, &block) == GIF_ERROR) return false;
        if (code == GRAPHICS_EXT_FUNC_CODE && block != nullptr) DGifExtensionToGCB(block[0], block + 1, &control_);
        while (block != nullptr) {
            if (DGifGetExtensionNext(gif_, &block) == GIF_ERROR) return false;
        }
        return true;
    }

    // False when no more frames are wanted.
    Result<bool> readFrame() {
        if (DGifGetImageDesc(gif_) == GIF_ERROR) return problem(gif_->Error);
        const Frame frame{gif_->Image.Left, gif_->Image.Top, gif_->Image.Width, gif_->Image.Height};
        if (kind_.width == 0 || kind_.height == 0) {
            kind_.width = frame.left + frame.width;
            kind_.height = frame.top + frame.height;
        }
        const Result<bool> begun = batch_.begin(kind_);
        if (!begun || !*begun) return begun;
        screen_.resize(static_cast<std::size_t>(kind_.width * kind_.height * kChannels));
        const std::vector<std::uint8_t> before =
            control_.DisposalMode == DISPOSE_PREVIOUS ? screen_ : decltype(screen_)();
        if (const auto drawn = draw(frame); !drawn) return tl::unexpected(drawn.error());
        drawn_ = {std::min(drawn_.begin, frame.top), std::max(drawn_.end, frame.top + frame.height)};
        putScreen();
        if (control_.DisposalMode == DISPOSE_PREVIOUS) screen_ = before;
        if (control_.DisposalMode == DISPOSE_BACKGROUND) clear(frame);
        control_ = {};
        control_.TransparentColor = NO_TRANSPARENT_COLOR;
        return true;
    }

    Result<void> draw(const Frame& frame) {
        const ColorMapObject* const map = gif_->Image.ColorMap != nullptr ? gif_->Image.ColorMap : gif_->SColorMap;
        if (map == nullptr) return batch_.damaged("its palette is missing");
        std::vector<GifPixelType> line(static_cast<std::size_t>(frame.width));
        constexpr std::int64_t kStarts[] = {0, 4, 2, 1};  // of the passes of an interlaced frame
        constexpr std::int64_t kSteps[] = {8, 8, 4, 2};
        const bool interlaced = gif_->Image.Interlace;
        for (int pass = 0; pass < (interlaced ? 4 : 1); ++pass) {
            for (std::int64_t y = interlaced ? kStarts[pass] : 0; y < frame.height;
                 y += interlaced ? kSteps[pass] : 1) {
                if (batch_.isStopped()) return batch_.stopped();
                if (DGifGetLine(gif_, line.data(), static_cast<int>(frame.width)) == GIF_ERROR) {
                    return problem(gif_->Error);
                }
                if (!drawLine(line, *map, frame.left, frame.top + y)) {
                    return batch_.damaged("a pixel has a colour that its palette does not hold");
                }
            }
        }
        return {};
    }

    // What lies beyond the screen is not shown.
    bool drawLine(const std::vector<GifPixelType>& line, const ColorMapObject& map, std::int64_t left, std::int64_t y) {
        for (std::int64_t x = left; const GifPixelType index : line) {
            const std::int64_t column = x++;
            if (column >= kind_.width || y >= kind_.height || index == control_.TransparentColor) continue;
            if (index >= map.ColorCount) return false;
            const GifColorType& colour = map.Colors[index];
            std::uint8_t* const pixel = screen_.data() + (y * kind_.width + column) * kChannels;
            pixel[0] = colour.Red;
            pixel[1] = colour.Green;
            pixel[2] = colour.Blue;
            pixel[3] = 255;
        }
        return true;
    }

    void clear(const Frame& frame) {
        const std::int64_t right = std::min(frame.left + frame.width, kind_.width);
        for (std::int64_t y = frame.top; y < std::min(frame.top + frame.height, kind_.height); ++y) {
            if (frame.left >= right) return;
            std::fill(screen_.begin() + (y * kind_.width + frame.left) * kChannels,
                      screen_.begin() + (y * kind_.width + right) * kChannels, std::uint8_t{0});
        }
    }

    void putScreen() {
        const std::int64_t row = kind_.width * kChannels;
        std::vector<double> samples;
        for (std::int64_t y = drawn_.begin; y < std::min(drawn_.end, kind_.height); ++y) {
            samples.assign(screen_.begin() + y * row, screen_.begin() + (y + 1) * row);
            batch_.put(y, 0, samples);
        }
    }

    std::span<const std::byte> left_;
    PictureBatch batch_;
    GifFileType* gif_ = nullptr;
    bool ended_ = false;
    GraphicsControlBlock control_{DISPOSAL_UNSPECIFIED, false, 0, NO_TRANSPARENT_COLOR};
    PictureKind kind_;  // of every frame: the whole screen
    // Rows in which something was drawn: a screen may be large and nearly all of it as white as it begins.
    struct {
        std::int64_t begin = std::numeric_limits<std::int64_t>::max();
        std::int64_t end = 0;
    } drawn_;
    std::vector<std::uint8_t> screen_;  // RGBA, transparent at first
};

Result<Array> readGif(std::span<const std::byte> bytes, const InputRequest& request) {
    return GifDecoder(bytes, request).read();
}

}  // namespace

const InputFormat kGifFormat{.name = "gif",
                             .title = "GIF",
                             .patterns = "*.gif",
                             .media = "image/gif",
                             .recognises = isGif,
                             .read = readGif,
                             .isPicture = true};

}  // namespace poolscope

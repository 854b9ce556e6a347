// SPDX-License-Identifier: GPL-3.0-or-later
// PNG, by libpng. It reads only what makes up the pixels: texts and profiles cost memory and are not shown.
#include <png.h>

#include <bit>
#include <csetjmp>
#include <cstring>
#include <functional>

#include "core/io/apng.h"
#include "core/io/byte_reader.h"
#include "core/io/byte_source.h"
#include "core/io/exif.h"
#include "core/io/picture.h"

namespace poolscope {
namespace {

bool isPng(std::span<const std::byte> bytes) {
    return startsWith(bytes, {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
}

// What the EXIF chunk says, which is not left to libpng.
int orientationIn(std::span<const std::byte> bytes) {
    ByteReader reader(bytes, Endian::Big);
    reader.skip(8);
    while (reader.ok()) {
        const std::uint32_t length = reader.u32();
        const std::string_view type = reader.text(4);
        const std::uint64_t start = reader.position();
        reader.skip(length);
        if (type == "eXIf" && reader.ok()) return exifOrientation(bytes.subspan(start, length));
        reader.skip(4);
    }
    return 1;
}

// libpng's objects. It leaves a failed call by longjmp, so each call is made where nothing has to be destroyed.
class PngDecoder {
  public:
    explicit PngDecoder(std::span<const std::byte> bytes) : left_(bytes) {
        png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, onError, onWarning);
        info_ = png_ != nullptr ? png_create_info_struct(png_) : nullptr;
    }
    ~PngDecoder() { png_destroy_read_struct(&png_, &info_, nullptr); }
    PngDecoder(const PngDecoder&) = delete;
    PngDecoder& operator=(const PngDecoder&) = delete;

    // Up to the pixels; takes no memory for them.
    bool readHeader() {
        if (info_ == nullptr) return false;
        return guarded([this] {
            png_set_keep_unknown_chunks(png_, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
            png_set_user_limits(png_, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
            png_set_read_fn(png_, this, read);
            png_read_info(png_, info_);
        });
    }
    // Makes ready for the rows, which will have 8 or 16 bits a sample; memory for one is taken.
    bool beginRows() {
        return guarded([this] {
            png_set_expand(png_);
            if (std::endian::native == std::endian::little) png_set_swap(png_);
            passes_ = png_set_interlace_handling(png_);
            png_read_update_info(png_, info_);
        });
    }
    PictureKind kind() const {
        const bool deep = png_get_bit_depth(png_, info_) == 16;
        return {.width = png_get_image_width(png_, info_),
                .height = png_get_image_height(png_, info_),
                .channels = png_get_channels(png_, info_),
                .dtype = deep ? "uint16" : "uint8",
                .white = deep ? 65535.0 : 255.0};
    }
    int passes() const { return passes_; }
    std::size_t rowBytes() const { return png_get_rowbytes(png_, info_); }

    bool readRow(std::byte* row) {
        return guarded([this, row] { png_read_row(png_, reinterpret_cast<png_bytep>(row), nullptr); });
    }
    bool readEnd() {
        return guarded([this] { png_read_end(png_, nullptr); });
    }

    bool ended() const { return ended_; }
    const std::string& problem() const { return problem_; }

  private:
    template <class Call>
    bool guarded(const Call& call) {
        if (setjmp(png_jmpbuf(png_)) != 0) return false;
        call();
        return true;
    }

    static PngDecoder& self(png_structp png) { return *static_cast<PngDecoder*>(png_get_error_ptr(png)); }
    static void onError(png_structp png, png_const_charp what) {
        self(png).problem_ = what;
        png_longjmp(png, 1);
    }
    // Without its transparency a picture has other colours; all other warnings are about what is not shown.
    static void onWarning(png_structp png, png_const_charp what) {
        if (std::strncmp(what, "tRNS:", 5) == 0) onError(png, what);
    }
    static void read(png_structp png, png_bytep out, std::size_t count) {
        PngDecoder& decoder = self(png);
        decoder.ended_ = count > decoder.left_.size();
        if (decoder.ended_) png_error(png, "end of file");
        std::memcpy(out, decoder.left_.data(), count);
        decoder.left_ = decoder.left_.subspan(count);
    }

    std::span<const std::byte> left_;
    png_structp png_ = nullptr;
    png_infop info_ = nullptr;
    int passes_ = 1;
    bool ended_ = false;
    std::string problem_;
};

void convert(const std::byte* row, bool deep, std::vector<double>& samples) {
    for (std::size_t i = 0; i < samples.size(); ++i) {
        std::uint16_t sample = std::to_integer<std::uint16_t>(row[i]);
        if (deep) std::memcpy(&sample, row + 2 * i, 2);
        samples[i] = sample;
    }
}

// All that is left of the file; `put` takes each row.
Result<void> readRows(PngDecoder& decoder, const PictureBatch& batch,
                      const std::function<void(std::int64_t y, std::span<const double> samples)>& put) {
    const auto failed = [&] { return decoder.ended() ? batch.incomplete() : batch.damaged(decoder.problem()); };
    // The passes of an interlaced picture each add pixels to all of its rows.
    const bool interlaced = decoder.passes() > 1;
    const PictureKind kind = decoder.kind();
    const std::size_t rowBytes = decoder.rowBytes();
    std::vector<std::byte> rows(rowBytes * (interlaced ? static_cast<std::size_t>(kind.height) : 1));
    std::vector<double> samples(static_cast<std::size_t>(kind.width * kind.channels));
    for (int pass = 1; pass <= decoder.passes(); ++pass) {
        for (std::int64_t y = 0; y < kind.height; ++y) {
            if (batch.isStopped()) return batch.stopped();
            std::byte* const row = rows.data() + (interlaced ? static_cast<std::size_t>(y) * rowBytes : 0);
            if (!decoder.readRow(row)) return failed();
            if (pass < decoder.passes()) continue;
            convert(row, kind.white > 255, samples);
            put(y, samples);
        }
    }
    if (!decoder.readEnd()) return failed();
    return {};
}

// What the frames of an animation are drawn on: RGB and alpha, transparent at first.
class Canvas {
  public:
    explicit Canvas(const PictureKind& kind)
        : kind_(kind), samples_(static_cast<std::size_t>(kind.width * kind.height * kind.channels)) {}

    Result<void> draw(const PngFrame& frame, const PictureBatch& batch) {
        if (frame.disposal == PngDisposal::Restore) before_ = samples_;
        PngDecoder decoder(frame.file);
        if (!decoder.readHeader() || !decoder.beginRows()) return batch.damaged("a frame has no picture");
        const int channels = decoder.kind().channels;
        return readRows(decoder, batch, [&](std::int64_t y, std::span<const double> row) {
            std::uint16_t* to = at(frame.left, frame.top + y);
            for (std::size_t i = 0; i < row.size(); i += static_cast<std::size_t>(channels), to += kind_.channels) {
                lay(row.data() + i, channels, frame.isBlended, to);
            }
        });
    }
    void dispose(const PngFrame& frame) {
        if (frame.disposal == PngDisposal::Restore) samples_ = before_;
        if (frame.disposal != PngDisposal::Clear) return;
        for (std::int64_t y = frame.top; y < frame.top + frame.height; ++y) {
            std::fill_n(at(frame.left, y), frame.width * kind_.channels, std::uint16_t{0});
        }
    }
    void show(PictureBatch& batch) {
        const std::int64_t row = kind_.width * kind_.channels;
        std::vector<double> samples;
        for (std::int64_t y = 0; y < kind_.height; ++y) {
            samples.assign(at(0, y), at(0, y) + row);
            batch.put(y, 0, samples);
        }
    }

  private:
    std::uint16_t* at(std::int64_t x, std::int64_t y) {
        return samples_.data() + (y * kind_.width + x) * kind_.channels;
    }
    void lay(const double* pixel, int channels, bool blended, std::uint16_t* to) const {
        const double alpha = channels % 2 == 0 ? pixel[channels - 1] : kind_.white;
        const double under = blended ? to[3] * (kind_.white - alpha) / kind_.white : 0;
        const double sum = alpha + under;
        if (blended && sum == 0) return;
        for (int c = 0; c < 3; ++c) {
            const double sample = pixel[channels > 2 ? c : 0];
            const double mixed = under == 0 ? sample : (sample * alpha + to[c] * under) / sum;
            to[c] = static_cast<std::uint16_t>(mixed + 0.5);
        }
        to[3] = static_cast<std::uint16_t>(sum + 0.5);
    }

    PictureKind kind_;
    std::vector<std::uint16_t> samples_;
    std::vector<std::uint16_t> before_;
};

// The first picture of the batch is begun.
Result<Array> readFrames(const std::vector<PngFrame>& frames, const PictureKind& kind, PictureBatch& batch) {
    Canvas canvas(kind);
    for (std::size_t i = 0;; ++i) {
        if (const auto drawn = canvas.draw(frames[i], batch); !drawn) return tl::unexpected(drawn.error());
        canvas.show(batch);
        if (i + 1 == frames.size()) return batch.take();
        canvas.dispose(frames[i]);
        const auto wanted = batch.begin(kind);
        if (!wanted) return tl::unexpected(wanted.error());
        if (!*wanted) return batch.take();
    }
}

Result<Array> readPng(std::span<const std::byte> bytes, const InputRequest& request) {
    PictureBatch batch(kPngFormat.title, request);
    PngDecoder decoder(bytes);
    const auto failed = [&] { return decoder.ended() ? batch.incomplete() : batch.damaged(decoder.problem()); };
    if (!decoder.readHeader()) return failed();
    if (const auto fits = batch.fits(decoder.kind()); !fits) return tl::unexpected(fits.error());
    if (!decoder.beginRows()) return failed();
    const auto animation = animationOfPng(bytes);
    if (!animation) batch.note("its animation is damaged, so the picture for still display is shown alone");
    const std::size_t frames = animation ? animation->frames.size() : 0;
    if (frames > 0 && frames < animation->declared) {
        batch.note("its animation ought to have " + std::to_string(animation->declared) + " frames, but only " +
                   std::to_string(frames) + (frames == 1 ? " is there" : " are there"));
    }
    const bool animated = frames > 1;
    PictureKind kind = decoder.kind();
    kind.orientation = orientationIn(bytes);
    if (animated) kind.channels = 4;
    if (const auto begun = batch.begin(kind); !begun) return tl::unexpected(begun.error());
    // Of an animation the picture for still display has to be whole, though it need not be a frame.
    const auto read = readRows(decoder, batch, [&](std::int64_t y, std::span<const double> row) {
        if (!animated) batch.put(y, 0, row);
    });
    if (!read) return tl::unexpected(read.error());
    return animated ? readFrames(animation->frames, kind, batch) : batch.take();
}

}  // namespace

const InputFormat kPngFormat{.name = "png",
                             .title = "PNG",
                             .patterns = "*.png",
                             .media = "image/png",
                             .recognises = isPng,
                             .read = readPng,
                             .isPicture = true};

}  // namespace poolscope

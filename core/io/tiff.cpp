// SPDX-License-Identifier: GPL-3.0-or-later
// TIFF, by libtiff: its pages are the pictures. Grey, RGB and palettes are read as their samples are stored; what is
// left (CMYK, YCbCr, CIE L*a*b* and LogLuv) as libtiff turns it into 8-bit RGB.
#include <tiffio.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/io/byte_source.h"
#include "core/io/picture.h"
#include "core/io/tiff_page.h"

namespace poolscope {
namespace {

constexpr int kMostSamples = 8;  // of one pixel
// Of one strip or tile, and of what libtiff takes at once: the largest picture in one strip of 8-byte samples.
constexpr std::int64_t kMostBlockBytes = 8 * kMaxArrayValues;

bool isTiff(std::span<const std::byte> bytes) {
    return startsWith(bytes, {'I', 'I', 42, 0}) || startsWith(bytes, {'M', 'M', 0, 42}) ||
           startsWith(bytes, {'I', 'I', 43, 0}) || startsWith(bytes, {'M', 'M', 0, 43});
}

// A strip or a tile.
struct Block {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::int64_t rowBytes = 0;
};

class TiffDecoder {
  public:
    TiffDecoder(std::span<const std::byte> bytes, const InputRequest& request)
        : bytes_(bytes), batch_(kTiffFormat.title, request) {
        TIFFOpenOptions* const options = TIFFOpenOptionsAlloc();
        TIFFOpenOptionsSetMaxSingleMemAlloc(options, kMostBlockBytes + (std::int64_t{1} << 20));
        TIFFOpenOptionsSetErrorHandlerExtR(options, onError, this);
        TIFFOpenOptionsSetWarningHandlerExtR(options, onWarning, this);
        tiff_ =
            TIFFClientOpenExt("", "rm", this, readBytes, writeNothing, seek, close, size, nullptr, nullptr, options);
        TIFFOpenOptionsFree(options);
    }
    ~TiffDecoder() {
        if (tiff_ != nullptr) TIFFClose(tiff_);
    }
    TiffDecoder(const TiffDecoder&) = delete;
    TiffDecoder& operator=(const TiffDecoder&) = delete;

    Result<Array> read() {
        if (tiff_ == nullptr) return problem();
        for (bool first = true;; first = false) {
            std::uint32_t role = 0;
            TIFFGetFieldDefaulted(tiff_, TIFFTAG_SUBFILETYPE, &role);
            if (first || (role & FILETYPE_REDUCEDIMAGE) == 0) {
                const Result<bool> wanted = readPage();
                if (!wanted) return tl::unexpected(wanted.error());
                if (!*wanted) break;
            }
            if (TIFFReadDirectory(tiff_) == 0) break;
        }
        if (ended_ || !problem_.empty()) return problem();
        if (!warning_.empty()) batch_.note("its decoder says: " + warning_);
        if (loops_) batch_.note("its last page is followed by one that was read before, so the pages end there");
        return batch_.take();
    }

  private:
    static TiffDecoder& self(thandle_t handle) { return *static_cast<TiffDecoder*>(handle); }
    static tmsize_t readBytes(thandle_t handle, void* out, tmsize_t count) {
        TiffDecoder& decoder = self(handle);
        const std::size_t at = std::min(decoder.at_, decoder.bytes_.size());
        const std::size_t there = std::min(static_cast<std::size_t>(count), decoder.bytes_.size() - at);
        decoder.ended_ = decoder.ended_ || there < static_cast<std::size_t>(count);
        std::memcpy(out, decoder.bytes_.data() + at, there);
        decoder.at_ = at + there;
        return static_cast<tmsize_t>(there);
    }
    static tmsize_t writeNothing(thandle_t, void*, tmsize_t) { return 0; }
    static toff_t seek(thandle_t handle, toff_t offset, int from) {
        TiffDecoder& decoder = self(handle);
        const std::size_t base = from == SEEK_CUR ? decoder.at_ : from == SEEK_END ? decoder.bytes_.size() : 0;
        return decoder.at_ = base + static_cast<std::size_t>(offset);
    }
    static int close(thandle_t) { return 0; }
    static toff_t size(thandle_t handle) { return self(handle).bytes_.size(); }

    static std::string text(const char* format, va_list arguments) {
        char line[512] = {};
        std::vsnprintf(line, sizeof line, format, arguments);
        return line;
    }
    // The pages end there, whether libtiff calls it an error or a warning.
    bool saysLoop(const char* format) {
        const bool says = std::strstr(format, "IFD loop") != nullptr;
        loops_ = loops_ || says;
        return says;
    }
    // 1: that is all that becomes of it, nothing is printed.
    static int onError(TIFF*, void* user, const char*, const char* format, va_list arguments) {
        TiffDecoder& decoder = *static_cast<TiffDecoder*>(user);
        std::string& problem = decoder.problem_;
        if (decoder.saysLoop(format)) return 1;
        if (problem.empty()) problem = text(format, arguments);
        return 1;
    }
    // About tags that are not known, most of them. While pixels are decoded they are worth a note, but in a JPEG they
    // mean that pixels were made up.
    static int onWarning(TIFF* tiff, void* user, const char* module, const char* format, va_list arguments) {
        TiffDecoder& decoder = *static_cast<TiffDecoder*>(user);
        if (decoder.saysLoop(format)) return 1;
        if (!decoder.decoding_) return 1;
        if (decoder.page_.compression == COMPRESSION_JPEG) return onError(tiff, user, module, format, arguments);
        if (decoder.warning_.empty()) decoder.warning_ = text(format, arguments);
        return 1;
    }

    tl::unexpected<Error> problem() const {
        if (ended_) return batch_.incomplete();
        if (problem_.starts_with("Sorry")) return batch_.refused("it is not read: " + problem_);
        return batch_.damaged(problem_.empty() ? "its pixels cannot be decoded" : problem_);
    }

    void readTags() {
        page_ = TiffPage();
        TIFFGetField(tiff_, TIFFTAG_IMAGEWIDTH, &page_.width);
        TIFFGetField(tiff_, TIFFTAG_IMAGELENGTH, &page_.height);
        TIFFGetFieldDefaulted(tiff_, TIFFTAG_BITSPERSAMPLE, &page_.bits);
        TIFFGetFieldDefaulted(tiff_, TIFFTAG_SAMPLESPERPIXEL, &page_.samples);
        TIFFGetFieldDefaulted(tiff_, TIFFTAG_SAMPLEFORMAT, &page_.format);
        TIFFGetFieldDefaulted(tiff_, TIFFTAG_COMPRESSION, &page_.compression);
        TIFFGetFieldDefaulted(tiff_, TIFFTAG_PLANARCONFIG, &page_.planar);
        TIFFGetFieldDefaulted(tiff_, TIFFTAG_ORIENTATION, &page_.orientation);
        if (page_.orientation < ORIENTATION_TOPLEFT || page_.orientation > ORIENTATION_LEFTBOT) {
            page_.orientation = ORIENTATION_TOPLEFT;
        }
        if (page_.samples >= 3) page_.photometric = PHOTOMETRIC_RGB;
        TIFFGetField(tiff_, TIFFTAG_PHOTOMETRIC, &page_.photometric);
        std::uint16_t extras = 0;
        const std::uint16_t* types = nullptr;
        TIFFGetFieldDefaulted(tiff_, TIFFTAG_EXTRASAMPLES, &extras, &types);
        if (extras > 0) page_.extra = types[0];
        // Some writers of RGB with alpha leave that tag out.
        if (extras == 0 && page_.photometric == PHOTOMETRIC_RGB && page_.samples == 4) {
            page_.extra = EXTRASAMPLE_UNASSALPHA;
        }
        // A JPEG inside is turned into RGB by its own decoder.
        if (page_.photometric == PHOTOMETRIC_YCBCR && page_.compression == COMPRESSION_JPEG) {
            TIFFSetField(tiff_, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
            page_.photometric = PHOTOMETRIC_RGB;
        }
        if (page_.isPalette()) {
            TIFFGetField(tiff_, TIFFTAG_COLORMAP, &page_.palette[0], &page_.palette[1], &page_.palette[2]);
        }
    }

    // False when no more pages are wanted.
    Result<bool> readPage() {
        problem_.clear();  // of tags that libtiff could do without
        readTags();
        if (TIFFIsCODECConfigured(page_.compression) == 0) {
            return batch_.refused("compression " + std::to_string(page_.compression) + " is not read");
        }
        if (!page_.isStoredPlainly()) return readAsRgb();
        if (dtypeOf(page_).empty()) return batch_.refused(typeText(page_) + " are not read");
        if (page_.samples > kMostSamples) {
            return batch_.refused("it has " + std::to_string(page_.samples) + " samples a pixel; at most " +
                                  std::to_string(kMostSamples) + " are read");
        }
        if (page_.samples < page_.colours()) return batch_.damaged("it has too few samples a pixel");
        if (page_.isPalette() && page_.palette[0] == nullptr) return batch_.damaged("its palette is missing");
        const Result<bool> begun = batch_.begin(kindOf(page_));
        if (!begun || !*begun) return begun;
        if (page_.samples > kindOf(page_).channels && !page_.isPalette()) {
            batch_.note("samples beyond " + std::string(page_.colours() == 1 ? "grey" : "red, green and blue") +
                        " are not read");
        }
        return readBlocks();
    }

    Block blockOf() {
        Block block{page_.width, page_.height, 0};
        if (TIFFIsTiled(tiff_) != 0) {
            TIFFGetField(tiff_, TIFFTAG_TILEWIDTH, &block.width);
            TIFFGetField(tiff_, TIFFTAG_TILELENGTH, &block.height);
            block.rowBytes = static_cast<std::int64_t>(TIFFTileRowSize64(tiff_));
        } else {
            std::uint32_t rows = 0;
            TIFFGetFieldDefaulted(tiff_, TIFFTAG_ROWSPERSTRIP, &rows);
            block.height = std::min(rows, page_.height);
            block.rowBytes = static_cast<std::int64_t>(TIFFScanlineSize64(tiff_));
        }
        return block;
    }

    Result<bool> readBlocks() {
        const Block block = blockOf();
        const std::uint16_t planes = page_.planar == PLANARCONFIG_SEPARATE ? page_.samples : 1;
        if (block.width == 0 || block.height == 0 || block.rowBytes <= 0 ||
            block.height > kMostBlockBytes / block.rowBytes) {
            return batch_.damaged("the size of its strips or tiles is impossible");
        }
        std::vector<std::vector<std::byte>> buffers(planes);
        for (std::uint32_t y = 0; y < page_.height; y += block.height) {
            for (std::uint32_t x = 0; x < page_.width; x += block.width) {
                if (batch_.isStopped()) return batch_.stopped();
                for (std::uint16_t plane = 0; plane < planes; ++plane) {
                    if (!readBlock(block, x, y, plane, buffers[plane])) return problem();
                }
                putBlock(block, x, y, buffers);
            }
            if (block.height > page_.height - y) break;  // the sum might be beyond 32 bits
        }
        return true;
    }

    bool readBlock(const Block& block, std::uint32_t x, std::uint32_t y, std::uint16_t plane,
                   std::vector<std::byte>& buffer) {
        const bool tiled = TIFFIsTiled(tiff_) != 0;
        const std::uint32_t rows = tiled ? block.height : std::min(block.height, page_.height - y);
        const tmsize_t bytes = block.rowBytes * rows;
        buffer.assign(static_cast<std::size_t>(bytes), std::byte{0});
        decoding_ = true;
        const tmsize_t read =
            tiled ? TIFFReadEncodedTile(tiff_, TIFFComputeTile(tiff_, x, y, 0, plane), buffer.data(), bytes)
                  : TIFFReadEncodedStrip(tiff_, TIFFComputeStrip(tiff_, y, plane), buffer.data(), bytes);
        decoding_ = false;
        return read == bytes && problem_.empty();
    }

    void putBlock(const Block& block, std::uint32_t left, std::uint32_t top,
                  const std::vector<std::vector<std::byte>>& buffers) {
        const std::uint32_t width = std::min(block.width, page_.width - left);
        std::vector<double> pixels;
        for (std::uint32_t y = 0; y < std::min(block.height, page_.height - top); ++y) {
            pixels.clear();
            for (std::uint32_t x = 0; x < width; ++x) {
                const auto stored = [&](int sample) {
                    const bool apart = buffers.size() > 1;
                    const std::byte* const row = buffers[apart ? static_cast<std::size_t>(sample) : 0].data() +
                                                 static_cast<std::int64_t>(y) * block.rowBytes;
                    return sampleAt(page_, row,
                                    apart ? x : std::size_t{x} * page_.samples + static_cast<std::size_t>(sample));
                };
                appendColours(pixels, stored);
                if (page_.hasAlpha()) pixels.push_back(scaled(stored(page_.colours())));
            }
            batch_.put(std::int64_t{top} + y, left, pixels);
        }
    }

    template <class Stored>
    void appendColours(std::vector<double>& pixels, const Stored& stored) const {
        if (page_.isPalette()) {
            const auto index = static_cast<std::size_t>(stored(0));
            // Eight of the sixteen bits: writers fill the lower ones as they like.
            for (const std::uint16_t* colours : page_.palette) pixels.push_back(colours[index] >> 8U);
            return;
        }
        const bool isUnsigned = page_.format == SAMPLEFORMAT_UINT || page_.format == SAMPLEFORMAT_VOID;
        const bool inverted = page_.photometric == PHOTOMETRIC_MINISWHITE && isUnsigned;
        for (int sample = 0; sample < page_.colours(); ++sample) {
            const double value = stored(sample);
            pixels.push_back(scaled(inverted ? page_.top() - value : value));
        }
    }

    // Less than 8 bits become 8.
    double scaled(double sample) const {
        if (page_.bits >= 8) return sample;
        return std::floor((sample * 255 + std::floor(page_.top() / 2)) / page_.top());
    }

    Result<bool> readAsRgb() {
        char reason[1024] = {};
        if (TIFFRGBAImageOK(tiff_, reason) == 0) return batch_.refused(std::string("it is not read: ") + reason);
        const PictureKind kind{.width = page_.width,
                               .height = page_.height,
                               .channels = 4,
                               .premultiplied = true,
                               .orientation = page_.orientation};
        const Result<bool> begun = batch_.begin(kind);
        if (!begun || !*begun) return begun;
        std::vector<std::uint32_t> pixels(static_cast<std::size_t>(kind.width * kind.height));
        decoding_ = true;
        // Asked for as it lies, it is not turned.
        const int read =
            TIFFReadRGBAImageOriented(tiff_, page_.width, page_.height, pixels.data(), page_.orientation, 1);
        decoding_ = false;
        if (read == 0 || !problem_.empty()) return problem();
        std::vector<double> row;
        for (std::int64_t y = 0; y < kind.height; ++y) {
            row.clear();
            for (std::int64_t x = 0; x < kind.width; ++x) {
                const std::uint32_t pixel = pixels[static_cast<std::size_t>(y * kind.width + x)];
                for (const unsigned shift : {0U, 8U, 16U, 24U}) row.push_back(pixel >> shift & 255U);
            }
            batch_.put(y, 0, row);
        }
        return true;
    }

    std::span<const std::byte> bytes_;
    std::size_t at_ = 0;
    bool ended_ = false;     // libtiff asked for bytes beyond the end
    bool decoding_ = false;  // so that a warning is about pixels
    bool loops_ = false;     // the pages come round again
    std::string problem_;
    std::string warning_;
    PictureBatch batch_;
    TiffPage page_;
    TIFF* tiff_ = nullptr;
};

Result<Array> readTiff(std::span<const std::byte> bytes, const InputRequest& request) {
    return TiffDecoder(bytes, request).read();
}

}  // namespace

const InputFormat kTiffFormat{.name = "tiff",
                              .title = "TIFF",
                              .patterns = "*.tif *.tiff",
                              .media = "image/tiff",
                              .recognises = isTiff,
                              .read = readTiff,
                              .isPicture = true};

}  // namespace poolscope

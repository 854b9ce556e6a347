// SPDX-License-Identifier: GPL-3.0-or-later
// Picture files made by the libraries that write such files, or byte by byte, for the tests of their readers.
#pragma once

#include <gif_lib.h>
#include <png.h>
#include <tiffio.h>
#include <webp/encode.h>
#include <webp/mux.h>

#include <cstdio>
#include <cstring>
// After <cstdio>.
#include <jpeglib.h>

#include "core/io/input_format.h"
#include "tests/core/io/bytes.h"

namespace poolscope::test {

// Interleaved samples.
struct Pixels {
    int width = 23;
    int height = 17;
    int channels = 3;
    std::vector<std::uint16_t> samples{};

    std::vector<std::uint8_t> bytes() const {
        std::vector<std::uint8_t> result;
        for (const std::uint16_t sample : samples) result.push_back(static_cast<std::uint8_t>(sample));
        return result;
    }
};

// Every pixel another colour.
inline Pixels colours(int width = 23, int height = 17) {
    Pixels pixels{width, height};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (const int sample : {x * 255 / width, y * 255 / height, x * y * 7 % 256}) {
                pixels.samples.push_back(static_cast<std::uint16_t>(sample));
            }
        }
    }
    return pixels;
}

inline Pixels greys(int width = 23, int height = 17) {
    Pixels pixels{width, height, 1};
    for (int i = 0; i < width * height; ++i) pixels.samples.push_back(static_cast<std::uint16_t>(i * 5 % 256));
    return pixels;
}

inline Result<Array> readPicture(std::span<const std::byte> bytes, bool rgb = false) {
    const InputFormat* const format = recognised(kPictureFormats, bytes);
    return format != nullptr ? format->read(bytes, {"file", {}, rgb}) : fail("file", "not a picture");
}

// Why the file is refused; empty when it is read.
inline std::string problemOf(std::span<const std::byte> bytes) {
    const Result<Array> array = readPicture(bytes);
    return array ? "" : array.error().message;
}

inline std::vector<float> valuesOf(std::span<const std::byte> bytes, bool rgb = false) {
    const Result<Array> array = readPicture(bytes, rgb);
    EXPECT_TRUE(array.has_value()) << array.error().message;
    return array ? array->values : std::vector<float>{};
}

inline Bytes joined(const std::uint8_t* data, std::size_t size) {
    const auto* const begin = reinterpret_cast<const std::byte*>(data);
    return {begin, begin + size};
}

struct PngLook {
    int type = PNG_COLOR_TYPE_RGB;
    int depth = 8;
    bool interlaced = false;
    std::vector<png_color> palette{};
    std::vector<png_byte> paletteAlpha{};
    bool hasKey = false;
    png_color_16 key{};  // the colour that is transparent
};

// Samples of less than 8 bits are packed here, those of 16 written big-endian.
inline Bytes pngOf(const Pixels& pixels, const PngLook& look = {}) {
    Bytes file;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(
        png, &file,
        [](png_structp p, png_bytep data, std::size_t size) {
            auto& out = *static_cast<Bytes*>(png_get_io_ptr(p));
            out = out + joined(data, size);
        },
        nullptr);
    png_set_IHDR(png, info, static_cast<png_uint_32>(pixels.width), static_cast<png_uint_32>(pixels.height), look.depth,
                 look.type, look.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (!look.palette.empty()) {
        png_set_PLTE(png, info, look.palette.data(), static_cast<int>(look.palette.size()));
    }
    if (!look.paletteAlpha.empty()) {
        png_set_tRNS(png, info, look.paletteAlpha.data(), static_cast<int>(look.paletteAlpha.size()), nullptr);
    }
    if (look.hasKey) png_set_tRNS(png, info, nullptr, 0, &look.key);
    png_write_info(png, info);
    png_set_packing(png);
    std::vector<png_byte> rows;
    for (const std::uint16_t sample : pixels.samples) {
        if (look.depth == 16) rows.push_back(static_cast<png_byte>(sample >> 8U));
        rows.push_back(static_cast<png_byte>(sample));
    }
    std::vector<png_bytep> pointers;
    for (int y = 0; y < pixels.height; ++y) {
        pointers.push_back(rows.data() +
                           static_cast<std::size_t>(y) * rows.size() / static_cast<std::size_t>(pixels.height));
    }
    png_write_image(png, pointers.data());
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return file;
}

inline Bytes pngChunk(const std::string& type, const Bytes& data) {
    return big(data.size(), 4) + raw(type) + data + big(crc32Of(raw(type) + data), 4);
}

// The chunk right behind the header.
inline Bytes withChunk(const Bytes& png, const Bytes& chunk) {
    return Bytes(png.begin(), png.begin() + 33) + chunk + Bytes(png.begin() + 33, png.end());
}

inline Bytes jpegOf(const Pixels& pixels, bool progressive = false, const Bytes& exif = {},
                    const std::vector<jpeg_scan_info>& passes = {}) {
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    unsigned char* data = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&jpeg, &data, &size);
    jpeg.image_width = static_cast<JDIMENSION>(pixels.width);
    jpeg.image_height = static_cast<JDIMENSION>(pixels.height);
    jpeg.input_components = pixels.channels;
    jpeg.in_color_space = pixels.channels == 1 ? JCS_GRAYSCALE : pixels.channels == 3 ? JCS_RGB : JCS_CMYK;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 100, TRUE);
    if (progressive) jpeg_simple_progression(&jpeg);
    if (!passes.empty()) {
        jpeg.scan_info = passes.data();
        jpeg.num_scans = static_cast<int>(passes.size());
    }
    jpeg_start_compress(&jpeg, TRUE);
    if (!exif.empty()) {
        jpeg_write_marker(&jpeg, JPEG_APP0 + 1, reinterpret_cast<const JOCTET*>(exif.data()),
                          static_cast<unsigned>(exif.size()));
    }
    std::vector<std::uint8_t> rows = pixels.bytes();
    for (int y = 0; y < pixels.height; ++y) {
        JSAMPROW row[] = {rows.data() + y * pixels.width * pixels.channels};
        jpeg_write_scanlines(&jpeg, row, 1);
    }
    jpeg_finish_compress(&jpeg);
    Bytes file = joined(data, size);
    jpeg_destroy_compress(&jpeg);
    std::free(data);
    return file;
}

// 24 bits a pixel, rows from the bottom up; top-down for a negative height.
inline Bytes bmpOf(const Pixels& pixels, bool topDown = false) {
    Bytes rows;
    for (int i = 0; i < pixels.height; ++i) {
        const int y = topDown ? i : pixels.height - 1 - i;
        for (int x = 0; x < pixels.width; ++x) {
            for (const int channel : {2, 1, 0}) {
                rows = rows + little(pixels.samples[static_cast<std::size_t>((y * pixels.width + x) * 3 + channel)], 1);
            }
        }
        while (rows.size() % 4 != 0) rows.push_back(std::byte{0});
    }
    const auto height = static_cast<std::uint64_t>(topDown ? -pixels.height : pixels.height);
    return raw("BM") + little(54 + rows.size(), 4) + little(0, 4) + little(54, 4) + little(40, 4) +
           little(static_cast<std::uint64_t>(pixels.width), 4) + little(height, 4) + little(1, 2) + little(24, 2) +
           little(0, 24) + rows;
}

// With a palette or masks between header and pixels.
inline Bytes bmpOf(int width, int height, int bits, int compression, const Bytes& between, const Bytes& pixels) {
    return raw("BM") + little(0, 8) + little(54 + between.size(), 4) + little(40, 4) +
           little(static_cast<std::uint64_t>(width), 4) + little(static_cast<std::uint64_t>(height), 4) + little(1, 2) +
           little(static_cast<std::uint64_t>(bits), 2) + little(static_cast<std::uint64_t>(compression), 4) +
           little(0, 12) + little(between.size() / 4, 4) + little(0, 4) + between + pixels;
}

inline Bytes webpOf(const Pixels& pixels, bool lossless = true) {
    const std::vector<std::uint8_t> bytes = pixels.bytes();
    std::uint8_t* data = nullptr;
    const int stride = pixels.width * 3;
    const std::size_t size = lossless ? WebPEncodeLosslessRGB(bytes.data(), pixels.width, pixels.height, stride, &data)
                                      : WebPEncodeRGB(bytes.data(), pixels.width, pixels.height, stride, 60, &data);
    Bytes file = joined(data, size);
    WebPFree(data);
    return file;
}

// With EXIF, or with more frames.
inline Bytes webpOf(const std::vector<Bytes>& frames, const Bytes& exif = {}) {
    WebPMux* mux = WebPMuxNew();
    for (const Bytes& frame : frames) {
        const WebPData data{reinterpret_cast<const std::uint8_t*>(frame.data()), frame.size()};
        if (frames.size() == 1) {
            WebPMuxSetImage(mux, &data, 1);
            continue;
        }
        WebPMuxFrameInfo info{};
        info.bitstream = data;
        info.duration = 100;
        info.id = WEBP_CHUNK_ANMF;
        WebPMuxPushFrame(mux, &info, 1);
    }
    const WebPMuxAnimParams loop{0xffffffff, 0};
    if (frames.size() > 1) WebPMuxSetAnimationParams(mux, &loop);
    const WebPData block{reinterpret_cast<const std::uint8_t*>(exif.data()), exif.size()};
    if (!exif.empty()) WebPMuxSetChunk(mux, "EXIF", &block, 1);
    WebPData out{};
    EXPECT_EQ(WebPMuxAssemble(mux, &out), WEBP_MUX_OK);
    Bytes file = joined(out.bytes, out.size);
    WebPDataClear(&out);
    WebPMuxDelete(mux);
    return file;
}

// A file in memory for libtiff.
struct TiffMemory {
    Bytes file;
    std::size_t at = 0;

    static TiffMemory& of(thandle_t handle) { return *static_cast<TiffMemory*>(handle); }
    static tmsize_t read(thandle_t handle, void* out, tmsize_t size) {
        TiffMemory& memory = of(handle);
        const std::size_t left = memory.file.size() - std::min(memory.at, memory.file.size());
        const std::size_t count = std::min(static_cast<std::size_t>(size), left);
        std::memcpy(out, memory.file.data() + memory.at, count);
        memory.at += count;
        return static_cast<tmsize_t>(count);
    }
    static tmsize_t write(thandle_t handle, void* data, tmsize_t size) {
        TiffMemory& memory = of(handle);
        const auto count = static_cast<std::size_t>(size);
        memory.file.resize(std::max(memory.file.size(), memory.at + count));
        std::memcpy(memory.file.data() + memory.at, data, count);
        memory.at += count;
        return size;
    }
    static toff_t seek(thandle_t handle, toff_t offset, int from) {
        TiffMemory& memory = of(handle);
        const std::size_t base = from == SEEK_CUR ? memory.at : from == SEEK_END ? memory.file.size() : 0;
        return memory.at = base + offset;
    }
    static int close(thandle_t) { return 0; }
    static toff_t size(thandle_t handle) { return of(handle).file.size(); }
};

struct TiffLook {
    int bits = 8;
    int format = SAMPLEFORMAT_UINT;
    int photometric = PHOTOMETRIC_MINISBLACK;
    int compression = COMPRESSION_NONE;
    int planar = PLANARCONFIG_CONTIG;
    int orientation = ORIENTATION_TOPLEFT;
    int tile = 0;  // its side; 0: strips
    int rowsPerStrip = 4;
    int extra = -1;                        // what the last sample is
    std::vector<std::uint16_t> palette{};  // reds, greens, blues
};

struct PageToWrite {
    int width = 0;
    int height = 0;
    int samples = 1;  // of a pixel
    Bytes data;       // as libtiff takes it: rows, or planes of rows; in the machine's order
    TiffLook look{};
};

inline void writeTiles(TIFF* tiff, const PageToWrite& page) {
    const auto pixel = static_cast<std::size_t>(page.look.bits / 8 * page.samples);
    const auto side = static_cast<std::size_t>(page.look.tile);
    for (int y = 0; y < page.height; y += page.look.tile) {
        for (int x = 0; x < page.width; x += page.look.tile) {
            Bytes tile(side * side * pixel);
            for (int row = y; row < std::min(y + page.look.tile, page.height); ++row) {
                const auto count = static_cast<std::size_t>(std::min(page.look.tile, page.width - x));
                std::memcpy(tile.data() + static_cast<std::size_t>(row - y) * side * pixel,
                            page.data.data() + static_cast<std::size_t>(row * page.width + x) * pixel, count * pixel);
            }
            TIFFWriteTile(tiff, tile.data(), static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), 0, 0);
        }
    }
}

inline Bytes tiffOf(const std::vector<PageToWrite>& pages) {
    TiffMemory memory;
    TIFF* tiff = TIFFClientOpen("", "w", &memory, TiffMemory::read, TiffMemory::write, TiffMemory::seek,
                                TiffMemory::close, TiffMemory::size, nullptr, nullptr);
    for (const PageToWrite& page : pages) {
        const TiffLook& look = page.look;
        TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, page.width);
        TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, page.height);
        TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, look.bits);
        TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, page.samples);
        TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, look.format);
        TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, look.photometric);
        TIFFSetField(tiff, TIFFTAG_COMPRESSION, look.compression);
        TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, look.planar);
        TIFFSetField(tiff, TIFFTAG_ORIENTATION, look.orientation);
        const auto extra = static_cast<std::uint16_t>(look.extra);
        if (look.extra >= 0) TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &extra);
        if (!look.palette.empty()) {
            const std::size_t size = look.palette.size() / 3;
            TIFFSetField(tiff, TIFFTAG_COLORMAP, look.palette.data(), look.palette.data() + size,
                         look.palette.data() + 2 * size);
        }
        if (look.tile > 0) {
            TIFFSetField(tiff, TIFFTAG_TILEWIDTH, look.tile);
            TIFFSetField(tiff, TIFFTAG_TILELENGTH, look.tile);
            writeTiles(tiff, page);
        } else {
            TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, look.rowsPerStrip);
            const bool apart = look.planar == PLANARCONFIG_SEPARATE;
            const auto row = static_cast<std::size_t>(TIFFScanlineSize(tiff));
            Bytes data = page.data;
            for (int plane = 0, done = 0; plane < (apart ? page.samples : 1); ++plane) {
                for (int y = 0; y < page.height; ++y, ++done) {
                    TIFFWriteScanline(tiff, data.data() + static_cast<std::size_t>(done) * row,
                                      static_cast<std::uint32_t>(y), static_cast<std::uint16_t>(plane));
                }
            }
        }
        TIFFWriteDirectory(tiff);
    }
    TIFFClose(tiff);
    return memory.file;
}

inline Bytes tiffOf(const Pixels& pixels, TiffLook look = {}) {
    if (pixels.channels == 3) look.photometric = PHOTOMETRIC_RGB;
    const std::vector<std::uint8_t> bytes = pixels.bytes();
    return tiffOf({{pixels.width, pixels.height, pixels.channels, joined(bytes.data(), bytes.size()), look}});
}

template <class T>
Bytes memoryOf(const std::vector<T>& values) {
    const auto bytes = std::as_bytes(std::span(values));
    return {bytes.begin(), bytes.end()};
}

inline Bytes fromHex(std::string_view digits) {
    Bytes bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        bytes.push_back(static_cast<std::byte>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16)));
    }
    return bytes;
}

// 4 x 3, black but for white at (1, 1) and red at (3, 2).
inline Bytes smallGif() {
    return fromHex(
        "47494638396104000300f10200000000ff0000ffffff00000021f90400000000002c0000000004000300000204842d6751003b");
}

// A block as cameras write it, of one entry.
inline Bytes exifOf(int orientation) {
    return raw("MM") + big(42, 2) + big(8, 4) + big(1, 2) + big(0x112, 2) + big(3, 2) + big(1, 4) +
           big(static_cast<std::uint64_t>(orientation), 2) + big(0, 2) + big(0, 4);
}

inline Bytes cut(const Bytes& bytes, std::size_t size) {
    return {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)};
}

}  // namespace poolscope::test

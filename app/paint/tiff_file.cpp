// SPDX-License-Identifier: GPL-3.0-or-later
// TIFF, as print shops ask for it: RGB, LZW, its dots per inch. The record stands in the tag of XMP, the description in
// ImageDescription.
#include <tiffio.h>

#include <cstdarg>
#include <cstring>
#include <memory>

#include "app/paint/export.h"
#include "app/paint/figure_record.h"

namespace poolscope {
namespace {

// What libtiff reads from and writes to: bytes in memory.
struct Memory {
    QByteArray bytes;
    toff_t at = 0;
};

Memory& memoryOf(thandle_t handle) {
    return *static_cast<Memory*>(handle);
}

tmsize_t readBytes(thandle_t handle, void* to, tmsize_t wanted) {
    Memory& m = memoryOf(handle);
    const toff_t size = static_cast<toff_t>(m.bytes.size());
    const toff_t count = m.at >= size ? 0 : std::min(static_cast<toff_t>(wanted), size - m.at);
    std::memcpy(to, m.bytes.constData() + m.at, count);
    m.at += count;
    return static_cast<tmsize_t>(count);
}

tmsize_t writeBytes(thandle_t handle, void* from, tmsize_t count) {
    Memory& m = memoryOf(handle);
    const qsizetype end = static_cast<qsizetype>(m.at) + count;
    // libtiff passes over a byte where a directory would begin at an odd place.
    if (end > m.bytes.size()) m.bytes.resize(end, '\0');
    std::memcpy(m.bytes.data() + m.at, from, static_cast<std::size_t>(count));
    m.at += static_cast<toff_t>(count);
    return count;
}

toff_t seekTo(thandle_t handle, toff_t offset, int whence) {
    Memory& m = memoryOf(handle);
    if (whence == SEEK_CUR) offset += m.at;
    if (whence == SEEK_END) offset += static_cast<toff_t>(m.bytes.size());
    return m.at = offset;
}

toff_t sizeOf(thandle_t handle) {
    return static_cast<toff_t>(memoryOf(handle).bytes.size());
}

int closeNothing(thandle_t) {
    return 0;
}

struct Close {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using Tiff = std::unique_ptr<TIFF, Close>;

// What libtiff would print is no news: a TIFF without a record is one more picture.
int sayNothing(TIFF*, void*, const char*, const char*, va_list) {
    return 1;
}

// "wl", "rm": little endian, without mapped memory.
Tiff openTiff(Memory& memory, const char* mode) {
    TIFFOpenOptions* const options = TIFFOpenOptionsAlloc();
    TIFFOpenOptionsSetErrorHandlerExtR(options, &sayNothing, nullptr);
    TIFFOpenOptionsSetWarningHandlerExtR(options, &sayNothing, nullptr);
    Tiff tiff(TIFFClientOpenExt("figure", mode, &memory, &readBytes, &writeBytes, &seekTo, &closeNothing, &sizeOf,
                                nullptr, nullptr, options));
    TIFFOpenOptionsFree(options);
    return tiff;
}

bool setTags(TIFF* tiff, const QImage& image, bool opaque, const ExportOptions& options) {
    const std::uint16_t samples = opaque ? 3 : 4;
    const std::uint16_t alpha = EXTRASAMPLE_UNASSALPHA;
    const std::string packet = xmpPacket(options);
    const auto number = [tiff](std::uint32_t tag, auto value) { return TIFFSetField(tiff, tag, value) == 1; };
    const auto dots = static_cast<float>(options.dpi);
    return number(TIFFTAG_IMAGEWIDTH, image.width()) && number(TIFFTAG_IMAGELENGTH, image.height()) &&
           number(TIFFTAG_BITSPERSAMPLE, 8) && number(TIFFTAG_SAMPLESPERPIXEL, samples) &&
           number(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB) && number(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) &&
           number(TIFFTAG_COMPRESSION, COMPRESSION_LZW) && number(TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL) &&
           number(TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH) && number(TIFFTAG_XRESOLUTION, dots) &&
           number(TIFFTAG_YRESOLUTION, dots) && number(TIFFTAG_ROWSPERSTRIP, TIFFDefaultStripSize(tiff, 0)) &&
           (opaque || TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &alpha) == 1) &&
           (options.description.empty() ||
            TIFFSetField(tiff, TIFFTAG_IMAGEDESCRIPTION, options.description.c_str()) == 1) &&
           (packet.empty() ||
            TIFFSetField(tiff, TIFFTAG_XMLPACKET, static_cast<std::uint32_t>(packet.size()), packet.data()) == 1);
}

bool writeRows(TIFF* tiff, const QImage& image, int samples) {
    for (int y = 0; y < image.height(); ++y) {
        QByteArray row(reinterpret_cast<const char*>(image.constScanLine(y)), qsizetype{image.width()} * samples);
        if (TIFFWriteScanline(tiff, row.data(), static_cast<std::uint32_t>(y), 0) != 1) return false;
    }
    return true;
}

}  // namespace

Result<QByteArray> writeTiff(const Scene& scene, const ExportOptions& options) {
    const auto drawn = drawImage(scene, options);
    if (!drawn) return tl::unexpected(drawn.error());
    const bool opaque = drawn->format() == QImage::Format_RGB32;
    const QImage image = drawn->convertToFormat(opaque ? QImage::Format_RGB888 : QImage::Format_RGBA8888);
    Memory memory;
    {
        const Tiff tiff = openTiff(memory, "wl");
        if (!tiff || image.isNull() || !setTags(tiff.get(), image, opaque, options) ||
            !writeRows(tiff.get(), image, opaque ? 3 : 4) || TIFFFlush(tiff.get()) != 1) {
            return fail("figure", "the TIFF could not be made");
        }
    }
    return std::move(memory.bytes);
}

bool isTiff(const QByteArray& file) {
    return file.startsWith(QByteArrayView("II*\0", 4)) || file.startsWith(QByteArrayView("MM\0*", 4));
}

std::string recordInTiff(const QByteArray& file) {
    Memory memory{file, 0};
    const Tiff tiff = openTiff(memory, "rm");
    std::uint32_t size = 0;
    const char* packet = nullptr;
    if (!tiff || TIFFGetField(tiff.get(), TIFFTAG_XMLPACKET, &size, &packet) != 1 || !packet) return {};
    return recordInXml(QByteArray(packet, static_cast<qsizetype>(size)));
}

}  // namespace poolscope

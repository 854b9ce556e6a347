// SPDX-License-Identifier: GPL-3.0-or-later
// How one page of a TIFF stores its samples. Private to the reader of TIFF.
#pragma once

#include <tiffio.h>

#include <cmath>

#include "core/io/picture.h"

namespace poolscope {

// What the tags of one page say.
struct TiffPage {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint16_t bits = 1;
    std::uint16_t samples = 1;  // of a pixel
    std::uint16_t format = SAMPLEFORMAT_UINT;
    std::uint16_t photometric = PHOTOMETRIC_MINISBLACK;
    std::uint16_t compression = COMPRESSION_NONE;
    std::uint16_t planar = PLANARCONFIG_CONTIG;
    std::uint16_t orientation = ORIENTATION_TOPLEFT;
    std::uint16_t extra = EXTRASAMPLE_UNSPECIFIED;  // what the first sample after the colours is
    const std::uint16_t* palette[3] = {};

    int colours() const { return photometric == PHOTOMETRIC_RGB ? 3 : 1; }
    bool hasAlpha() const { return samples > colours() && extra != EXTRASAMPLE_UNSPECIFIED; }
    bool isPalette() const { return photometric == PHOTOMETRIC_PALETTE; }
    bool isStoredPlainly() const {
        return photometric == PHOTOMETRIC_MINISWHITE || photometric == PHOTOMETRIC_MINISBLACK ||
               photometric == PHOTOMETRIC_RGB || isPalette();
    }
    double top() const { return std::ldexp(1.0, bits) - 1; }  // of unsigned samples
};

// Sample number `index` of a row, as libtiff hands it over: in the machine's order.
double sampleAt(const TiffPage& page, const std::byte* row, std::size_t index);

// NumPy's name of the smallest type that holds the samples; empty when they are not read.
std::string_view dtypeOf(const TiffPage& page);
// "16-bit signed samples"
std::string typeText(const TiffPage& page);

PictureKind kindOf(const TiffPage& page);

}  // namespace poolscope

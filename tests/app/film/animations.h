// SPDX-License-Identifier: GPL-3.0-or-later
// Animations taken apart again, for tests.
#pragma once

#include <gif_lib.h>
#include <gtest/gtest.h>
#include <webp/demux.h>

#include <QByteArray>
#include <QImage>
#include <algorithm>
#include <cmath>
#include <vector>

namespace poolscope::test {

struct Decoded {
    QSize size;
    int loops = -1;              // 0: for ever
    std::vector<QImage> frames;  // complete pictures
    std::vector<int> ms;         // how long each is shown
    std::vector<QRect> rects;    // GIF: what is stored of each
};

inline int readFromBytes(GifFileType* gif, GifByteType* into, int count) {
    auto& rest = *static_cast<QByteArray*>(gif->UserData);
    const int taken = static_cast<int>(std::min<qsizetype>(count, rest.size()));
    std::copy_n(rest.constData(), taken, into);
    rest.remove(0, taken);
    return taken;
}

// Paints one image of a GIF over what is there.
inline void overpaint(QImage& canvas, const GifFileType& gif, const SavedImage& image, int transparent) {
    const GifImageDesc& d = image.ImageDesc;
    const ColorMapObject* map = d.ColorMap ? d.ColorMap : gif.SColorMap;
    for (int i = 0; i < d.Width * d.Height; ++i) {
        const int index = image.RasterBits[i];
        if (index == transparent) continue;
        ASSERT_LT(index, map->ColorCount);
        const GifColorType& c = map->Colors[index];
        canvas.setPixel(d.Left + i % d.Width, d.Top + i / d.Width, qRgb(c.Red, c.Green, c.Blue));
    }
}

inline Decoded decodedGif(QByteArray bytes) {
    Decoded result;
    int error = 0;
    GifFileType* gif = DGifOpen(&bytes, &readFromBytes, &error);
    if (!gif || DGifSlurp(gif) != GIF_OK) {
        ADD_FAILURE() << "not a GIF";
        return result;
    }
    result.size = {gif->SWidth, gif->SHeight};
    QImage canvas(result.size, QImage::Format_RGB32);
    for (int i = 0; i < gif->ImageCount; ++i) {
        const SavedImage& image = gif->SavedImages[i];
        for (int b = 0; b < image.ExtensionBlockCount; ++b) {
            const ExtensionBlock& block = image.ExtensionBlocks[b];
            if (block.Function == CONTINUE_EXT_FUNC_CODE && block.ByteCount == 3 && block.Bytes[0] == 1)
                result.loops = block.Bytes[1] + 256 * block.Bytes[2];
        }
        GraphicsControlBlock control{};
        EXPECT_EQ(DGifSavedExtensionToGCB(gif, i, &control), GIF_OK);
        overpaint(canvas, *gif, image, control.TransparentColor);
        result.frames.push_back(canvas.copy());
        result.ms.push_back(control.DelayTime * 10);
        const GifImageDesc& d = image.ImageDesc;
        result.rects.emplace_back(d.Left, d.Top, d.Width, d.Height);
    }
    DGifCloseFile(gif, &error);
    return result;
}

// Frames that do not differ from the one before are one.
inline Decoded decodedWebp(const QByteArray& bytes) {
    Decoded result;
    const WebPData data{reinterpret_cast<const std::uint8_t*>(bytes.constData()),
                        static_cast<std::size_t>(bytes.size())};
    WebPAnimDecoderOptions options;
    WebPAnimDecoderOptionsInit(&options);
    options.color_mode = MODE_BGRA;
    WebPAnimDecoder* decoder = WebPAnimDecoderNew(&data, &options);
    if (!decoder) {
        ADD_FAILURE() << "not a WebP";
        return result;
    }
    WebPAnimInfo info;
    WebPAnimDecoderGetInfo(decoder, &info);
    result.size = {static_cast<int>(info.canvas_width), static_cast<int>(info.canvas_height)};
    result.loops = static_cast<int>(info.loop_count);
    int before = 0;
    std::uint8_t* pixels = nullptr;
    for (int end = 0; WebPAnimDecoderGetNext(decoder, &pixels, &end) != 0; before = end) {
        const QImage view(pixels, result.size.width(), result.size.height(), QImage::Format_ARGB32);
        result.frames.push_back(view.copy());
        result.ms.push_back(end - before);
    }
    WebPAnimDecoderDelete(decoder);
    return result;
}

// In decibels, over the three colours; 99 for equal pictures.
inline double psnr(const QImage& a, const QImage& b) {
    EXPECT_EQ(a.size(), b.size());
    double sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            for (const int d : {qRed(p) - qRed(q), qGreen(p) - qGreen(q), qBlue(p) - qBlue(q)}) sum += d * d;
        }
    }
    if (sum == 0) return 99;
    return 10 * std::log10(255.0 * 255.0 * 3.0 * a.width() * a.height() / sum);
}

}  // namespace poolscope::test

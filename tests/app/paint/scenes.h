// SPDX-License-Identifier: GPL-3.0-or-later
// Small scenes and pictures of them, for the tests of app/paint.
#pragma once

#include <QImage>
#include <QPainter>
#include <cmath>

#include "app/paint/painter.h"
#include "app/paint/text_layout.h"

namespace poolscope {

inline Scene sceneOf(Size size, std::vector<Mark> marks) {
    return {size, std::move(marks)};
}

// In points, after fitting.
inline double drawnWidth(const TextMark& mark) {
    return TextLayout().fit(mark).width;
}

// Neighbouring cells always differ.
inline HeatMapMark heatMap(const Rect& rect, const Extent& cells) {
    auto argb = std::make_shared<std::vector<std::uint32_t>>();
    for (std::int64_t row = 0; row < cells.rows; ++row) {
        for (std::int64_t col = 0; col < cells.cols; ++col) {
            const auto grey = static_cast<std::uint32_t>((row * 37 + col * 11) % 256);
            argb->push_back(0xff000000U | (grey << 16) | ((255 - grey) << 8) | (grey * 3 & 255));
        }
    }
    return {rect, cells, argb};
}

inline HeatMapMark plainMap(const Rect& rect, const Extent& cells, std::uint32_t argb) {
    return {rect, cells, std::make_shared<std::vector<std::uint32_t>>(static_cast<std::size_t>(cells.count()), argb)};
}

inline TextMark textMark(const std::string& text, double size, FontFace face = FontFace::Sans) {
    TextMark mark;
    mark.size = size;
    mark.face = face;
    mark.runs = {{text, rgb(0x000000)}};
    return mark;
}

// White paper, `scale` pixels a point.
inline QImage picture(const Scene& scene, double scale, double pixelRatio = 1) {
    QImage image(static_cast<int>(std::ceil(scene.size.width * scale)),
                 static_cast<int>(std::ceil(scene.size.height * scale)), QImage::Format_RGB32);
    image.setDevicePixelRatio(pixelRatio);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(scale / pixelRatio, scale / pixelRatio);
    paintScene(painter, scene, Surface::Raster);
    return image;
}

// The smallest rectangle around everything that is not white.
inline QRect inked(const QImage& image) {
    QRect box;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qGray(image.pixel(x, y)) < 128) box |= QRect(x, y, 1, 1);
        }
    }
    return box;
}

}  // namespace poolscope

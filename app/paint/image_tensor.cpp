// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/image_tensor.h"

#include <algorithm>

#include "core/io/picture.h"
#include "core/scene/palette.h"
#include "core/tensor/value_scale.h"

namespace poolscope {

namespace {

// Calls put(i, red, green, blue) for every pixel, on white.
template <class Put>
void eachPixel(const QImage& image, const Put& put) {
    const QImage pixels = image.convertToFormat(QImage::Format_ARGB32);
    std::size_t at = 0;
    for (int y = 0; y < pixels.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(pixels.constScanLine(y));
        for (int x = 0; x < pixels.width(); ++x) {
            const auto onWhite = [alpha = qAlpha(line[x])](int channel) {
                return (channel * alpha + 255 * (255 - alpha) + 127) / 255;
            };
            put(at++, onWhite(qRed(line[x])), onWhite(qGreen(line[x])), onWhite(qBlue(line[x])));
        }
    }
}

}  // namespace

Tensor toTensor(const QImage& image) {
    Tensor tensor(Shape{1, 1, image.height(), image.width()});
    eachPixel(image, [&](std::size_t i, int red, int green, int blue) {
        tensor.values[i] = static_cast<float>(greyOf(red, green, blue, true));
    });
    return tensor;
}

Tensor toColourTensor(const QImage& image) {
    Tensor tensor(Shape{1, 3, image.height(), image.width()});
    eachPixel(image, [&](std::size_t i, int red, int green, int blue) {
        tensor.plane(0)[i] = static_cast<float>(red);
        tensor.plane(1)[i] = static_cast<float>(green);
        tensor.plane(2)[i] = static_cast<float>(blue);
    });
    return tensor;
}

QImage thumbnail(const Source& source, std::int64_t image, int side, const std::optional<Crop>& part) {
    const auto planes = sharedImages(source.images, image, image);
    const Extent whole = planes->shape.plane();
    const bool colours = source.rgb && planes->shape.c == 3;
    const Crop looked = part.value_or(Crop{{0, 0}, whole});
    const Extent& size = looked.size;
    const std::int64_t step = std::max<std::int64_t>(1, std::max(size.rows, size.cols) / (2 * side));
    const auto level = [&, scale = displayScale({}, source.range)](std::int64_t channel, const CellRef& cell) {
        return colourOf(planes->at(channel, cell), scale, Palette::Grey, {}).r;
    };
    const auto rows = static_cast<int>((size.rows + step - 1) / step);
    const auto cols = static_cast<int>((size.cols + step - 1) / step);
    // Means of some cells of a step in each direction: an odd number of cells apart, lest a pattern of every other cell
    // show only one of its sides.
    const std::int64_t apart = step / 4 | 1;
    const auto mean = [&](std::int64_t channel, const CellRef& first) {
        int sum = 0;
        int count = 0;
        for (std::int64_t y = first.row; y < std::min(first.row + step, looked.first.row + size.rows); y += apart) {
            for (std::int64_t x = first.col; x < std::min(first.col + step, looked.first.col + size.cols); x += apart) {
                sum += level(channel, {y, x});
                ++count;
            }
        }
        return (sum + count / 2) / count;
    };
    QImage picture(cols, rows, QImage::Format_RGB32);
    for (int r = 0; r < rows; ++r) {
        auto* line = reinterpret_cast<QRgb*>(picture.scanLine(r));
        for (int c = 0; c < cols; ++c) {
            const CellRef cell{looked.first.row + r * step, looked.first.col + c * step};
            const int red = mean(0, cell);
            line[c] = colours ? qRgb(red, mean(1, cell), mean(2, cell)) : qRgb(red, red, red);
        }
    }
    // Few cells stay squares.
    const auto how = 2 * std::max(rows, cols) < side ? Qt::FastTransformation : Qt::SmoothTransformation;
    return picture.scaled(side, side, Qt::KeepAspectRatio, how);
}

}  // namespace poolscope

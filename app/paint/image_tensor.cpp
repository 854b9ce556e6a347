// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/image_tensor.h"

#include <algorithm>

#include "core/scene/palette.h"
#include "core/tensor/value_scale.h"

namespace poolscope {

Tensor toTensor(const QImage& image) {
    const QImage pixels = image.convertToFormat(QImage::Format_ARGB32);
    Tensor tensor(Shape{1, 1, pixels.height(), pixels.width()});
    std::size_t at = 0;
    for (int y = 0; y < pixels.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(pixels.constScanLine(y));
        for (int x = 0; x < pixels.width(); ++x) {
            const auto onWhite = [alpha = qAlpha(line[x])](int channel) {
                return (channel * alpha + 255 * (255 - alpha) + 127) / 255;
            };
            const int grey = qGray(onWhite(qRed(line[x])), onWhite(qGreen(line[x])), onWhite(qBlue(line[x])));
            tensor.values[at++] = static_cast<float>(grey);
        }
    }
    return tensor;
}

QImage thumbnail(const Source& source, std::int64_t image, int side, const std::optional<Crop>& part) {
    const Tensor& images = *source.images;
    const Extent whole = images.shape.plane();
    const auto plane = images.plane(image * images.shape.c);
    const Crop looked = part.value_or(Crop{{0, 0}, whole});
    const Extent& size = looked.size;
    const std::int64_t step = std::max<std::int64_t>(1, std::max(size.rows, size.cols) / (2 * side));
    std::vector<float> seen;
    for (std::int64_t r = 0; r < size.rows; r += step) {
        for (std::int64_t c = 0; c < size.cols; c += step) {
            const CellRef cell{looked.first.row + r, looked.first.col + c};
            seen.push_back(plane[static_cast<std::size_t>(flatIndex(whole, cell))]);
        }
    }
    const auto rows = static_cast<int>((size.rows + step - 1) / step);
    const auto cols = static_cast<int>((size.cols + step - 1) / step);
    const ValueScale scale = displayScale({}, source.range);
    QImage picture(cols, rows, QImage::Format_Grayscale8);
    for (int r = 0; r < rows; ++r) {
        uchar* line = picture.scanLine(r);
        for (int c = 0; c < cols; ++c) {
            line[c] = colourOf(seen[static_cast<std::size_t>(r * cols + c)], scale, Palette::Grey, {}).r;
        }
    }
    // Few cells stay squares.
    const auto how = 2 * std::max(rows, cols) < side ? Qt::FastTransformation : Qt::SmoothTransformation;
    return picture.scaled(side, side, Qt::KeepAspectRatio, how);
}

}  // namespace poolscope

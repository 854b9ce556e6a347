// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/image_tensor.h"

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

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/image_tensor.h"

#include <gtest/gtest.h>

namespace poolscope {
namespace {

TEST(ToTensor, GreyUsesTheWeightsOfQGray) {
    QImage image(23, 17, QImage::Format_RGB32);
    for (int y = 0; y < 17; ++y) {
        for (int x = 0; x < 23; ++x) image.setPixel(x, y, qRgb(x * 11, y * 15, (x * y * 7) % 256));
    }
    const Tensor grey = toTensor(image);
    EXPECT_EQ(grey.shape, (Shape{1, 1, 17, 23}));
    for (int y = 0; y < 17; ++y) {
        for (int x = 0; x < 23; ++x) EXPECT_EQ(grey.at(0, {y, x}), static_cast<float>(qGray(image.pixel(x, y))));
    }
}

TEST(ToTensor, TransparencyShowsWhitePaper) {
    QImage image(3, 1, QImage::Format_ARGB32);
    image.setPixel(0, 0, qRgba(0, 0, 0, 0));
    image.setPixel(1, 0, qRgba(0, 0, 0, 102));
    image.setPixel(2, 0, qRgba(10, 10, 10, 255));
    EXPECT_EQ(toTensor(image).values, (std::vector<float>{255, 153, 10}));
}

// A pattern as fine as its cells is grey from afar, however large the picture is.
TEST(Thumbnail, ShowsMeans) {
    for (const std::int64_t side : {200, 300, 1024, 2000, 2048, 3000}) {
        Source source;
        Tensor board({1, 1, side, side});
        for (std::int64_t y = 0; y < side; ++y) {
            for (std::int64_t x = 0; x < side; ++x)
                board.values[static_cast<std::size_t>(y * side + x)] = (x + y) % 2 == 0 ? 0.0F : 255.0F;
        }
        source.dtype = "uint8";
        source.setImages(std::move(board));
        const QImage picture = thumbnail(source, 0, 48);
        EXPECT_NEAR(qGray(picture.pixel(24, 24)), 127, 16) << side;
        EXPECT_NEAR(qGray(picture.pixel(7, 30)), 127, 16) << side;
    }
}

}  // namespace
}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// The colours of cells in PNG, SVG and PDF, through poppler, mupdf and librsvg.
#include <algorithm>
#include <functional>

#include "core/session/figure_words.h"
#include "tests/app/cli/figure_checks.h"

namespace poolscope::test {
namespace {

using Plane = std::vector<double>;

// Values that repeat, so that neighbours are equal here and there.
std::vector<float> patternOf(const Extent& size) {
    std::vector<float> values;
    for (std::int64_t row = 0; row < size.rows; ++row) {
        for (std::int64_t col = 0; col < size.cols; ++col) {
            values.push_back(static_cast<float>((row * 29 + col / 2 * 53 + row * col % 7) % 256));
        }
    }
    return values;
}

// Max pooling in its plainest form, size 2, stride 1, and where ones from above go.
void poolPlainly(const Tensor& x, Plane& y, Plane& dx) {
    const std::int64_t rows = x.shape.h;
    const std::int64_t cols = x.shape.w;
    dx.assign(x.values.size(), 0);
    for (std::int64_t row = 0; row + 1 < rows; ++row) {
        for (std::int64_t col = 0; col + 1 < cols; ++col) {
            auto best = static_cast<std::size_t>(row * cols + col);
            for (const std::int64_t other :
                 {row * cols + col + 1, (row + 1) * cols + col, (row + 1) * cols + col + 1}) {
                const auto i = static_cast<std::size_t>(other);
                if (x.values[i] > x.values[best]) best = i;
            }
            y.push_back(x.values[best]);
            dx[best] += 1;
        }
    }
}

class FigureColours : public FigureChecks, public ::testing::WithParamInterface<Palette> {
  protected:
    void expectCells(const Extent& size, int dpi);

    static void expectCentres(const QImage& image, double scale, const HeatMapMark& map, const Plane& values,
                              const std::function<Colour(double)>& colour, const std::string& what) {
        int wrong = 0;
        const Extent cells = map.cells;
        for (std::int64_t i = 0; i < cells.count(); ++i) {
            const double col = static_cast<double>(i % cells.cols) + 0.5;
            const double row = static_cast<double>(i / cells.cols) + 0.5;
            const double x = (map.rect.x + map.rect.width * col / static_cast<double>(cells.cols)) * scale;
            const double y = (map.rect.y + map.rect.height * row / static_cast<double>(cells.rows)) * scale;
            const QRgb found = image.pixel(static_cast<int>(x), static_cast<int>(y));
            const QRgb wanted = toArgb(colour(values[static_cast<std::size_t>(i)]));
            if (within(found, wanted, 1)) continue;
            if (++wrong == 1) ADD_FAILURE() << what << ", cell " << i << ": " << hex(found) << ", not " << hex(wanted);
        }
        EXPECT_EQ(wrong, 0) << what << ", of " << cells.count() << " cells";
    }
};

void FigureColours::expectCells(const Extent& size, int dpi) {
    writeImage(size, patternOf(size));
    drawWith(std::to_string(dpi), {"--stride=1", "--panels=input,output,gradient", "--layout=row", "--numbers=off",
                                   "--palette", std::string(wordFor<Palette>(kPaletteWords, GetParam()))});
    FigureSpec spec;
    spec.panels = {PanelKind::Input, PanelKind::Output, PanelKind::Gradient};
    spec.layout = FigureLayout::Row;
    ViewSpec view;
    view.numbers = Numbers::Off;
    const Scene wanted = scene(spec, view, {{2, 2}, {1, 1}, {}, {1, 1}, false});
    const auto inputs = mapsOf(wanted, size);
    const auto outputs = mapsOf(wanted, {size.rows - 1, size.cols - 1});
    ASSERT_EQ(inputs.size(), 2U);
    ASSERT_EQ(outputs.size(), 1U);

    Plane y;
    Plane dx;
    poolPlainly(x(), y, dx);
    const double largest = *std::max_element(dx.begin(), dx.end());
    ASSERT_GT(largest, 2);
    const auto ofValue = [](double value) { return colourOf(value, {0, 255}, GetParam(), {}); };
    const auto ofGradient = [&](double value) {
        return divergingColourOf(value, largest, themeNamed(ThemeName::Print));
    };
    for (const Viewer viewer : kViewers) {
        const QImage image = seen(viewer, "x", dpi);
        const double scale = dpi / 72.0;
        expectCentres(image, scale, inputs[0], {x().values.begin(), x().values.end()}, ofValue, toText(viewer) + " X");
        expectCentres(image, scale, outputs[0], y, ofValue, toText(viewer) + " Y");
        expectCentres(image, scale, inputs[1], dx, ofGradient, toText(viewer) + " dX");
    }
}

TEST_P(FigureColours, OfRectanglesAreThePalettes) {
    expectCells({28, 28}, 144);
}

TEST_P(FigureColours, OfOneImageAreThePalettes) {
    expectCells({150, 200}, 450);
}

INSTANTIATE_TEST_SUITE_P(Palettes, FigureColours,
                         ::testing::Values(Palette::Grey, Palette::Viridis, Palette::Cividis, Palette::Magma),
                         [](const auto& palette) {
                             return std::string(wordFor<Palette>(kPaletteWords, palette.param));
                         });

class FigureSeams : public FigureChecks {
  protected:
    // Cells too small for lines between them.
    void drawAt(int dpi) const {
        drawWith(std::to_string(dpi), {"--panels=input,output", "--layout=row", "--width=80", "--numbers=off"});
    }
    std::vector<HeatMapMark> maps(const Extent& cells) const {
        FigureSpec spec;
        spec.panels = {PanelKind::Input, PanelKind::Output};
        spec.layout = FigureLayout::Row;
        spec.widthMm = 80;
        ViewSpec view;
        view.numbers = Numbers::Off;
        return mapsOf(scene(spec, view), cells);
    }

    // Every pixel inside the map, but for its outline.
    static void expectOneColour(const QImage& image, double scale, const Rect& map, QRgb colour,
                                const std::string& what) {
        const Rect inside = map.grown(-1 - 1 / scale);
        int wrong = 0;
        for (int y = static_cast<int>(std::ceil(inside.y * scale)); y + 1 <= inside.bottom() * scale; ++y) {
            for (int x = static_cast<int>(std::ceil(inside.x * scale)); x + 1 <= inside.right() * scale; ++x) {
                if (within(image.pixel(x, y), colour, 1)) continue;
                if (++wrong == 1) ADD_FAILURE() << what << ": " << hex(image.pixel(x, y)) << " at " << x << "," << y;
            }
        }
        EXPECT_EQ(wrong, 0) << what;
    }
};

TEST_F(FigureSeams, AreNotBetweenEqualCells) {
    for (const std::int64_t side : {std::int64_t{46}, std::int64_t{70}}) {  // as rectangles and as one image
        writeImage({side, side}, std::vector<float>(static_cast<std::size_t>(side * side), 90));
        const auto inputs = maps({side, side});
        ASSERT_EQ(inputs.size(), 1U);
        for (const int dpi : {72, 96, 150, 300}) {
            drawAt(dpi);
            for (const Viewer viewer : kViewers) {
                const std::string what = toText(viewer) + ", " + std::to_string(dpi) + " dpi, " + std::to_string(side);
                const QImage image = seen(viewer, "x", dpi);
                expectOneColour(image, dpi / 72.0, inputs[0].rect, qRgb(90, 90, 90), what);
            }
        }
    }
}

// Single cells in a plain surrounding: further from them than a pixel and a half nothing of their colour is seen, nor
// of the surrounding within them.
TEST_F(FigureSeams, ACellStaysInItsPlace) {
    constexpr std::int64_t kSide = 46;
    const auto lone = [](std::int64_t row, std::int64_t col) { return row % 4 == 1 && col % 4 < 2; };
    for (const float surrounding : {255.0F, 0.0F}) {
        std::vector<float> values;
        for (std::int64_t i = 0; i < kSide * kSide; ++i) {
            values.push_back(lone(i / kSide, i % kSide) ? 255 - surrounding : surrounding);
        }
        writeImage({kSide, kSide}, values);
        const Rect map = maps({kSide, kSide}).at(0).rect;
        for (const int dpi : {96, 150, 300}) {
            drawAt(dpi);
            const double scale = dpi / 72.0;
            const double cell = map.width / kSide * scale;  // in pixels
            for (const Viewer viewer : kViewers) {
                const QImage image = seen(viewer, "x", dpi);
                int wrong = 0;
                for (int y = static_cast<int>((map.y + 3) * scale); y < (map.bottom() - 3) * scale; ++y) {
                    for (int x = static_cast<int>((map.x + 3) * scale); x < (map.right() - 3) * scale; ++x) {
                        const auto cellAt = [&](double pixel, double start) {
                            return static_cast<std::int64_t>((pixel - start * scale) / cell);
                        };
                        const auto value = [&](double dx, double dy) {
                            return lone(cellAt(y + 0.5 + dy, map.y), cellAt(x + 0.5 + dx, map.x));
                        };
                        const bool here = value(0, 0);
                        const bool edge = here != value(1.5, 0) || here != value(-1.5, 0) || here != value(0, 1.5) ||
                                          here != value(0, -1.5) || here != value(1.5, 1.5) ||
                                          here != value(-1.5, 1.5) || here != value(1.5, -1.5) ||
                                          here != value(-1.5, -1.5);
                        const int grey = static_cast<int>(here ? 255 - surrounding : surrounding);
                        if (!edge && !within(image.pixel(x, y), qRgb(grey, grey, grey), 1)) ++wrong;
                    }
                }
                EXPECT_EQ(wrong, 0) << toText(viewer) << ", " << dpi << " dpi, on " << surrounding;
            }
        }
    }
}

}  // namespace
}  // namespace poolscope::test

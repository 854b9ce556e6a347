// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/painter.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QPixmap>
#include <QRawFont>
#include <QSet>

#include "app/paint/heat_map.h"
#include "core/scene/palette.h"
#include "tests/app/paint/scenes.h"

namespace poolscope {
namespace {

QSet<QRgb> colours(const QImage& image) {
    QSet<QRgb> result;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) result << image.pixel(x, y);
    }
    return result;
}

TEST(Resources, AreLinkedIn) {
    QFont inter(QStringLiteral("Inter"));
    inter.setPixelSize(64);
    // The bundled face is used, whatever is installed.
    const QRawFont bundled(QStringLiteral(":/fonts/Inter-Regular.otf"), 64);
    ASSERT_TRUE(bundled.isValid());
    EXPECT_EQ(QRawFont::fromFont(inter).fontTable("head"), bundled.fontTable("head"));
}

TEST(HeatMap, EveryCellHasItsColourAtEveryScale) {
    const HeatMapMark map = heatMap({3.3, 2.7, 61.1, 47.9}, {7, 9});
    for (const double scale : {0.5, 1.0, 1.25, 2.0, 300.0 / 72}) {
        const QImage image = picture(sceneOf({70, 60}, {map}), scale);
        for (std::int64_t row = 0; row < 7; ++row) {
            for (std::int64_t col = 0; col < 9; ++col) {
                const double x = (3.3 + 61.1 * (static_cast<double>(col) + 0.5) / 9) * scale;
                const double y = (2.7 + 47.9 * (static_cast<double>(row) + 0.5) / 7) * scale;
                EXPECT_EQ(image.pixel(static_cast<int>(x), static_cast<int>(y)),
                          (*map.argb)[static_cast<std::size_t>(row * 9 + col)])
                    << "scale " << scale << " row " << row << " col " << col;
            }
        }
    }
}

TEST(HeatMap, CellsAndRectanglesShareTheirEdges) {
    // With 7.5 points a cell many edges lie exactly between two pixels; with 12.7 from 0.8 rounding errors decide.
    const struct {
        double origin;
        double size;
    } cases[] = {{1.5, 7.5}, {1.5, 8.0}, {0.3, 6.1}, {2.25, 10.0 / 3}, {0.8, 12.7}};
    for (const auto& [origin, size] : cases) {
        for (const double ratio : {1.0, 1.25, 2.0}) {
            const HeatMapMark map = heatMap({origin, origin, 12 * size, 8 * size}, {8, 12});
            const Size paper{12 * size + 4, 8 * size + 4};
            Scene cells = sceneOf(paper, {});
            for (int i = 0; i < 96; ++i) {
                const Rect cell{origin + i % 12 * size, origin + i / 12 * size, size, size};
                cells.marks.push_back(RectMark{cell, fromArgb((*map.argb)[static_cast<std::size_t>(i)]), {}});
            }
            EXPECT_EQ(picture(sceneOf(paper, {map}), ratio, ratio), picture(cells, ratio, ratio))
                << size << " from " << origin << " at " << ratio;
        }
    }
}

TEST(HeatMap, ManyCellsAreAveragedByArea) {
    HeatMapMark board = plainMap({0, 0, 64, 64}, {512, 512}, 0xff000000U);
    auto argb = std::make_shared<std::vector<std::uint32_t>>(*board.argb);
    for (std::size_t i = 0; i < argb->size(); ++i) (*argb)[i] = (i / 512 + i) % 2 ? 0xffffffffU : 0xff000000U;
    board.argb = argb;
    EXPECT_EQ(colours(picture(sceneOf({64, 64}, {board}), 1)), (QSet<QRgb>{0xff808080U}));
}

TEST(HeatMap, PartlyCoveredCellsCountByTheirShare) {
    // Three cells on two pixels: 2/3 of each pixel is an outer cell and 1/3 half of the middle one.
    HeatMapMark map{{0, 0, 2, 1}, {1, 3}, {}};
    map.argb =
        std::make_shared<std::vector<std::uint32_t>>(std::vector<std::uint32_t>{0xff000000U, 0xff5a5a5aU, 0xffb4b4b4U});
    const QImage image = picture(sceneOf({2, 1}, {map}), 1);
    EXPECT_EQ(image.pixel(0, 0), 0xff1e1e1eU);
    EXPECT_EQ(image.pixel(1, 0), 0xff969696U);
}

// Each cell is seen in one pixel alone, that of its centre, and hides what stands out less.
TEST(HeatMap, CellsOnAGroundAreNotAveraged) {
    HeatMapMark map = plainMap({0, 0, 40, 30}, {96, 128}, 0xffffffffU);
    auto argb = std::make_shared<std::vector<std::uint32_t>>(*map.argb);
    const auto set = [&](std::int64_t row, std::int64_t col, std::uint32_t colour) {
        (*argb)[static_cast<std::size_t>(flatIndex(map.cells, {row, col}))] = colour;
    };
    set(0, 0, 0xffb2182bU);
    set(1, 1, 0xfffff0f0U);
    set(32, 67, 0xff2166acU);  // from 20.94 to 21.25
    set(95, 127, 0xffef8a72U);
    map.argb = argb;
    map.ground = rgb(0xffffff);
    const QImage image = picture(sceneOf({40, 30}, {map}), 1);
    EXPECT_EQ(image.pixel(0, 0), 0xffb2182bU);
    EXPECT_EQ(image.pixel(21, 10), 0xff2166acU);
    EXPECT_EQ(image.pixel(39, 29), 0xffef8a72U);
    int inked = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) inked += image.pixel(x, y) != 0xffffffffU;
    }
    EXPECT_EQ(inked, 3);
}

TEST(HeatMap, TheLargerGradientStandsOutMore) {
    for (const ThemeName name : {ThemeName::Light, ThemeName::Dark, ThemeName::Print}) {
        const Theme& theme = themeNamed(name);
        for (const double sign : {-1.0, 1.0}) {
            for (int i = 0; i < 16; ++i) {
                const std::uint32_t less = toArgb(divergingColourOf(sign * i, 16, theme));
                const std::uint32_t more = toArgb(divergingColourOf(sign * (i + 1), 16, theme));
                HeatMapMark map{{0, 0, 2, 1}, {1, 4}, {}, theme.card};
                map.argb = std::make_shared<std::vector<std::uint32_t>>(std::vector{less, more, more, less});
                const QImage image = picture(sceneOf({2, 1}, {map}), 1);
                EXPECT_EQ(image.pixel(0, 0), more) << i;
                EXPECT_EQ(image.pixel(1, 0), more) << i;
            }
        }
    }
}

// In a file as many pixels as are printed, and each of them one of the cells.
TEST(HeatMap, CellsOnAGroundArePrintedAsTheyAre) {
    HeatMapMark map = plainMap({0, 0, 72, 36}, {1000, 1000}, 0xffffffffU);
    auto argb = std::make_shared<std::vector<std::uint32_t>>(*map.argb);
    argb->at(500 * 1000 + 500) = 0xffb2182bU;
    map.argb = argb;
    EXPECT_EQ(cellImage(map).size(), QSize(2000, 1000));
    map.ground = rgb(0xffffff);
    const QImage image = cellImage(map).convertToFormat(QImage::Format_RGB32);
    EXPECT_EQ(image.size(), QSize(300, 150));
    EXPECT_EQ(colours(image), (QSet<QRgb>{0xffffffffU, 0xffb2182bU}));
}

TEST(HeatMap, OneColourStaysThatColourHoweverReduced) {
    const QImage image = picture(sceneOf({50, 30}, {plainMap({0, 0, 50, 30}, {1000, 777}, 0xff1864abU)}), 1);
    EXPECT_EQ(colours(image), (QSet<QRgb>{0xff1864abU}));
}

TEST(HeatMap, ZoomedFarInCostsNoMoreThanTheWindow) {
    const HeatMapMark map = heatMap({0, 0, 100, 100}, {10, 10});
    QImage image(40, 40, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(1e5, 1e5);
    painter.translate(-25, -35);
    paintScene(painter, sceneOf({100, 100}, {map}), Surface::Raster);
    painter.end();
    EXPECT_EQ(colours(image), (QSet<QRgb>{(*map.argb)[32]}));
}

TEST(HeatMap, IncompleteMapsAreNotDrawn) {
    HeatMapMark map = heatMap({0, 0, 10, 10}, {2, 2});
    map.cells = {3, 3};
    EXPECT_TRUE(inked(picture(sceneOf({10, 10}, {map, HeatMapMark{}}), 1)).isNull());
}

TEST(Rectangle, StrokesAreCrispAndCentred) {
    const struct {
        double scale;
        double width;
        QRect outer;
        int line;
    } cases[] = {
        {1, 1, {10, 10, 20, 20}, 1}, {1, 2, {9, 9, 22, 22}, 2},      {1, 0.2, {10, 10, 20, 20}, 1},
        {2, 1, {19, 19, 42, 42}, 2}, {1.25, 1, {13, 13, 25, 25}, 1}, {1, 3, {9, 9, 22, 22}, 3},
    };
    for (const auto& c : cases) {
        const RectMark mark{{10, 10, 20, 20}, {}, Stroke{rgb(0x000000), c.width}};
        const QImage image = picture(sceneOf({50, 50}, {mark}), c.scale, c.scale);
        EXPECT_EQ(colours(image), (QSet<QRgb>{0xffffffffU, 0xff000000U})) << c.scale << " " << c.width;
        EXPECT_EQ(inked(image), c.outer) << c.scale << " " << c.width;
        const int middle = c.outer.center().y();
        EXPECT_EQ(image.pixel(c.outer.left() + c.line - 1, middle), 0xff000000U);
        EXPECT_EQ(image.pixel(c.outer.left() + c.line, middle), 0xffffffffU);
    }
}

TEST(Rectangle, TinyOnesAreStillSeen) {
    const RectMark outline{{5.2, 5.2, 0.3, 0.3}, {}, Stroke{rgb(0x000000), 1}};
    const RectMark filled{{10.2, 5.2, 0.3, 0.3}, rgb(0x000000), {}};
    EXPECT_EQ(inked(picture(sceneOf({20, 10}, {outline, filled}), 1)), QRect(5, 5, 6, 1));
}

TEST(Rectangle, TranslucentStrokesDoNotDarkenAtTheCorners) {
    const RectMark mark{{5, 5, 20, 20}, {}, Stroke{withAlpha(rgb(0x000000), 128), 3}};
    EXPECT_EQ(colours(picture(sceneOf({30, 30}, {mark}), 1)).size(), 2);
}

TEST(Line, AlongAnAxisIsCrisp) {
    const LineMark across{{{2, 5}, {18, 5}}, Stroke{rgb(0x000000), 1}, {}};
    const LineMark down{{{5, 8}, {5, 18}}, Stroke{rgb(0x000000), 1}, {}};
    const QImage image = picture(sceneOf({20, 20}, {across, down}), 1);
    EXPECT_EQ(colours(image).size(), 2);
    EXPECT_EQ(inked(image), QRect(2, 5, 16, 13));
}

TEST(Hatch, StaysInsideItsRectangle) {
    for (const double scale : {1.0, 3.7}) {
        const QImage image = picture(sceneOf({40, 40}, {HatchMark{{10, 12, 15, 9}, rgb(0x000000), 3, 2}}), scale);
        const auto edge = [scale](double points) { return static_cast<int>(std::lround(points * scale)); };
        const QRect inside(QPoint(edge(10), edge(12)), QPoint(edge(25) - 1, edge(21) - 1));
        EXPECT_FALSE(inked(image).isNull());
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (inside.contains(x, y)) continue;
                ASSERT_EQ(image.pixel(x, y), 0xffffffffU) << x << "," << y;
            }
        }
    }
}

TEST(Text, GrowsWithItsSizeExactly) {
    EXPECT_NEAR(drawnWidth(textMark("Window 47 / 196", 20)), 2 * drawnWidth(textMark("Window 47 / 196", 10)), 1e-9);
    EXPECT_NEAR(drawnWidth(textMark("abc", 11.5, FontFace::Mono)), 3 * 0.6 * 11.5, 0.01);
}

TEST(Text, SpacesAndSignsKeepTheirPlaces) {
    EXPECT_NEAR(drawnWidth(textMark(" a  ", 10, FontFace::Mono)), 24, 0.01);
    for (const char* text : {"!=", ">=", "->", "+="}) {
        // Each sign as drawn alone: no ligatures.
        const QImage together = picture(sceneOf({40, 20}, {[&] {
                                                    TextMark mark = textMark(text, 20, FontFace::Mono);
                                                    mark.at = {5, 15};
                                                    return mark;
                                                }()}),
                                        1);
        TextMark first = textMark(std::string(text, 1), 20, FontFace::Mono);
        TextMark second = textMark(std::string(text + 1, 1), 20, FontFace::Mono);
        first.at = {5, 15};
        second.at = {17, 15};
        EXPECT_EQ(together, picture(sceneOf({40, 20}, {first, second}), 1)) << text;
    }
}

TEST(Text, RunsFollowOneAnother) {
    TextMark mark = textMark("max(", 10);
    const double first = drawnWidth(mark);
    mark.runs.push_back({"248", rgb(0xe8590c), true});
    mark.runs.push_back({"out", rgb(0x000000), false, true});
    TextMark bold = mark;
    bold.runs = {mark.runs[1]};
    TextMark subscript = mark;
    subscript.runs = {mark.runs[2]};
    EXPECT_NEAR(drawnWidth(mark), first + drawnWidth(bold) + drawnWidth(subscript), 1e-9);
    subscript.runs[0].subscript = false;
    EXPECT_GT(drawnWidth(subscript) + first + drawnWidth(bold), drawnWidth(mark) + 1);
}

TEST(Text, SitsWhereItIsPut) {
    TextMark mark = textMark("HHH", 20);
    mark.at = {100, 50};
    const auto box = [&](HorizontalAlign align, VerticalAlign level) {
        mark.align = align;
        mark.level = level;
        return inked(picture(sceneOf({200, 100}, {mark}), 4));
    };
    const double width = drawnWidth(mark) * 4;
    EXPECT_NEAR(box(HorizontalAlign::Left, VerticalAlign::Baseline).left(), 400, 10);
    EXPECT_NEAR(box(HorizontalAlign::Right, VerticalAlign::Baseline).right(), 400, 10);
    EXPECT_NEAR(box(HorizontalAlign::Centre, VerticalAlign::Baseline).center().x(), 400, 2);
    EXPECT_NEAR(box(HorizontalAlign::Left, VerticalAlign::Baseline).width(), width, 20);
    EXPECT_NEAR(box(HorizontalAlign::Left, VerticalAlign::Baseline).bottom(), 200, 2);
    EXPECT_NEAR(box(HorizontalAlign::Left, VerticalAlign::Middle).center().y(), 200, 2);
    EXPECT_GE(box(HorizontalAlign::Left, VerticalAlign::Top).top(), 200);
}

TEST(Text, ShrinksThenEndsInAnEllipsis) {
    TextMark mark = textMark("a rather long heading", 10);
    const double full = drawnWidth(mark);
    mark.maxWidth = full * 0.8;
    EXPECT_NEAR(drawnWidth(mark), mark.maxWidth, 1e-6);
    mark.maxWidth = full * 0.3;
    EXPECT_LE(drawnWidth(mark), mark.maxWidth);
    EXPECT_GT(drawnWidth(mark), mark.maxWidth * 0.7);
    mark.maxWidth = 0.5;
    EXPECT_EQ(drawnWidth(mark), 0);
}

TEST(Text, CutsBetweenCharactersOnly) {
    TextMark mark = textMark("\xf0\x9f\x99\x82\xf0\x9f\x99\x82\xf0\x9f\x99\x82\xf0\x9f\x99\x82", 10);
    mark.maxWidth = drawnWidth(mark) * 0.5;
    EXPECT_LE(drawnWidth(mark), mark.maxWidth);
}

TEST(Text, IsGreyNotColouredAtItsEdges) {
    TextMark mark = textMark("Window 47", 11);
    mark.at = {3, 15};
    for (const QRgb pixel : colours(picture(sceneOf({80, 20}, {mark}), 1))) {
        EXPECT_EQ(qRed(pixel), qGreen(pixel));
        EXPECT_EQ(qGreen(pixel), qBlue(pixel));
    }
}

TEST(Paint, LeavesThePainterAsItWas) {
    QImage image(20, 20, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.scale(2, 2);
    painter.setPen(Qt::red);
    paintScene(painter, sceneOf({10, 10}, {RectMark{{1, 1, 5, 5}, rgb(0x00ff00), Stroke{}}, textMark("a", 5)}),
               Surface::Raster);
    EXPECT_EQ(painter.worldTransform(), QTransform::fromScale(2, 2));
    EXPECT_EQ(painter.pen().color(), QColor(Qt::red));
}

TEST(Paint, PixmapsOfAnyRatioShowTheWholeMap) {
    QPixmap pixmap(60, 60);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::white);
    QPainter painter(&pixmap);
    paintScene(painter, sceneOf({30, 30}, {plainMap({0, 0, 30, 30}, {3, 3}, 0xff000000U)}), Surface::Raster);
    painter.end();
    EXPECT_EQ(inked(pixmap.toImage()), QRect(0, 0, 60, 60));
}

}  // namespace
}  // namespace poolscope

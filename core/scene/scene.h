// SPDX-License-Identifier: GPL-3.0-or-later
// A picture as a value: marks in painting order, in points (on the screen one point is one logical pixel),
// y downwards. Knows no Qt, no pixels, no widgets.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/scene/colour.h"
#include "core/tensor/shape.h"

namespace poolscope {

struct Point {
    double x = 0;
    double y = 0;
    bool operator==(const Point&) const = default;
};

struct Size {
    double width = 0;
    double height = 0;
    bool operator==(const Size&) const = default;
};

struct Rect {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    double right() const { return x + width; }
    double bottom() const { return y + height; }
    Point centre() const { return {x + width / 2, y + height / 2}; }
    bool contains(const Point& p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    Rect grown(double by) const { return {x - by, y - by, width + 2 * by, height + 2 * by}; }
    bool operator==(const Rect&) const = default;
};

struct Stroke {
    Colour colour;
    double width = 1;
    bool dashed = false;
    bool operator==(const Stroke&) const = default;
};

// On a raster, edges of rectangles and of heat map cells snap to whole device pixels, by the same rounding, so that an
// outline always sits on its cell. A stroke lies centred on the edge.
struct RectMark {
    Rect rect;
    std::optional<Colour> fill;
    std::optional<Stroke> stroke;
    double radius = 0;  // of rounded corners; rounded rectangles do not snap
    bool operator==(const RectMark&) const = default;
};

struct EllipseMark {
    Rect box;
    std::optional<Colour> fill;
    std::optional<Stroke> stroke;
    bool operator==(const EllipseMark&) const = default;
};

struct LineMark {
    std::vector<Point> points;
    Stroke stroke;
    std::optional<Colour> fill;  // closes the line to a polygon
    bool operator==(const LineMark&) const = default;
};

// Parallel diagonal lines, clipped to the rectangle.
struct HatchMark {
    Rect rect;
    Colour colour;
    double spacing = 4;
    double width = 0.7;
    bool operator==(const HatchMark&) const = default;
};

enum class FontFace { Sans, Mono };
enum class HorizontalAlign { Left, Centre, Right };
enum class VerticalAlign { Top, Middle, Baseline };  // what of the line of text sits at `at.y`

struct TextRun {
    std::string text;  // UTF-8
    Colour colour;
    bool bold = false;
    bool subscript = false;
    bool operator==(const TextRun&) const = default;
};

// One line of text; the runs follow one another.
struct TextMark {
    Point at;
    HorizontalAlign align = HorizontalAlign::Left;
    VerticalAlign level = VerticalAlign::Baseline;
    double size = 10;  // of the font, in points
    FontFace face = FontFace::Sans;
    double maxWidth = 0;  // > 0: made smaller, down to 70 % or `least`, then cut with an ellipsis, to fit
    std::vector<TextRun> runs;
    double least = 0;  // size below which the medium does not let it shrink
    bool operator==(const TextMark&) const = default;
};

// A grid of coloured cells: one mark, drawn as rectangles where cells are few and as one image where they are many.
// argb has cells.count() opaque entries, 0xAARRGGBB, row-major.
struct HeatMapMark {
    Rect rect;
    Extent cells;
    std::shared_ptr<const std::vector<std::uint32_t>> argb;
    // What a pixel shows that is larger than a cell: the mean of its cells, or of a map with a ground the cell that
    // stands out most from it, because few cells are not the ground and their mean would be next to nothing.
    std::optional<Colour> ground{};
    bool operator==(const HeatMapMark& other) const {
        return rect == other.rect && cells == other.cells && ground == other.ground &&
               (argb == other.argb || (argb && other.argb && *argb == *other.argb));
    }
};

using Mark = std::variant<RectMark, EllipseMark, LineMark, HatchMark, TextMark, HeatMapMark>;

struct Scene {
    Size size;
    std::vector<Mark> marks;
    bool operator==(const Scene&) const = default;
};

// Every mark on a line of its own, numbers to a tenth of a point: for golden tests and for reading a scene.
std::string toText(const Scene& scene);

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scene/maths.h"

#include <algorithm>
#include <utility>

#include "core/scene/text_width.h"
#include "core/scene/words.h"

namespace poolscope {
namespace {

// All in sizes of the type.
constexpr double kHalfLine = 0.56;    // of words, above and below the axis
constexpr double kInFraction = 0.85;  // the type in a fraction
constexpr double kBarGap = 0.06;
constexpr double kBarOver = 0.15;  // how far the bar reaches beyond what it divides
constexpr double kBracket = 0.3;   // width of a floor bracket with its space
constexpr double kFoot = 0.16;     // of the bracket
constexpr double kHook = 0.62;     // width of the sign of a root
constexpr double kRaised = 0.62;   // the type of an exponent
constexpr double kRise = 0.36;     // of its axis
constexpr double kFrame = 0.12;
constexpr double kStroke = 0.055;

double strokeOf(double size) {
    return std::max(1.0, size * kStroke);
}

// Words that follow one another are one line of text.
std::vector<TextRun> wordsFrom(std::span<const Maths> row, std::size_t first) {
    std::vector<TextRun> runs;
    for (std::size_t i = first; i < row.size() && row[i].kind == Maths::Kind::Words; ++i) runs.push_back(row[i].run);
    return runs;
}

MathsSize sizeOfPart(const Maths& part, double size) {
    const MathsSize inner = mathsSize(part.inner, size);
    switch (part.kind) {
        case Maths::Kind::Words:
            break;  // measured as lines
        case Maths::Kind::Fraction: {
            const MathsSize over = mathsSize(part.inner, size * kInFraction);
            const MathsSize under = mathsSize(part.under, size * kInFraction);
            return {std::max(over.width, under.width) + 2 * kBarOver * size, over.height() + kBarGap * size,
                    under.height() + kBarGap * size};
        }
        case Maths::Kind::Root: {
            const double index = mathsSize(part.under, size * kRaised).width;
            return {inner.width + (kHook + kBarOver) * size + std::max(0.0, index - 0.3 * size),
                    inner.above + kBarGap * size, inner.below};
        }
        case Maths::Kind::Floor:
        case Maths::Kind::Ceil:
            return {inner.width + 2 * kBracket * size, inner.above, inner.below};
        case Maths::Kind::Raised: {
            const MathsSize raised = mathsSize(part.inner, size * kRaised);
            return {raised.width, raised.above + kRise * size, 0};
        }
        case Maths::Kind::Framed:
            return {inner.width + 2 * kFrame * size, inner.above + kFrame * size / 2, inner.below + kFrame * size / 2};
        case Maths::Kind::Lines: {
            const MathsSize second = mathsSize(part.under, size);
            return {std::max(inner.width, second.width), inner.height(), second.height()};
        }
    }
    return {};
}

void line(Scene& scene, std::vector<Point> points, const Colour& colour, double size) {
    scene.marks.emplace_back(LineMark{std::move(points), Stroke{colour, strokeOf(size)}, std::nullopt});
}

void addFraction(Scene& scene, const Point& at, const Maths& part, double size) {
    const double width = sizeOfPart(part, size).width;
    const double type = size * kInFraction;
    const MathsSize over = mathsSize(part.inner, type);
    const MathsSize under = mathsSize(part.under, type);
    const auto left = [&](double inner) { return at.x + (width - inner) / 2; };
    addMaths(scene, {left(over.width), at.y - kBarGap * size - over.below}, part.inner, type);
    line(scene, {{at.x + kBarOver * size / 2, at.y}, {at.x + width - kBarOver * size / 2, at.y}}, part.run.colour,
         size);
    addMaths(scene, {left(under.width), at.y + kBarGap * size + under.above}, part.under, type);
}

void addRoot(Scene& scene, const Point& at, const Maths& part, double size) {
    const MathsSize all = sizeOfPart(part, size);
    const MathsSize inner = mathsSize(part.inner, size);
    const double hook = all.width - inner.width - (kHook + kBarOver) * size;
    const double top = at.y - inner.above;
    const double foot = at.y + inner.below - kBarGap * size;
    const double x = at.x + hook;
    line(scene,
         {{x + 0.06 * size, at.y + 0.08 * size},
          {x + 0.18 * size, at.y + 0.02 * size},
          {x + 0.32 * size, foot},
          {x + 0.52 * size, top},
          {x + kHook * size + inner.width + kBarOver * size / 2, top}},
         part.run.colour, size);
    const MathsSize index = mathsSize(part.under, size * kRaised);
    addMaths(scene, {at.x + std::max(0.0, 0.3 * size - index.width), at.y - index.below - 0.05 * size}, part.under,
             size * kRaised);
    addMaths(scene, {x + kHook * size, at.y}, part.inner, size);
}

void addBrackets(Scene& scene, const Point& at, const Maths& part, double size) {
    const MathsSize all = sizeOfPart(part, size);
    const double top = at.y - all.above + 0.08 * size;
    const double bottom = at.y + all.below - 0.08 * size;
    const double foot = part.kind == Maths::Kind::Floor ? bottom : top;
    const double head = part.kind == Maths::Kind::Floor ? top : bottom;
    const double left = at.x + 0.08 * size;
    const double right = at.x + all.width - 0.08 * size;
    line(scene, {{left, head}, {left, foot}, {left + kFoot * size, foot}}, part.run.colour, size);
    line(scene, {{right, head}, {right, foot}, {right - kFoot * size, foot}}, part.run.colour, size);
    addMaths(scene, {at.x + kBracket * size, at.y}, part.inner, size);
}

void addPart(Scene& scene, const Point& at, const Maths& part, double size) {
    switch (part.kind) {
        case Maths::Kind::Words:
            return;
        case Maths::Kind::Fraction:
            return addFraction(scene, at, part, size);
        case Maths::Kind::Root:
            return addRoot(scene, at, part, size);
        case Maths::Kind::Floor:
        case Maths::Kind::Ceil:
            return addBrackets(scene, at, part, size);
        case Maths::Kind::Raised:
            return addMaths(scene, {at.x, at.y - kRise * size}, part.inner, size * kRaised);
        case Maths::Kind::Framed: {
            const MathsSize all = sizeOfPart(part, size);
            scene.marks.emplace_back(
                RectMark{{at.x + kFrame * size / 4, at.y - all.above, all.width - kFrame * size / 2, all.height()},
                         std::nullopt,
                         Stroke{part.run.colour, strokeOf(size) * 1.3},
                         size * 0.1});
            return addMaths(scene, {at.x + kFrame * size, at.y}, part.inner, size);
        }
        case Maths::Kind::Lines:
            addMaths(scene, {at.x, at.y - mathsSize(part.inner, size).below}, part.inner, size);
            return addMaths(scene, {at.x, at.y + mathsSize(part.under, size).above}, part.under, size);
    }
}

}  // namespace

MathsSize mathsSize(std::span<const Maths> row, double size) {
    MathsSize all;
    for (std::size_t i = 0; i < row.size();) {
        MathsSize part;
        if (row[i].kind == Maths::Kind::Words) {
            const std::vector<TextRun> runs = wordsFrom(row, i);
            part = {textWidth(runs, size, FontFace::Mono), kHalfLine * size, kHalfLine * size};
            i += runs.size();
        } else {
            part = sizeOfPart(row[i++], size);
        }
        all = {all.width + part.width, std::max(all.above, part.above), std::max(all.below, part.below)};
    }
    return all;
}

void addMaths(Scene& scene, const Point& at, std::span<const Maths> row, double size) {
    double x = at.x;
    for (std::size_t i = 0; i < row.size();) {
        if (row[i].kind == Maths::Kind::Words) {
            const std::vector<TextRun> runs = wordsFrom(row, i);
            scene.marks.emplace_back(textMark({x, at.y}, size, runs, FontFace::Mono));
            x += textWidth(runs, size, FontFace::Mono);
            i += runs.size();
        } else {
            addPart(scene, {x, at.y}, row[i], size);
            x += sizeOfPart(row[i++], size).width;
        }
    }
}

double fittingSize(std::span<const Maths> row, double most, double least, const Size& room) {
    constexpr double kStep = 0.85;
    for (double size = most; size >= least; size *= kStep) {
        const MathsSize all = mathsSize(row, size);
        if (all.width <= room.width && all.height() <= room.height) return size;
    }
    return 0;
}

}  // namespace poolscope

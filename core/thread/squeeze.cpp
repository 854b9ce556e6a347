// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/thread/squeeze.h"

#include <algorithm>
#include <cmath>

#include "core/panel/panel_parts.h"

namespace poolscope {
namespace {

std::vector<Colour> coloursOf(const Picture& picture) {
    std::vector<Colour> colours;
    for (const std::uint32_t argb : *picture.argb) colours.push_back(fromArgb(argb));
    return colours;
}

template <class T>
const T& at(const std::vector<T>& cells, const Extent& size, const CellRef& cell) {
    return cells[static_cast<std::size_t>(flatIndex(size, cell))];
}

// The cells of a window; gives whether its winner is worth a mark.
bool addWindow(Squeeze& squeeze, const PanelContext& context, const CellRef& window) {
    const Evaluation& e = context.evaluation;
    const bool backward = squeeze.way == SqueezeWay::Backward;
    const std::vector<PatchCell> cells = patchColumn(context, backward, window);
    const bool blends = !hasWinner(e.experiment.pool.op);
    const bool sends =
        std::any_of(cells.begin(), cells.end(), [](const PatchCell& cell) { return cell.data && cell.value != 0; });
    for (std::int64_t tap = 0; tap < e.grid.taps(); ++tap) {
        const PatchCell& cell = cells[static_cast<std::size_t>(tap)];
        SqueezeCopy copy{cell.colour, e.grid.tapPlace(window, tap) != TapPlace::Inside, false};
        if (cell.data && !copy.padding && !backward) {
            copy.colour = at(squeeze.whole, e.grid.input(), e.grid.tapCell(window, tap));
        }
        // Where a tie is shared, several take gradient.
        const bool named = !blends && e.winner(window) == tap;
        copy.moves = cell.data && (blends || (backward && sends ? cell.value != 0 : named));
        // Padding that takes nothing is seen as padding.
        if (copy.padding && !(backward && copy.moves)) copy.colour = context.style.theme().padding;
        squeeze.copies.push_back(copy);
    }
    return !blends && !backward && sends;
}

// Softer than eased(): much moves at once.
double easedWithin(double t, double from, double to) {
    const double x = std::clamp((t - from) / (to - from), 0.0, 1.0);
    return x * x * x * (x * (6 * x - 15) + 10);
}

double mix(double from, double to, double t) {
    return from + (to - from) * t;
}

// How far each part of the movement has come, all from 0 to 1.
struct Progress {
    double spread = 0;  // the windows have drifted apart
    double light = 0;   // the winners are marked
    double grow = 0;    // they fill their windows, and the others are gone
    double close = 0;   // they have closed up
};

constexpr double kMarked = 0.43;  // the stations between the two ends
constexpr double kGrown = 0.68;

Progress progressAt(double t) {
    return {easedWithin(t, 0.02, 0.36), easedWithin(t, 0.33, kMarked) * (1 - easedWithin(t, 0.86, 0.99)),
            easedWithin(t, kMarked, 0.66), easedWithin(t, 0.7, 0.99)};
}

// Where the cells of one axis stand, in cells from the middle.
struct AxisPlaces {
    const AxisGrid& axis;
    double origin = 0;  // of the picture with its padding
    double cells = 0;
    double pitch = 1;  // of windows that have drifted apart

    AxisPlaces(const AxisGrid& of, std::int64_t first, std::int64_t count)
        : axis(of), origin(static_cast<double>(first)), cells(static_cast<double>(count)) {
        const auto size = static_cast<double>(of.size);
        pitch = std::max(static_cast<double>(of.stride), size) + std::clamp(0.3 * size, 0.4, 1.5);
    }
    double home(std::int64_t position) const { return static_cast<double>(position) - origin - cells / 2; }
    double apart(std::int64_t window, double place) const {
        return pitch * static_cast<double>(window) + place - apartCells() / 2;
    }
    double apartCells() const { return pitch * static_cast<double>(axis.output - 1) + static_cast<double>(axis.size); }
    double result(std::int64_t window) const {
        return static_cast<double>(window) - static_cast<double>(axis.output) / 2;
    }
};

constexpr double kRoomAtHome = 0.74;  // of the frame, for the picture
constexpr double kRoomApart = 0.97;   // and for its windows
constexpr double kGrownShare = 0.84;  // of a window that its winner fills

class Drawing {
  public:
    Drawing(const Squeeze& squeeze, const Progress& progress, const Size& size, const FigureStyle& style)
        : squeeze_(squeeze),
          progress_(progress),
          style_(style),
          area_(paddedArea(squeeze.grid, AreaKind::Input)),
          rows_(squeeze.grid.rows, area_.origin.row, area_.cells.rows),
          cols_(squeeze.grid.cols, area_.origin.col, area_.cells.cols),
          middle_{size.width / 2, size.height / 2},
          scene_{size, {}} {
        home_ = std::min(size.width / cols_.cells, size.height / rows_.cells) * kRoomAtHome;
        if (style.wholePoints && home_ >= 2) home_ = std::floor(home_);
        // Windows need more room than the picture, those that overlap much more: then cells become smaller.
        const double apart = std::min(size.width / mix(cols_.cells, cols_.apartCells(), progress.spread),
                                      size.height / mix(rows_.cells, rows_.apartCells(), progress.spread));
        pitch_ = std::min(home_, apart * kRoomApart);
    }

    Scene draw() && {
        if (progress_.grow < 1) drawPicture();
        drawExtent();
        if (progress_.spread > 0) drawWindows();
        return std::move(scene_);
    }

  private:
    const Theme& theme() const { return style_.theme(); }
    Colour faded(const Colour& colour, double share) const { return blendColours(colour, theme().card, share); }
    Rect square(double x, double y, double width, double height, double cell) const {
        return {middle_.x + x * cell, middle_.y + y * cell, width * cell, height * cell};
    }
    Rect homeRect(const CellRef& cell, const Extent& cells, double pitch) const {
        return square(cols_.home(cell.col), rows_.home(cell.row), static_cast<double>(cells.cols),
                      static_cast<double>(cells.rows), pitch);
    }

    // What is left behind: the whole picture before it moves, then what no window takes along.
    void drawPicture() {
        const double gone = progress_.spread;
        const Extent input = squeeze_.grid.input();
        const bool moving = gone > 0;
        if (area_.cells != input && gone < 1) {
            const Rect all = homeRect(area_.origin, area_.cells, pitch_);
            scene_.marks.emplace_back(RectMark{all, faded(theme().padding, gone), std::nullopt});
            addHatch(all, gone);
        }
        if (!moving) {
            auto argb = std::make_shared<std::vector<std::uint32_t>>();
            for (const Colour& colour : squeeze_.whole) argb->push_back(toArgb(colour));
            scene_.marks.emplace_back(HeatMapMark{homeRect({0, 0}, input, pitch_), input, argb});
        } else if (gone < 1) {
            drawUncovered(gone);
        }
        if (gone < 1) {
            scene_.marks.emplace_back(RectMark{homeRect({0, 0}, input, pitch_), std::nullopt,
                                               Stroke{faded(theme().line, gone), style_.line}});
        }
    }

    void drawUncovered(double gone) {
        const Extent input = squeeze_.grid.input();
        std::vector<bool> cols;
        for (std::int64_t col = 0; col < input.cols; ++col) {
            cols.push_back(squeeze_.grid.cols.windowsOver(col).empty());
        }
        for (std::int64_t row = 0; row < input.rows; ++row) {
            const bool wholeRow = squeeze_.grid.rows.windowsOver(row).empty();
            for (std::int64_t col = 0; col < input.cols; ++col) {
                if (!wholeRow && !cols[static_cast<std::size_t>(col)]) continue;
                scene_.marks.emplace_back(RectMark{homeRect({row, col}, {1, 1}, pitch_),
                                                   faded(at(squeeze_.whole, input, {row, col}), gone), std::nullopt});
            }
        }
    }

    void addHatch(const Rect& rect, double gone) {
        scene_.marks.emplace_back(
            HatchMark{rect, faded(theme().hatch, gone), style_.hatchSpacing(), style_.hatchWidth()});
    }

    // Where the picture was, so that the output is seen to be smaller.
    void drawExtent() {
        if (progress_.close <= 0) return;
        const Stroke stroke{faded(theme().quiet, 1 - progress_.close), style_.line, true};
        scene_.marks.emplace_back(RectMark{homeRect({0, 0}, squeeze_.grid.input(), home_), std::nullopt, stroke});
    }

    // First what fades, then what moves on: a winner is never covered.
    void drawWindows() {
        const Extent output = squeeze_.grid.output();
        if (progress_.grow < 1) {
            for (std::int64_t i = 0; i < output.count(); ++i) drawFading({i / output.cols, i % output.cols});
        }
        for (std::int64_t i = 0; i < output.count(); ++i) drawMoving({i / output.cols, i % output.cols});
        drawResultFrame();
    }

    // Around the output as it comes together: its cells may have the colour of the ground.
    void drawResultFrame() {
        const double seen = std::clamp((progress_.close - 0.6) / 0.4, 0.0, 1.0);
        if (seen <= 0) return;
        const Extent output = squeeze_.grid.output();
        const Rect first = windowRect({0, 0}, kGrownShare);
        const Rect last = windowRect({output.rows - 1, output.cols - 1}, kGrownShare);
        const Rect apart{first.x, first.y, last.right() - first.x, last.bottom() - first.y};
        scene_.marks.emplace_back(RectMark{between(apart, resultRect({0, 0}, output), progress_.close), std::nullopt,
                                           Stroke{faded(theme().line, 1 - seen), style_.line}});
    }

    Rect tapRect(const CellRef& window, std::int64_t tap) const {
        const CellRef cell = squeeze_.grid.tapCell(window, tap);
        const auto col = static_cast<double>(tap % cols_.axis.size);
        const auto row = static_cast<double>(tap / cols_.axis.size);
        return square(mix(cols_.home(cell.col), cols_.apart(window.col, col), progress_.spread),
                      mix(rows_.home(cell.row), rows_.apart(window.row, row), progress_.spread), 1, 1, pitch_);
    }
    // A part of a window that has drifted apart, around its middle.
    Rect windowRect(const CellRef& window, double share) const {
        const auto width = static_cast<double>(cols_.axis.size);
        const auto height = static_cast<double>(rows_.axis.size);
        return square(cols_.apart(window.col, width * (1 - share) / 2),
                      rows_.apart(window.row, height * (1 - share) / 2), width * share, height * share, pitch_);
    }
    Rect resultRect(const CellRef& first, const Extent& cells) const {
        return square(cols_.result(first.col), rows_.result(first.row), static_cast<double>(cells.cols),
                      static_cast<double>(cells.rows), home_);
    }

    // As it lies in its window; on its last way home it takes the colour of the picture, where overlaps add.
    Colour colourOf(const CellRef& window, std::int64_t tap, const SqueezeCopy& copy) const {
        const double apart = std::min(1.0, progress_.spread / 0.4);
        const CellRef cell = squeeze_.grid.tapCell(window, tap);
        const bool inside = squeeze_.grid.input().contains(cell);
        return blendColours(inside ? at(squeeze_.whole, squeeze_.grid.input(), cell) : theme().padding, copy.colour,
                            apart);
    }
    const SqueezeCopy* copiesOf(const CellRef& window) const {
        return &squeeze_
                    .copies[static_cast<std::size_t>(flatIndex(squeeze_.grid.output(), window) * squeeze_.grid.taps())];
    }

    void drawFading(const CellRef& window) {
        // A line around the window: cells may have the colour of the ground.
        if (progress_.spread >= 0.2 && pitch_ >= 2) {
            const double seen = std::min((progress_.spread - 0.2) / 0.4, 1 - progress_.grow);
            const Rect first = tapRect(window, 0);
            const Rect last = tapRect(window, squeeze_.grid.taps() - 1);
            scene_.marks.emplace_back(RectMark{{first.x, first.y, last.right() - first.x, last.bottom() - first.y},
                                               std::nullopt,
                                               Stroke{faded(theme().line, 1 - std::min(1.0, seen)), 2 * style_.line}});
        }
        const SqueezeCopy* copies = copiesOf(window);
        for (std::int64_t tap = 0; tap < squeeze_.grid.taps(); ++tap) {
            const SqueezeCopy& copy = copies[tap];
            if (copy.moves) continue;
            const Rect rect = tapRect(window, tap);
            scene_.marks.emplace_back(RectMark{rect, faded(colourOf(window, tap, copy), progress_.grow), std::nullopt});
            if (copy.padding && pitch_ >= 3) addHatch(rect, progress_.grow);
        }
    }

    void drawMoving(const CellRef& window) {
        const SqueezeCopy* copies = copiesOf(window);
        const Colour result = at(squeeze_.result, squeeze_.grid.output(), window);
        const bool marked = squeeze_.marked[static_cast<std::size_t>(flatIndex(squeeze_.grid.output(), window))];
        for (std::int64_t tap = 0; tap < squeeze_.grid.taps(); ++tap) {
            const SqueezeCopy& copy = copies[tap];
            if (!copy.moves) continue;
            const Rect grown = between(tapRect(window, tap), windowRect(window, kGrownShare), progress_.grow);
            const Rect rect = between(grown, resultRect(window, {1, 1}), progress_.close);
            const Colour colour = blendColours(colourOf(window, tap, copy), result, progress_.grow);
            scene_.marks.emplace_back(RectMark{rect, colour, std::nullopt});
            if (copy.padding && pitch_ >= 3 && progress_.grow < 1) addHatch(rect, progress_.grow);
            if (marked && progress_.light > 0) addMark(rect, colour);
            if (progress_.grow >= 1) break;  // several are one now
        }
    }

    void addMark(const Rect& rect, const Colour& on) {
        const double side = std::min(rect.width, rect.height);
        const double width = std::clamp(side * 0.16, std::min(1.0, style_.outline), style_.outline);
        // Of small cells it leaves some of their own colour.
        const double share = progress_.light * std::clamp((side - 1) / 6, 0.3, 1.0);
        scene_.marks.emplace_back(
            RectMark{rect.grown(-width / 2), std::nullopt, Stroke{blendColours(on, theme().window, share), width}});
    }

    const Squeeze& squeeze_;
    const Progress progress_;
    const FigureStyle& style_;
    const CellArea area_;
    const AxisPlaces rows_;
    const AxisPlaces cols_;
    const Point middle_;
    double home_ = 1;   // the side of a cell at both ends
    double pitch_ = 1;  // and now
    Scene scene_;
};

}  // namespace

Result<void> checkSqueeze(const Evaluation& e) {
    const char* where = "animation.squeeze";
    if (e.x->shape.planes() == 0) return fail("input", "there is no image to draw: N is 0");
    const Extent input = e.grid.input();
    if (std::max(input.rows, input.cols) > kMostSqueezed) {
        return fail(where, "pictures are squeezed up to " + toText(Extent{kMostSqueezed, kMostSqueezed}) +
                               " cells, and this one has " + toText(input));
    }
    const std::int64_t copies = e.grid.output().count() * e.grid.taps();
    if (copies > kMostSqueezedCopies) {
        return fail(where, "the windows hold " + std::to_string(copies) + " cells together, and more than " +
                               std::to_string(kMostSqueezedCopies) +
                               " are not told apart: choose a larger stride or a smaller size");
    }
    return {};
}

Squeeze makeSqueeze(const Evaluation& evaluation, const ViewSpec& view, const FigureStyle& style, SqueezeWay way) {
    ViewSpec whole = view;
    whole.hideBlack = false;
    Pictures pictures = makePictures(evaluation, whole, style.theme());
    const bool forward = way == SqueezeWay::Forward;
    if (!forward) {
        // On one scale, so that a gradient keeps its colour on its way and only a sum takes another.
        const double largest = std::max(largestOf(pictures.upstreamScale), largestOf(pictures.gradientScale));
        const Evaluation& e = evaluation;
        pictures.upstreamScale = {-largest, largest};
        pictures.gradient =
            gradientPicture(e.backward->dx.plane(e.experiment.plane), e.grid.input(), largest, style.theme());
        pictures.upstream =
            gradientPicture(e.backward->dout.plane(e.experiment.plane), e.grid.output(), largest, style.theme());
    }
    const PanelContext context{evaluation, pictures, whole, style};
    Squeeze squeeze{way, evaluation.experiment.pool.op, evaluation.grid, {}, {}, {}, {}};
    squeeze.whole = coloursOf(forward ? pictures.input : pictures.gradient);
    squeeze.result = coloursOf(forward ? pictures.output : pictures.upstream);
    const Extent output = evaluation.grid.output();
    for (std::int64_t i = 0; i < output.count(); ++i) {
        squeeze.marked.push_back(addWindow(squeeze, context, {i / output.cols, i % output.cols}));
    }
    return squeeze;
}

Scene squeezeScene(const Squeeze& squeeze, double t, const Size& size, const FigureStyle& style) {
    const double forward = squeeze.way == SqueezeWay::Forward ? t : 1 - t;
    return Drawing(squeeze, progressAt(std::clamp(forward, 0.0, 1.0)), size, style).draw();
}

std::array<double, 4> squeezeStations(SqueezeWay way) {
    if (way == SqueezeWay::Forward) return {0, kMarked, kGrown, 1};
    return {0, 1 - kGrown, 1 - kMarked, 1};
}

}  // namespace poolscope

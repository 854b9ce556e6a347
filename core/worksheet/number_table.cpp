// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/worksheet/number_table.h"

#include <algorithm>
#include <cmath>

#include "core/panel/numbers.h"
#include "core/scene/text_width.h"
#include "core/scene/words.h"

namespace poolscope {
namespace {

constexpr double kCell = 24;    // of a table, or wider where its numbers are
constexpr double kDigits = 10;  // the size of numbers
constexpr double kLeastDigitsSize = 6;
constexpr double kMostHeight = 340;  // of a table
constexpr double kPicture = 200;     // the longer side of a picture of dots
constexpr double kIndex = 16;        // room for the counts of rows and columns
constexpr double kTitle = 18;

class Drawing {
  public:
    Drawing(const NumberTable& table, double width, const FigureStyle& style)
        : table_(table), style_(style), theme_(style.theme()) {
        measure(width - kIndex);
        title_ = table_.title + (digits_ > 0 ? "" : ", " + toText(table_.inside) + ", large numbers are dark");
        const double wide = textWidth(title_, titleSize());
        scene_.size = {kIndex + std::max(cell_.width * cols(), wide), kTitle + kIndex + cell_.height * rows()};
    }

    Scene draw() {
        addWords(scene_, {kIndex, kTitle / 2 - 2}, titleSize(), {title_, theme_.text}, scene_.size.width);
        digits_ > 0 ? addTable() : addPicture();
        for (const CellFrame& frame : table_.frames) addFrame(frame);
        return std::move(scene_);
    }

  private:
    double titleSize() const { return style_.small * 0.9; }
    double rows() const { return static_cast<double>(table_.inside.rows + table_.before.row + table_.after.row); }
    double cols() const { return static_cast<double>(table_.inside.cols + table_.before.col + table_.after.col); }

    // As a table where its numbers can be read.
    void measure(double room) {
        std::size_t longest = 1;
        for (const float value : table_.values) longest = std::max(longest, characterCount(numberText(value)));
        const double wanted = std::max(kCell, monoWidth(longest, kDigits) + 8);
        const double width = std::min(wanted, room / cols());
        digits_ = std::min(kDigits, (width - 3) / monoWidth(longest, 1));
        cell_ = {width, kCell};
        if (digits_ >= kLeastDigitsSize && cell_.height * rows() <= kMostHeight) return;
        digits_ = 0;
        const double side = std::min(kPicture, room) / std::max(rows(), cols());
        cell_ = {side, side};
    }

    // By its place in the input; those around it count from below 0.
    Rect cellRect(std::int64_t row, std::int64_t col) const {
        return {kIndex + static_cast<double>(col + table_.before.col) * cell_.width,
                kTitle + kIndex + static_cast<double>(row + table_.before.row) * cell_.height, cell_.width,
                cell_.height};
    }

    void addNumber(const Point& at, const std::string& text, double size, const Colour& colour) {
        scene_.marks.emplace_back(textMark(at, size, {{text, colour}}, FontFace::Mono, HorizontalAlign::Centre));
    }

    void addTable() {
        const Stroke line{theme_.hatch, 0.6};
        for (std::int64_t row = -table_.before.row; row < table_.inside.rows + table_.after.row; ++row) {
            for (std::int64_t col = -table_.before.col; col < table_.inside.cols + table_.after.col; ++col) {
                const Rect rect = cellRect(row, col);
                const bool inside = table_.inside.contains({row, col});
                if (!inside) scene_.marks.emplace_back(HatchMark{rect, theme_.line});
                scene_.marks.emplace_back(RectMark{rect, std::nullopt, line});
                if (!inside && !table_.zeros) continue;
                const auto i = static_cast<std::size_t>(flatIndex(table_.inside, {row, col}));
                addNumber(rect.centre(), inside ? numberText(table_.values[i]) : "0", digits_, theme_.text);
            }
        }
        for (std::int64_t row = 0; row < table_.inside.rows; ++row) {
            addNumber({kIndex / 2, cellRect(row, 0).centre().y}, std::to_string(row), 8, theme_.quiet);
        }
        for (std::int64_t col = 0; col < table_.inside.cols; ++col) {
            addNumber({cellRect(0, col).centre().x, kTitle + kIndex / 2}, std::to_string(col), 8, theme_.quiet);
        }
    }

    // Large numbers are dark, which takes little ink where most are small.
    void addPicture() {
        const auto [least, most] = std::minmax_element(table_.values.begin(), table_.values.end());
        const double span = double{*most} - double{*least};
        auto argb = std::make_shared<std::vector<std::uint32_t>>();
        for (const float value : table_.values) {
            const double part = span > 0 && std::isfinite(value) ? (double{value} - double{*least}) / span : 0;
            const auto grey = static_cast<std::uint32_t>(std::lround(255 * (1 - std::clamp(part, 0.0, 1.0))));
            argb->push_back(0xFF000000U | grey << 16U | grey << 8U | grey);
        }
        const Rect all{kIndex, kTitle + kIndex, cell_.width * cols(), cell_.height * rows()};
        scene_.marks.emplace_back(HatchMark{all, theme_.line});
        const Rect first = cellRect(0, 0);
        const Rect inside{first.x, first.y, cell_.width * static_cast<double>(table_.inside.cols),
                          cell_.height * static_cast<double>(table_.inside.rows)};
        scene_.marks.emplace_back(HeatMapMark{inside, table_.inside, std::move(argb)});
        scene_.marks.emplace_back(RectMark{all, std::nullopt, Stroke{theme_.text, 0.6}});
    }

    void addFrame(const CellFrame& frame) {
        const Rect first = cellRect(frame.first.row, frame.first.col);
        const Rect last = cellRect(frame.last.row, frame.last.col);
        const Rect all{first.x, first.y, last.right() - first.x, last.bottom() - first.y};
        scene_.marks.emplace_back(
            RectMark{all, std::nullopt, Stroke{theme_.text, frame.dashed ? 1.2 : 2, frame.dashed}});
    }

    const NumberTable& table_;
    const FigureStyle& style_;
    const Theme& theme_;
    std::string title_;
    double digits_ = 0;  // their size; 0: there are none
    Size cell_;
    Scene scene_;
};

}  // namespace

Scene drawNumbers(const NumberTable& table, double width, const FigureStyle& style) {
    return Drawing(table, width, style).draw();
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// Sheets of images: which pictures, and the words beneath.
#include "core/study_figure/image_sheet.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/chart/chart_parts.h"
#include "core/panel/thumbnail.h"
#include "core/scene/text_width.h"
#include "core/scene/words.h"
#include "core/study_figure/image_words.h"
#include "core/study_figure/sheet_pictures.h"
#include "core/study_figure/study_charts.h"

namespace poolscope {
namespace {

// In small type: the least width of a tile.
constexpr double kLeastTile = 9;
constexpr double kLine = 1.35;
constexpr double kLeastPicture = 4;
constexpr double kPage = 1.35;  // height to width of a sheet that is still one page

// `each` of what is counted is shown by so many pictures of images.
Result<void> checkCount(std::int64_t count, std::int64_t each, const std::string& what, const std::string& where,
                        const std::string& remedy = "choose at most ") {
    const std::int64_t most = kMostSheetImages / each;
    if (count <= most) return {};
    return fail(where,
                std::to_string(count) + " " + what + " on a sheet cannot be read: " + remedy + std::to_string(most));
}

}  // namespace

Result<TileSheet> imageTiles(const StudyQuestion& q, const ImageStudy& study, const ViewSpec& view, ThemeName theme,
                             const RunControl& run) {
    const std::vector<std::int64_t> places = shownPlaces(study, q.choice, kUsualTop);
    if (Result<void> ok = checkCount(std::ssize(places), 1, "images", "study.top"); !ok)
        return tl::unexpected(ok.error());
    std::vector<std::int64_t> images;
    for (const std::int64_t place : places) images.push_back(study.first + place);
    auto pictures = SheetPictures::make(q, images, SheetPictures::Of::Both, view, theme, run);
    if (!pictures) return tl::unexpected(pictures.error());
    pictures->settle();
    const Theme& t = themeNamed(theme);
    TileSheet sheet;
    const bool some = places.size() < study.images.size();
    const std::string shown = (some ? groupedNumber(std::ssize(places)) + " of " : std::string()) +
                              countText(std::ssize(study.images), "image");
    for (std::size_t k = 0; k < places.size(); ++k) {
        SheetTile tile{{pictures->input(k), pictures->output(k)}, {{{shortImageName(*q.source, images[k]), t.quiet}}}};
        if (q.choice.sort) {
            const double value = study.valueOf(*q.choice.sort, static_cast<std::size_t>(places[k]));
            tile.lines.push_back({{measureText(*q.choice.sort, value), t.text, true}});
        }
        tile.images = {images[k]};
        sheet.tiles.push_back(std::move(tile));
    }
    if (q.choice.sort) {
        const MeasureRow& row = measureRow(*q.choice.sort);
        sheet.head = {(some ? "These " + shown + " come first" : "All " + shown + " stand in order") + " by " +
                          std::string(row.title) +
                          (q.choice.ascending ? ", from the smallest up" : ", from the largest down"),
                      outlierSentence(study, *q.source, *q.choice.sort, q.choice.ascending,
                                      some ? std::nullopt : std::optional(std::span<const std::int64_t>(places)))};
    } else {
        sheet.head.title = (some ? "The first " : "All ") + shown + " are shown, each beside its pooled output";
    }
    return sheet;
}

Result<TileSheet> collisionTiles(const StudyQuestion& q, const CollisionStudy& study, const ViewSpec& view,
                                 ThemeName theme, const RunControl& run) {
    if (Result<void> ok = checkCount(std::ssize(study.pairs), 2, "pairs", "study.top"); !ok) {
        return tl::unexpected(ok.error());
    }
    std::vector<std::int64_t> images;
    for (const Collision& pair : study.pairs) images.insert(images.end(), {pair.first, pair.second});
    auto pictures = SheetPictures::make(q, images, SheetPictures::Of::Both, view, theme, run);
    if (!pictures) return tl::unexpected(pictures.error());
    pictures->settle();
    const Theme& t = themeNamed(theme);
    const bool byRatio = study.by == CollisionBy::Ratio;
    TileSheet sheet;
    for (std::size_t k = 0; k < study.pairs.size(); ++k) {
        const Collision& pair = study.pairs[k];
        const std::string ratio = std::isnan(pair.ratio()) ? "same X" : percentText(pair.ratio());
        sheet.tiles.push_back(
            {{pictures->input(2 * k), pictures->input(2 * k + 1), pictures->output(2 * k), pictures->output(2 * k + 1)},
             {{{shortImageName(*q.source, pair.first) + " | " + shortImageName(*q.source, pair.second), t.quiet}},
              {{"Y " + fixedNumber(pair.output, 1), t.text, !byRatio},
               {"  X " + fixedNumber(pair.input, 1) + "  ", t.quiet},
               {ratio, byRatio ? t.text : t.quiet, byRatio}}},
             {pair.first, pair.second}});
    }
    const std::string pairs =
        study.pairs.size() == 1 ? "this pair" : "these " + countText(std::ssize(study.pairs), "pair");
    const std::string window = pairText(q.experiment.window);
    // By distance a pair may be less alike than it was: only the outputs are compared.
    sheet.head.title =
        byRatio ? "Pooling " + window + " brings " + pairs + " of different labels closest, by how far apart they were"
                : "Of all outputs of different labels, pooled " + window + ", those of " + pairs + " are most alike";
    sheet.head.note = "X above, Y below; root mean square of the difference per value, and the quotient of both";
    const std::string compared = comparedNote(study);
    if (!compared.empty()) addHeadNote(sheet.head, compared);
    return sheet;
}

Result<TileSheet> meanTiles(const StudyQuestion& q, const MeansResult& means, const ViewSpec& view, ThemeName theme,
                            const RunControl& run) {
    std::vector<std::int64_t> images;
    for (const LabelMean& mean : means.labels) {
        images.insert(images.end(), {mean.after.nearest.image, mean.after.farthest.image});
    }
    if (Result<void> ok = checkCount(std::ssize(means.labels), 3, "labels", "labels", "choose images with at most ");
        !ok)
        return tl::unexpected(ok.error());
    auto pictures = SheetPictures::make(q, images, SheetPictures::Of::Both, view, theme, run);
    if (!pictures) return tl::unexpected(pictures.error());
    for (const LabelMean& mean : means.labels) pictures->add(mean.before.mean, mean.after.mean);
    pictures->settle();
    const Theme& t = themeNamed(theme);
    TileSheet sheet;
    sheet.head = {"Mean of each label before and after, the image nearest to it and the one farthest from it",
                  "distances of Y: root mean square of the difference per value"};
    sheet.perRow = 3;
    const auto add = [&](std::size_t k, const std::string& first, const std::string& second,
                         const std::vector<std::int64_t>& about) {
        sheet.tiles.push_back(
            {{pictures->input(k), pictures->output(k)}, {{{first, t.text, true}}, {{second, t.quiet}}}, about});
    };
    const auto from = [&](const FromMean& one) {
        return "image " + std::to_string(q.source->number(one.image)) + ", " + fixedNumber(one.distance, 1);
    };
    for (std::size_t i = 0; i < means.labels.size(); ++i) {
        const LabelMean& mean = means.labels[i];
        const std::string name = q.source->nameOf(mean.label);
        add(2 * means.labels.size() + i, "label " + name, "mean of " + countText(mean.images, "image"), {});
        add(2 * i, "nearest", from(mean.after.nearest), {mean.after.nearest.image});
        add(2 * i + 1, "farthest", from(mean.after.farthest), {mean.after.farthest.image});
    }
    return sheet;
}

namespace {

constexpr double kMostSide = 12;
constexpr double kMostShape = 4;  // height to width: what is higher is drawn narrower
constexpr double kRowGap = 0.6;   // on a page, where the last line of words has some room beneath it

// Where the tiles stand, from below the head on.
struct TileGrid {
    std::size_t columns = 1;
    double pitch = 0;
    double side = 0;  // of a picture
    double gap = 0;   // between rows
};

class TilePlan {
  public:
    TilePlan(const TileSheet& sheet, double room, const FigureStyle& style)
        : count_(std::max<std::size_t>(1, sheet.tiles.size())),
          perRow_(std::clamp<std::size_t>(sheet.perRow, 1, count_)),
          fixed_(sheet.perRow > 0),
          room_(room),
          small_(style.small),
          words_(kLeastTile * style.small) {
        const double shrunk = leastShrunk(style.small, style.leastNumber);
        for (const SheetTile& tile : sheet.tiles) {
            tall_ = std::max(tall_, std::ceil(static_cast<double>(tile.pictures.size()) / 2));
            lines_ = std::max(lines_, static_cast<double>(tile.lines.size()));
            for (const Picture& picture : tile.pictures) {
                const double shape = static_cast<double>(picture.cells.rows) / static_cast<double>(picture.cells.cols);
                shape_ = std::max(shape_, std::min(shape, kMostShape));
            }
            for (const auto& line : tile.lines) words_ = std::max(words_, shrunk * textWidth(line, style.small) + 1);
        }
        if (shape_ == 0) shape_ = 1;
    }

    double between() const { return small_ * 0.35; }
    double gap() const { return small_ * 1.3; }

    // As high as its rows need: a tile alone is no poster, and many of them are still one page.
    TileGrid free(double page) const {
        std::size_t columns = perRow_;
        if (!fixed_) {
            const std::size_t most = std::min(fitting(), count_);
            columns = (count_ + rowsOf(most) - 1) / rowsOf(most);  // rows are equally full
        }
        return gridOf(columns, gap(), std::max(highIn(page, columns, gap()), kLeastPicture * small_));
    }
    // The largest pictures in that height, above words that can be read. Higher than that where they would be too
    // small.
    TileGrid onPage(double height, double least) const {
        TileGrid best;
        const std::size_t step = fixed_ ? perRow_ : 1;
        for (std::size_t columns = step; columns < count_ + step && columns <= std::max(fitting(), step);
             columns += step) {
            if (columns > step && rowsOf(columns) == rowsOf(columns - step)) continue;  // rows are equally full
            const double gap = kRowGap * small_;
            const double side = highIn(height + gap, columns, gap) / shape_;
            const TileGrid grid = gridOf(columns, gap, std::max(side, least * small_));
            if (grid.side >= best.side) best = grid;
        }
        return best;
    }

  private:
    std::size_t fitting() const {
        return static_cast<std::size_t>(std::max(1.0, std::floor((room_ + gap()) / (words_ + gap()))));
    }
    std::size_t rowsOf(std::size_t columns) const { return (count_ + columns - 1) / columns; }
    // Of a picture, in rows that are together so high.
    double highIn(double height, std::size_t columns, double rowGap) const {
        const double row = height / static_cast<double>(rowsOf(columns));
        return (row - rowGap - lines_ * kLine * small_) / tall_ - between();
    }
    // Nor do tiles that are smaller than their room stand far apart.
    TileGrid gridOf(std::size_t columns, double rowGap, double side) const {
        const double widest = (room_ + gap()) / static_cast<double>(columns);
        side = std::min({(widest - gap() - between()) / 2, small_ * kMostSide, side});
        return {columns, std::min(widest, std::max(2 * side + between(), words_) + 3 * gap()), side, rowGap};
    }

    std::size_t count_;
    std::size_t perRow_;
    bool fixed_;
    double room_;
    double small_;
    double words_;      // width that the longest of them need
    double shape_ = 0;  // height to width of the highest picture
    double tall_ = 1;   // rows of pictures in a tile
    double lines_ = 0;  // of words beneath them
};

}  // namespace

Scene drawTiles(const TileSheet& sheet, double width, const FigureStyle& style, std::optional<double> height,
                std::vector<Rect>* places, double least) {
    const Theme& t = style.theme();
    Scene scene{{width, 0}, {}};
    double y = addChartHead(scene, sheet.head, style);
    const double margin = chartMargin(style);
    const TilePlan plan(sheet, width - 2 * margin, style);
    const auto [columns, pitch, side, rowGap] =
        height ? plan.onPage(*height - y - margin, least) : plan.free(kPage * width);
    const double between = plan.between();
    double bottom = y;
    for (std::size_t i = 0; i < sheet.tiles.size(); ++i) {
        const SheetTile& tile = sheet.tiles[i];
        if (i % columns == 0 && i > 0) y = bottom + rowGap;
        const double left = margin + pitch * static_cast<double>(i % columns);
        double at = y;
        for (std::size_t k = 0; k < tile.pictures.size(); k += 2) {
            double low = at;
            for (std::size_t j = k; j < std::min(k + 2, tile.pictures.size()); ++j) {
                const Rect place{left + (side + between) * static_cast<double>(j - k), at, side, kMostShape * side};
                low = std::max(low, addThumbnail(scene, tile.pictures[j], place, {t.line, style.line}, style).bottom());
            }
            at = low + between;
        }
        for (const auto& line : tile.lines) {
            TextMark mark = textMark({left, at + style.small * 0.75}, style.small, line);
            mark.maxWidth = pitch - plan.gap();
            scene.marks.emplace_back(std::move(mark));
            at += style.small * kLine;
        }
        bottom = std::max(i % columns == 0 ? at : bottom, at);
        if (places) places->push_back({left, y, pitch - plan.gap(), at - y});
    }
    scene.size.height = bottom + margin;
    return scene;
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// Sheets of images: which pictures, and the words beneath.
#include "core/study_figure/image_sheet.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/chart/chart_parts.h"
#include "core/experiment/display.h"
#include "core/panel/thumbnail.h"
#include "core/scene/text_width.h"
#include "core/scene/words.h"
#include "core/study_figure/image_words.h"
#include "core/study_figure/study_charts.h"

namespace poolscope {
namespace {

// The planes in view of some images, before and after, on the scale that they share.
class SheetPictures {
  public:
    static Result<SheetPictures> make(const StudyQuestion& q, std::span<const std::int64_t> images,
                                      const ViewSpec& view, ThemeName theme, const RunControl& run) {
        const auto pass = passingOf(q.experiment, q.source->images->shape);
        if (!pass) return tl::unexpected(pass.error());
        SheetPictures made(q, view, theme);
        for (const std::int64_t i : images) {
            Tensor image = selectImages(*q.source->images, i, i);
            auto passage = (*pass)(image, run.stopToken());
            if (!passage) return tl::unexpected(passage.error());
            made.add(passage->x ? *passage->x : image, passage->y);
        }
        return made;
    }

    void add(const Tensor& x, const Tensor& y) {
        keep(x, inputs_, inputCells_);
        keep(y, outputs_, outputCells_);
    }
    // Once all are added.
    void settle() {
        scale_ = inputScale(view_.range, stored_, filters_, inputs_);
        scale_ = widenedScale(scale_, view_.range, outputs_);
    }
    Picture input(std::size_t k) const { return picture(inputs_, inputCells_, k); }
    Picture output(std::size_t k) const { return picture(outputs_, outputCells_, k); }

  private:
    SheetPictures(const StudyQuestion& q, const ViewSpec& view, ThemeName theme)
        : view_(view), theme_(theme), stored_(q.source->range), filters_(q.experiment.filters) {
        const std::int64_t planes = q.source->images->shape.c * filters_.mapsPerChannel();
        plane_ = q.experiment.plane % std::max<std::int64_t>(1, planes);
    }
    void keep(const Tensor& one, std::vector<float>& values, Extent& cells) const {
        const auto plane = one.plane(plane_);
        values.insert(values.end(), plane.begin(), plane.end());
        cells = one.shape.plane();
    }
    Picture picture(std::span<const float> values, const Extent& cells, std::size_t k) const {
        const auto size = static_cast<std::size_t>(cells.count());
        return planePicture(values.subspan(k * size, size), cells, scale_, view_.palette, themeNamed(theme_), 128);
    }

    ViewSpec view_;
    ThemeName theme_;
    StoredRange stored_;
    FilterSpec filters_;
    std::int64_t plane_ = 0;
    std::vector<float> inputs_;
    std::vector<float> outputs_;
    Extent inputCells_;
    Extent outputCells_;
    ValueScale scale_;
};

// In small type: the least width of a tile.
constexpr double kLeastTile = 9;
constexpr double kLine = 1.35;
constexpr double kLeastSide = 4;  // of a picture
constexpr double kPage = 1.35;    // height to width of a sheet that is still one page

Result<void> checkCount(std::int64_t images) {
    if (images <= kMostSheetImages) return {};
    return fail("study.top", std::to_string(images) + " images on a sheet cannot be read: choose at most " +
                                 std::to_string(kMostSheetImages));
}

}  // namespace

Result<TileSheet> imageTiles(const StudyQuestion& q, const ImageStudy& study, const ViewSpec& view, ThemeName theme,
                             const RunControl& run) {
    const std::vector<std::int64_t> places = shownPlaces(study, q.choice, kUsualTop);
    if (Result<void> ok = checkCount(std::ssize(places)); !ok) return tl::unexpected(ok.error());
    std::vector<std::int64_t> images;
    for (const std::int64_t place : places) images.push_back(study.first + place);
    auto pictures = SheetPictures::make(q, images, view, theme, run);
    if (!pictures) return tl::unexpected(pictures.error());
    pictures->settle();
    const Theme& t = themeNamed(theme);
    TileSheet sheet;
    for (std::size_t k = 0; k < places.size(); ++k) {
        SheetTile tile{{pictures->input(k), pictures->output(k)}, {{{shortImageName(*q.source, images[k]), t.quiet}}}};
        if (q.choice.sort) {
            const double value = study.valueOf(*q.choice.sort, static_cast<std::size_t>(places[k]));
            tile.lines.push_back({{measureText(*q.choice.sort, value), t.text, true}});
        }
        sheet.tiles.push_back(std::move(tile));
    }
    if (q.choice.sort) {
        const MeasureRow& row = measureRow(*q.choice.sort);
        const std::string of = places.size() < study.images.size() ? countText(std::ssize(places), "image") + " of " +
                                                                         std::to_string(study.images.size())
                                                                   : countText(std::ssize(places), "image");
        sheet.head = {
            "By " + std::string(row.title) + ", the " + (q.choice.ascending ? "smallest" : "largest") + " first: " + of,
            outlierSentence(study, *q.source, *q.choice.sort)};
    }
    return sheet;
}

Result<TileSheet> collisionTiles(const StudyQuestion& q, const CollisionStudy& study, const ViewSpec& view,
                                 ThemeName theme, const RunControl& run) {
    std::vector<std::int64_t> images;
    for (const Collision& pair : study.pairs) images.insert(images.end(), {pair.first, pair.second});
    if (Result<void> ok = checkCount(std::ssize(images)); !ok) return tl::unexpected(ok.error());
    auto pictures = SheetPictures::make(q, images, view, theme, run);
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
               {ratio, byRatio ? t.text : t.quiet, byRatio}}}});
    }
    sheet.head.title = "The " + countText(std::ssize(study.pairs), "pair") + " of different labels that " +
                       pairText(q.experiment.window) +
                       (byRatio ? " brings closest, by how far apart they were" : " makes most alike");
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
    const auto labels = std::ssize(means.labels);
    if (Result<void> ok = checkCount(3 * labels); !ok) return tl::unexpected(ok.error());
    auto pictures = SheetPictures::make(q, images, view, theme, run);
    if (!pictures) return tl::unexpected(pictures.error());
    for (const LabelMean& mean : means.labels) pictures->add(mean.before.mean, mean.after.mean);
    pictures->settle();
    const Theme& t = themeNamed(theme);
    TileSheet sheet;
    sheet.head = {"Mean of each label before and after, the image nearest to it and the one farthest from it",
                  "distances of Y: root mean square of the difference per value"};
    sheet.perRow = 3;
    const auto add = [&](std::size_t k, const std::string& first, const std::string& second) {
        sheet.tiles.push_back(
            {{pictures->input(k), pictures->output(k)}, {{{first, t.text, true}}, {{second, t.quiet}}}});
    };
    const auto from = [&](const FromMean& one) {
        return "image " + std::to_string(q.source->number(one.image)) + ", " + fixedNumber(one.distance, 1);
    };
    for (std::size_t i = 0; i < means.labels.size(); ++i) {
        const LabelMean& mean = means.labels[i];
        const std::string name = q.source->nameOf(mean.label);
        add(2 * means.labels.size() + i, "label " + name, "mean of " + countText(mean.images, "image"));
        add(2 * i, "nearest", from(mean.after.nearest));
        add(2 * i + 1, "farthest", from(mean.after.farthest));
    }
    return sheet;
}

Scene drawTiles(const TileSheet& sheet, double width, const FigureStyle& style) {
    const Theme& t = style.theme();
    Scene scene{{width, 0}, {}};
    double y = addChartHead(scene, sheet.head, style);
    const double margin = chartMargin(style);
    const double between = style.small * 0.35;
    const double gap = style.small * 1.3;
    const double room = width - 2 * margin;
    double words = kLeastTile * style.small;
    for (const SheetTile& tile : sheet.tiles) {
        for (const auto& line : tile.lines) words = std::max(words, kLeastShrunk * textWidth(line, style.small) + 1);
    }
    const auto fitting = static_cast<std::size_t>(std::max(1.0, std::floor((room + gap) / (words + gap))));
    const std::size_t count = std::max<std::size_t>(1, sheet.tiles.size());
    const std::size_t most = std::clamp<std::size_t>(sheet.perRow > 0 ? sheet.perRow : fitting, 1, count);
    const std::size_t rows = (count + most - 1) / most;
    const std::size_t columns = sheet.perRow > 0 ? most : (count + rows - 1) / rows;  // rows are equally full
    const double widest = (room + gap) / static_cast<double>(columns);
    // A tile alone is no poster, and many of them are still one page.
    double tall = 1;
    double lines = 0;
    for (const SheetTile& tile : sheet.tiles) {
        tall = std::max(tall, std::ceil(static_cast<double>(tile.pictures.size()) / 2));
        lines = std::max(lines, static_cast<double>(tile.lines.size()));
    }
    const double page =
        (kPage * width / static_cast<double>(rows) - gap - lines * kLine * style.small) / tall - between;
    const double side =
        std::min({(widest - gap - between) / 2, style.small * 12, std::max(page, kLeastSide * style.small)});
    // Nor do tiles that are smaller than their room stand far apart.
    const double pitch = std::min(widest, std::max(2 * side + between, words) + 3 * gap);
    double bottom = y;
    for (std::size_t i = 0; i < sheet.tiles.size(); ++i) {
        const SheetTile& tile = sheet.tiles[i];
        if (i % columns == 0 && i > 0) y = bottom + gap;
        const double left = margin + pitch * static_cast<double>(i % columns);
        double at = y;
        for (std::size_t k = 0; k < tile.pictures.size(); k += 2) {
            double low = at;
            for (std::size_t j = k; j < std::min(k + 2, tile.pictures.size()); ++j) {
                const Rect place{left + (side + between) * static_cast<double>(j - k), at, side, 4 * side};
                low = std::max(low, addThumbnail(scene, tile.pictures[j], place, {t.line, style.line}, style).bottom());
            }
            at = low + between;
        }
        for (const auto& line : tile.lines) {
            TextMark mark = textMark({left, at + style.small * 0.75}, style.small, line);
            mark.maxWidth = pitch - gap;
            scene.marks.emplace_back(std::move(mark));
            at += style.small * kLine;
        }
        bottom = std::max(i % columns == 0 ? at : bottom, at);
    }
    scene.size.height = bottom + margin;
    return scene;
}

}  // namespace poolscope

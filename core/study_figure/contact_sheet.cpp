// SPDX-License-Identifier: GPL-3.0-or-later
// Contact sheets: which images they show, and how.
#include "core/study_figure/contact_sheet.h"

#include <algorithm>
#include <map>

#include "core/chart/chart_parts.h"
#include "core/panel/thumbnail.h"
#include "core/scene/text_width.h"
#include "core/scene/words.h"
#include "core/study_figure/sheet_pictures.h"

namespace poolscope {
namespace {

constexpr double kMostLabels = 0.3;  // of the width: longer names are cut

std::vector<ContactRow> rowsByLabel(const StudyQuestion& q, std::size_t perRow) {
    std::map<int, ContactRow> rows;
    std::int64_t image = askedImages(q).first;
    for (const int label : askedLabels(q)) {
        ContactRow& row = rows[label];
        row.label = q.source->nameOf(label);
        ++row.images;
        if (row.shown.size() < perRow) row.shown.push_back(image);
        ++image;
    }
    std::vector<ContactRow> result;
    for (auto& [label, row] : rows) result.push_back(std::move(row));
    return result;
}

std::vector<ContactRow> plainRows(const ImageRange& images, const ContactCounts& counts) {
    const auto perRow = static_cast<std::int64_t>(counts.perRow);
    const std::int64_t shown = std::min(images.count(), perRow * static_cast<std::int64_t>(counts.rows));
    std::vector<ContactRow> rows;
    for (std::int64_t i = 0; i < shown; ++i) {
        if (i % perRow == 0) rows.emplace_back();
        rows.back().shown.push_back(images.first + i);
        ++rows.back().images;
    }
    return rows;
}

}  // namespace

Result<ContactSheet> contactSheet(const StudyQuestion& q, const ViewSpec& view, ThemeName theme,
                                  const ContactCounts& counts, const RunControl& run) {
    ContactSheet sheet{{}, {}, counts.perRow};
    sheet.rows = askedLabels(q).empty() ? plainRows(askedImages(q), counts) : rowsByLabel(q, counts.perRow);
    std::vector<std::int64_t> images;
    for (const ContactRow& row : sheet.rows) images.insert(images.end(), row.shown.begin(), row.shown.end());
    auto pictures = SheetPictures::make(q, images, SheetPictures::Of::Outputs, view, theme, run);
    if (!pictures) return tl::unexpected(pictures.error());
    pictures->settle();
    std::size_t next = 0;
    for (ContactRow& row : sheet.rows) {
        for (std::size_t i = 0; i < row.shown.size(); ++i) row.pictures.push_back(pictures->output(next++));
    }
    run.report(1);
    return sheet;
}

Scene drawContactSheet(const ContactSheet& sheet, double width, const FigureStyle& style) {
    const Theme& t = style.theme();
    Scene scene{{width, 0}, {}};
    double y = addChartHead(scene, sheet.head, style);
    const double margin = chartMargin(style);
    const double gap = style.small * 0.5;
    double labels = 0;
    for (const ContactRow& row : sheet.rows)
        labels = std::max(labels, textWidth(row.label, style.body, FontFace::Sans, true));
    labels = std::min(labels, width * kMostLabels);
    const double left = margin + (labels > 0 ? labels + style.small : 0);
    const auto columns = static_cast<double>(std::max<std::size_t>(1, sheet.perRow));
    const double side = std::max(1.0, (width - margin - left - gap * (columns - 1)) / columns);
    for (const ContactRow& row : sheet.rows) {
        double x = left;
        double bottom = y;
        for (const Picture& picture : row.pictures) {
            const Rect room{x, y, side, 4 * side};
            bottom = std::max(bottom, addThumbnail(scene, picture, room, {t.line, style.line}, style).bottom());
            x += side + gap;
        }
        addWords(scene, {margin, (y + bottom) / 2}, style.body, {row.label, t.text, true}, labels + style.small);
        y = bottom + gap;
    }
    scene.size.height = y - gap + margin;
    return scene;
}

}  // namespace poolscope

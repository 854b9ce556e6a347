// SPDX-License-Identifier: GPL-3.0-or-later
// Contact sheets: which images they show, and how.
#include "core/study_figure/contact_sheet.h"

#include <algorithm>
#include <map>

#include "core/chart/chart_parts.h"
#include "core/experiment/display.h"
#include "core/panel/panel_parts.h"
#include "core/panel/thumbnail.h"
#include "core/scene/text_width.h"
#include "core/scene/words.h"
#include "core/study/shift.h"

namespace poolscope {
namespace {

std::vector<ContactRow> rowsByLabel(std::span<const int> labels, std::size_t perRow) {
    std::map<int, ContactRow> rows;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        ContactRow& row = rows[labels[i]];
        row.label = std::to_string(labels[i]);
        ++row.images;
        if (row.shown.size() < perRow) row.shown.push_back(static_cast<std::int64_t>(i));
    }
    std::vector<ContactRow> result;
    for (auto& [label, row] : rows) result.push_back(std::move(row));
    return result;
}

std::vector<ContactRow> plainRows(std::int64_t count, const ContactLook& look) {
    const auto most = static_cast<std::int64_t>(look.perRow * look.rows);
    std::vector<ContactRow> rows;
    for (std::int64_t i = 0; i < std::min(count, most); ++i) {
        if (i % static_cast<std::int64_t>(look.perRow) == 0) rows.emplace_back();
        rows.back().shown.push_back(i);
        ++rows.back().images;
    }
    return rows;
}

}  // namespace

Result<ContactSheet> contactSheet(const Experiment& experiment, const Tensor& images, std::span<const int> labels,
                                  const ContactLook& look, const RunControl& run) {
    const auto reduction = poolingOf(experiment, images.shape);
    if (!reduction) return tl::unexpected(reduction.error());
    ContactSheet sheet{{}, {}, look.perRow};
    sheet.rows = labels.empty() ? plainRows(images.shape.n, look) : rowsByLabel(labels, look.perRow);
    // All pictures share one scale, so that the same value has the same colour everywhere.
    std::vector<float> values;
    Extent cells;
    for (const ContactRow& row : sheet.rows) {
        for (const std::int64_t i : row.shown) {
            const auto y = (*reduction)(selectImages(images, i, i), run.stopToken());
            if (!y) return tl::unexpected(y.error());
            const auto plane = y->plane(look.plane);
            values.insert(values.end(), plane.begin(), plane.end());
            cells = y->shape.plane();
        }
    }
    const ValueScale scale =
        widenedScale(inputScale(look.range, look.stored, experiment.filters, values), look.range, values);
    std::span<const float> rest(values);
    for (ContactRow& row : sheet.rows) {
        for (std::size_t i = 0; i < row.shown.size(); ++i) {
            const auto plane = rest.first(static_cast<std::size_t>(cells.count()));
            row.pictures.push_back(planePicture(plane, cells, scale, look.palette, themeNamed(look.theme), 128));
            rest = rest.subspan(plane.size());
        }
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

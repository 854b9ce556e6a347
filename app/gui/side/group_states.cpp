// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/group_states.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <cmath>
#include <initializer_list>

#include "app/gui/session/qt_text.h"
#include "app/gui/side/parameter_controls.h"
#include "core/session/figure_words.h"

namespace poolscope {
namespace {

struct Groups {
    Q_DECLARE_TR_FUNCTIONS(Groups)
};

// Those of the settings that are said and mean something: "dilation 2 · ceil mode".
QStringList said(const Experiment& e, std::initializer_list<Setting> settings) {
    QStringList words;
    for (const Setting setting : settings) {
        const Parameter& row = parameterOf(setting);
        if (isUsual(row, e) || !meansSomething(row, e)) continue;
        const QString title = titleOf(setting).toLower();
        words << (row.value.isFlag ? title : title + QLatin1Char(' ') + shown(row.value.print(e)));
    }
    return words;
}

GroupState state(const QStringList& words, const QString& otherwise) {
    return words.isEmpty() ? GroupState{otherwise, true} : GroupState{words.join(QStringLiteral(" · ")), false};
}

}  // namespace

GroupState stateOfWindow(const Experiment& e) {
    using enum Setting;
    QStringList words = said(e, {Dilation, Ceil, PadValue, CountIncludePad, Divisor, Median});
    if (e.window.padding.mode != PadMode::Explicit) words << titleOfValue(e.window.padding.mode);
    return state(words, Groups::tr("dilation, ceil mode, edges"));
}

GroupState stateOfFilters(const Experiment& e) {
    QStringList words;
    if (!e.filters.filters.empty()) words << shown(parameterOf(Setting::Filters).value.print(e));
    if (e.filters.relu) words << titleOf(Setting::Relu);
    return state(words, Groups::tr("none"));
}

GroupState stateOfGradient(const Experiment& e) {
    const CellRef& cell = e.gradient.cell;
    QStringList words{upstreamTitle(e.gradient), titleOfValue(e.pool.overlap)};
    if (e.gradient.kind == Upstream::OneCell) words.front() += Groups::tr(" (%1, %2)").arg(cell.row).arg(cell.col);
    if (meansSomething(parameterOf(Setting::Ties), e)) {
        words << Groups::tr("ties %1").arg(titleOfValue(e.pool.ties));
    }
    const bool usual = e.gradient.kind == Upstream::Ones && isUsual(parameterOf(Setting::Overlap), e) &&
                       isUsual(parameterOf(Setting::Ties), e);
    return {words.join(QStringLiteral(" · ")), usual};
}

GroupState stateOfDisplay(const ViewSpec& view) {
    QStringList words{shown(wordFor<Palette>(kPaletteWords, view.palette))};
    switch (view.range.kind) {
        case RangeKind::Auto:
            words << Groups::tr("range auto");
            break;
        case RangeKind::Fit:
            words << Groups::tr("range fit");
            break;
        case RangeKind::Given:
            words << QLocale().toString(view.range.given.low, 'g', 4) + QStringLiteral("–") +
                         QLocale().toString(view.range.given.high, 'g', 4);
            break;
    }
    words << (view.patches == PatchView::Matrix ? Groups::tr("matrix") : Groups::tr("tiles"));
    if (view.hideBlack) words << Groups::tr("black hidden");
    ViewSpec usual;
    usual.composite = view.composite;  // of the picture, not of the user
    return {words.join(QStringLiteral(" · ")), view == usual};
}

GroupState stateOfDrawing(const Brush& brush) {
    switch (brush.tool) {
        case Tool::Point:
            return {Groups::tr("brush and eraser"), true};
        case Tool::Brush:
            return {Groups::tr("brush, value %1").arg(QLocale().toString(double{brush.value}, 'g', 4)), false};
        case Tool::Eraser:
            return {Groups::tr("eraser"), false};
    }
    return {};
}

QString shapeText(const Evaluation& e) {
    const auto plane = [](const Extent& extent) { return QStringLiteral("%1x%2").arg(extent.rows).arg(extent.cols); };
    return plane(e.grid.input()) + QStringLiteral(" → ") + plane(e.grid.output());
}

QString shareText(const Evaluation& e) {
    const double share = static_cast<double>(e.grid.output().count()) / static_cast<double>(e.grid.input().count());
    if (share == 1) return Groups::tr("as many numbers as before");
    if (share == 0.25) return Groups::tr("a quarter of the numbers is left");
    // Near to all of them the digits behind the point tell.
    const bool nearAll = std::abs(share - 1) < 0.005;
    if (share > 1) return Groups::tr("%1 times as many numbers").arg(QLocale().toString(share, 'f', nearAll ? 4 : 2));
    const QString percent = nearAll ? QLocale().toString(100 * share, 'f', 2) : QLocale().toString(100 * share, 'g', 2);
    return Groups::tr("%1\u00a0% of the numbers are left").arg(percent);
}

}  // namespace poolscope

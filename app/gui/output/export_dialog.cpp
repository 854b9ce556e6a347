// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/output/export_dialog.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <algorithm>
#include <cmath>

#include "app/gui/session/qt_text.h"
#include "app/gui/widget/choice_row.h"
#include "core/base/word.h"

namespace poolscope {
namespace {

QList<FileFormat> figureFiles() {
    QList<FileFormat> all;
    for (const FigureFormatRow& row : kFigureFormats) {
        const FileFormat format{shown(row.title), shown(row.ending)};
        row.hasDpi ? all.append(format) : all.prepend(format);
    }
    return all;
}

}  // namespace

QString figureTitles() {
    QStringList titles;
    for (const FileFormat& format : figureFiles()) titles << format.label;
    const QString last = titles.takeLast();
    return titles.join(QStringLiteral(", ")) + ExportDialog::tr(" or ") + last;
}

ExportDialog::ExportDialog(const FigureDraft& draft, const ExportChoice& choice, QWidget* parent)
    : FigureDialog(draft, choice, FormUse::Still, figureFiles(), parent) {
    setWindowTitle(tr("Export figure"));
    auto* copy = addCopyButton(tr("&Copy figure"), tr("Put it on the clipboard as picture, SVG and text"));
    auto* command = addCopyButton(tr("Copy as co&mmand line"), tr("The call of poolscope that writes the same bytes"));
    auto* latex =
        addCopyButton(tr("Copy as &LaTeX figure"), tr("The lines that include the PDF at its width, with its caption"));
    connect(copy, &QPushButton::clicked, this, &ExportDialog::copyRequested);
    connect(command, &QPushButton::clicked, this, &ExportDialog::commandRequested);
    connect(latex, &QPushButton::clicked, this, &ExportDialog::latexRequested);
    watchNumbers();
    refresh();
}

FigureDialog::Work ExportDialog::work() const {
    const ExportChoice chosen = form().choice();
    return [draft = draft(), options = chosen.optionsFor(draft()),
            view = chosen.viewFor(draft())](const RunControl& run) { return draft.draw(view, options, run); };
}

QString ExportDialog::factsOf(const DrawnFigure& drawn) const {
    const Size& size = drawn.scene.size;
    const QLocale locale;
    const auto millimetres = [&](double points) { return locale.toString(points / kPointsPerMm, 'f', 1); };
    const auto pixels = [&](double points) {
        return locale.toString(static_cast<qlonglong>(std::llround(points * drawn.options().dpi / 72)));
    };
    const QString facts =
        tr("%1x%2 mm · as %5 %3x%4 pixels")
            .arg(millimetres(size.width), millimetres(size.height), pixels(size.width), pixels(size.height),
                 QString::fromStdString(joined(figureColumn(&FigureFormatRow::title, &FigureFormatRow::hasDpi),
                                               tr(" or ").toStdString())));
    const auto namesOf = [](const std::vector<PanelKind>& kinds) {
        QStringList names;
        for (const PanelKind kind : kinds) names << translated(panelRow(kind).label);
        return names.join(tr(", "));
    };
    if (!drawn.numbers.small.empty()) {
        return tr("%1\nNumbers in %2 are as small as %3 pt.")
            .arg(facts, namesOf(drawn.numbers.small), locale.toString(drawn.numbers.smallest, 'f', 1));
    }
    if (drawn.numbers.without.empty()) return facts;
    const auto style = styleOf(drawn.options());
    return tr("%1\nNo numbers in %2: they would be smaller than %3 pt.")
        .arg(facts, namesOf(drawn.numbers.without), locale.toString(style ? style->leastNumber : 0, 'g', 3));
}

}  // namespace poolscope

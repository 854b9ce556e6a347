// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/output/figure_names.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <algorithm>
#include "app/gui/session/qt_text.h"

namespace poolscope {
namespace {

QString imagesOf(const FigureDraft& draft) {
    if (draft.images) return QString::fromStdString(*draft.images);
    const Rendered& rendered = *draft.rendered;
    const Source& source = *rendered.source;
    const ImageRange& images = rendered.evaluation.experiment.images;
    if (source.count() < 2) return {};
    const QString first = QString::number(source.number(images.first));
    return images.count() == 1 ? first : first + QLatin1Char('-') + QString::number(source.number(images.last));
}

FigureShows shownBy(const FigureOptions& options) {
    return {options.kind, options.kind == FigureKind::Study ? options.study.kind : StudyKind{}};
}

// "mnist-18-max-2x2", "mnist-18-shift".
QString nameOfView(const FigureDraft& draft) {
    const Experiment& e = draft.rendered->evaluation.experiment;
    const QString file = QFile::decodeName(draft.rendered->source->name.c_str());
    QStringList parts{e.source.mnist ? QStringLiteral("mnist") : QFileInfo(file).completeBaseName()};
    if (const QString images = imagesOf(draft); !images.isEmpty()) parts << images;
    if (draft.options.kind == FigureKind::Study) {
        parts << shown(wordFor<FigureShows>(kFigureShowsWords, shownBy(draft.options)));
    } else {
        parts << shown(toText(e.pool.op)) << QString::fromStdString(toText(e.window.size));
    }
    return parts.join(QLatin1Char('-'));
}

// The number of the images in the name gives way to the new one, or the new one is added.
QString renamed(const QString& path, const QString& before, const QString& now) {
    const qsizetype start = path.lastIndexOf(QLatin1Char('/')) + 1;
    QString name = path.mid(start);
    const QRegularExpression number(QStringLiteral("(?<![0-9])%1(?![0-9])").arg(before));
    const qsizetype at = before.isEmpty() ? -1 : name.lastIndexOf(number);
    if (at < 0) {
        name += QLatin1Char('-') + now;
    } else {
        name.replace(at, before.size(), now);
    }
    return path.left(start) + name;
}

}  // namespace

FigureNames::Subject FigureNames::subjectOf(const FigureDraft& draft) {
    return {draft.rendered->source->name, shownBy(draft.options), imagesOf(draft)};
}

QString FigureNames::suggest(const FigureDraft& draft, const ExportChoice& last, const QString& folder) const {
    // What was written last may have been of another kind, which has a name of its own.
    if (last_ == subjectOf(draft) && !last.name.isEmpty()) return last.name;
    return folder + QLatin1Char('/') + nameOfView(draft);
}

std::optional<ExportChoice> FigureNames::again(const FigureDraft& draft, const ExportChoice& last) const {
    const Subject now = subjectOf(draft);
    if (!last_ || last_->source != now.source || last_->shows != now.shows) return std::nullopt;
    ExportChoice choice = last;
    if (last_->images != now.images) choice.name = renamed(last.name, last_->images, now.images);
    const QStringList paths = choice.paths();
    const bool free = std::all_of(paths.begin(), paths.end(), [this](const QString& path) {
        return paths_.contains(path) || !QFileInfo::exists(path);
    });
    return free ? std::optional(choice) : std::nullopt;
}

void FigureNames::written(const FigureDraft& draft, const QStringList& paths) {
    last_ = subjectOf(draft);
    for (const QString& path : paths) paths_.insert(path);
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// What the user's figures are called, and which files this run has written: only those are replaced unasked.
#pragma once

#include <QSet>
#include <QString>
#include <QStringList>
#include <optional>

#include "app/gui/session/export_choice.h"
#include "core/session/figure_words.h"

namespace poolscope {

class FigureNames {
  public:
    // Without ending: that of last time for the same picture in this run, else made from what is in view, as
    // "mnist-18-max-2x2", in that folder.
    QString suggest(const FigureDraft& draft, const ExportChoice& last, const QString& folder) const;
    // What the choice of last time writes now: the same files, or those of a name of their own where other images of
    // the same source are in view. Nothing: the user has to be asked, since none was written in this run, what is in
    // view is of another kind, or there is a file of that name that this run has not written.
    std::optional<ExportChoice> again(const FigureDraft& draft, const ExportChoice& last) const;
    void written(const FigureDraft& draft, const QStringList& paths);
    // Somebody else's figure is open: the next one is not that of last time again.
    void forgetLast() { last_.reset(); }

  private:
    struct Subject {
        std::string source;
        FigureShows shows;
        QString images;  // "18", "18-20", "3,2"; empty where the source has only one, and of all

        bool operator==(const Subject&) const = default;
    };

    static Subject subjectOf(const FigureDraft& draft);

    std::optional<Subject> last_;
    QSet<QString> paths_;
};

}  // namespace poolscope

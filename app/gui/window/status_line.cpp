// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/status_line.h"

#include <QDesktopServices>
#include <QLabel>
#include <QToolButton>
#include <QUrl>

#include "app/gui/action/notices.h"
#include "app/gui/input/input_words.h"
#include "app/gui/session/session.h"
#include "app/gui/session/worker.h"
#include "app/gui/widget/busy_bar.h"
#include "core/loupe/loupe.h"

namespace poolscope {

StatusLine::StatusLine(Session& session, const Notices& notices, Worker& opening, QWidget* parent)
    : QStatusBar(parent), session_(session), cursor_(new QLabel), image_(new QLabel) {
    addWidget(cursor_, 1);
    auto* busy = new BusyBar(
        {[this] { return session_.busy(); }, [this] { return session_.progress(); }, [this] { session_.cancel(); }},
        tr("the computation"));
    for (const auto change : {&Session::experimentChanged, &Session::viewChanged, &Session::playbackChanged}) {
        connect(&session_, change, busy, &BusyBar::watch);
    }
    folder_ = new QToolButton;
    folder_->setText(tr("Open folder"));
    folder_->setToolTip(tr("Shows where the files were written"));
    folder_->hide();
    addPermanentWidget(folder_);
    connect(folder_, &QToolButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(written_)); });
    addPermanentWidget(busy);
    addPermanentWidget(BusyBar::of({&opening}, tr("the opening"), tr("Opening…")));
    addPermanentWidget(image_);
    setSizeGripEnabled(false);
    setMinimumWidth(1);  // what comes and goes in it never makes the window wider
    connect(&notices, &Notices::said, this, &StatusLine::showMessage);
    // It goes with the words it belongs to.
    connect(this, &QStatusBar::messageChanged, folder_, &QWidget::hide);
    connect(&notices, &Notices::written, folder_, [this](const QString& folder) {
        written_ = folder;
        folder_->show();
    });
    connect(&session_, &Session::focusChanged, this, &StatusLine::showFocus);
    connect(&session_, &Session::undoForgotten, this, [this](int steps) {
        showMessage(tr("Undo goes back %n step(s) now: older ones held too much memory.", nullptr, steps), 8000);
    });
    connect(&session_, &Session::cancelled, this, [this] {
        showMessage(session_.rendered() ? tr("Cancelled. Back to the last setting that was computed.")
                                        : tr("Cancelled. Any new setting computes again."),
                    8000);
    });
}

void StatusLine::showLoading() {
    image_->setText(tr("Loading…"));
}

void StatusLine::showFocus() {
    const auto& rendered = session_.rendered();
    if (!rendered) return;
    const Evaluation& e = rendered->evaluation;
    const Links& links = session_.links();
    QStringList parts;
    if (links.cell) {
        parts << tr("input (%1, %2) = %3")
                     .arg(links.cell->row)
                     .arg(links.cell->col)
                     .arg(QString::fromStdString(
                         valueText(e.x->at(e.experiment.plane, *links.cell), rendered->view, rendered->pictures.top)));
    }
    if (links.coveringCount > 1) parts << tr("%1 windows over it").arg(links.coveringCount);
    if (links.window) {
        parts << tr("window (%1, %2) · rows %3, cols %4")
                     .arg(links.window->row)
                     .arg(links.window->col)
                     .arg(QString::fromStdString(coverText(e.grid.rows, links.window->row)),
                          QString::fromStdString(coverText(e.grid.cols, links.window->col)));
    }
    const Reached reached = reachedBy(rendered->pictures.playback, session_.moment(), e.grid);
    const bool answered = links.window && flatIndex(e.grid.output(), *links.window) < reached.answered;
    if (links.winner && answered) parts << tr("winner: place %1").arg(*links.winner);
    cursor_->setText(parts.join(QStringLiteral("      ")));
    const std::int64_t image = e.experiment.images.first;
    const std::vector<int>& labels = rendered->source->labels;
    const QString number = rendered->source->count() > 1 ? tr(" #%1").arg(rendered->source->number(image)) : QString();
    const QString label =
        labels.empty()
            ? QString()
            : tr(" · label %1")
                  .arg(QString::fromStdString(rendered->source->nameOf(labels[static_cast<std::size_t>(image)])));
    const Reading& reading = e.experiment.source.reading;
    const QString read = readingText(reading);
    QString text = session_.sourceName() + number + label;
    if (!read.isEmpty()) text += tr(" · %1").arg(read);
    if (!reading.resize) text += tr(" · %1x%2").arg(e.x->shape.h).arg(e.x->shape.w);
    image_->setText(text);
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/facts_card.h"

#include <QLocale>
#include <QVBoxLayout>
#include <cmath>

#include "app/gui/session/qt_text.h"
#include "core/panel/zero_colour.h"
#include "core/pool/operation.h"
#include "core/pool/tie_rules.h"

namespace poolscope {

FactsCard::FactsCard(Session& session, QWidget* parent) : QFrame(parent), session_(session) {
    setObjectName(QStringLiteral("told"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(4);
    auto* title = new QLabel(tr("Did you notice?"));
    title->setObjectName(QStringLiteral("title"));
    column->addWidget(title);
    words_ = new QLabel;
    words_->setObjectName(QStringLiteral("facts"));
    words_->setWordWrap(true);
    words_->setTextFormat(Qt::PlainText);  // laid out anew for every picture
    column->addWidget(words_);
    hide_ = new QPushButton;
    column->addWidget(hide_, 0, Qt::AlignLeft);
    connect(hide_, &QPushButton::clicked, &session_, [this] {
        ViewSpec view = session_.view();
        view.hideBlack = !view.hideBlack;
        session_.setView(view);
    });
    connect(&session_, &Session::evaluated, this, &FactsCard::show);
    connect(&session_, &Session::viewChanged, this, &FactsCard::show);
}

void FactsCard::show() {
    if (!session_.rendered()) return;
    const Evaluation& e = session_.rendered()->evaluation;
    const bool black = isZeroBlack(session_.rendered()->pictures.scale);
    words_->setText(factsText(e, black));
    const bool shown = !session_.view().hideBlack;
    hide_->setText(black ? (shown ? tr("Hide black windows") : tr("Show black windows"))
                         : (shown ? tr("Hide windows of zeros") : tr("Show windows of zeros")));
    hide_->setVisible(e.forward->facts.black > 0 && e.forward->facts.windows > 1);
}

QString factsText(const Evaluation& e, bool zeroIsBlack) {
    const QLocale locale;
    const WindowFacts& facts = e.forward->facts;
    QStringList lines;
    if (hasWinner(e.experiment.pool.op) && facts.windows > 0) {
        const double share = 100.0 * static_cast<double>(facts.tied) / static_cast<double>(facts.windows);
        const bool one = facts.windows == 1;
        if (one) {
            lines << (facts.tied == 1 ? FactsCard::tr("The one window is tied.")
                                      : FactsCard::tr("The one window is not tied."));
        } else {
            lines << FactsCard::tr("%1 of %2 windows are tied (%3\u00a0%).")
                         .arg(counted(facts.tied), counted(facts.windows), locale.toString(share, 'f', 0));
        }
        if (facts.black > 0 && !zeroIsBlack) {
            lines << (one ? FactsCard::tr("It holds only zeros.")
                          : FactsCard::tr("%1 of them hold only zeros.").arg(counted(facts.black)));
        } else if (facts.black > 0 && one) {
            lines << FactsCard::tr("It is all black: its gradient lands on background.");
        } else if (facts.black > 0) {
            lines << FactsCard::tr("%1 of them are all black: their gradient lands on background.")
                         .arg(counted(facts.black));
        }
    } else {
        lines << (operationOf(e.experiment.pool.op).notation == Notation::Sorted
                      ? FactsCard::tr("What stands in the middle of a window decides; no single winner.")
                      : FactsCard::tr("Every place of a window takes part; no single winner."));
    }
    const GradientSums& sums = e.backward->sums;
    if (!std::isfinite(sums.arrived) || !std::isfinite(sums.upstream)) {
        lines << FactsCard::tr("The sums of the gradients are not defined.");
    } else if (sums.overwritten != 0) {
        lines << FactsCard::tr("Overwriting loses %1 of the gradient.").arg(locale.toString(sums.overwritten, 'g', 6));
    }
    const bool toEach = meaningOf(e.experiment.pool.ties).gradient == TieGradient::ToEach;
    if (toEach && std::abs(sums.arrived - sums.upstream) > 0) {
        lines << FactsCard::tr("Ties to all: %1 arrive where %2 were sent.")
                     .arg(locale.toString(sums.arrived, 'g', 6), locale.toString(sums.upstream, 'g', 6));
    }
    if (std::abs(sums.lost) > 0) {
        lines << FactsCard::tr("%1 of the gradient falls into the padding and is lost.")
                     .arg(locale.toString(sums.lost, 'g', 6));
    }
    const auto uncovered = [](std::int64_t n, const QString& one, const QString& many) {
        return n == 1 ? one : many.arg(counted(n));
    };
    const QString rows = uncovered(e.grid.rows.uncovered(), FactsCard::tr("1 row"), FactsCard::tr("%1 rows"));
    const QString cols = uncovered(e.grid.cols.uncovered(), FactsCard::tr("1 column"), FactsCard::tr("%1 columns"));
    if (e.grid.rows.uncovered() > 0 && e.grid.cols.uncovered() > 0) {
        lines << FactsCard::tr("%1 and %2 lie in no window.").arg(rows, cols);
    } else if (e.grid.rows.uncovered() + e.grid.cols.uncovered() > 0) {
        lines << FactsCard::tr("In no window: %1.").arg(e.grid.rows.uncovered() > 0 ? rows : cols);
    }
    return lines.join(QLatin1Char(' '));
}

}  // namespace poolscope

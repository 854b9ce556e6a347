// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/gradient_controls.h"

#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <cmath>

#include "app/gui/side/parameter_controls.h"
#include "app/gui/widget/control_rows.h"
#include "app/gui/widget/number_box.h"
#include "core/pool/tie_rules.h"

namespace poolscope {

GradientControls::GradientControls(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    QVBoxLayout* column = addSection(this, tr("GRADIENT"));
    addUpstream(column);
    addRouting(column);
    connect(&session_, &Session::experimentChanged, this, &GradientControls::showExperiment);
    connect(&session_, &Session::sourceChanged, this, &GradientControls::showExperiment);
    connect(&session_, &Session::errorChanged, this,
            [this] { showProblem(gradientError_, session_.problemOf("gradient")); });
    connect(&session_, &Session::evaluated, this, &GradientControls::showFacts);
    // A number that was typed is a step of its own.
    connect(seed_, &QAbstractSpinBox::editingFinished, &session_, &Session::endMerge);
    showExperiment();
}

void GradientControls::addUpstream(QVBoxLayout* column) {
    upstream_ = new QComboBox;
    for (const auto& [kind, title, tip] : choicesOf(wordsFor(Upstream{}))) {
        upstream_->addItem(title, QVariant::fromValue(kind));
    }
    upstream_->addItem(tr("from a file…"));
    nameBy(upstream_, Setting::Upstream);
    column->addWidget(labelledControl(tr("Upstream"), upstream_));
    connect(upstream_, &QComboBox::activated, this, &GradientControls::chooseUpstream);
    seed_ = new QSpinBox;
    seed_->setRange(0, 999999);
    seed_->setKeyboardTracking(false);
    seed_->setAccessibleName(tr("Seed of the random gradient"));
    seed_->setToolTip(tr("The same seed gives the same gradient everywhere"));
    seedRow_ = labelledControl(tr("Seed"), seed_);
    column->addWidget(seedRow_);
    connect(seed_, &QSpinBox::valueChanged, this, [this](int seed) {
        session_.edit(tr("Seed"), QStringLiteral("seed"),
                      [seed](Experiment& e) { e.gradient.seed = static_cast<std::uint32_t>(seed); });
    });
    addPaint(column);
    connect(&session_, &Session::brushChanged, this, &GradientControls::showUpstream);
    gradientError_ = addProblem(column);
}

void GradientControls::addPaint(QVBoxLayout* column) {
    paint_ = new NumberBox;
    paint_->setRange(-1000, 1000);
    paint_->setDecimals(2);
    paint_->setSingleStep(0.1);
    paint_->setKeyboardTracking(false);
    paint_->setAccessibleName(tr("Gradient to paint"));
    paint_->setToolTip(tr("What dragging over dout writes"));
    paintRow_ = labelledControl(tr("Paint"), paint_);
    column->addWidget(paintRow_);
    connect(paint_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        Brush brush = session_.brush();
        brush.gradient = static_cast<float>(value);
        session_.setBrush(brush);
    });
}

void GradientControls::addRouting(QVBoxLayout* column) {
    overlap_ = choiceRow<Overlap>(Setting::Overlap);
    column->addWidget(labelledControl(titleOf(Setting::Overlap), overlap_));
    overlap_->onChosen(this, [this](Overlap overlap) {
        session_.edit(tr("Overlaps"), {}, [overlap](Experiment& e) { e.pool.overlap = overlap; });
    });
    ties_ = choiceRow<TieRule>(Setting::Ties);
    tiesRow_ = labelledControl(titleOf(Setting::Ties), ties_);
    column->addWidget(tiesRow_);
    facts_ = new QLabel;
    facts_->setObjectName(QStringLiteral("facts"));
    facts_->setWordWrap(true);
    facts_->setTextFormat(Qt::PlainText);  // laid out anew for every picture
    column->addWidget(facts_);
    ties_->onChosen(this, [this](TieRule rule) {
        session_.edit(tr("Tie rule"), {}, [rule](Experiment& e) { e.pool.ties = rule; });
    });
}

void GradientControls::chooseUpstream(int item) {
    const QVariant kind = upstream_->itemData(item);
    showUpstream();  // until it is so
    if (kind.isValid()) {
        session_.setUpstream(kind.value<Upstream>());
    } else {
        Q_EMIT fileRequested();
    }
}

void GradientControls::showUpstream() {
    const GradientSpec& gradient = session_.experiment().gradient;
    upstream_->setCurrentIndex(upstream_->findData(QVariant::fromValue(gradient.kind)));
    seedRow_->setVisible(gradient.kind == Upstream::Random);
    paintRow_->setVisible(gradient.kind == Upstream::Given);
    const QSignalBlocker seed(seed_);
    const QSignalBlocker paint(paint_);
    seed_->setValue(static_cast<int>(gradient.seed));
    paint_->setValue(double{session_.brush().gradient});
}

void GradientControls::showExperiment() {
    const PoolSpec& pool = session_.experiment().pool;
    tiesRow_->setVisible(meansSomething(parameterOf(Setting::Ties), session_.experiment()));
    ties_->setValue(pool.ties);
    overlap_->setValue(pool.overlap);
    showUpstream();
}

void GradientControls::showFacts() {
    if (session_.rendered()) facts_->setText(factsText(session_.rendered()->evaluation));
}

QString factsText(const Evaluation& e) {
    const QLocale locale;
    const WindowFacts& facts = e.forward->facts;
    const auto count = [&](std::int64_t n) { return locale.toString(static_cast<qlonglong>(n)); };
    QStringList lines;
    if (hasWinner(e.experiment.pool.op) && facts.windows > 0) {
        const double share = 100.0 * static_cast<double>(facts.tied) / static_cast<double>(facts.windows);
        const bool one = facts.windows == 1;
        if (one) {
            lines << (facts.tied == 1 ? GradientControls::tr("The one window is tied.")
                                      : GradientControls::tr("The one window is not tied."));
        } else {
            lines << GradientControls::tr("%1 of %2 windows are tied (%3\u00a0%).")
                         .arg(count(facts.tied), count(facts.windows), locale.toString(share, 'f', 0));
        }
        if (facts.black > 0 && one) {
            lines << GradientControls::tr("It is all black: its gradient lands on background.");
        } else if (facts.black > 0) {
            lines << GradientControls::tr("%1 of them are all black: their gradient lands on background.")
                         .arg(count(facts.black));
        }
    } else {
        lines << GradientControls::tr("Every tap of a window takes part; no single winner.");
    }
    const GradientSums& sums = e.backward->sums;
    if (!std::isfinite(sums.arrived) || !std::isfinite(sums.upstream)) {
        lines << GradientControls::tr("The sums of the gradients are not defined.");
    } else if (sums.overwritten != 0) {
        lines << GradientControls::tr("Overwriting loses %1 of the gradient.")
                     .arg(locale.toString(sums.overwritten, 'g', 6));
    }
    const bool toEach = meaningOf(e.experiment.pool.ties).gradient == TieGradient::ToEach;
    if (toEach && std::abs(sums.arrived - sums.upstream) > 0) {
        lines << GradientControls::tr("Ties to all: %1 arrive where %2 were sent.")
                     .arg(locale.toString(sums.arrived, 'g', 6), locale.toString(sums.upstream, 'g', 6));
    }
    if (std::abs(sums.lost) > 0) {
        lines << GradientControls::tr("%1 of the gradient falls into the padding and is lost.")
                     .arg(locale.toString(sums.lost, 'g', 6));
    }
    const auto counted = [&](std::int64_t n, const QString& one, const QString& many) {
        return n == 1 ? one : many.arg(count(n));
    };
    const QString rows =
        counted(e.grid.rows.uncovered(), GradientControls::tr("1 row"), GradientControls::tr("%1 rows"));
    const QString cols =
        counted(e.grid.cols.uncovered(), GradientControls::tr("1 column"), GradientControls::tr("%1 columns"));
    if (e.grid.rows.uncovered() > 0 && e.grid.cols.uncovered() > 0) {
        lines << GradientControls::tr("%1 and %2 lie in no window.").arg(rows, cols);
    } else if (e.grid.rows.uncovered() + e.grid.cols.uncovered() > 0) {
        lines << GradientControls::tr("In no window: %1.").arg(e.grid.rows.uncovered() > 0 ? rows : cols);
    }
    return lines.join(QLatin1Char(' '));
}

}  // namespace poolscope

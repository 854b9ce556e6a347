// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/gradient_controls.h"

#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "app/gui/widget/control_rows.h"

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
    upstream_->addItems({tr("ones"), tr("random tenths"), tr("one cell"), tr("painted"), tr("from a file…")});
    upstream_->setAccessibleName(tr("Upstream gradient"));
    upstream_->setToolTip(
        tr("What arrives from above: ones, random tenths, 1 from the focused window only, values dragged "
           "onto dout, or an array of the output's shape"));
    column->addWidget(labelled(tr("Upstream"), upstream_));
    connect(upstream_, &QComboBox::activated, this, &GradientControls::chooseUpstream);
    seed_ = new QSpinBox;
    seed_->setRange(0, 999999);
    seed_->setKeyboardTracking(false);
    seed_->setAccessibleName(tr("Seed of the random gradient"));
    seed_->setToolTip(tr("The same seed gives the same gradient everywhere"));
    seedRow_ = labelled(tr("Seed"), seed_);
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
    paint_ = new QDoubleSpinBox;
    paint_->setRange(-1000, 1000);
    paint_->setDecimals(2);
    paint_->setSingleStep(0.1);
    paint_->setKeyboardTracking(false);
    paint_->setAccessibleName(tr("Gradient to paint"));
    paint_->setToolTip(tr("What dragging over dout writes"));
    paintRow_ = labelled(tr("Paint"), paint_);
    column->addWidget(paintRow_);
    connect(paint_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        Brush brush = session_.brush();
        brush.gradient = static_cast<float>(value);
        session_.setBrush(brush);
    });
}

void GradientControls::addRouting(QVBoxLayout* column) {
    overlap_ = new Segmented(tr("Overlaps"), {tr("+=  add"), tr("=  overwrite")},
                             {tr("A cell under several windows adds up what they send"),
                              tr("A cell keeps only the last gradient sent: wrong on purpose, watch the sums")});
    column->addWidget(labelled(tr("Overlaps"), overlap_));
    connect(overlap_, &Segmented::chosen, this, [this](int i) {
        session_.edit(tr("Overlaps"), {}, [i](Experiment& e) { e.pool.overlap = static_cast<Overlap>(i); });
    });
    ties_ = new Segmented(
        tr("Ties go to"), {tr("first"), tr("last"), tr("split"), tr("all")},
        {tr("The first of equal winners in row-major order takes the gradient"),
         tr("The last of equal winners takes the gradient"), tr("Equal winners share the gradient equally"),
         tr("Every equal winner takes the whole gradient: wrong on purpose, watch the sums")});
    tiesRow_ = labelled(tr("Ties go to"), ties_);
    column->addWidget(tiesRow_);
    facts_ = new QLabel;
    facts_->setObjectName(QStringLiteral("facts"));
    facts_->setWordWrap(true);
    facts_->setTextFormat(Qt::PlainText);  // laid out anew for every picture
    column->addWidget(facts_);
    connect(ties_, &Segmented::chosen, this, [this](int i) {
        session_.edit(tr("Tie rule"), {}, [i](Experiment& e) { e.pool.ties = static_cast<TieRule>(i); });
    });
}

void GradientControls::chooseUpstream(int kind) {
    showUpstream();  // until it is so
    if (kind == 4) {
        Q_EMIT fileRequested();
        return;
    }
    session_.setUpstream(static_cast<Upstream>(kind));
}

void GradientControls::showUpstream() {
    const GradientSpec& gradient = session_.experiment().gradient;
    upstream_->setCurrentIndex(static_cast<int>(gradient.kind));
    seedRow_->setVisible(gradient.kind == Upstream::Random);
    paintRow_->setVisible(gradient.kind == Upstream::Given);
    const QSignalBlocker seed(seed_);
    const QSignalBlocker paint(paint_);
    seed_->setValue(static_cast<int>(gradient.seed));
    paint_->setValue(double{session_.brush().gradient});
}

void GradientControls::showExperiment() {
    const PoolSpec& pool = session_.experiment().pool;
    tiesRow_->setVisible(hasWinner(pool.op));
    ties_->setCurrent(static_cast<int>(pool.ties));
    overlap_->setCurrent(static_cast<int>(pool.overlap));
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
        lines << GradientControls::tr("%1 of %2 windows are tied (%3\u00a0%).")
                     .arg(count(facts.tied), count(facts.windows), locale.toString(share, 'f', 0));
        if (facts.black > 0) {
            lines << GradientControls::tr("%1 of them are all black: their gradient lands on background.")
                         .arg(count(facts.black));
        }
    } else {
        lines << GradientControls::tr("Every tap of a window takes part; no single winner.");
    }
    const GradientSums& sums = e.backward->sums;
    if (sums.overwritten != 0) {
        lines << GradientControls::tr("Overwriting loses %1 of the gradient.")
                     .arg(locale.toString(sums.overwritten, 'g', 6));
    }
    if (e.experiment.pool.ties == TieRule::All && sums.arrived != sums.upstream) {
        lines << GradientControls::tr("Ties to all: %1 arrive where %2 were sent.")
                     .arg(locale.toString(sums.arrived, 'g', 6), locale.toString(sums.upstream, 'g', 6));
    }
    if (sums.lost != 0) {
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/gradient_controls.h"

#include <QSignalBlocker>
#include <QVBoxLayout>
#include <limits>

#include "app/gui/side/parameter_controls.h"
#include "app/gui/widget/control_rows.h"
#include "app/gui/widget/number_box.h"
#include "core/pool/overlaps.h"

namespace poolscope {

GradientControls::GradientControls(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    QVBoxLayout* column = addColumn(this);
    addUpstream(column);
    addRouting(column);
    connect(&session_, &Session::experimentChanged, this, &GradientControls::showExperiment);
    connect(&session_, &Session::sourceChanged, this, &GradientControls::showExperiment);
    connect(&session_, &Session::errorChanged, this,
            [this] { showProblem(gradientError_, session_.problemOf("gradient")); });
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
    seed_ = new NumberBox;
    seed_->setDecimals(0);
    seed_->setRange(0, std::numeric_limits<std::uint32_t>::max());
    seed_->setKeyboardTracking(false);
    seed_->setAccessibleName(tr("Seed of the random gradient"));
    seed_->setToolTip(tr("The same seed gives the same gradient everywhere"));
    seedRow_ = labelledControl(tr("Seed"), seed_);
    column->addWidget(seedRow_);
    connect(seed_, &QDoubleSpinBox::valueChanged, this, [this](double seed) {
        session_.edit(tr("Seed"), QStringLiteral("seed"),
                      [seed](Experiment& e) { e.gradient.seed = static_cast<std::uint32_t>(seed); });
    });
    addPaint(column);
    connect(&session_, &Session::brushChanged, this, &GradientControls::showUpstream);
    gradientError_ = addProblem(column);
}

void GradientControls::addPaint(QVBoxLayout* column) {
    paint_ = new NumberBox;
    paint_->setRange(double{std::numeric_limits<float>::lowest()}, double{std::numeric_limits<float>::max()});
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
    column->addWidget(new QLabel(titleOf(Setting::Overlap)));  // beside it there is no room
    column->addWidget(overlap_);
    overlap_->onChosen(this, [this](Overlap overlap) {
        session_.edit(tr("Overlaps"), {}, [overlap](Experiment& e) { e.pool.overlap = overlap; });
    });
    code_ = new QLabel;
    code_->setObjectName(QStringLiteral("place"));
    code_->setWordWrap(true);
    column->addWidget(code_);
    ties_ = choiceRow<TieRule>(Setting::Ties);
    tiesRow_ = labelledControl(titleOf(Setting::Ties), ties_);
    column->addWidget(tiesRow_);
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
    const int given = upstream_->findData(QVariant::fromValue(Upstream::Given));
    upstream_->setItemText(given, gradient.given ? upstreamTitle(gradient) : titleOfValue(Upstream::Given));
    upstream_->setCurrentIndex(upstream_->findData(QVariant::fromValue(gradient.kind)));
    seedRow_->setVisible(gradient.kind == Upstream::Random);
    paintRow_->setVisible(gradient.kind == Upstream::Given);
    const QSignalBlocker seed(seed_);
    const QSignalBlocker paint(paint_);
    seed_->setValue(gradient.seed);
    paint_->setFloat(session_.brush().gradient);
}

void GradientControls::showExperiment() {
    const PoolSpec& pool = session_.experiment().pool;
    tiesRow_->setVisible(meansSomething(parameterOf(Setting::Ties), session_.experiment()));
    ties_->setValue(pool.ties);
    overlap_->setValue(pool.overlap);
    code_->setText(QLatin1String(foldingCode(pool)));
    showUpstream();
}

}  // namespace poolscope

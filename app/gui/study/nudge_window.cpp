// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/nudge_window.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>
#include <cmath>

#include "app/gui/view/scene_view.h"
#include "app/gui/widget/number_box.h"
#include "core/base/text.h"
#include "core/chart/chart.h"
#include "core/experiment/display.h"

namespace poolscope {
namespace {

constexpr int kMostSteps = 1000;  // of the slider
constexpr int kChartHeight = 200;
constexpr int kWidth = 420;
constexpr int kHeight = 440;

// The cell that is looked at: of X or dX itself, else the winner of the window, else the first cell that it sees.
std::optional<CellRef> cellOf(const Focus& focus, const Links& links, const Evaluation& e) {
    if (links.cell && (focus.kind == FocusKind::Input || focus.kind == FocusKind::Gradient)) return links.cell;
    if (!links.window) return std::nullopt;
    const std::int64_t tap = focus.kind == FocusKind::Patch ? focus.tap : links.winner.value_or(0);
    const CellRef cell{e.grid.rows.position(links.window->row, tap / e.grid.cols.size),
                       e.grid.cols.position(links.window->col, tap % e.grid.cols.size)};
    if (!e.grid.input().contains(cell)) return std::nullopt;
    return cell;
}

LineChart chartOf(const Nudge& nudge) {
    LineChart chart;
    chart.x.label = NudgeWindow::tr("value of the cell").toStdString();
    chart.y.label = NudgeWindow::tr("sum of dout · y").toStdString();
    Curve curve;
    for (const NudgeSample& sample : nudge.curve) curve.points.push_back({sample.value, sample.sum});
    Curve now;
    now.label = NudgeWindow::tr("now").toStdString();
    now.tone = Tone::Input;
    const LineScales scales = scalesOf({{}, chart.x, chart.y, {curve}});
    now.points = {{nudge.value, scales.y.low}, {nudge.value, nudge.sum()}};
    chart.curves = {std::move(curve), std::move(now)};
    return chart;
}

QString number(double value) {
    return QString::fromStdString(plainNumber(std::round(value * 1e3) / 1e3));
}

QLabel* words(const char* name) {
    auto* label = new QLabel;
    label->setObjectName(QString::fromLatin1(name));
    label->setWordWrap(true);
    return label;
}

}  // namespace

NudgeWindow::NudgeWindow(Session& session, QWidget* parent)
    : QDialog(parent),
      session_(session),
      title_(words("title")),
      slider_(new QSlider(Qt::Horizontal)),
      box_(new NumberBox),
      chart_(new SceneView(session, tr("The sum of what its windows send on, over the value of the cell"))),
      facts_(words("nudgeFacts")),
      remark_(words("quiet")) {
    setWindowTitle(tr("Nudge a value"));
    setAttribute(Qt::WA_DeleteOnClose);
    slider_->setAccessibleName(tr("Value of the cell, slider"));
    box_->setAccessibleName(tr("Value of the cell"));
    for (QWidget* each : std::initializer_list<QWidget*>{slider_, box_}) {
        each->setAccessibleDescription(tr("Moves the value of the cell of the input that is pinned"));
    }
    box_->setRange(-1e30, 1e30);
    box_->setKeyboardTracking(false);
    chart_->setFixedHeight(kChartHeight);
    auto* row = new QHBoxLayout;
    row->addWidget(slider_, 1);
    row->addWidget(box_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(10);
    column->addWidget(title_);
    column->addLayout(row);
    column->addWidget(chart_);
    column->addWidget(facts_);
    column->addWidget(remark_);
    column->addStretch();
    resize(kWidth, kHeight);
    // Where the fewest pictures are.
    if (parent) move(parent->mapToGlobal(QPoint(parent->width() - kWidth - 20, parent->height() - kHeight - 50)));
    connect(slider_, &QSlider::valueChanged, this, [this](int position) { setValue(valueAt(position)); });
    connect(slider_, &QSlider::sliderReleased, &session_, &Session::endMerge);
    connect(box_, &QDoubleSpinBox::valueChanged, this, &NudgeWindow::setValue);
    connect(box_, &QAbstractSpinBox::editingFinished, &session_, &Session::endMerge);
    connect(&session_, &Session::evaluated, this, &NudgeWindow::follow);
    connect(&session_, &Session::focusChanged, this, [this] {
        if (!session_.hovering()) follow();
    });
    follow();
}

void NudgeWindow::follow() {
    const auto& rendered = session_.rendered();
    if (!rendered) return;
    const Evaluation& e = rendered->evaluation;
    if (const auto cell = cellOf(session_.pinned(), session_.links(), e); cell && !session_.hovering()) cell_ = cell;
    if (!cell_ || !e.grid.input().contains(*cell_)) return refuse(tr("Click a cell of the input."));
    if (e.filter) return refuse(tr("X is what the filters made of the image: take them away to nudge it."));
    ask();
}

void NudgeWindow::ask() {
    const auto rendered = session_.rendered();
    const Evaluation& e = rendered->evaluation;
    const ValueScale scale = inputScale(session_.view().range, e.stored, e.experiment.filters, e.inputPlane());
    worker_.run<Nudge>(
        "nudge",
        [rendered, cell = *cell_, scale](const RunControl& run) {
            return nudge(rendered->evaluation, cell, scale.low, scale.high, run);
        },
        [this, scale](const Result<Nudge>& found) {
            if (!found) return refuse(QString::fromStdString(found.error().message));
            low_ = scale.low;
            high_ = scale.high;
            showNudge(*found);
        });
}

void NudgeWindow::showNudge(const Nudge& nudge) {
    shown_ = nudge;
    const QSignalBlocker slider(slider_);
    const QSignalBlocker box(box_);
    const bool whole = high_ - low_ <= kMostSteps && high_ - low_ >= 2;
    slider_->setRange(0, whole ? static_cast<int>(high_ - low_) : kMostSteps);
    slider_->setValue(static_cast<int>(std::lround((nudge.value - low_) / (high_ - low_) * slider_->maximum())));
    box_->setFloat(static_cast<float>(nudge.value));
    for (QWidget* each : std::initializer_list<QWidget*>{slider_, box_}) each->setEnabled(true);
    title_->setText(tr("Row %1, column %2 of X").arg(nudge.cell.row).arg(nudge.cell.col));
    chart_->setBase([chart = chartOf(nudge)](const Size& size, const FigureStyle& style) {
        return drawLineChart(chart, size, style);
    });
    const std::size_t windows = nudge.windows.size();
    facts_->setText((windows == 1 ? tr("1 window sees it.") : tr("%1 windows see it.").arg(windows)) +
                    QLatin1Char(' ') + tr("Outputs that move with it: %1.").arg(nudge.following) +
                    QStringLiteral("\n\n") +
                    tr("Slope a step down: %1\nSlope a step up: %2\ndX at this cell: %3")
                        .arg(number(nudge.below), number(nudge.above), number(nudge.gradient)));
    remark_->setText(nudge.isKink()
                         ? tr("A kink: the two slopes differ, so no gradient is right on both sides. At a tie the rule "
                              "that names one of the equals decides what dX has.")
                         : tr("Finite difference and gradient are two ways to the same number."));
}

void NudgeWindow::refuse(const QString& why) {
    shown_.reset();
    title_->setText(why);
    for (QWidget* each : std::initializer_list<QWidget*>{slider_, box_}) each->setEnabled(false);
    chart_->setBase({});
    facts_->clear();
    remark_->clear();
}

void NudgeWindow::setValue(double value) {
    if (shown_) session_.paintInput({shown_->cell}, static_cast<float>(value));
}

double NudgeWindow::valueAt(int position) const {
    return low_ + (high_ - low_) * position / slider_->maximum();
}

}  // namespace poolscope

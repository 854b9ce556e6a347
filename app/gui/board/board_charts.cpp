// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/board/board_charts.h"

#include "app/gui/session/study_input.h"
#include "core/experiment/display.h"
#include "core/scene/words.h"
#include "core/study/question.h"

namespace poolscope {
namespace {

Result<Chart> histogramCardChart(const Evaluation& e, const ViewSpec& view, const RunControl& run) {
    const auto pair = histogramsOf(e, view.range, run);
    if (!pair) return fail(kStopped, "");
    const bool parts = view.values == NumberScale::Unit;
    const double top = parts ? inputScale(view.range, e.stored, e.experiment.filters, e.inputPlane()).high : 0;
    ColumnChart chart = histogramChart(pair->input, pair->output, top);
    // The card is small, and says enough without them.
    chart.x.label.clear();
    chart.y.label.clear();
    return chart;
}

Result<Chart> shiftTestOf(const Evaluation& e, const ViewSpec&, const RunControl& run) {
    const Tensor image = imageInView(e);
    const auto curves = shiftCurves(e.experiment, image, comparedWindows(e.experiment, image.shape), 1, run);
    if (!curves) return tl::unexpected(curves.error());
    return movedChart(*curves, {"Move the image by one pixel: how much changes?", ""});
}

// Over numbers that are of the picture before.
void addCounting(Scene& scene, const FigureStyle& style) {
    const Theme& t = style.theme();
    const Rect all{0, 0, scene.size.width, scene.size.height};
    scene.marks.emplace_back(RectMark{all.grown(-2), withAlpha(t.card, 190), std::nullopt, 6});
    scene.marks.emplace_back(textMark(all.centre(), style.body, {{ChartCard::tr("counting…").toStdString(), t.text}},
                                      FontFace::Sans, HorizontalAlign::Centre));
}

constexpr int kPatience = 200;  // milliseconds that numbers may be old without a word

}  // namespace

ChartCard::ChartCard(Session& session, ScenePainter& painter, const QString& name, Make make, QWidget* parent)
    : SceneCard(
          session, painter, name,
          [this](const PanelContext& context, const Links&, const Size& size) {
              Scene scene = chart_ ? drawChart(*chart_, size, context.style) : Scene{size, {}};
              scene.size = size;
              if (counting_) addCounting(scene, context.style);
              return scene;
          },
          parent),
      session_(session),
      make_(std::move(make)) {
    connect(&session_, &Session::evaluated, this, &ChartCard::refresh);
    patience_.setSingleShot(true);
    patience_.setInterval(kPatience);
    connect(&patience_, &QTimer::timeout, this, [this] { showCounting(true); });
}

void ChartCard::showEvent(QShowEvent*) {
    refresh();
}

void ChartCard::refresh() {
    const auto& rendered = session_.rendered();
    // Nothing old is held while it is not seen.
    if (!isVisible()) return session_.releaseLater(std::exchange(counted_, nullptr));
    if (!rendered) return;
    const bool same = counted_ && counted_->evaluation.forward == rendered->evaluation.forward &&
                      counted_->evaluation.experiment == rendered->evaluation.experiment &&
                      counted_->view.range == rendered->view.range && counted_->view.values == rendered->view.values;
    session_.releaseLater(std::exchange(counted_, rendered));
    if (same) return;
    if (!counting_ && !patience_.isActive()) patience_.start();
    runner_.run<Chart>(
        "study",
        [make = make_, e = rendered->evaluation, view = rendered->view](const RunControl& run) {
            return make(e, view, run);
        },
        [this](const Result<Chart>& chart) {
            if (!chart) return;  // stopped: the next one is on its way
            chart_ = *chart;
            patience_.stop();
            showCounting(false);
            setAccessibleDescription(QString::fromStdString(chartText(*chart)));
        });
}

void ChartCard::showCounting(bool on) {
    counting_ = on;
    update();
}

HistogramCard::HistogramCard(Session& session, ScenePainter& painter, QWidget* parent)
    : ChartCard(session, painter, tr("Histogram of input and output"), &histogramCardChart, parent) {}

ShiftCard::ShiftCard(Session& session, ScenePainter& painter, QWidget* parent)
    : ChartCard(session, painter, tr("Shift test"), &shiftTestOf, parent) {}

}  // namespace poolscope

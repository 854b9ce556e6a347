// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/board/panel_board.h"

#include <algorithm>

#include "app/gui/board/board_charts.h"
#include "app/gui/board/board_layout.h"
#include "app/gui/view/accessible_views.h"
#include "app/gui/view/flight_layer.h"
#include "app/gui/view/thread_layer.h"
#include "app/gui/widget/foot_notice.h"
#include "app/gui/widget/style.h"
#include "core/figure/figure.h"
#include "core/loupe/loupe.h"

namespace poolscope {

PanelBoard::PanelBoard(Session& session, QWidget* parent) : Page(parent), session_(session) {
    setObjectName(QStringLiteral("desk"));
    describeViews();
    for (const PanelRow& row : kPanelRows) canvases_.push_back(new PanelCanvas(session, painter_, row.kind, this));
    setHome(&canvas(PanelKind::Output));
    loupe_ = new SceneCard(session, painter_, tr("Focused window"), &poolscope::loupeScene, this);
    algorithm_ = new SceneCard(session, painter_, tr("The algorithm"), &poolscope::algorithmScene, this);
    histogram_ = new HistogramCard(session, painter_, this);
    shift_ = new ShiftCard(session, painter_, this);
    notice_ = new FootNotice(this);
    thread_ = new ThreadLayer(
        session, painter_, [this] { return placedPanels(); }, this);
    for (PanelCanvas* canvas : canvases_) connect(canvas, &PanelCanvas::laidOut, thread_, &ThreadLayer::follow);
    new FlightLayer(
        session, painter_, [this] { return placedPanels(); }, this);
    setMinimumSize(420, 360);
    connect(&session_, &Session::evaluated, this, &PanelBoard::arrange);
    connect(&session_, &Session::layoutChanged, this, &PanelBoard::arrange);
    connect(&session_, &Session::errorChanged, this, &PanelBoard::showError);
    connect(&session_, &Session::layoutChanged, this, &PanelBoard::showError);
}

bool PanelBoard::isMirrored() const {
    return session_.layout() == BoardLayout::ForwardBackward;
}

void PanelBoard::putUnderThread(QWidget& child) {
    child.stackUnder(thread_);
}

std::vector<PanelKind> PanelBoard::panelsInView() const {
    using enum PanelKind;
    if (session_.stage()) return session_.stage()->panels;
    // The backward pass runs right to left under the forward pass.
    if (isMirrored()) return {Input, Patches, Summary, Output, Gradient, GradientPatches, Routing, Upstream};
    if (session_.rendered() && session_.rendered()->evaluation.filter) {
        return {Image, Kernel, Response, ReluMask, Input, Patches, Output, Gradient};
    }
    return {Input, Patches, Output, Gradient};
}

std::optional<FigureDraft> PanelBoard::figureDraft() const {
    const std::shared_ptr<const Rendered>& rendered = session_.rendered();
    if (!rendered) return std::nullopt;
    FigureOptions options;
    options.spec.panels = panelsInView();
    options.spec.playback = session_.playback();
    // A cell of X that is pinned stands for its window.
    options.spec.focus = linkedCells(rendered->evaluation, session_.pinned()).window;
    std::vector<PanelKind> panels = options.spec.panels;
    for (const PanelRow& row : kPanelRows) {
        const bool listed = std::find(panels.begin(), panels.end(), row.kind) != panels.end();
        if (!listed && hasPanel(rendered->evaluation, row.kind)) panels.push_back(row.kind);
    }
    return FigureDraft{rendered->view, options, panels, rendered,
                       [rendered](const ViewSpec& view, const FigureOptions& chosen, const RunControl&) {
                           return drawFigure(rendered->evaluation, view, chosen, *rendered->source);
                       }};
}

std::vector<PlacedPanel> PanelBoard::placedPanels() {
    std::vector<PlacedPanel> placed;
    for (const PanelKind kind : panelsInView()) {
        const PanelCanvas& shown = canvas(kind);
        if (shown.isVisible() && !shown.panel().scene.marks.empty())
            placed.push_back({&shown.panel(), {double(shown.x()), double(shown.y())}});
    }
    return placed;
}

void PanelBoard::showError() {
    const auto& error = session_.error();
    notice_->say(error ? tr("Not possible: %1. The picture shows the last setting that was.")
                             .arg(QString::fromStdString(error->message))
                       : QString(),
                 screenStyle(session_).body);
}

void PanelBoard::resizeEvent(QResizeEvent*) {
    arrange();
}

// X_col is as long as there are windows.
BoardPlan PanelBoard::stagePlan(const BoardRoom& room, const std::vector<PanelKind>& shown) {
    std::vector<bool> wide;
    for (const PanelKind kind : shown) {
        wide.push_back(kind == PanelKind::Patches || kind == PanelKind::GradientPatches);
    }
    BoardPlan plan;
    plan.panels = planStage(room, wide);
    return plan;
}

void PanelBoard::arrange() {
    BoardRoom room{size(), kBoardGap, 4, session_.presenting(), session_.scale()};
    const std::vector<PanelKind> shown = panelsInView();
    room.panels = static_cast<int>(shown.size());
    room.panelHeight = [this](int panelWidth) { return canvases_[0]->heightForWidth(panelWidth); };
    const BoardPlan plan = session_.stage() ? stagePlan(room, shown) : planBoard(room);

    for (PanelCanvas* canvas : canvases_) {
        const bool listed = std::find(shown.begin(), shown.end(), canvas->kind()) != shown.end();
        canvas->setVisible(listed &&
                           (!session_.rendered() || hasPanel(session_.rendered()->evaluation, canvas->kind())));
    }
    for (std::size_t i = 0; i < shown.size(); ++i) {
        canvas(shown[i]).setGeometry(plan.panels[i]);
        if (i > 0) setTabOrder(&canvas(shown[i - 1]), &canvas(shown[i]));
    }
    thread_->follow();
    loupe_->setVisible(!session_.stage());
    loupe_->setGeometry(plan.loupe);
    const auto place = [](QWidget* card, const std::optional<QRect>& where) {
        card->setVisible(where.has_value());
        if (where) card->setGeometry(*where);
    };
    place(algorithm_, plan.algorithm);
    place(histogram_, plan.histogram);
    place(shift_, plan.shift);
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/session.h"

#include <QFile>
#include <algorithm>
#include <utility>

namespace poolscope {

Session::Session(QObject* parent) : QObject(parent) {
    view_.composite = true;
    connect(&evaluator_, &Evaluator::succeeded, this, &Session::accept);
    connect(&evaluator_, &Evaluator::failed, this, &Session::refuse);
    // A step asks for its picture before the stack has counted it.
    connect(&undo_, &QUndoStack::indexChanged, this, [this](int index) {
        if (!asked_.empty()) asked_.back().step = index;
    });
}

QString Session::problemOf(const char* field) const {
    return error_ && error_->where == field ? QString::fromStdString(error_->message) : QString();
}

Painted Session::computable() const {
    Painted all = painted();
    if (!error_ || !rendered_) return all;
    const auto given = all.experiment.gradient.given;
    Experiment last = rendered_->evaluation.experiment;
    last.source = all.experiment.source;
    last.images = all.experiment.images;
    all.experiment = possibleState(std::move(last), all.source).experiment;
    if (all.experiment.gradient.given != given) all.gradient = {};
    return all;
}

void Session::edit(const QString& what, const QString& mergeKey, const std::function<void(Experiment&)>& change) {
    this->change(what, mergeKey, [&change](State& next) { change(next.experiment); });
}

void Session::change(const QString& what, const QString& mergeKey, const std::function<void(State&)>& change) {
    State next = state_;
    change(next);
    const Experiment& before = state_.experiment;
    if (next.experiment.gradient.given != before.gradient.given) next.gradientPatches = {};
    fitGradient(next);
    if (next.experiment.window != before.window || next.experiment.filters != before.filters) next.adjustment.reset();
    const bool pooling = next.experiment.window != before.window || next.experiment.filters != before.filters ||
                         next.experiment.pool != before.pool;
    const GradientSpec& gradient = next.experiment.gradient;
    if (gradient.kind == Upstream::OneCell && gradient.cell != before.gradient.cell) {
        awaited_ = {FocusKind::Window, gradient.cell, 0};
    }
    push(what, mergeKey, std::move(next));
    if (pooling) Q_EMIT poolingEdited();
}

// A change of the output takes the gradient along: the one cell to the window nearest to its place; a given one stands
// aside until it fits again.
void Session::fitGradient(State& next) const {
    GradientSpec& gradient = next.experiment.gradient;
    const bool chosen = gradient != state_.experiment.gradient;
    if (chosen) next.gradientAside.reset();
    if (!next.source) return;
    const Shape images = next.source->imagesOf(next.experiment.images);
    const auto output = outputShape(next.experiment, images);
    if (!output) return;  // it is for the picture to say
    const auto fits = [&output](const GradientSpec& given) { return given.given->shape == *output; };
    if (next.gradientAside && fits(next.gradientAside->gradient)) {
        gradient = next.gradientAside->gradient;
        next.gradientPatches = next.gradientAside->patches;
        next.gradientAside.reset();
    } else if (gradient.kind == Upstream::Given && !fits(gradient)) {
        next.gradientAside = GradientAside{gradient, std::exchange(next.gradientPatches, {})};
        gradient.kind = Upstream::Ones;
        gradient.given.reset();
        gradient.file.clear();
    } else if (gradient.kind == Upstream::OneCell && rendered_ && !chosen) {
        // The cell is still one of the last picture where what came after it could not be computed.
        const auto before = checkedGrid(state_.experiment, state_.source->imagesOf(state_.experiment.images));
        const auto after = checkedGrid(next.experiment, images);
        gradient.cell = nearestWindow(before ? *before : rendered_->evaluation.grid, gradient.cell, *after);
    }
}

SessionState Session::possibleState(Experiment wanted, std::shared_ptr<const Source> source) {
    const Shape images = source->imagesOf(wanted.images);
    PossibleExperiment possible = madePossible(std::move(wanted), images);
    return {std::move(possible.experiment), std::move(source), std::move(possible.adjustment)};
}

SessionState Session::stateWith(std::shared_ptr<const Source> source, const SourceRef& ref,
                                const ImageRange& images) const {
    Experiment wanted = state_.experiment;
    if (const auto& adjustment = state_.adjustment) {
        wanted.window = adjustment->window;
        wanted.filters = adjustment->filters;
    }
    wanted.source = ref;
    wanted.images = images;
    wanted.plane = 0;
    wanted.gradient = {};
    return possibleState(std::move(wanted), std::move(source));
}

void Session::open(std::shared_ptr<const Source> source, const SourceRef& ref, const ImageRange& images) {
    if (!view_.composite) {
        view_.composite = true;
        Q_EMIT viewChanged();
    }
    State next = stateWith(std::move(source), ref, images);
    if (view_.range.kind == RangeKind::Given) next.range = DisplayRange{};
    push(tr("Open"), {}, std::move(next));
}

void Session::readAgain(std::shared_ptr<const Source> source, const SourceRef& ref, const ImageRange& images,
                        const QString& what) {
    push(what, {}, stateWith(std::move(source), ref, images));
}

void Session::restore(std::shared_ptr<const Source> source, const Experiment& experiment, const ViewSpec& view) {
    setView(view);
    playback_.reset();
    push(tr("Open session"), {}, possibleState(experiment, std::move(source)));
}

QString Session::sourceName() const {
    if (!state_.source) return {};
    return state_.experiment.source.mnist
               ? tr("MNIST test")
               : QFile::decodeName(state_.source->name.c_str()).section(QLatin1Char('/'), -1);
}

Situation Session::situation() const {
    return {state_, view_, layout_, playback_, pinned_};
}

// The playback goes first, so that no picture shows what it hides.
void Session::take(const QString& what, const QString& mergeKey, const Situation& situation) {
    playback_ = situation.playback;
    kept_.reset();
    hovered_ = {};
    if (std::exchange(moment_, std::nullopt)) Q_EMIT momentChanged();
    awaited_ = situation.focus;
    setLayout(situation.layout);
    if (view_ != situation.view) {
        view_ = situation.view;
        Q_EMIT viewChanged();
    }
    if (situation.state == state_) {
        requestEvaluation();
    } else {
        push(what, mergeKey, situation.state);
    }
    Q_EMIT playbackChanged();
}

void Session::showImage(std::int64_t image) {
    if (!state_.source || image < 0 || image >= state_.source->count()) return;
    const std::int64_t last = state_.source->count() - 1;
    change(tr("Show image"), QStringLiteral("image"), [image, last](State& next) {
        next.experiment.images = {image, std::min(image + next.batch - 1, last)};
        next.experiment.plane = 0;
    });
}

void Session::setBatch(std::int64_t count) {
    change(tr("Batch"), QStringLiteral("batch"), [count](State& next) {
        next.batch = count;
        next.experiment.images.last = next.experiment.images.first + count - 1;
        next.experiment.plane = 0;
    });
}

void Session::showPlane(std::int64_t plane) {
    edit(tr("Plane"), QStringLiteral("plane"), [plane](Experiment& e) { e.plane = plane; });
}

void Session::setView(const ViewSpec& view) {
    if (view == view_) return;
    view_ = view;
    Q_EMIT viewChanged();
    requestEvaluation();
}

void Session::setTheme(ThemeName name) {
    if (name == themeName_) return;
    themeName_ = name;
    Q_EMIT viewChanged();
    requestEvaluation();
}

void Session::requestEvaluation() {
    if (!state_.source || goingBack_) return;
    State asked = state_;
    asked.imagePatches = asked.gradientPatches = {};
    asked_.push_back({++lastNumber_, std::move(asked), view_, playback_, undo_.index(), lastPatch_});
    evaluator_.request({lastNumber_, painted(), view_, themeName_, playback_});
}

// What was painted until then is in the picture: no patches are needed for it any more.
void Session::takeWritten(const Rendered& rendered) {
    Asked& asked = asked_.front();
    asked.state.experiment = rendered.evaluation.experiment;
    asked.state.source = rendered.source;
    if (asked.number >= givenSince_) {
        state_.experiment.gradient.given = rendered.evaluation.experiment.gradient.given;
        state_.gradientPatches.dropUntil(asked.patch);
        gradientNow_ = valuesOf(state_.gradientPatches);
    }
    if (asked.number < sourceSince_) return;
    state_.imagePatches.dropUntil(asked.patch);
    imagesNow_ = valuesOf(state_.imagePatches);
    if (std::exchange(state_.source, rendered.source) != rendered.source) Q_EMIT sourceChanged();
}

void Session::accept(const std::shared_ptr<const Rendered>& rendered) {
    while (asked_.front().number < rendered->number) asked_.pop_front();
    takeWritten(*rendered);
    const bool drawn = rendered->evaluation.experiment.source.embedded;
    const bool otherImage = !rendered_ || (rendered_->source != rendered->source && !drawn) ||
                            rendered_->evaluation.experiment.images != rendered->evaluation.experiment.images;
    const bool otherSize = !rendered_ || rendered_->evaluation.grid.input() != rendered->evaluation.grid.input();
    releaseLater(std::exchange(rendered_, rendered));
    const Evaluation& e = rendered_->evaluation;
    if (otherSize) setZoom({});
    if (!focusExists(e, hovered_)) hovered_ = {};
    if (awaited_ && e.experiment == state_.experiment) {
        pinned_ = *std::exchange(awaited_, std::nullopt);
        pinnedByUser_ = pinned_.kind != FocusKind::Nothing;
    }
    if (!focusExists(e, pinned_)) pinnedByUser_ = false;
    if (playback_ && rendered_->pictures.playback && playback_ != rendered_->pictures.playback &&
        e.experiment == state_.experiment) {
        // Fewer windows than before: the evaluator has moved the playback into them.
        const std::int64_t windows = e.grid.output().count();
        if (playback_->done > windows) playback_ = rendered_->pictures.playback;
        if (step() >= lastStep()) {
            playback_.reset();
            requestEvaluation();
        }
    }
    if (!pinnedByUser_ && (otherImage || pinned_.kind == FocusKind::Nothing || !focusExists(e, pinned_))) {
        pinned_ = {FocusKind::Window, rendered_->telltale, 0};
    }
    if (error_) {
        error_.reset();
        Q_EMIT errorChanged();
    }
    if (moment_ && moment_->stage == Stage::Answered && rendered_->pictures.playback == playback_) {
        moment_.reset();
        Q_EMIT momentChanged();
    }
    updateLinks();
    Q_EMIT evaluated();
    Q_EMIT focusChanged();
    Q_EMIT playbackChanged();
}

void Session::refuse(const Error& error, std::int64_t number) {
    if (number < lastNumber_) return;  // another request has overtaken it
    error_ = error;
    Q_EMIT errorChanged();
    // The picture that stays is as far as it was.
    if (playback_ || !rendered_ || !rendered_->pictures.playback) return;
    playback_ = rendered_->pictures.playback;
    Q_EMIT playbackChanged();
}

void Session::updateLinks() {
    links_ = rendered_ ? linkedCells(rendered_->evaluation, focus()) : Links{};
}

void Session::hover(const Focus& focus) {
    if (focus == hovered_) return;
    hovered_ = focus;
    if (frozen_) return;
    updateLinks();
    Q_EMIT focusChanged();
}

void Session::setFrozen(bool on) {
    if (on == frozen_) return;
    if (on) {
        pin(focus());
    }
    frozen_ = on;
    updateLinks();
    Q_EMIT focusChanged();
}

void Session::lookAt(const CellRef& window) {
    pinStep(window);
    Q_EMIT focusChanged();
}

void Session::pin(const Focus& focus) {
    if (focus.kind == FocusKind::Nothing) return;
    pinned_ = focus;
    pinnedByUser_ = true;
    if (playback_) kept_ = Kept{focus, true};
    updateLinks();
    Q_EMIT focusChanged();
    const GradientSpec& gradient = state_.experiment.gradient;
    const bool names = focus.kind == FocusKind::Window || focus.kind == FocusKind::Patch;
    if (gradient.kind == Upstream::OneCell && names && gradient.cell != focus.cell) {
        edit(tr("Cell of the gradient"), QStringLiteral("cell"),
             [&focus](Experiment& e) { e.gradient.cell = focus.cell; });
    }
}

void Session::movePin(std::int64_t rows, std::int64_t cols) {
    if (!rendered_) return;
    const Evaluation& e = rendered_->evaluation;
    const CellRef from = linkedCells(e, pinned_).window.value_or(CellRef{});
    const Extent output = e.grid.output();
    hovered_ = {};
    pin({FocusKind::Window,
         {std::clamp<std::int64_t>(from.row + rows, 0, output.rows - 1),
          std::clamp<std::int64_t>(from.col + cols, 0, output.cols - 1)},
         0});
}

void Session::setLayout(BoardLayout layout) {
    if (layout == layout_) return;
    layout_ = layout;
    Q_EMIT layoutChanged();
}

void Session::setPresentation(bool on, double scale) {
    if (on == presenting_ && scale == scale_) return;
    presenting_ = on;
    scale_ = scale;
    Q_EMIT layoutChanged();
}

void Session::setStage(const std::optional<StageView>& stage) {
    if (stage == stage_) return;
    stage_ = stage;
    Q_EMIT layoutChanged();
}

void Session::point(const Focus& focus) {
    const bool answers = stage_ && stage_->pointing && focus.kind != FocusKind::Nothing;
    answers ? Q_EMIT pointedAt(focus) : pin(focus);
}

std::int64_t Session::lastStep() const {
    return rendered_ ? poolscope::lastStep(rendered_->evaluation.grid) : 0;
}

std::int64_t Session::step() const {
    return playback_ && rendered_ ? playbackStep(*playback_, rendered_->evaluation.grid) : lastStep();
}

void Session::showAll() {
    if (!playback_) return;
    playback_.reset();
    moment_.reset();
    requestEvaluation();
    Q_EMIT momentChanged();
    Q_EMIT playbackChanged();
}

void Session::goTo(std::int64_t step) {
    if (!rendered_) return;
    const WindowGrid& grid = rendered_->evaluation.grid;
    const Playback next = playbackAt(step, grid);
    const bool toAll = step >= lastStep();
    if (!playback_ && !toAll) kept_ = Kept{pinned_, pinnedByUser_};
    // A step that was just taken is shown as its last moment until its picture is there.
    const bool taken = moment_ && moment_->stage == Stage::Answered && stepOf(*moment_, grid) == step;
    if (!taken) moment_.reset();
    hovered_ = {};
    if (toAll) {
        if (playback_) pinKept();
        playback_.reset();
    } else {
        playback_ = next;
        if (const auto window = currentWindow(next, grid)) pinStep(*window);
    }
    requestEvaluation();
    Q_EMIT momentChanged();
    Q_EMIT focusChanged();
    Q_EMIT playbackChanged();
}

void Session::setMoment(const std::optional<Moment>& moment) {
    if (moment == moment_ || !rendered_) return;
    const bool sameStage = moment && moment_ && moment->before == moment_->before && moment->stage == moment_->stage;
    const WindowGrid& grid = rendered_->evaluation.grid;
    moment_ = moment;
    if (!sameStage) {
        if (moment_) {
            pinStep(windowOf(*moment_, grid));
        } else if (const auto window = playback_ ? currentWindow(*playback_, grid) : std::nullopt) {
            pinStep(*window);
        }
        Q_EMIT focusChanged();
    }
    Q_EMIT momentChanged();
}

// The window of a step, which is in focus while the algorithm is played.
void Session::pinStep(const CellRef& window) {
    hovered_ = {};
    pinned_ = {FocusKind::Window, window, 0};
    pinnedByUser_ = true;
    updateLinks();
}

// All is shown: back to what was looked at before, for the last window is seldom worth it.
void Session::pinKept() {
    const auto kept = std::exchange(kept_, std::nullopt);
    if (kept && focusExists(rendered_->evaluation, kept->focus) && kept->focus.kind != FocusKind::Nothing) {
        pinned_ = kept->focus;
        pinnedByUser_ = kept->byUser;
    } else {
        pinned_ = {FocusKind::Window, rendered_->telltale, 0};
        pinnedByUser_ = false;
    }
    updateLinks();
}

std::optional<CodeStep> Session::codeStep() const {
    if (moment_) return codeStepOf(*moment_);
    if (playback_) {
        const bool begun = playback_->done > 0;
        if (playback_->phase == Phase::Forward) return begun ? CodeStep::Gather : CodeStep::Planes;
        return begun ? CodeStep::Fold : CodeStep::Zeros;
    }
    switch (hovered_.kind) {
        case FocusKind::Input:
            return CodeStep::Planes;
        case FocusKind::Patch:
        case FocusKind::Slot:
            return CodeStep::Patches;
        case FocusKind::Window:
            return CodeStep::Gather;
        case FocusKind::Gradient:
            return CodeStep::Fold;
        case FocusKind::Nothing:
            break;
    }
    return std::nullopt;
}

void Session::setZoom(const Zoom& zoom) {
    if (zoom == zoom_) return;
    zoom_ = zoom;
    Q_EMIT zoomChanged();
}

void Session::setBrush(const Brush& brush) {
    if (brush == brush_) return;
    brush_ = brush;
    Q_EMIT brushChanged();
}

}  // namespace poolscope

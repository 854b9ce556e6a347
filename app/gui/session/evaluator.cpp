// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/evaluator.h"

#include <algorithm>
#include <utility>

#include "app/file/session_io.h"
#include "core/experiment/display.h"
#include "core/panel/links.h"

namespace poolscope {
namespace {

constexpr std::size_t kInkParts = 600;

// Every stage that pictures are made from is the same object.
bool isSame(const Evaluation& a, const Evaluation& b) {
    return a.x == b.x && a.filter == b.filter && a.forward == b.forward && a.backward == b.backward &&
           a.experiment == b.experiment && a.stored == b.stored;
}

}  // namespace

Evaluator::Evaluator(QObject* parent) : QObject(parent), worker_(EarlierWork::ShownIfReady) {
    connect(&worker_, &Worker::cancelled, this, &Evaluator::cancelled);
}

void Evaluator::request(EvaluationRequest request) {
    const std::int64_t number = request.number;
    worker_.run<Picture>(
        "window.size",
        [this, request = std::move(request)](const RunControl& run) {
            auto rendered = render(request, run);
            if (rendered && !run.isStopped()) last_ = *rendered;
            return rendered;
        },
        [this, number](const Result<Picture>& rendered) {
            if (rendered) {
                Q_EMIT succeeded(*rendered);
            } else {
                Q_EMIT failed(rendered.error(), number);
            }
        });
}

// What is asked of a drawing again, in other colours or at another step, is written once.
Painted Evaluator::writtenOnce(const Painted& painted) {
    if (painted.images.empty() && painted.gradient.empty()) {
        written_ = {};
        return painted;
    }
    const Written from{painted.source, painted.experiment.gradient.given, painted.images, painted.gradient, {}};
    if (!written_.whole.source || !written_.isFrom(from)) {
        written_ = from;
        written_.whole = written(painted);
    }
    Painted whole = written_.whole;
    whole.experiment = painted.experiment;
    whole.experiment.gradient.given = written_.whole.experiment.gradient.given;
    return whole;
}

bool Evaluator::Written::isFrom(const Written& other) const {
    return source.lock() == other.source.lock() && given.lock() == other.given.lock() && images == other.images &&
           gradient == other.gradient;
}

Result<Evaluator::Picture> Evaluator::render(const EvaluationRequest& request, const RunControl& run) {
    const Painted painted = writtenOnce(request.painted);
    const Experiment& experiment = painted.experiment;
    const std::shared_ptr<const Source>& source = painted.source;
    const Evaluation* previous = last_ && last_->source == source ? &last_->evaluation : nullptr;
    std::shared_ptr<const Tensor> images;
    if (previous && previous->experiment.images == experiment.images) {
        images = previous->images();
    } else {
        images = sharedImages(source->images, experiment.images.first, experiment.images.last);
    }
    auto evaluation = evaluate(withSpan(experiment, request.view.range, source->range), images, previous,
                               run.part(0, 0.9), {}, &memory_);
    if (!evaluation) return tl::unexpected(evaluation.error());
    evaluation->stored = source->range;
    auto rendered = std::make_shared<Rendered>();
    std::optional<Playback> playback = request.playback;
    if (playback) {
        playback =
            playbackAt(playbackStep({playback->phase, std::min(playback->done, evaluation->grid.output().count())},
                                    evaluation->grid),
                       evaluation->grid);
    }
    const Theme& colours = themeNamed(request.themeName);
    const ViewSpec view = viewOf(request.view, experiment, *source);
    std::optional<MadePictures> made;
    if (previous) made.emplace(MadePictures{*previous, last_->view, themeNamed(last_->themeName), last_->pictures});
    const bool samePictures =
        previous && last_->view == view && last_->themeName == request.themeName && isSame(*previous, *evaluation);
    rendered->pictures = samePictures ? picturesAt(last_->pictures, playback, *evaluation, colours, run.stopToken())
                                      : makePictures(*evaluation, view, colours, playback, run.stopToken(), made);
    rendered->telltale = telltaleWindow(*evaluation);
    if (previous && isSame(*previous, *evaluation)) {
        rendered->looks = last_->looks;
        rendered->ink = last_->ink;
    } else {
        rendered->looks = std::make_shared<const std::vector<WindowLook>>(windowLooks(*evaluation, run.stopToken()));
        rendered->ink = inkOf(*rendered->looks, kInkParts);
    }
    run.report(1);
    rendered->evaluation = std::move(*evaluation);
    rendered->view = view;
    rendered->themeName = request.themeName;
    rendered->source = source;
    rendered->number = request.number;
    return rendered;
}

}  // namespace poolscope

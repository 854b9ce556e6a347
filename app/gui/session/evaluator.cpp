// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/evaluator.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "core/panel/links.h"

namespace poolscope {
namespace {

// Every stage that pictures are made from is the same object.
bool isSame(const Evaluation& a, const Evaluation& b) {
    return a.x == b.x && a.filter == b.filter && a.forward == b.forward && a.backward == b.backward &&
           a.experiment == b.experiment;
}

}  // namespace

Evaluator::Evaluator(QObject* parent) : QObject(parent), thread_([this](const std::stop_token& stop) { run(stop); }) {}

Evaluator::~Evaluator() {
    {
        const std::scoped_lock lock(mutex_);
        running_.request_stop();
    }
    thread_.request_stop();
    thread_.join();
}

void Evaluator::request(EvaluationRequest request) {
    progress_ = std::make_shared<Progress>();
    const std::scoped_lock lock(mutex_);
    waiting_ = Numbered{std::move(request), ++requested_, progress_};
    running_.request_stop();
    wake_.notify_one();
}

void Evaluator::cancel() {
    if (!busy()) return;
    {
        const std::scoped_lock lock(mutex_);
        waiting_.reset();
        running_.request_stop();
    }
    settled_ = cancelled_ = requested_;
    Q_EMIT cancelled();
}

void Evaluator::run(const std::stop_token& stop) {
    while (true) {
        Numbered next;
        std::stop_token overtaken;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return waiting_.has_value(); })) return;
            next = std::move(*waiting_);
            waiting_.reset();
            running_ = std::stop_source();
            overtaken = running_.get_token();
        }
        const auto result = render(next.request, {overtaken, next.progress.get()});
        if (overtaken.stop_requested()) continue;
        if (result) last_ = *result;
        QMetaObject::invokeMethod(this, [this, number = next.number, result] { report(number, result); });
    }
}

// A result that was on its way when a newer request came is shown all the same; one that was cancelled is not.
void Evaluator::report(std::uint64_t number, const Result<std::shared_ptr<const Rendered>>& result) {
    if (number <= cancelled_) return;
    settled_ = number;
    if (result) {
        Q_EMIT succeeded(*result);
    } else {
        Q_EMIT failed(result.error());
    }
}

Result<std::shared_ptr<const Rendered>> Evaluator::render(const EvaluationRequest& request, const RunControl& run) {
    try {
        const Evaluation* previous = last_ && last_->source == request.source ? &last_->evaluation : nullptr;
        std::shared_ptr<const Tensor> images;
        if (previous && previous->experiment.images == request.experiment.images) {
            images = previous->images();
        } else {
            images = std::make_shared<const Tensor>(
                selectImages(*request.source->images, request.experiment.images.first, request.experiment.images.last));
        }
        auto evaluation = evaluate(request.experiment, images, previous, run.part(0, 0.9));
        if (!evaluation) return tl::unexpected(evaluation.error());
        auto rendered = std::make_shared<Rendered>();
        std::optional<Playback> playback = request.playback;
        if (playback) {
            playback = playbackAt(stepOf({playback->phase, std::min(playback->done, evaluation->grid.output().count())},
                                         evaluation->grid),
                                  evaluation->grid);
        }
        const Theme& colours = theme(request.themeName);
        const bool samePictures = previous && last_->view == request.view && last_->themeName == request.themeName &&
                                  isSame(*previous, *evaluation);
        rendered->pictures = samePictures ? movedTo(last_->pictures, playback, *evaluation, colours, run.stopToken())
                                          : makePictures(*evaluation, request.view, colours, playback, run.stopToken());
        rendered->telltale = telltaleWindow(*evaluation);
        run.report(1);
        rendered->evaluation = std::move(*evaluation);
        rendered->view = request.view;
        rendered->themeName = request.themeName;
        rendered->source = request.source;
        return rendered;
    } catch (const std::bad_alloc&) {
        return fail("window.size", "there is not enough memory for this result");
    } catch (const std::exception& problem) {
        return fail("window", problem.what());
    }
}

}  // namespace poolscope

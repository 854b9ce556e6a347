// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluates experiments on a thread of its own; the latest request wins, the running one is asked to stop.
#pragma once

#include <QObject>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>

#include "core/base/run_control.h"
#include "core/panel/pictures.h"

namespace poolscope {

// What the window draws from: an evaluation and its colours.
struct Rendered {
    Evaluation evaluation;
    Pictures pictures;
    CellRef telltale;  // a good window to open with
    ViewSpec view;
    ThemeName themeName = ThemeName::Light;
    std::shared_ptr<const Source> source;
};

struct EvaluationRequest {
    Experiment experiment;
    ViewSpec view;
    ThemeName themeName = ThemeName::Light;
    std::shared_ptr<const Source> source;
    std::optional<Playback> playback;
};

class Evaluator : public QObject {
    Q_OBJECT

  public:
    explicit Evaluator(QObject* parent = nullptr);
    ~Evaluator() override;

    // All on the thread of this object.
    void request(EvaluationRequest request);
    // Stops the running request and drops the waiting one; nothing comes of them but cancelled(). Does nothing when
    // not busy.
    void cancel();
    // From request() until its result is reported or it is cancelled.
    bool busy() const { return settled_ != requested_; }
    // How far the latest request has come, 0 to 1.
    double progress() const { return progress_->fraction(); }

  Q_SIGNALS:
    // On the thread of this object. Requests that were overtaken report nothing.
    void succeeded(std::shared_ptr<const poolscope::Rendered> rendered);
    void failed(const poolscope::Error& error);
    void cancelled();

  private:
    void run(const std::stop_token& stop);
    Result<std::shared_ptr<const Rendered>> render(const EvaluationRequest& request, const RunControl& run);
    void report(std::uint64_t number, const Result<std::shared_ptr<const Rendered>>& result);

    struct Numbered {
        EvaluationRequest request;
        std::uint64_t number = 0;
        std::shared_ptr<Progress> progress;
    };

    // Of the thread of this object alone.
    std::uint64_t requested_ = 0;
    std::uint64_t settled_ = 0;  // requests up to here have been reported, overtaken or cancelled
    std::uint64_t cancelled_ = 0;
    std::shared_ptr<Progress> progress_ = std::make_shared<Progress>();

    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::optional<Numbered> waiting_;
    std::stop_source running_;
    std::shared_ptr<const Rendered> last_;  // of the worker thread alone
    std::jthread thread_;                   // last, so that it starts when everything else exists
};

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluates experiments on a thread of its own; the latest request wins, the running one is asked to stop.
#pragma once

#include <QObject>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "core/figure/pictures.h"

namespace poolscope {

// What the window draws from: an evaluation and its colours.
struct Rendered {
    Evaluation evaluation;
    Pictures pictures;
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

    void request(EvaluationRequest request);

  Q_SIGNALS:
    // On the thread of this object. Requests that were overtaken report nothing.
    void succeeded(std::shared_ptr<const poolscope::Rendered> rendered);
    void failed(const poolscope::Error& error);

  private:
    void run(const std::stop_token& stop);
    Result<std::shared_ptr<const Rendered>> render(const EvaluationRequest& request, const std::stop_token& stop);

    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::optional<EvaluationRequest> waiting_;
    std::stop_source running_;
    std::shared_ptr<const Rendered> last_;  // of the worker thread alone
    std::jthread thread_;                   // last, so that it starts when everything else exists
};

}  // namespace poolscope

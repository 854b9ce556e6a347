// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluates experiments on a worker; the latest request wins, the running one is asked to stop. What did not change
// since the last picture is taken from there.
#pragma once

#include <QObject>
#include <memory>
#include <optional>

#include "app/gui/session/patches.h"
#include "app/gui/session/worker.h"
#include "core/experiment/stage_memory.h"
#include "core/panel/pictures.h"

namespace poolscope {

// What the window draws from: an evaluation and its colours.
struct Rendered {
    Evaluation evaluation;
    Pictures pictures;
    CellRef telltale;  // a good window to open with
    // What there is to ask about each window; empty: about all of them.
    std::shared_ptr<const std::vector<WindowLook>> looks;
    std::vector<bool> ink;  // where the windows are not black, in equal parts of all of them
    ViewSpec view;
    ThemeName themeName = ThemeName::Light;
    std::shared_ptr<const Source> source;
    std::int64_t number = 0;  // of the request
};

struct EvaluationRequest {
    std::int64_t number = 0;  // by which the answer is known
    Painted painted;
    ViewSpec view;
    ThemeName themeName = ThemeName::Light;
    std::optional<Playback> playback;
};

class Evaluator : public QObject {
    Q_OBJECT

  public:
    explicit Evaluator(QObject* parent = nullptr);

    // All on the thread of this object.
    void request(EvaluationRequest request);
    // Stops the running request and drops the waiting one; nothing comes of them but cancelled(). Does nothing when
    // not busy.
    void cancel() { worker_.cancel(); }
    // From request() until its result is reported or it is cancelled.
    bool busy() const { return worker_.busy(); }
    // How far the latest request has come, 0 to 1.
    double progress() const { return worker_.progress(); }

  Q_SIGNALS:
    // On the thread of this object. Requests that were overtaken report nothing, unless they were ready before.
    void succeeded(std::shared_ptr<const poolscope::Rendered> rendered);
    void failed(const poolscope::Error& error, std::int64_t number);  // of the request
    void cancelled();

  private:
    using Picture = std::shared_ptr<const Rendered>;

    Result<Picture> render(const EvaluationRequest& request, const RunControl& run);
    Painted writtenOnce(const Painted& painted);

    // What was written last, and from what: that itself is not held.
    struct Written {
        std::weak_ptr<const Source> source;
        std::weak_ptr<const Tensor> given;
        Patches images;
        Patches gradient;
        Painted whole;

        bool isFrom(const Written& other) const;
    };
    // Of the thread of the worker alone.
    StageMemory memory_;
    Picture last_;
    Written written_;
    Worker worker_;  // goes first, as it works on the others
};

}  // namespace poolscope

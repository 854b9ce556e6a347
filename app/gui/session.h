// SPDX-License-Identifier: GPL-3.0-or-later
// The one thing in the program that changes over time: the experiment, its undo history, what is pointed at, and the
// last good evaluation. Widgets read it and ask it; they know nothing of each other.
#pragma once

#include <QObject>
#include <QUndoStack>
#include <functional>
#include <optional>

#include "app/gui/evaluator.h"
#include "core/figure/links.h"

namespace poolscope {

class Session : public QObject {
    Q_OBJECT

  public:
    explicit Session(QObject* parent = nullptr);

    const Experiment& experiment() const { return state_.experiment; }
    const ViewSpec& view() const { return view_; }
    ThemeName themeName() const { return themeName_; }
    const std::shared_ptr<const Source>& source() const { return state_.source; }
    // The last good picture; null before the first.
    const std::shared_ptr<const Rendered>& rendered() const { return rendered_; }
    // What is wrong with the experiment as it is now, while the last good picture stays.
    const std::optional<Error>& error() const { return error_; }
    QUndoStack& undoStack() { return undo_; }

    // Changes the experiment as one undo step; steps with the same non-empty key in a row become one (a slider drag).
    void edit(const QString& what, const QString& mergeKey, const std::function<void(Experiment&)>& change);
    // Ends the current run of merging steps.
    void endMerge() { ++mergeRun_; }
    void open(std::shared_ptr<const Source> source, const SourceRef& ref, const ImageRange& images);
    // X becomes the images from this one on, as many as before where there are so many.
    void showImage(std::int64_t image);
    void setBatch(std::int64_t count);
    void showPlane(std::int64_t plane);
    void setView(const ViewSpec& view);
    void setTheme(ThemeName name);

    // What is lit: the cell under the mouse, else the pinned one.
    Focus focus() const { return hovered_.kind == FocusKind::Nothing ? pinned_ : hovered_; }
    const Focus& pinned() const { return pinned_; }
    const Links& links() const { return links_; }
    void hover(const Focus& focus);
    void pin(const Focus& focus);
    // Moves the pinned window by so many windows, staying inside; a delta of whole output sizes goes to the ends.
    void movePin(std::int64_t rows, std::int64_t cols);

  Q_SIGNALS:
    void experimentChanged();
    void sourceChanged();
    void viewChanged();
    void evaluated();
    void errorChanged();
    void focusChanged();

  private:
    struct State {
        Experiment experiment;
        std::shared_ptr<const Source> source;

        bool operator==(const State&) const = default;
    };
    class Step;

    void apply(State state);
    void push(const QString& what, const QString& mergeKey, State next);
    void requestEvaluation();
    void accept(const std::shared_ptr<const Rendered>& rendered);
    void refuse(const Error& error);
    void updateLinks();

    State state_;
    ViewSpec view_;
    ThemeName themeName_ = ThemeName::Light;
    std::shared_ptr<const Rendered> rendered_;
    std::optional<Error> error_;
    Focus hovered_;
    Focus pinned_;
    bool pinnedByUser_ = false;
    Links links_;
    int mergeRun_ = 0;
    QUndoStack undo_;
    Evaluator evaluator_;
};

}  // namespace poolscope

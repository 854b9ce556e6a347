// SPDX-License-Identifier: GPL-3.0-or-later
// The one thing in the program that changes over time: the experiment, its undo history, what is pointed at, and the
// last good evaluation. Widgets read it and ask it; they know nothing of each other.
#pragma once

#include <QObject>
#include <QUndoStack>
#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <utility>

#include "app/gui/session/evaluator.h"
#include "app/gui/session/patches.h"
#include "core/experiment/possible.h"
#include "core/panel/links.h"
#include "core/panel/panel.h"

namespace poolscope {

// What a lesson puts on the board instead of the workbench.
struct StageView {
    std::vector<PanelKind> panels;
    Spotlight spotlight;
    bool pointing = false;  // a click on a cell answers a question

    bool operator==(const StageView&) const = default;
};

enum class BoardLayout { SideBySide, ForwardBackward };

// What dragging over cells of the input does.
enum class Tool { Point, Brush, Eraser };

struct Brush {
    Tool tool = Tool::Point;
    float value = 255;   // written by the brush
    int size = 1;        // side of its square, in cells
    float gradient = 1;  // written into a painted upstream gradient

    bool operator==(const Brush&) const = default;
};

// A given gradient that does not fit the output, with what was painted on it and is not written yet.
struct GradientAside {
    GradientSpec gradient;
    Patches patches{};

    bool operator==(const GradientAside&) const = default;
};

// What undo goes back to.
struct SessionState {
    SessionState() = default;
    SessionState(Experiment wanted, std::shared_ptr<const Source> images, std::optional<Adjustment> adjusted = {})
        : experiment(std::move(wanted)),
          source(std::move(images)),
          adjustment(std::move(adjusted)),
          batch(experiment.images.count()) {}

    Experiment experiment;
    std::shared_ptr<const Source> source;
    std::optional<Adjustment> adjustment;
    std::optional<GradientAside> gradientAside;
    std::int64_t batch = 1;             // images that are wanted at once, also near the last one
    std::optional<DisplayRange> range;  // of the view, where a step changes it; never of what is there now
    // What was painted on the images of the source and on the given gradient, and is not written yet.
    Patches imagePatches;
    Patches gradientPatches;

    bool operator==(const SessionState&) const = default;
};

// All that is on the desk at once.
struct Situation {
    SessionState state;
    ViewSpec view;
    BoardLayout layout = BoardLayout::SideBySide;
    std::optional<Playback> playback{};
    Focus focus{};  // pinned; nothing: a telling window
};

class Session : public QObject {
    Q_OBJECT

  public:
    explicit Session(QObject* parent = nullptr);

    const Experiment& experiment() const { return state_.experiment; }
    const ViewSpec& view() const { return view_; }
    ThemeName themeName() const { return themeName_; }
    // What was painted since the last good picture is not in its images yet, nor in the given gradient of the
    // experiment: painted() has it.
    const std::shared_ptr<const Source>& source() const { return state_.source; }
    Painted painted() const { return {state_.experiment, state_.source, state_.imagePatches, state_.gradientPatches}; }
    // The same; where that cannot be computed the last setting that could, with the images as they are now.
    Painted computable() const;
    // Another number after every change of them.
    std::int64_t edition() const { return edition_; }
    // What the window calls the source: the name of its file.
    QString sourceName() const;
    // The digits, once they were opened: going back to them is quick.
    const std::shared_ptr<const Source>& mnist() const { return mnist_; }
    // What the user had set before the images changed it; nothing: all is as it was set.
    const std::optional<Adjustment>& adjustment() const { return state_.adjustment; }
    // A given gradient that does not fit the output as it is now, where ones stand in for it. It comes back when it
    // fits.
    const std::optional<GradientAside>& gradientAside() const { return state_.gradientAside; }
    // The last good picture; null before the first.
    const std::shared_ptr<const Rendered>& rendered() const { return rendered_; }
    // For those who have held it too, or another one.
    void releaseLater(std::shared_ptr<const Rendered> held) { releaser_.release(std::move(held)); }
    // What is wrong with the experiment as it is now, while the last good picture stays.
    const std::optional<Error>& error() const { return error_; }
    // Its words when it is about this field ("window.size"), else empty.
    QString problemOf(const char* field) const;
    // Its oldest steps go when together they hold more than the largest source does.
    QUndoStack& undoStack() { return undo_; }
    // A picture is being computed: how far it is, 0 to 1, and the way to give it up. The last one that was computed
    // stays then, and everything goes back to its setting; what was given up can be redone.
    bool busy() const { return evaluator_.busy(); }
    double progress() const { return evaluator_.progress(); }
    void cancel();

    // Changes the experiment as one undo step; steps with the same non-empty key in a row become one (a slider drag).
    void edit(const QString& what, const QString& mergeKey, const std::function<void(Experiment&)>& change);
    // Ends the current run of merging steps.
    void endMerge() { ++mergeRun_; }
    // As one undo step, with the settings as the user left them, as far as these images allow: see adjustment(). A
    // range of colours that was set stays with the source before.
    void open(std::shared_ptr<const Source> source, const SourceRef& ref, const ImageRange& images);
    // The same of what is open, read otherwise; the range stays.
    void readAgain(std::shared_ptr<const Source> source, const SourceRef& ref, const ImageRange& images,
                   const QString& what);
    // Takes up a whole experiment, as it was saved.
    void restore(std::shared_ptr<const Source> source, const Experiment& experiment, const ViewSpec& view);
    Situation situation() const;
    // Nothing of it is seen before all of it is; the experiment is one undo step, merged as by edit().
    void take(const QString& what, const QString& mergeKey, const Situation& situation);
    // X becomes the images from this one on, as many as before where there are so many.
    void showImage(std::int64_t image);
    void setBatch(std::int64_t count);
    void showPlane(std::int64_t plane);
    void setView(const ViewSpec& view);
    void setTheme(ThemeName name);

    BoardLayout layout() const { return layout_; }
    void setLayout(BoardLayout layout);
    // How much larger than normal everything in the panels is; 1 outside the presentation.
    double scale() const { return scale_; }
    bool presenting() const { return presenting_; }
    void setPresentation(bool on, double scale);

    // Nothing: the workbench.
    const std::optional<StageView>& stage() const { return stage_; }
    void setStage(const std::optional<StageView>& stage);

    // How far the algorithm is shown; nothing: all of it.
    const std::optional<Playback>& playback() const { return playback_; }
    std::int64_t step() const;
    std::int64_t lastStep() const;
    // Goes to a step, moved into 0..lastStep(), and pins its window. The last step is no playback any more, and what
    // was pinned before the playback, or meanwhile by the user, is pinned again.
    void goTo(std::int64_t step);
    // Where the window at work stands within the step after step(); once it is taken, until the picture of it is there.
    const std::optional<Moment>& moment() const { return moment_; }
    // With each stage its window is pinned.
    void setMoment(const std::optional<Moment>& moment);
    // Ends the playback; what is looked at stays.
    void showAll();
    // The step of the algorithm that is being shown or pointed at.
    std::optional<CodeStep> codeStep() const;

    // Which part of the planes the panels show; all of it again once X has another size.
    const Zoom& zoom() const { return zoom_; }
    void setZoom(const Zoom& zoom);

    const Brush& brush() const { return brush_; }
    void setBrush(const Brush& brush);
    // Writes values into the plane in view. What was a digit or a file becomes a drawing of its own. One undo step
    // until endMerge().
    void paintInput(const std::vector<CellRef>& cells, float value);
    void newCanvas(const Extent& size);
    // The given kind with what it needs from what is shown: the cell in focus, the gradient as it is.
    void setUpstream(Upstream kind);
    // What is read from that file; refused, with its name, where the output has another shape.
    Result<void> setGivenUpstream(std::shared_ptr<const Tensor> dout, const std::string& file);
    void paintUpstream(const std::vector<CellRef>& cells, float value);

    // What is lit: the cell under the mouse, else the pinned one.
    Focus focus() const { return frozen_ || hovered_.kind == FocusKind::Nothing ? pinned_ : hovered_; }
    const Focus& pinned() const { return pinned_; }
    const Links& links() const { return links_; }
    void hover(const Focus& focus);
    // A cell is clicked or entered. On the stage, where a question waits for it, that says so; else it is pinned.
    void point(const Focus& focus);
    bool hovering() const { return hovered_.kind != FocusKind::Nothing; }
    // While frozen the pinned cell stays lit whatever is pointed at.
    bool frozen() const { return frozen_; }
    void setFrozen(bool on);
    void pin(const Focus& focus);
    // Pins a window without anything else that a click does.
    void lookAt(const CellRef& window);
    // Moves the pinned window by so many windows, staying inside; a delta of whole output sizes goes to the ends.
    void movePin(std::int64_t rows, std::int64_t cols);

  Q_SIGNALS:
    void experimentChanged();
    // By the user: the window, the operation or the filters.
    void poolingEdited();
    void sourceChanged();
    void adjustmentChanged();
    void viewChanged();
    void evaluated();
    void errorChanged();
    void cancelled();
    void pointedAt(const poolscope::Focus& focus);
    // The oldest steps; so many are left.
    void undoForgotten(int steps);
    void focusChanged();
    void brushChanged();
    void layoutChanged();
    void zoomChanged();
    void playbackChanged();
    void momentChanged();

  private:
    enum class Canvas { Images, Gradient };
    using State = SessionState;
    // What a step changes beside the experiment and the adjustment; of what it does not, its state holds nothing.
    struct Other {
        State state;
        bool source = false;
        bool given = false;

        bool has(Canvas canvas) const;
        void merge(const Other& next);
        std::size_t bytes(std::set<const void*>& seen) const;
    };
    class Step;
    // What a picture was asked for.
    struct Asked {
        std::int64_t number = 0;
        State state;
        ViewSpec view;
        std::optional<Playback> playback{};
        int step = 0;            // of the undo stack
        std::int64_t patch = 0;  // the last
    };

    static State possibleState(Experiment wanted, std::shared_ptr<const Source> source);
    State stateWith(std::shared_ptr<const Source> source, const SourceRef& ref, const ImageRange& images) const;
    void change(const QString& what, const QString& mergeKey, const std::function<void(State&)>& change);
    void fitGradient(State& next) const;
    State whole(const Other& other) const;
    Other otherOf(State next) const;
    bool isNow(const Other& other) const;
    // The state takes what `other` holds, which then holds what was there before.
    void exchange(Other& other);
    void paint(Canvas canvas, const std::shared_ptr<const Patch>& patch, bool takenBack);
    void announcePaint();
    void push(const QString& what, const QString& mergeKey, State next);
    void push(const QString& what, const QString& mergeKey, Canvas canvas, Patch patch);
    void forgetOldest();
    void unpaint(Canvas canvas, const State& computed);
    void takeWritten(const Rendered& rendered);
    std::optional<State> drawingOfImages() const;
    std::shared_ptr<const Tensor> shownUpstream() const;
    void requestEvaluation();
    void goBack();
    void accept(const std::shared_ptr<const Rendered>& rendered);
    void refuse(const Error& error, std::int64_t number);
    void updateLinks();
    void pinStep(const CellRef& window);
    void pinKept();

    State state_;
    std::shared_ptr<const Source> mnist_;
    ViewSpec view_;
    ThemeName themeName_ = ThemeName::Light;
    std::shared_ptr<const Rendered> rendered_;
    std::optional<Error> error_;
    Focus hovered_;
    Focus pinned_;
    bool pinnedByUser_ = false;
    std::optional<Focus> awaited_;  // to be pinned when the picture of the experiment is there
    Links links_;
    bool frozen_ = false;
    Zoom zoom_;
    Brush brush_;
    BoardLayout layout_ = BoardLayout::SideBySide;
    double scale_ = 1;
    bool presenting_ = false;
    std::optional<StageView> stage_;
    std::optional<Playback> playback_;
    std::optional<Moment> moment_;
    struct Kept {
        Focus focus;
        bool byUser = false;
    };
    std::optional<Kept> kept_;  // what the end of the playback pins
    int mergeRun_ = 0;
    QString mergeKey_;             // of the last step
    std::deque<Asked> asked_;      // since the picture that is shown, which is the first once there is one
    std::int64_t lastNumber_ = 0;  // of a request
    bool goingBack_ = false;
    bool restacking_ = false;
    // The patches of state_ as values, and since which request its images and its gradient are not others.
    PatchedValues imagesNow_;
    PatchedValues gradientNow_;
    std::int64_t lastPatch_ = 0;
    std::int64_t sourceSince_ = 0;
    std::int64_t givenSince_ = 0;
    std::int64_t edition_ = 0;
    QUndoStack undo_;
    Worker releaser_{EarlierWork::Finished};
    Evaluator evaluator_;
};

}  // namespace poolscope

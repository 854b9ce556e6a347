// SPDX-License-Identifier: GPL-3.0-or-later
// A view of small multiples made from the plane in view, whose cells can be pointed at: what every such study shares.
#pragma once

#include <QTimer>
#include <optional>

#include "app/gui/page.h"
#include "app/gui/session.h"
#include "app/gui/study_runner.h"
#include "core/figure/study_figure.h"

class QHBoxLayout;
class QLabel;
class QProgressBar;

namespace poolscope {

class SceneView;

// A study that was made, with all that is needed to draw it. The functions hold what they need and change nothing.
struct MultiplesDrawing {
    std::function<StudyFigure(const Size&, const FigureStyle&)> layOut;
    std::function<Scene(const StudyFigure&, const FigureStyle&, const StudyFocus&)> overlay;
    std::function<StudyWords(const StudyFocus&)> words;
    FigureMaker file;
};

class MultiplesPage : public Page {
    Q_OBJECT

  public:
    FigureMaker figureMaker() const override;
    // The picture, and what is lit in it; the pointer's cell, else the one that was clicked.
    SceneView& view() const { return *view_; }
    const StudyFigure& figure() const { return figure_; }
    std::optional<StudyFocus> focus() const { return hovered_ ? hovered_ : pinned_; }
    bool busy() const { return stale_ || runner_.busy(); }

  protected:
    using Work = std::function<Result<MultiplesDrawing>(const RunControl&)>;

    // `name` is what a screen reader calls the picture.
    MultiplesPage(Session& session, const QString& name, QWidget* parent);

    // Makes the study of what is shown, off the GUI thread. It may keep nothing of the widgets.
    virtual Work workOn(const std::shared_ptr<const Rendered>& rendered) const = 0;
    // To be called when something else is asked for. Waits until the page is seen.
    void refresh();
    // Controls go here, from the left.
    void addControl(QWidget* control);

    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void start();
    void accept(const Result<MultiplesDrawing>& result);
    void showMessage();
    void showProgress();
    void point(const std::optional<StudyFocus>& hovered, const std::optional<StudyFocus>& pinned);
    bool moveBy(int key);

    Session& session_;
    StudyRunner runner_;
    QHBoxLayout* bar_ = nullptr;
    QWidget* progressRow_ = nullptr;
    QProgressBar* progress_ = nullptr;
    QLabel* notice_ = nullptr;
    SceneView* view_ = nullptr;
    QTimer timer_;
    int looks_ = 0;
    bool stale_ = true;  // made anew when the page is seen
    std::optional<Error> error_;
    std::optional<MultiplesDrawing> drawing_;
    StudyFigure figure_;  // as last laid out
    std::optional<StudyFocus> hovered_;
    std::optional<StudyFocus> pinned_;
};

}  // namespace poolscope

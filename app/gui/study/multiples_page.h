// SPDX-License-Identifier: GPL-3.0-or-later
// A view of small multiples made from the plane in view, whose cells can be pointed at: what every such study shares.
#pragma once

#include <optional>

#include "app/gui/session/worker.h"
#include "app/gui/study/study_page.h"
#include "core/study_figure/study_figure.h"

class QHBoxLayout;

namespace poolscope {

class SceneView;

// A study that was made, with all that is needed to draw it. The functions hold what they need and change nothing.
struct MultiplesDrawing {
    std::function<StudyFigure(const Size&, const FigureStyle&)> layOut;
    std::function<Scene(const StudyFigure&, const FigureStyle&, const StudyFocus&)> overlay;
    std::function<StudyWords(const StudyFocus&)> words;
    StudyQuestion question;
    std::shared_ptr<const StudyResult> found;  // answers it
};

class MultiplesPage : public StudyPage {
    Q_OBJECT

  public:
    std::optional<FigureDraft> figureDraft() const override;
    // The picture, and what is lit in it; the pointer's cell, else the one that was clicked.
    SceneView& view() const { return *view_; }
    const StudyFigure& figure() const { return figure_; }
    std::optional<StudyFocus> focus() const { return hovered_ ? hovered_ : pinned_; }
    bool busy() const { return !hasFollowed() || runner_.busy(); }

  protected:
    using Work = std::function<Result<MultiplesDrawing>(const RunControl&)>;

    // `name` is what a screen reader calls the picture.
    MultiplesPage(Session& session, const QString& name, QWidget* parent);

    // What is asked of what is shown.
    virtual StudyQuestion question(const Rendered& rendered) const = 0;
    // Makes the study of what is shown, off the GUI thread. It may keep nothing of the widgets.
    virtual Work workOn(const std::shared_ptr<const Rendered>& rendered) const = 0;
    // Controls go here, from the left.
    void addControl(QWidget* control);

    void follow(const Rendered& rendered) override;
    void recolour(const Rendered& rendered) override { follow(rendered); }
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void show(const MultiplesDrawing& drawing);
    void point(const std::optional<StudyFocus>& hovered, const std::optional<StudyFocus>& pinned);
    bool moveBy(int key);

    Worker runner_{EarlierWork::Dropped};
    QHBoxLayout* bar_ = nullptr;
    SceneView* view_ = nullptr;
    std::optional<MultiplesDrawing> drawing_;
    StudyFigure figure_;  // as last laid out
    std::optional<StudyFocus> hovered_;
    std::optional<StudyFocus> pinned_;
};

}  // namespace poolscope

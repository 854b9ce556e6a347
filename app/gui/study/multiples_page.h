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
    QString sentence;  // what was found
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
    // Draws the answer to a question, off the GUI thread. The stop token only hurries it: what it gives then is not
    // shown.
    using Draw = MultiplesDrawing (*)(const StudyQuestion& question, const std::shared_ptr<const StudyResult>& found,
                                      const ViewSpec& view, const Theme& theme, const std::stop_token& stop);

    // `name` is what a screen reader calls the picture.
    MultiplesPage(Session& session, const QString& name, Draw draw, QWidget* parent);

    // What is asked of what is shown.
    virtual StudyQuestion question(const Rendered& rendered) const = 0;
    // Controls go here, from the left.
    void addControl(QWidget* control);

    void follow(const Rendered& rendered) override;
    void recolour(const Rendered& rendered) override { follow(rendered); }
    std::optional<StudyQuestion> answered() const override;
    void letGo() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Answer {
        StudyQuestion question;
        std::shared_ptr<const StudyResult> found;
        MultiplesDrawing drawing;
    };

    void show(const Answer& answer);
    void describe();
    void point(const std::optional<StudyFocus>& hovered, const std::optional<StudyFocus>& pinned);
    bool moveBy(int key);

    Worker runner_{EarlierWork::Dropped};
    QHBoxLayout* bar_ = nullptr;
    SceneView* view_ = nullptr;
    Draw draw_;
    std::optional<Answer> answer_;
    StudyFigure figure_;  // as last laid out
    std::optional<StudyFocus> hovered_;
    std::optional<StudyFocus> pinned_;
};

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// What an animation shows, how fast, and where it goes. Writes it itself, with progress, and can give it up.
#pragma once

#include "app/gui/output/figure_dialog.h"
#include "app/gui/session/animation_choice.h"

class QSlider;

namespace poolscope {

class AnimationDialog : public FigureDialog {
    Q_OBJECT

  public:
    // `draft` shows panels.
    AnimationDialog(const FigureDraft& draft, const AnimationChoice& choice, QWidget* parent = nullptr);

    AnimationChoice choice() const;
    // The call of the program that makes the same; empty while no format is chosen.
    QString call() const;
    bool isWriting() const { return writer_.busy(); }
    // Writes, and closes when that is done.
    void accept() override;
    // Gives up what is being written; only then, when nothing is, closes.
    void reject() override;

  private:
    Work work() const override;
    QString factsOf(const DrawnFigure& drawn) const override;
    void addControls();
    void addScrubber();
    Result<FilmTimes> timesOf(const AnimationSpec& spec) const;
    void setSpec(const AnimationSpec& spec);
    void write();

    AnimationSpec spec_;
    AnimationSpec proposed_;  // its windows are those of a row with ink
    Worker writer_{EarlierWork::Dropped};
    QSlider* scrubber_ = nullptr;
    QWidget* controls_ = nullptr;
    QList<QWidget*> ofWindows_;  // controls that mean nothing for a squeeze
};

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// Moves or turns images and shows what of it the output notices: one image, its batch, or a thousand.
#pragma once

#include "app/gui/session/worker.h"
#include "app/gui/study/study_page.h"
#include "app/gui/widget/choice_row.h"
#include "core/study_figure/compass.h"

class QBoxLayout;
class QDoubleSpinBox;
class QLabel;

namespace poolscope {

class ChartScene;
class SceneView;

// The answer to one question, ready to be drawn.
struct ShiftAnswer {
    StudyQuestion question;
    CompassPair compass;
    MotionChange all;
    std::int64_t images = 0;
    MotionFound found;
};

class ShiftPage : public StudyPage {
    Q_OBJECT

  public:
    explicit ShiftPage(Session& session, QWidget* parent = nullptr);

    std::optional<FigureDraft> figureDraft() const override;
    void takeChoice(const StudyChoice& choice) override;
    const std::optional<ShiftAnswer>& answer() const { return answer_; }
    bool busy() const { return study_.busy() || curveRun_.busy(); }

  protected:
    void follow(const Rendered& rendered) override;
    void recolour(const Rendered& rendered) override { follow(rendered); }
    std::optional<StudyQuestion> answered() const override;
    void showChoice(const StudyChoice& choice) override;
    void goBack() override;
    void letGo() override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void makeControls();
    void setMotion(bool turns, double distance);
    void makeViews();
    void show(const ShiftAnswer& answer);
    void show(const MotionCurves& curves);
    bool turning() const { return motion_->value(); }
    StudyChoice choice() const;
    QString sentence(const ShiftAnswer& answer) const;

    // What was answered in full, both parts of one question.
    struct Complete {
        ShiftAnswer answer;
        MotionCurves curves;
    };
    void complete();

    std::optional<StudyQuestion> asked_;
    std::optional<ShiftAnswer> answer_;   // as shown; of another question while that is asked
    std::optional<MotionCurves> curves_;  // that answer asked_
    std::optional<Complete> complete_;    // the last
    ChoiceRow<StudyImages>* which_ = nullptr;
    ChoiceRow<bool>* motion_ = nullptr;  // does it turn?
    QDoubleSpinBox* by_ = nullptr;
    QLabel* truth_ = nullptr;
    SceneView* input_ = nullptr;
    SceneView* output_ = nullptr;
    QBoxLayout* halves_ = nullptr;  // pictures and curves
    ChartScene* chart_ = nullptr;
    Worker study_{EarlierWork::Dropped};
    Worker curveRun_{EarlierWork::Dropped};
};

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson around the view in the middle of the window: above it the place, the heading and the words of the step,
// beneath it the question and the way on. Nothing of it is seen while there is no lesson, and nothing jumps from step
// to step. Knows nothing of the panels; who shows the step hears shown().
#pragma once

#include <QWidget>
#include <optional>

#include "core/lesson/lesson_walk.h"
#include "core/scene/theme.h"

class QFrame;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace poolscope {

class AnswerBar;
class StepDots;

class LessonFrame : public QWidget {
    Q_OBJECT

  public:
    explicit LessonFrame(QWidget* parent = nullptr);

    void setMiddle(QWidget* middle);

    // Begins with the first step and appears. `next` is the title of the lesson after it, or empty.
    void open(Lesson lesson, const QString& next);
    // What the student calls themselves; may be empty.
    QString student() const;
    void close();
    const std::optional<LessonWalk>& walk() const { return walk_; }
    // After the last step: how it went.
    bool isOver() const { return over_; }

    // On, also past a question that is open; after the last step comes the end, after that the lesson is left.
    void next();
    void back();
    void check();
    void reveal();
    // Something was pointed at, which this text says.
    void put(const QString& text);

    // The picture is another than that of the step.
    void showDeparted(bool departed);
    // The size of its type.
    void setPoints(double points);
    void setTheme(ThemeName name);

  Q_SIGNALS:
    // A step as it stands now: with its question open, or after it.
    void shown(const poolscope::LessonStep& step, bool open);
    void closed();
    void nextLessonWanted();
    void otherNumbersWanted();
    void resultsWanted();
    void ownDigitWanted();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    QWidget* makeHead();
    QWidget* makeEnd();
    void hideParts();
    void showStep();
    void showEnd();
    void showPlace();
    void fixHeights();
    int endHeight() const;
    QString endWords() const;
    static QString helpFor(const Question& question, const std::vector<std::string>& typed,
                           const std::vector<bool>& right);

    std::optional<LessonWalk> walk_;
    bool over_ = false;
    bool isAtTheDesk_ = true;  // in type of its usual size
    QString nextLesson_;
    QVBoxLayout* column_;
    QFrame* head_ = nullptr;
    QLabel* title_ = nullptr;
    StepDots* dots_ = nullptr;
    QLabel* place_ = nullptr;
    QPushButton* again_ = nullptr;
    QFrame* words_ = nullptr;
    QLabel* heading_ = nullptr;
    QLabel* say_ = nullptr;
    QPushButton* number_ = nullptr;  // tells where a number in the words comes from
    AnswerBar* foot_ = nullptr;
    QFrame* end_ = nullptr;
    QPushButton* onward_ = nullptr;
    QPushButton* others_ = nullptr;
    QLineEdit* student_ = nullptr;
    QPushButton* leave_ = nullptr;
};

}  // namespace poolscope

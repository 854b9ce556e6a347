// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson in words: the step, the question with its fields, the verdict and the score. Knows nothing of the panels;
// who shows the step hears shown().
#pragma once

#include <QFrame>
#include <optional>
#include <vector>

#include "core/lesson/lesson_walk.h"

class QBoxLayout;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace poolscope {

class LessonCard : public QFrame {
    Q_OBJECT

  public:
    explicit LessonCard(QWidget* parent = nullptr);

    // Begins with the first step and appears.
    void open(Lesson lesson);
    void close();
    const std::optional<LessonWalk>& walk() const { return walk_; }

    // On; while a question is open it is answered first, after the last step the lesson is over.
    void next();
    void back();
    void check();
    void reveal();

    // How much larger than normal its type is.
    void setScale(double scale);

  Q_SIGNALS:
    // A step as it stands now: with its question open, or after it.
    void shown(const poolscope::LessonStep& step, bool open);
    void closed();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    struct Field {
        QLabel* label = nullptr;
        QLineEdit* line = nullptr;
        QLabel* mark = nullptr;
    };

    void showStep();
    void makeFields();
    void enter(std::size_t field);
    void mark(const std::vector<bool>& right);
    void say(const QString& verdict, bool wrong);
    void showAnswers();
    void showButtons();
    void arrange();
    QLineEdit* unreadable() const;  // the first field whose text is no answer at all
    QString labelOf(std::size_t answer) const;

    std::optional<LessonWalk> walk_;
    std::vector<Field> fields_;
    QLabel* title_ = nullptr;
    QLabel* place_ = nullptr;
    QLabel* heading_ = nullptr;
    QLabel* say_ = nullptr;
    QBoxLayout* bottom_ = nullptr;  // question and buttons
    QWidget* question_ = nullptr;
    QWidget* buttons_ = nullptr;
    QGridLayout* grid_ = nullptr;
    QLabel* verdict_ = nullptr;
    QPushButton* check_ = nullptr;
    QPushButton* reveal_ = nullptr;
    QPushButton* back_ = nullptr;
    QPushButton* next_ = nullptr;
};

}  // namespace poolscope

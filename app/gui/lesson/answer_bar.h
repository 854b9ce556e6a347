// SPDX-License-Identifier: GPL-3.0-or-later
// The foot of a lesson: what is asked with its fields or choices, the verdict, and the way on. Knows no lesson: it is
// told what to show, and tells what was answered.
#pragma once

#include <QFrame>
#include <vector>

#include "core/lesson/lesson.h"

class QBoxLayout;
class QGridLayout;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace poolscope {

class AnswerBar : public QFrame {
    Q_OBJECT

  public:
    explicit AnswerBar(QWidget* parent = nullptr);

    // A step without a question, or what it asks, to be answered.
    void ask(const Question* question);
    // The question is closed: what is right stands there, and whether the student knew it.
    void showAnswers(const Question& question, bool known);
    void markAnswers(const std::vector<bool>& right);
    void say(const QString& verdict, bool wrong);
    // What was typed or chosen, one text for each answer.
    std::vector<std::string> typed() const;
    // What was pointed at, into the field that waits for it; true when then none is empty.
    bool put(const QString& text);
    void focusOn(std::size_t answer);

    // The way back and on: whether there is a step before, and what the last button says.
    void showWay(bool back, const QString& next);
    QPushButton& nextButton() const { return *next_; }

    // The room that this question takes at most in a bar of that width: with its longest verdict.
    int heightFor(const Question* question, int width) const;

  Q_SIGNALS:
    void checked();
    void revealed();
    void backed();
    void nexted();

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    struct Field {
        QLabel* label = nullptr;
        QLineEdit* line = nullptr;
        QLabel* mark = nullptr;
    };
    // How the fields stand: so many beside each other, and the buttons beside them or beneath.
    struct Plan {
        int columns = 1;
        bool buttonsBeneath = false;
    };

    bool eventFilter(QObject* watched, QEvent* event) override;
    void clear();
    void makeFields(const Question& question);
    void makeChoices(const Question& question);
    void choose(std::size_t choice);
    void enter(std::size_t field);
    void arrange();
    Plan planFor(const Question* question, int width) const;
    int fieldWidth(AskKind kind) const;
    int answersWidth(const Question& question) const;
    int wrappedHeight(const QString& text, int width) const;
    int rowHeight() const;

    std::vector<Field> fields_;
    std::vector<QPushButton*> choices_;
    std::size_t chosen_ = 0;
    std::optional<Question> question_;
    bool open_ = false;
    QLabel* verdict_ = nullptr;  // before there is one: how to answer
    QBoxLayout* bottom_ = nullptr;
    QWidget* answers_ = nullptr;
    QGridLayout* grid_ = nullptr;
    QWidget* buttons_ = nullptr;
    QPushButton* check_ = nullptr;
    QPushButton* reveal_ = nullptr;
    QPushButton* back_ = nullptr;
    QPushButton* next_ = nullptr;
};

}  // namespace poolscope

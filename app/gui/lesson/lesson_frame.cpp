// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lesson/lesson_frame.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <QWhatsThis>
#include <algorithm>

#include "app/gui/lesson/answer_bar.h"
#include "app/gui/lesson/lesson_parts.h"
#include "app/gui/lesson/step_dots.h"
#include "core/lesson/diagnosis.h"

namespace poolscope {
namespace {

constexpr int kSide = 16;
constexpr double kHeading = 1.35;     // of the size of the words
constexpr double kAtTheDesk = 11.25;  // 15 px

QLabel* label(const char* name) {
    auto* made = new QLabel;
    made->setObjectName(QString::fromLatin1(name));
    made->setTextFormat(Qt::PlainText);
    return made;
}

// Nothing moves when it comes and goes.
void keepRoom(QWidget& widget) {
    QSizePolicy policy = widget.sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    widget.setSizePolicy(policy);
}

}  // namespace

LessonFrame::LessonFrame(QWidget* parent) : QWidget(parent), column_(new QVBoxLayout(this)) {
    setAccessibleName(tr("Lesson"));
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(0);
    words_ = new QFrame;
    words_->setObjectName(QStringLiteral("lessonWords"));
    heading_ = label("lessonHeading");
    say_ = label("lessonSay");
    say_->setWordWrap(true);
    say_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto* words = new QVBoxLayout(words_);
    words->setContentsMargins(kSide, 12, kSide, 4);
    words->setSpacing(4);
    number_ = button(tr("About this number"), tr("Where the number comes from"));
    keepRoom(*number_);
    auto* top = new QHBoxLayout;
    top->addWidget(heading_, 1);
    top->addWidget(number_);
    words->addLayout(top);
    words->addWidget(say_, 1);
    foot_ = new AnswerBar;
    column_->addWidget(makeHead());
    column_->addWidget(words_);
    column_->addWidget(foot_);
    column_->addWidget(makeEnd());
    connect(number_, &QPushButton::clicked, this, [this] {
        QWhatsThis::showText(number_->mapToGlobal(number_->rect().bottomLeft()), textOf(walk_->step().number), number_);
    });
    connect(foot_, &AnswerBar::checked, this, &LessonFrame::check);
    connect(foot_, &AnswerBar::revealed, this, &LessonFrame::reveal);
    connect(foot_, &AnswerBar::backed, this, &LessonFrame::back);
    connect(foot_, &AnswerBar::nexted, this, &LessonFrame::next);
    setPoints(kAtTheDesk);
    hideParts();
}

void LessonFrame::setMiddle(QWidget* middle) {
    column_->insertWidget(2, middle, 1);
}

QWidget* LessonFrame::makeHead() {
    head_ = new QFrame;
    head_->setObjectName(QStringLiteral("lessonHead"));
    title_ = label("title");
    dots_ = new StepDots;
    place_ = label("quiet");
    again_ = button(tr("Back to this step"), tr("Show the picture of this step again"));
    auto* leave = button(tr("Leave ×"), tr("Close the lesson and go back to what was there before"));
    leave->setAccessibleName(tr("Close lesson"));
    auto* row = new QHBoxLayout(head_);
    row->setContentsMargins(kSide, 6, kSide, 6);
    row->setSpacing(12);
    row->addWidget(title_);
    row->addStretch();
    row->addWidget(dots_);
    row->addWidget(place_);
    row->addStretch();
    row->addWidget(again_);
    row->addWidget(leave);
    keepRoom(*again_);
    connect(leave, &QPushButton::clicked, this, &LessonFrame::close);
    connect(again_, &QPushButton::clicked, this, [this] {
        if (walk_) Q_EMIT shown(walk_->step(), walk_->isOpen());
    });
    return head_;
}

QWidget* LessonFrame::makeEnd() {
    end_ = new QFrame;
    end_->setObjectName(QStringLiteral("lessonFoot"));
    auto* column = new QVBoxLayout(end_);
    column->setContentsMargins(kSide, 8, kSide, 8);
    column->setSpacing(8);
    auto* onward = new QHBoxLayout;
    auto* keep = new QHBoxLayout;
    column->addStretch();
    column->addLayout(onward);
    column->addLayout(keep);
    onward_ = button({}, tr("The next lesson"));
    onward_->setObjectName(QStringLiteral("primary"));
    auto* draw = button(tr("Try it on your own digit"), tr("Leave the lesson and draw a digit"));
    auto* back = button(tr("Back"), tr("The last step again"));
    leave_ = button(tr("Finish"), tr("Leave the lesson and go back to what was there before it"));
    others_ = button(tr("Other numbers"), tr("The same lesson with other numbers"));
    auto* save = button(tr("Save result…"), tr("Write how it went into a file that a teacher can collect"));
    student_ = new QLineEdit;
    student_->setPlaceholderText(tr("Your name, if you like"));
    student_->setAccessibleName(tr("Your name"));
    student_->setMaxLength(80);
    for (QPushButton* each : {onward_, draw, others_}) onward->addWidget(each);
    onward->addStretch();
    keep->addWidget(student_, 1);
    keep->addWidget(save);
    keep->addStretch(1);
    for (QPushButton* each : {back, leave_}) keep->addWidget(each);
    connect(others_, &QPushButton::clicked, this, &LessonFrame::otherNumbersWanted);
    connect(save, &QPushButton::clicked, this, &LessonFrame::resultsWanted);
    connect(onward_, &QPushButton::clicked, this, &LessonFrame::nextLessonWanted);
    connect(draw, &QPushButton::clicked, this, &LessonFrame::ownDigitWanted);
    connect(back, &QPushButton::clicked, this, &LessonFrame::back);
    connect(leave_, &QPushButton::clicked, this, &LessonFrame::close);
    return end_;
}

void LessonFrame::setPoints(double points) {
    isAtTheDesk_ = points <= kAtTheDesk;
    points = std::max(points, kAtTheDesk);
    const QString size = QStringLiteral("QWidget { font-size: %1pt; } ").arg(points);
    head_->setStyleSheet(size);
    foot_->setStyleSheet(size);
    end_->setStyleSheet(size);
    words_->setStyleSheet(
        size + QStringLiteral("QLabel#lessonHeading { font-size: %1pt; font-weight: 600; }").arg(points * kHeading));
    fixHeights();
}

QString LessonFrame::student() const {
    return student_->text().trimmed();
}

void LessonFrame::setTheme(ThemeName name) {
    dots_->setTheme(name);
}

void LessonFrame::open(Lesson lesson, const QString& next) {
    walk_.emplace(std::move(lesson));
    nextLesson_ = next;
    title_->setText(textOf(walk_->lesson().header.title));
    head_->show();
    words_->show();
    showStep();
}

void LessonFrame::hideParts() {
    for (QFrame* part : std::initializer_list<QFrame*>{head_, words_, foot_, end_}) part->hide();
}

void LessonFrame::close() {
    if (!walk_) return;
    walk_.reset();
    over_ = false;
    hideParts();
    Q_EMIT closed();
}

void LessonFrame::next() {
    if (!walk_) return;
    if (over_) return;  // a clicker that is pressed once more leaves the class where it is
    if (walk_->isLast()) return showEnd();
    walk_->forward();
    showStep();
}

void LessonFrame::back() {
    if (!walk_ || (walk_->isFirst() && !over_)) return;
    if (!over_) walk_->back();
    showStep();
}

void LessonFrame::showStep() {
    over_ = false;
    fixHeights();
    const LessonStep& step = walk_->step();
    end_->hide();
    foot_->show();
    heading_->setText(textOf(step.heading));
    say_->setText(textOf(step.say));
    number_->setVisible(!step.number.empty());
    foot_->showWay(!walk_->isFirst(), walk_->isLast() ? tr("To the end") : tr("Next"));
    Q_EMIT shown(step, walk_->isOpen());
    showPlace();
    if (step.question && !walk_->isOpen()) return foot_->showAnswers(*step.question, walk_->isKnown());
    foot_->ask(step.question ? &*step.question : nullptr);
    if (!step.question) foot_->nextButton().setFocus();
}

void LessonFrame::showPlace() {
    const Score score = walk_->score();
    QString place = tr("Step %1 of %2").arg(walk_->at() + 1).arg(walk_->lesson().steps.size());
    if (score.asked > 0) {
        place += QStringLiteral("   ·   ") +
                 tr("%1 of %2 right at the first try", "questions").arg(score.right).arg(score.asked);
    }
    place_->setText(place);
    dots_->setStep(walk_->at(), walk_->lesson().steps.size());
}

// How it went, and what it was about.
QString LessonFrame::endWords() const {
    const Score score = walk_->score();
    const std::size_t all = walk_->lesson().questions();
    QString words;
    if (all == 0) {
        words = tr("You have seen all of it.");
    } else if (score.right == all) {
        words = tr("Well done: %1 of %1 right at the first try.").arg(all);
    } else if (score.right > 0) {
        words =
            tr("%1 of %2 right at the first try. What went wrong once is often what stays.").arg(score.right).arg(all);
    } else {
        words = tr("0 of %1 right at the first try. Going through it once more will be easier.").arg(all);
    }
    if (score.asked < all) words += QLatin1Char(' ') + tr("Left open: %1.").arg(all - score.asked);
    const QString learned = textOf(walk_->lesson().header.learned);
    return learned.isEmpty() ? words : words + QLatin1Char('\n') + learned;
}

void LessonFrame::showEnd() {
    over_ = true;
    fixHeights();
    again_->hide();
    number_->hide();
    foot_->hide();
    heading_->setText(tr("The end"));
    say_->setText(endWords());
    onward_->setText(tr("Next: %1").arg(nextLesson_));
    onward_->setVisible(!nextLesson_.isEmpty());
    others_->setVisible(walk_->lesson().hasOtherNumbers);
    end_->show();
    (nextLesson_.isEmpty() ? leave_ : onward_)->setFocus();
}

// What the first wrong answer comes from, or the hint.
QString LessonFrame::helpFor(const Question& question, const std::vector<std::string>& typed,
                             const std::vector<bool>& right) {
    for (std::size_t i = 0; question.choices.empty() && i < typed.size(); ++i) {
        const std::string slip = right[i] ? std::string() : diagnosisOf(question, i, typed[i]);
        if (!slip.empty()) return textOf(slip);
    }
    const QString hint = textOf(question.hint);
    return hint.isEmpty() ? tr("Try again, or let the answer be shown.") : hint;
}

void LessonFrame::check() {
    if (!walk_ || !walk_->isOpen()) return;
    const Question& question = *walk_->step().question;
    const std::vector<std::string> typed = foot_->typed();
    const auto right = walk_->check(typed);
    if (!right) {
        foot_->say(tr("Not readable: %1.").arg(textOf(right.error().message)), true);
        for (std::size_t i = 0; i < typed.size(); ++i) {
            if (!isRightAnswer(question.answers[i], typed[i])) return foot_->focusOn(i);
        }
        return;
    }
    if (!walk_->isOpen()) {
        Q_EMIT shown(walk_->step(), false);
        showPlace();
        return foot_->showAnswers(question, walk_->isKnown());
    }
    foot_->markAnswers(*right);
    foot_->say(tr("✗ Not yet. %1").arg(helpFor(question, typed, *right)), true);
    if (question.choices.empty()) {
        foot_->focusOn(static_cast<std::size_t>(std::find(right->begin(), right->end(), false) - right->begin()));
    }
}

void LessonFrame::reveal() {
    if (!walk_ || !walk_->isOpen()) return;
    walk_->reveal();
    Q_EMIT shown(walk_->step(), false);
    showPlace();
    foot_->showAnswers(*walk_->step().question, false);
}

void LessonFrame::put(const QString& text) {
    if (walk_ && walk_->isOpen() && foot_->put(text)) check();
}

void LessonFrame::showDeparted(bool departed) {
    again_->setVisible(departed);
}

// Of its two rows of buttons; its layout does not know their type before they are shown.
int LessonFrame::endHeight() const {
    leave_->ensurePolished();
    const QMargins margins = end_->layout()->contentsMargins();
    constexpr int kLine = 2;  // above them
    return 2 * leave_->sizeHint().height() + end_->layout()->spacing() + margins.top() + margins.bottom() + kLine;
}

// The words and the question keep the room of the longest step, so that nothing jumps; in large type each step takes no
// more than its own, for the pictures.
void LessonFrame::fixHeights() {
    if (!walk_) return;
    const int inner = width() - 2 * kSide;
    int words = 0;
    int foot = 0;
    const auto measure = [&](const QString& text) {
        words = std::max(words,
                         say_->fontMetrics().boundingRect(QRect(0, 0, inner, 10000), Qt::TextWordWrap, text).height());
    };
    for (const LessonStep& step : walk_->lesson().steps) {
        if (!isAtTheDesk_ && (over_ || &step != &walk_->step())) continue;
        measure(textOf(step.say));
        foot = std::max(foot, foot_->heightFor(step.question ? &*step.question : nullptr, width()));
    }
    if (isAtTheDesk_ || over_) {
        measure(endWords());
        foot = std::max(foot, endHeight());
    }
    say_->setFixedHeight(words + 4);
    foot_->setFixedHeight(foot);
    end_->setFixedHeight(foot);
}

void LessonFrame::resizeEvent(QResizeEvent*) {
    fixHeights();
}

}  // namespace poolscope

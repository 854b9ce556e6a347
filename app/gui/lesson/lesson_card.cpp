// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lesson/lesson_card.h"

#include <QAccessible>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace poolscope {
namespace {

constexpr std::size_t kFieldsInRow = 3;
constexpr double kSayPoints = 11;
constexpr double kMostScale = 2;

QString textOf(const std::string& text) {
    return QString::fromStdString(text);
}

QLabel* label(const char* name) {
    auto* made = new QLabel;
    made->setObjectName(QString::fromLatin1(name));
    made->setTextFormat(Qt::PlainText);
    return made;
}

// Enter presses it as Space does.
QPushButton* button(const QString& text, const QString& tip) {
    auto* made = new QPushButton(text);
    made->setAutoDefault(true);
    made->setToolTip(tip);
    return made;
}

void setWrong(QWidget* widget, bool wrong) {
    widget->setProperty("wrong", wrong);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

}  // namespace

LessonCard::LessonCard(QWidget* parent) : QFrame(parent) {
    setObjectName(QStringLiteral("lesson"));
    setAccessibleName(tr("Lesson"));
    title_ = label("section");
    place_ = label("quiet");
    heading_ = label("lessonHeading");
    say_ = label("lessonSay");
    say_->setWordWrap(true);
    verdict_ = label("lessonVerdict");
    verdict_->setWordWrap(true);
    verdict_->setAccessibleName(tr("Verdict"));
    question_ = new QWidget;
    grid_ = new QGridLayout(question_);
    grid_->setContentsMargins(0, 2, 0, 2);
    grid_->setHorizontalSpacing(7);
    auto* close = new QToolButton;
    close->setText(QStringLiteral("×"));
    close->setObjectName(QStringLiteral("cross"));
    close->setAccessibleName(tr("Close lesson"));
    close->setToolTip(tr("Close the lesson and go back to what was there before"));
    check_ = button(tr("Check"), tr("Is it right? (Enter)"));
    reveal_ = button(tr("Show answer"), tr("Answer the question"));
    back_ = button(tr("Back"), tr("The step before"));
    next_ = button(tr("Next"), tr("The next step"));
    next_->setObjectName(QStringLiteral("primary"));
    check_->setObjectName(QStringLiteral("primary"));

    // Low, since every line is taken from the pictures.
    auto* top = new QHBoxLayout;
    top->setSpacing(10);
    top->addWidget(heading_);
    top->addWidget(title_);
    top->addStretch();
    top->addWidget(place_);
    top->addWidget(close);
    buttons_ = new QWidget;
    auto* buttons = new QHBoxLayout(buttons_);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(7);
    for (QPushButton* each : {back_, reveal_, check_, next_}) buttons->addWidget(each);
    bottom_ = new QBoxLayout(QBoxLayout::LeftToRight);
    bottom_->setSpacing(7);
    question_->setMinimumWidth(1);  // see arrange()
    bottom_->addWidget(question_, 1);
    bottom_->addWidget(buttons_, 0, Qt::AlignRight | Qt::AlignBottom);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 8, 10, 10);
    column->setSpacing(4);
    column->addLayout(top);
    column->addWidget(say_);
    column->addLayout(bottom_);
    column->addWidget(verdict_);

    connect(close, &QToolButton::clicked, this, &LessonCard::close);
    connect(check_, &QPushButton::clicked, this, &LessonCard::check);
    connect(reveal_, &QPushButton::clicked, this, &LessonCard::reveal);
    connect(back_, &QPushButton::clicked, this, &LessonCard::back);
    connect(next_, &QPushButton::clicked, this, &LessonCard::next);
    setScale(1);
    hide();
}

void LessonCard::setScale(double scale) {
    const double points = kSayPoints * std::clamp(scale, 1.0, kMostScale);
    setStyleSheet(QStringLiteral("QLabel#lessonHeading { font-size: %1pt; font-weight: 600; }"
                                 "QLabel#lessonSay, QLabel#lessonVerdict { font-size: %2pt; }")
                      .arg(points * 1.12)
                      .arg(points));
}

// The fields stand beside the buttons where they fit, above them where not: a question never widens the window.
void LessonCard::arrange() {
    const int wanted = grid_->sizeHint().width() + buttons_->sizeHint().width() + 3 * bottom_->spacing();
    const QMargins margins = layout()->contentsMargins();
    const bool fits = question_->isHidden() || wanted <= width() - margins.left() - margins.right();
    bottom_->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void LessonCard::resizeEvent(QResizeEvent*) {
    arrange();
}

void LessonCard::open(Lesson lesson) {
    walk_.emplace(std::move(lesson));
    show();
    showStep();
}

void LessonCard::close() {
    if (!walk_) return;
    walk_.reset();
    hide();
    Q_EMIT closed();
}

void LessonCard::next() {
    if (!walk_) return;
    if (walk_->isOpen()) return reveal();
    if (walk_->isLast()) return close();
    walk_->forward();
    showStep();
}

void LessonCard::back() {
    if (!walk_ || walk_->isFirst()) return;
    walk_->back();
    showStep();
}

void LessonCard::showStep() {
    const LessonStep& step = walk_->step();
    title_->setText(textOf(walk_->lesson().header.title).toUpper());
    heading_->setText(textOf(step.heading));
    say_->setText(textOf(step.say));
    makeFields();
    say({}, false);
    if (step.question && !walk_->isOpen()) showAnswers();
    showButtons();
    Q_EMIT shown(step, walk_->isOpen());
    if (walk_->isOpen()) {
        fields_.front().line->setFocus();
    } else {
        next_->setFocus();
    }
}

QString LessonCard::labelOf(std::size_t answer) const {
    const Question& question = *walk_->step().question;
    if (question.kind == AskKind::Shape) return tr("Shape of Y");
    const CellRef& cell = question.cells[answer];
    switch (question.kind) {
        case AskKind::Winner:
            return tr("Winner of window (%1, %2)").arg(cell.row).arg(cell.col);
        case AskKind::Gradient:
            return tr("dX(%1, %2) =").arg(cell.row).arg(cell.col);
        case AskKind::Output:
        case AskKind::Shape:
            break;
    }
    return tr("Y(%1, %2) =").arg(cell.row).arg(cell.col);
}

void LessonCard::makeFields() {
    for (const Field& field : fields_) {
        for (QWidget* widget : std::initializer_list<QWidget*>{field.label, field.line, field.mark}) {
            widget->hide();
            widget->deleteLater();
        }
    }
    fields_.clear();
    const auto& question = walk_->step().question;
    question_->setVisible(question.has_value());
    if (!question) return;
    // Sentences stand below each other, short formulas beside each other.
    const std::size_t inRow = question->kind == AskKind::Winner ? 1 : kFieldsInRow;
    for (std::size_t i = 0; i < question->answers.size(); ++i) {
        Field field{label("lessonLabel"), new QLineEdit, label("lessonMark")};
        field.label->setText(labelOf(i));
        field.line->setAccessibleName(labelOf(i));
        if (question->kind == AskKind::Winner) field.line->setPlaceholderText(tr("row, column"));
        if (question->kind == AskKind::Shape) field.line->setPlaceholderText(tr("rows, columns"));
        constexpr int kFrame = 20;
        const int hint = field.line->fontMetrics().horizontalAdvance(field.line->placeholderText());
        field.line->setFixedWidth(std::max(96, hint + kFrame));
        field.mark->setFixedWidth(16);
        const auto row = static_cast<int>(i / inRow);
        const auto column = static_cast<int>(i % inRow) * 3;
        grid_->addWidget(field.label, row, column);
        grid_->addWidget(field.line, row, column + 1);
        grid_->addWidget(field.mark, row, column + 2);
        // At once, so that arrange() can measure them.
        for (QWidget* widget : std::initializer_list<QWidget*>{field.label, field.line, field.mark}) widget->show();
        connect(field.line, &QLineEdit::returnPressed, this, [this, i] { enter(i); });
        fields_.push_back(field);
    }
    grid_->setColumnStretch(static_cast<int>(kFieldsInRow) * 3, 1);
    QWidget* before = say_;
    for (const Field& field : fields_) {
        setTabOrder(before, field.line);
        before = field.line;
    }
    for (QWidget* each : {check_, reveal_, back_, next_}) {
        setTabOrder(before, each);
        before = each;
    }
}

QLineEdit* LessonCard::unreadable() const {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        QLineEdit* line = fields_[i].line;
        if (!isRightAnswer(walk_->step().question->answers[i], line->text().toStdString())) return line;
    }
    return fields_.front().line;
}

// Enter goes to the next field that is empty, or stays in its own, and checks when all are filled.
void LessonCard::enter(std::size_t field) {
    if (!walk_->isOpen()) return next();
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        QLineEdit* other = fields_[(field + i) % fields_.size()].line;
        if (other->text().trimmed().isEmpty()) return other->setFocus();
    }
    check();
}

void LessonCard::check() {
    if (!walk_ || !walk_->isOpen()) return;
    std::vector<std::string> typed;
    for (const Field& field : fields_) typed.push_back(field.line->text().toStdString());
    const auto right = walk_->check(typed);
    if (!right) {
        say(tr("Not readable: %1.").arg(textOf(right.error().message)), true);
        return unreadable()->setFocus();
    }
    mark(*right);
    if (!walk_->isOpen()) {
        showAnswers();
        showButtons();
        Q_EMIT shown(walk_->step(), false);
        return next_->setFocus();
    }
    const QString hint = textOf(walk_->step().question->hint);
    say(tr("✗ Not yet. %1").arg(hint.isEmpty() ? tr("Try again, or let the answer be shown.") : hint), true);
    const auto wrong = std::find(right->begin(), right->end(), false) - right->begin();
    QLineEdit* line = fields_[static_cast<std::size_t>(wrong)].line;
    line->setFocus();
    line->selectAll();
}

void LessonCard::mark(const std::vector<bool>& right) {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        setWrong(fields_[i].line, !right[i]);
        fields_[i].mark->setText(right[i] ? QStringLiteral("✓") : QStringLiteral("✗"));
    }
}

void LessonCard::reveal() {
    if (!walk_ || !walk_->isOpen()) return;
    walk_->reveal();
    showAnswers();
    showButtons();
    Q_EMIT shown(walk_->step(), false);
    next_->setFocus();
}

// The question is closed: what is right stands in the fields.
void LessonCard::showAnswers() {
    const Question& question = *walk_->step().question;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        fields_[i].line->setText(textOf(toText(question.answers[i])));
        fields_[i].line->setReadOnly(true);
        setWrong(fields_[i].line, false);
        fields_[i].mark->setText(walk_->isKnown() ? QStringLiteral("✓") : QString());
    }
    const QString begin = walk_->isKnown() ? tr("✓ Right.") : tr("This is the answer.");
    say((begin + QLatin1Char(' ') + textOf(question.why)).trimmed(), false);
}

void LessonCard::say(const QString& verdict, bool wrong) {
    verdict_->setText(verdict);
    verdict_->setVisible(!verdict.isEmpty());
    setWrong(verdict_, wrong);
    if (verdict.isEmpty()) return;
    QAccessibleEvent event(verdict_, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void LessonCard::showButtons() {
    const bool open = walk_->isOpen();
    const Score score = walk_->score();
    const std::size_t all = walk_->lesson().questions();
    QString place = tr("Step %1 of %2").arg(walk_->at() + 1).arg(walk_->lesson().steps.size());
    if (score.asked > 0) {
        place += QStringLiteral("   ·   ") + tr("%1 of %2 right at the first try", "questions")
                                                 .arg(score.right)
                                                 .arg(walk_->isLast() ? all : score.asked);
    }
    place_->setText(place);
    check_->setVisible(open);
    reveal_->setVisible(open);
    next_->setVisible(!open);
    next_->setText(walk_->isLast() ? tr("Finish") : tr("Next"));
    back_->setEnabled(!walk_->isFirst());
    arrange();
}

}  // namespace poolscope

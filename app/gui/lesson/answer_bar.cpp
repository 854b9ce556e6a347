// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lesson/answer_bar.h"

#include <QAccessible>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>
#include "app/gui/lesson/lesson_parts.h"

namespace poolscope {
namespace {

constexpr int kGap = 8;
constexpr int kMargin = 16;
constexpr int kMarkWidth = 20;
constexpr int kFieldFrame = 26;
constexpr int kLeastField = 96;
constexpr int kMostColumns = 3;

void dressAnew(QWidget* widget) {
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

void setWrong(QWidget* widget, bool wrong) {
    widget->setProperty("wrong", wrong);
    dressAnew(widget);
}

// The button that is expected to be pressed next.
void setPrimary(QWidget* button, bool primary) {
    button->setObjectName(primary ? QStringLiteral("primary") : QString());
    dressAnew(button);
}

// What stands before the field of an answer.
QString labelOf(const Question& question, std::size_t answer) {
    switch (question.kind) {
        case AskKind::Winner:
            return AnswerBar::tr("Winner of window (%1, %2)")
                .arg(question.cells[answer].row)
                .arg(question.cells[answer].col);
        case AskKind::Gradient:
            return AnswerBar::tr("dX(%1, %2) =").arg(question.cells[answer].row).arg(question.cells[answer].col);
        case AskKind::Output:
            return AnswerBar::tr("Y(%1, %2) =").arg(question.cells[answer].row).arg(question.cells[answer].col);
        case AskKind::Shape:
        case AskKind::Same:
        case AskKind::Choice:
            break;
    }
    return AnswerBar::tr("Shape of Y");
}

QString placeholderOf(AskKind kind) {
    if (kind == AskKind::Winner) return AnswerBar::tr("row, column");
    return kind == AskKind::Shape ? AnswerBar::tr("rows, columns") : QString();
}

// How it is answered.
QString promptOf(const Question& question) {
    const bool several = question.answers.size() > 1;
    if (!question.choices.empty()) return AnswerBar::tr("Choose one.");
    switch (question.kind) {
        case AskKind::Output:
            if (!question.pointable)
                return several ? AnswerBar::tr("Type the numbers.") : AnswerBar::tr("Type the number.");
            return several ? AnswerBar::tr("Click the numbers in the input, one after the other, or type them.")
                           : AnswerBar::tr("Click the number in the input, or type it.");
        case AskKind::Winner:
            return several ? AnswerBar::tr("Click the cells in the input, one after the other, or type their places.")
                           : AnswerBar::tr("Click the cell in the input, or type its row and column.");
        case AskKind::Gradient:
            return several ? AnswerBar::tr("Type the sums that arrive.") : AnswerBar::tr("Type the sum that arrives.");
        case AskKind::Shape:
        case AskKind::Same:
        case AskKind::Choice:
            break;
    }
    return AnswerBar::tr("Type how many rows and how many columns.");
}

QString verdictOf(const Question& question, bool known) {
    const QString begin = known ? AnswerBar::tr("✓ Right.") : AnswerBar::tr("This is the answer.");
    return (begin + QLatin1Char(' ') + textOf(question.why)).trimmed();
}

}  // namespace

AnswerBar::AnswerBar(QWidget* parent) : QFrame(parent) {
    setObjectName(QStringLiteral("lessonFoot"));
    verdict_ = new QLabel;
    verdict_->setObjectName(QStringLiteral("lessonVerdict"));
    verdict_->setTextFormat(Qt::PlainText);
    verdict_->setWordWrap(true);
    verdict_->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    verdict_->setAccessibleName(tr("Verdict"));
    answers_ = new QWidget;
    grid_ = new QGridLayout(answers_);
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setHorizontalSpacing(kGap);
    grid_->setVerticalSpacing(kGap);
    check_ = button(tr("Check"), tr("Is it right? (Enter)"));
    setPrimary(check_, true);
    reveal_ = button(tr("Show me"), tr("Answer the question (B or . in an empty field)"));
    back_ = button(tr("Back"), tr("The step before (Page up)"));
    next_ = button(tr("Next"), tr("The next step (Page down)"));
    buttons_ = new QWidget;
    auto* buttons = new QHBoxLayout(buttons_);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(kGap);
    for (QPushButton* each : {check_, reveal_, back_, next_}) buttons->addWidget(each);
    answers_->setMinimumWidth(1);  // see arrange()
    bottom_ = new QBoxLayout(QBoxLayout::LeftToRight);
    bottom_->setSpacing(kGap);
    bottom_->addWidget(answers_, 1);
    bottom_->addWidget(buttons_, 0, Qt::AlignRight | Qt::AlignBottom);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, kGap, kMargin, kGap + 4);
    column->setSpacing(kGap);
    column->addWidget(verdict_, 1);
    column->addLayout(bottom_);
    connect(check_, &QPushButton::clicked, this, &AnswerBar::checked);
    connect(reveal_, &QPushButton::clicked, this, &AnswerBar::revealed);
    connect(back_, &QPushButton::clicked, this, &AnswerBar::backed);
    connect(next_, &QPushButton::clicked, this, &AnswerBar::nexted);
}

void AnswerBar::clear() {
    const auto remove = [](QWidget* widget) {
        widget->hide();
        widget->deleteLater();
    };
    for (const Field& field : fields_) {
        for (QWidget* widget : std::initializer_list<QWidget*>{field.label, field.line, field.mark}) remove(widget);
    }
    for (QPushButton* choice : choices_) remove(choice);
    fields_.clear();
    choices_.clear();
}

void AnswerBar::ask(const Question* question) {
    clear();
    question_ = question ? std::optional(*question) : std::nullopt;
    open_ = question != nullptr;
    answers_->setVisible(open_);
    check_->setVisible(open_ && question->choices.empty());
    reveal_->setVisible(open_);
    setWrong(verdict_, false);
    verdict_->setText(question ? promptOf(*question) : QString());
    setPrimary(next_, !open_);
    if (question) question->choices.empty() ? makeFields(*question) : makeChoices(*question);
    arrange();
    if (!fields_.empty()) fields_.front().line->setFocus();
    // Not to one of them: it would look chosen, and Enter would choose it.
    answers_->setFocusPolicy(choices_.empty() ? Qt::NoFocus : Qt::TabFocus);
    if (!choices_.empty()) answers_->setFocus();
}

void AnswerBar::makeFields(const Question& question) {
    const int columns = planFor(&question, width()).columns;
    for (std::size_t i = 0; i < question.answers.size(); ++i) {
        Field field{new QLabel(labelOf(question, i)), new QLineEdit, new QLabel};
        field.mark->setObjectName(QStringLiteral("lessonMark"));
        field.line->setAccessibleName(field.label->text());
        field.line->setPlaceholderText(placeholderOf(question.kind));
        field.mark->setFixedWidth(kMarkWidth);
        const int row = static_cast<int>(i) / columns;
        const int column = static_cast<int>(i) % columns * 3;
        grid_->addWidget(field.label, row, column);
        grid_->addWidget(field.line, row, column + 1);
        grid_->addWidget(field.mark, row, column + 2);
        // At once, so that the keyboard can go there.
        for (QWidget* widget : std::initializer_list<QWidget*>{field.label, field.line, field.mark}) widget->show();
        field.line->installEventFilter(this);
        connect(field.line, &QLineEdit::returnPressed, this, [this, i] { enter(i); });
        fields_.push_back(field);
    }
    grid_->setColumnStretch(kMostColumns * 3, 1);
    QWidget* before = fields_.back().line;
    for (std::size_t i = 1; i < fields_.size(); ++i) setTabOrder(fields_[i - 1].line, fields_[i].line);
    for (QWidget* each : {check_, reveal_, back_, next_}) {
        setTabOrder(before, each);
        before = each;
    }
}

void AnswerBar::makeChoices(const Question& question) {
    QWidget* before = answers_;
    for (std::size_t i = 0; i < question.choices.size(); ++i) {
        QPushButton* choice = button(textOf(question.choices[i]), {});
        grid_->addWidget(choice, 0, static_cast<int>(i));
        choice->show();
        choice->installEventFilter(this);
        connect(choice, &QPushButton::clicked, this, [this, i] { choose(i); });
        setTabOrder(before, choice);
        before = choice;
        choices_.push_back(choice);
    }
    grid_->setColumnStretch(kMostColumns * 3, 1);
    for (QWidget* each : {reveal_, back_, next_}) {
        setTabOrder(before, each);
        before = each;
    }
}

void AnswerBar::choose(std::size_t choice) {
    if (!open_) return;
    chosen_ = choice;
    Q_EMIT checked();
}

// A clicker's third key sends a full stop or a B; no answer begins with one.
bool AnswerBar::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress && open_) {
        const auto* line = qobject_cast<QLineEdit*>(watched);
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_B || (key == Qt::Key_Period && (!line || line->text().isEmpty()))) {
            Q_EMIT revealed();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

std::vector<std::string> AnswerBar::typed() const {
    if (!choices_.empty()) return {question_->choices[chosen_]};
    std::vector<std::string> texts;
    for (const Field& field : fields_) texts.push_back(field.line->text().toStdString());
    return texts;
}

bool AnswerBar::put(const QString& text) {
    const auto isEmpty = [](const Field& field) { return field.line->text().trimmed().isEmpty(); };
    const auto isWrong = [](const Field& field) { return field.line->property("wrong").toBool(); };
    auto waits = std::find_if(fields_.begin(), fields_.end(),
                              [](const Field& field) { return field.line->hasFocus() && !field.line->isReadOnly(); });
    if (waits == fields_.end() || !(isEmpty(*waits) || isWrong(*waits))) {
        waits = std::find_if(fields_.begin(), fields_.end(), isWrong);
    }
    if (waits == fields_.end()) waits = std::find_if(fields_.begin(), fields_.end(), isEmpty);
    if (waits == fields_.end()) waits = fields_.begin();
    if (waits == fields_.end()) return false;
    waits->line->setText(text);
    setWrong(waits->line, false);
    waits->mark->clear();
    const auto next = std::find_if(fields_.begin(), fields_.end(),
                                   [&](const Field& field) { return isEmpty(field) || isWrong(field); });
    if (next != fields_.end()) next->line->setFocus();
    return next == fields_.end();
}

// Enter goes to the next field that is empty, or stays in its own, and checks when all are filled.
void AnswerBar::enter(std::size_t field) {
    if (!open_) return Q_EMIT nexted();
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        QLineEdit* other = fields_[(field + i) % fields_.size()].line;
        if (other->text().trimmed().isEmpty()) return other->setFocus();
    }
    Q_EMIT checked();
}

void AnswerBar::focusOn(std::size_t answer) {
    if (!choices_.empty()) return choices_[chosen_]->setFocus();
    fields_[answer].line->setFocus();
    fields_[answer].line->selectAll();
}

void AnswerBar::markAnswers(const std::vector<bool>& right) {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        setWrong(fields_[i].line, !right[i]);
        fields_[i].mark->setText(right[i] ? QStringLiteral("✓") : QStringLiteral("✗"));
    }
    if (!choices_.empty() && !right.front()) {
        choices_[chosen_]->setEnabled(false);
        const auto left = std::find_if(choices_.begin(), choices_.end(), [](QPushButton* b) { return b->isEnabled(); });
        if (left != choices_.end()) (*left)->setFocus();
    }
}

void AnswerBar::showAnswers(const Question& question, bool known) {
    ask(&question);
    open_ = false;
    check_->hide();
    reveal_->hide();
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        fields_[i].line->setText(textOf(rightWords(question, i)));
        fields_[i].line->setReadOnly(true);
        fields_[i].mark->setText(known ? QStringLiteral("✓") : QString());
    }
    for (std::size_t i = 0; i < choices_.size(); ++i) {
        choices_[i]->setEnabled(i == question.right);
        if (i == question.right) choices_[i]->setText(QStringLiteral("✓ ") + choices_[i]->text());
    }
    setPrimary(next_, true);
    say(verdictOf(question, known), false);
    arrange();
    next_->setFocus();
}

void AnswerBar::say(const QString& verdict, bool wrong) {
    verdict_->setText(verdict);
    setWrong(verdict_, wrong);
    QAccessibleEvent event(verdict_, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void AnswerBar::showWay(bool back, const QString& next) {
    back_->setEnabled(back);
    next_->setText(next);
}

int AnswerBar::fieldWidth(AskKind kind) const {
    return std::max(kLeastField, fontMetrics().horizontalAdvance(placeholderOf(kind)) + kFieldFrame);
}

int AnswerBar::answersWidth(const Question& question) const {
    const QFontMetrics metrics = fontMetrics();
    int width = 0;
    if (!question.choices.empty()) {
        for (const std::string& choice : question.choices) {
            width += metrics.horizontalAdvance(QStringLiteral("✓ ") + textOf(choice)) + 30 + kGap;
        }
        return width;
    }
    for (std::size_t i = 0; i < question.answers.size(); ++i) {
        width = std::max(
            width, metrics.horizontalAdvance(labelOf(question, i)) + fieldWidth(question.kind) + kMarkWidth + 3 * kGap);
    }
    return width;
}

AnswerBar::Plan AnswerBar::planFor(const Question* question, int width) const {
    if (!question) return {};
    const int inner = width - 2 * kMargin;
    const QFontMetrics metrics = fontMetrics();
    const int buttons =
        metrics.horizontalAdvance(tr("Check") + tr("Show me") + tr("Back") + tr("Next")) + 4 * (28 + kGap);
    const int each = answersWidth(*question);
    const bool choices = !question->choices.empty();
    const auto count = choices ? 1 : static_cast<int>(question->answers.size());
    const auto columnsIn = [&](int room) { return std::clamp(room / each, 1, std::min(count, kMostColumns)); };
    const bool beneath = each + buttons > inner;
    return {columnsIn(beneath ? inner : inner - buttons), beneath};
}

int AnswerBar::wrappedHeight(const QString& text, int width) const {
    return fontMetrics().boundingRect(QRect(0, 0, width, 10000), Qt::TextWordWrap, text).height();
}

int AnswerBar::rowHeight() const {
    return fontMetrics().height() + 14;
}

int AnswerBar::heightFor(const Question* question, int width) const {
    const int inner = width - 2 * kMargin;
    int words = question ? 2 * fontMetrics().height() : fontMetrics().height();
    int rows = 1;
    if (question) {
        for (const QString& text :
             {promptOf(*question), tr("✗ Not yet. %1").arg(textOf(question->hint)), verdictOf(*question, false)}) {
            words = std::max(words, wrappedHeight(text, inner));
        }
        const Plan plan = planFor(question, width);
        const auto count = question->choices.empty() ? static_cast<int>(question->answers.size()) : 1;
        rows = (count + plan.columns - 1) / plan.columns + (plan.buttonsBeneath ? 1 : 0);
    }
    return words + rows * (rowHeight() + kGap) + 3 * kGap + 4;
}

// The fields stand beside the buttons where they fit, above them where not: a question never widens the window.
void AnswerBar::arrange() {
    const Plan plan = planFor(question_ ? &*question_ : nullptr, width());
    bottom_->setDirection(plan.buttonsBeneath ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        const int row = static_cast<int>(i) / plan.columns;
        const int column = static_cast<int>(i) % plan.columns * 3;
        const Field& field = fields_[i];
        field.line->setFixedWidth(fieldWidth(question_->kind));
        grid_->addWidget(field.label, row, column);
        grid_->addWidget(field.line, row, column + 1);
        grid_->addWidget(field.mark, row, column + 2);
    }
}

void AnswerBar::resizeEvent(QResizeEvent*) {
    arrange();
}

// In a presentation its type is larger.
void AnswerBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) arrange();
}

}  // namespace poolscope

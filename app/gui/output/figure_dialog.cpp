// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <utility>

#include "app/gui/output/figure_dialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include "app/gui/output/figure_preview.h"
#include "app/gui/widget/control_rows.h"
#include "app/gui/widget/number_box.h"
#include "core/base/text.h"

namespace poolscope {
namespace {

constexpr int kFormWidth = 262;

// " must be 20 to 2000"
QString legalOf(const NumberBox& box) {
    const auto number = [](double value) { return QString::fromStdString(shortestNumber(value)); };
    return FigureDialog::tr(" must be %1 to %2").arg(number(box.minimum()), number(box.maximum()));
}

}  // namespace

FigureDialog::FigureDialog(const FigureDraft& draft, const ExportChoice& choice, FormUse use,
                           const QList<FileFormat>& formats, QWidget* parent)
    : QDialog(parent), draft_(draft) {
    resize(980, 640);
    preview_ = new FigurePreview;
    form_ = new ExportForm(draft, choice, use);
    files_ = new FileRow(formats, choice.name, choice.endings);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 14);
    column->setSpacing(12);
    makeColumns(column);
    column->addWidget(files_);
    makeButtons(column);
    connect(form_, &ExportForm::changed, this, &FigureDialog::refresh);
    connect(files_, &FileRow::changed, this, &FigureDialog::showState);
}

void FigureDialog::makeColumns(QVBoxLayout* column) {
    facts_ = new QLabel;
    facts_->setObjectName(QStringLiteral("quiet"));
    facts_->setAlignment(Qt::AlignCenter);
    facts_->setWordWrap(true);
    facts_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    underPreview_ = new QVBoxLayout;
    underPreview_->setSpacing(6);
    underPreview_->addWidget(preview_, 1);
    underPreview_->addWidget(facts_);
    problem_ = addProblem(underPreview_);

    auto* right = new QWidget;
    aboveForm_ = new QVBoxLayout(right);
    aboveForm_->setContentsMargins(0, 0, 0, 0);
    aboveForm_->setSpacing(6);
    aboveForm_->addWidget(form_, 1);
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("formScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(right);
    scroll->setFixedWidth(kFormWidth);
    connect(scroll->verticalScrollBar(), &QScrollBar::rangeChanged, scroll, [this, scroll, right](int, int most) {
        // The form has what its words need, also beside a scroll bar.
        aboveForm_->setContentsMargins(0, 0, most > 0 ? 8 : 0, 0);
        const int bar = most > 0 ? scroll->verticalScrollBar()->sizeHint().width() : 0;
        scroll->setFixedWidth(std::max(kFormWidth, right->minimumSizeHint().width()) + bar);
    });

    auto* halves = new QHBoxLayout;
    halves->setSpacing(16);
    halves->addLayout(underPreview_, 1);
    halves->addWidget(scroll);
    column->addLayout(halves, 1);
}

void FigureDialog::makeButtons(QVBoxLayout* column) {
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    export_ = new QPushButton(tr("&Export"));
    export_->setObjectName(QStringLiteral("primary"));
    export_->setDefault(true);
    buttons_ = new QHBoxLayout;
    buttons_->setSpacing(8);
    buttons_->addStretch(1);
    buttons_->addWidget(cancel);
    buttons_->addWidget(export_);
    column->addLayout(buttons_);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(export_, &QPushButton::clicked, this, &FigureDialog::accept);
}

FigureDialog::~FigureDialog() {
    // A field that loses the keyboard tells so: while there is still somebody to hear it.
    hide();
}

QPushButton* FigureDialog::addCopyButton(const QString& text, const QString& tip) {
    auto* button = new QPushButton(text);
    button->setToolTip(tip);
    button->setAutoDefault(false);
    buttons_->insertWidget(static_cast<int>(copies_.size()), button);
    copies_ << button;
    return button;
}

void FigureDialog::watchNumbers() {
    for (NumberBox* box : findChildren<NumberBox*>()) {
        // Typed digits count when the field is left; what it cannot take is said before it goes back.
        connect(box->findChild<QLineEdit*>(), &QLineEdit::textEdited, this, [this, box] {
            untaken_ = box->hasAcceptableInput() ? QString() : box->accessibleName() + legalOf(*box);
            showState();
        });
        connect(box, &NumberBox::editingFinished, this, [this, box] {
            if (untaken_.isEmpty()) return;
            say(tr("%1; it stays %2.").arg(untaken_, box->text()));
            untaken_.clear();
            showState();
        });
    }
}

ExportChoice FigureDialog::figureChoice() const {
    ExportChoice choice = form_->choice();
    choice.name = files_->name();
    choice.endings = files_->endings();
    return choice;
}

void FigureDialog::refresh() {
    runner_.run<DrawnFigure>("figure", work(), [this](const Result<DrawnFigure>& drawn) { show(drawn); });
}

void FigureDialog::say(const QString& message) {
    facts_->setText(message);
}

void FigureDialog::show(const Result<DrawnFigure>& drawn) {
    drawable_ = drawn.has_value();
    problemOfFigure_.clear();
    if (drawn) {
        preview_->show(*drawn);
        facts_->setText(factsOf(*drawn));
    } else {
        preview_->clear();
        facts_->clear();
        showFailure(drawn.error());
    }
    showState();
    if (std::exchange(accepting_, false)) accept();
}

void FigureDialog::showState() {
    export_->setEnabled(drawable_ && files_->isComplete() && untaken_.isEmpty());
    for (QPushButton* button : copies_) button->setEnabled(drawable_ && untaken_.isEmpty());
    QString missing;
    if (files_->name().isEmpty()) {
        missing = tr("Name the file.");
    } else if (files_->endings().isEmpty()) {
        missing = tr("Choose a format.");
    }
    export_->setToolTip(missing);
    const QString untaken = untaken_.isEmpty() ? QString() : untaken_ + QLatin1Char('.');
    showProblem(problem_, !problemOfFigure_.isEmpty() ? problemOfFigure_ : !untaken.isEmpty() ? untaken : missing);
}

void FigureDialog::showFailure(const Error& error) {
    problemOfFigure_ = tr("Not possible: %1.").arg(QString::fromStdString(error.message));
    showProblem(problem_, problemOfFigure_);
}

bool FigureDialog::mayWrite() {
    return export_->isEnabled() && files_->mayWrite();
}

void FigureDialog::accept() {
    if (isReadyToWrite() && mayWrite()) QDialog::accept();
}

bool FigureDialog::isReadyToWrite() {
    accepting_ = runner_.busy();
    return !accepting_;
}

}  // namespace poolscope

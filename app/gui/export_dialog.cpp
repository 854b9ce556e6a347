// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/export_dialog.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "app/gui/control_rows.h"
#include "app/gui/export_form.h"
#include "app/gui/figure_preview.h"

namespace poolscope {
namespace {

constexpr int kFormWidth = 262;
constexpr std::array<std::pair<FigureFormat, const char*>, 3> kFormats{
    {{FigureFormat::Pdf, "PDF"}, {FigureFormat::Svg, "SVG"}, {FigureFormat::Png, "PNG"}}};

}  // namespace

ExportDialog::ExportDialog(const FigureDraft& draft, const ExportChoice& choice, QWidget* parent)
    : QDialog(parent), draft_(draft), formats_(choice.formats) {
    setWindowTitle(tr("Export figure"));
    resize(980, 640);
    preview_ = new FigurePreview;
    facts_ = new QLabel;
    facts_->setObjectName(QStringLiteral("quiet"));
    facts_->setAlignment(Qt::AlignCenter);
    facts_->setWordWrap(true);
    facts_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    form_ = new ExportForm(draft, choice);
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("formScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(form_);
    scroll->setFixedWidth(kFormWidth);
    connect(scroll->verticalScrollBar(), &QScrollBar::rangeChanged, scroll,
            [this](int, int most) { form_->layout()->setContentsMargins(0, 0, most > 0 ? 8 : 0, 0); });
    name_ = new QLineEdit(choice.name);

    auto* left = new QVBoxLayout;
    left->setSpacing(6);
    left->addWidget(preview_, 1);
    left->addWidget(facts_);
    problem_ = addProblem(left);
    auto* halves = new QHBoxLayout;
    halves->setSpacing(16);
    halves->addLayout(left, 1);
    halves->addWidget(scroll);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 14);
    column->setSpacing(12);
    column->addLayout(halves, 1);
    column->addWidget(makeFiles());
    column->addWidget(makeButtons());
    connect(form_, &ExportForm::changed, this, &ExportDialog::refresh);
    refresh();
}

QWidget* ExportDialog::makeFiles() {
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    auto* label = new QLabel(tr("File"));
    name_->setAccessibleName(tr("Name of the files, without ending"));
    name_->setToolTip(tr("Without ending; a name that ends in .pdf, .svg or .png chooses that format"));
    auto* choose = new QToolButton;
    choose->setText(tr("…"));
    choose->setAccessibleName(tr("Choose a folder and a name"));
    line->addWidget(label);
    line->addWidget(name_, 1);
    line->addWidget(choose);
    line->addSpacing(10);
    for (const auto& [format, text] : kFormats) {
        auto* button = new QToolButton;
        button->setText(QLatin1String(text));
        button->setCheckable(true);
        button->setChecked(formats_.contains(format));
        button->setAccessibleName(tr("Write a %1 file").arg(button->text()));
        button->setObjectName(QLatin1String("format") + button->text());
        line->addWidget(button);
        connect(button, &QToolButton::toggled, this, [this, format = format](bool on) {
            on ? formats_.append(format) : static_cast<void>(formats_.removeAll(format));
            showState();
        });
    }
    connect(choose, &QToolButton::clicked, this, &ExportDialog::chooseName);
    connect(name_, &QLineEdit::editingFinished, this, &ExportDialog::readName);
    connect(name_, &QLineEdit::textChanged, this, &ExportDialog::showState);
    return row;
}

QWidget* ExportDialog::makeButtons() {
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    auto* copy = new QPushButton(tr("&Copy figure"));
    copy->setToolTip(tr("Put it on the clipboard as picture, SVG and text"));
    auto* command = new QPushButton(tr("Copy as co&mmand line"));
    command->setToolTip(tr("The call of poolscope that writes the same bytes"));
    auto* cancel = new QPushButton(tr("Cancel"));
    export_ = new QPushButton(tr("&Export"));
    export_->setObjectName(QStringLiteral("primary"));
    for (QPushButton* button : {copy, command, cancel}) button->setAutoDefault(false);
    export_->setDefault(true);
    line->addWidget(copy);
    line->addWidget(command);
    line->addStretch(1);
    line->addWidget(cancel);
    line->addWidget(export_);
    connect(copy, &QPushButton::clicked, this, &ExportDialog::copyRequested);
    connect(command, &QPushButton::clicked, this, &ExportDialog::commandRequested);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(export_, &QPushButton::clicked, this, &ExportDialog::accept);
    return row;
}

ExportChoice ExportDialog::choice() const {
    ExportChoice choice = form_->choice();
    choice.name = name_->text();
    // In one order, whatever the order of the clicks.
    choice.formats.clear();
    for (const auto& [format, text] : kFormats) {
        if (formats_.contains(format)) choice.formats << format;
    }
    return choice;
}

void ExportDialog::chooseName() {
    const QString path = QFileDialog::getSaveFileName(this, tr("Export figure"), name_->text(),
                                                      tr("Figures (*.pdf *.svg *.png);;All files (*)"), nullptr,
                                                      QFileDialog::DontConfirmOverwrite);
    if (path.isEmpty()) return;
    name_->setText(path);
    readName();
}

// An ending chooses its format.
void ExportDialog::readName() {
    const QString text = name_->text();
    const auto format = figureFormat(text.toStdString());
    if (!format) return;
    name_->setText(text.chopped(4));
    for (const auto& [known, label] : kFormats) {
        if (known == *format) findChild<QToolButton*>(QLatin1String("format") + QLatin1String(label))->setChecked(true);
    }
}

void ExportDialog::refresh() {
    const ExportChoice chosen = form_->choice();
    runner_.run<DrawnFigure>([draft = draft_, options = chosen.optionsFor(draft_), view = chosen.viewFor(draft_)](
                                 const RunControl& run) { return draft.draw(view, options, run); },
                             [this](const Result<DrawnFigure>& drawn) { show(drawn); });
}

void ExportDialog::say(const QString& message) {
    facts_->setText(message);
}

void ExportDialog::show(const Result<DrawnFigure>& drawn) {
    drawable_ = drawn.has_value();
    showProblem(problem_,
                drawn ? QString() : tr("Not possible: %1.").arg(QString::fromStdString(drawn.error().message)));
    if (drawn) {
        preview_->show(*drawn);
        const Size& size = drawn->scene.size;
        const double dpi = drawn->options().dpi;
        const QLocale locale;
        const auto millimetres = [&](double points) { return locale.toString(points / kPointsPerMm, 'f', 1); };
        const auto pixels = [&](double points) { return locale.toString(std::lround(points * dpi / 72)); };
        facts_->setText(
            tr("%1 × %2 mm · as PNG %3 × %4 pixels")
                .arg(millimetres(size.width), millimetres(size.height), pixels(size.width), pixels(size.height)));
    }
    showState();
}

void ExportDialog::showState() {
    export_->setEnabled(drawable_ && !formats_.isEmpty() && !name_->text().isEmpty());
    export_->setToolTip(formats_.isEmpty() ? tr("Choose PDF, SVG or PNG") : QString());
}

void ExportDialog::accept() {
    readName();
    if (!export_->isEnabled()) return;
    QStringList there;
    for (const QString& path : choice().paths()) {
        if (QFileInfo::exists(path)) there << QFileInfo(path).fileName();
    }
    if (!there.isEmpty()) {
        const auto answer =
            QMessageBox::question(this, windowTitle(), tr("Write over %1?").arg(there.join(tr(" and "))),
                                  QMessageBox::Yes | QMessageBox::Cancel, QMessageBox::Yes);
        if (answer != QMessageBox::Yes) return;
    }
    QDialog::accept();
}

}  // namespace poolscope

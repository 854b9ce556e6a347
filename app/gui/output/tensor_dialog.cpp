// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/output/tensor_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/session/qt_text.h"
#include "app/gui/widget/choice_row.h"
#include "core/program/snippet.h"

namespace poolscope {
namespace {

// What the file is called when nobody says otherwise.
QString stem(PoolArray array) {
    return shown(poolArrayRow(array).stem);
}

QString sizeText(const std::vector<std::int64_t>& shape) {
    QStringList sizes;
    for (const std::int64_t size : shape) sizes << QString::number(size);
    return sizes.join(QStringLiteral("x"));
}

// The path with another ending; one that is not of a format we write stays a part of the name.
QString withSuffix(const QString& path, const QString& suffix) {
    const QFileInfo info(path);
    const bool ours = std::any_of(kTensorFormats.begin(), kTensorFormats.end(), [&](const TensorFormatRow& row) {
        return info.suffix().compare(QLatin1String(row.ending), Qt::CaseInsensitive) == 0;
    });
    return (ours ? path.chopped(info.suffix().size() + 1) : path) + QLatin1Char('.') + suffix;
}

}  // namespace

QString arrayName(PoolArray array) {
    return translated(poolArrayRow(array).title);
}

ProgramFiles programFiles(const Evaluation& e, const QString& path) {
    const QFileInfo info(path);
    const QString beside = info.dir().filePath(info.completeBaseName());
    const bool given = e.experiment.gradient.kind == Upstream::Given;
    return {fitsInSnippet(*e.images()) ? QString() : beside + QStringLiteral("-x.npy"),
            !given || fitsInSnippet(e.backward->dout) ? QString() : beside + QStringLiteral("-dout.npy")};
}

TensorDialog::TensorDialog(std::shared_ptr<const Rendered> rendered, PoolArray array, const QString& folder,
                           QWidget* parent)
    : QDialog(parent), rendered_(std::move(rendered)) {
    setWindowTitle(tr("Export tensor"));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(20, 18, 20, 16);
    all->setSpacing(14);
    all->addLayout(makeFields());
    auto* buttons = new QDialogButtonBox;
    write_ = buttons->addButton(tr("Export"), QDialogButtonBox::AcceptRole);
    write_->setObjectName(QStringLiteral("primary"));
    write_->setDefault(true);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    all->addWidget(buttons);

    fillArrays(array);
    fillFormats();
    path_->setText(QDir(folder).filePath(stem(choice().array) + QStringLiteral(".npy")));
    connect(array_, &QComboBox::currentIndexChanged, this, &TensorDialog::showChoice);
    connect(format_, &QComboBox::currentIndexChanged, this, &TensorDialog::showChoice);
    connect(path_, &QLineEdit::textChanged, this, &TensorDialog::showChoice);
    connect(buttons, &QDialogButtonBox::accepted, this, &TensorDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &TensorDialog::reject);
    showChoice();
}

QLayout* TensorDialog::makeFields() {
    array_ = new QComboBox;
    array_->setAccessibleName(tr("Tensor"));
    array_->setToolTip(tr("What is written"));
    format_ = new QComboBox;
    format_->setAccessibleName(tr("Format"));
    format_->setToolTip(tr("As what it is written"));
    path_ = new QLineEdit;
    path_->setAccessibleName(tr("File"));
    path_->setToolTip(tr("Where it is written"));
    path_->setMinimumWidth(300);
    auto* choose = new QPushButton(tr("Choose…"));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &TensorDialog::chooseFile);
    auto* file = new QHBoxLayout;
    file->setSpacing(7);
    file->addWidget(path_, 1);
    file->addWidget(choose);
    words_ = new QLabel;
    words_->setObjectName(QStringLiteral("quiet"));
    problem_ = new QLabel;
    problem_->setObjectName(QStringLiteral("error"));
    for (QLabel* label : {words_, problem_}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        label->setMinimumHeight(3 * fontMetrics().lineSpacing());  // of the longest of them, so that nothing jumps
    }
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(14);
    form->setVerticalSpacing(9);
    form->addRow(tr("Tensor"), array_);
    form->addRow(tr("Format"), format_);
    form->addRow(tr("File"), file);
    form->addRow(QString(), words_);
    form->addRow(QString(), problem_);
    return form;
}

void TensorDialog::fillArrays(PoolArray array) {
    const Evaluation& e = rendered_->evaluation;
    for (const PoolArrayRow& row : kPoolArrays) {
        const bool isInput = row.array == PoolArray::Images && !e.filter;
        if (hasPoolArray(e, row.array) && !isInput)
            array_->addItem(arrayName(row.array), QVariant::fromValue(row.array));
    }
    array_->setCurrentIndex(std::max(0, array_->findData(QVariant::fromValue(array))));
}

void TensorDialog::fillFormats() {
    for (const TensorFormatRow& row : kTensorFormats) {
        format_->addItem(translated(row.title), QVariant::fromValue(row.format));
    }
}

TensorChoice TensorDialog::choice() const {
    return {array_->currentData().value<PoolArray>(), format_->currentData().value<TensorFormat>(),
            path_->text().trimmed()};
}

QString TensorDialog::suffix() const {
    return QLatin1String(tensorFormatRow(choice().format).ending);
}

void TensorDialog::showChoice() {
    // A name that was typed or chosen stays; its ending follows the format.
    if (sender() == array_ || sender() == format_) {
        const TensorChoice chosen = choice();
        const QFileInfo info(chosen.path);
        QString path = chosen.path;
        if (!path_->isModified()) {
            const QString name = isProgram(chosen.format) ? QStringLiteral("pool") : stem(chosen.array);
            path = info.dir().filePath(name);
        }
        const bool modified = path_->isModified();
        const QSignalBlocker quiet(path_);
        path_->setText(withSuffix(path, suffix()));
        path_->setModified(modified);
    }
    array_->setEnabled(!isProgram(choice().format));
    const QString wrong = problem();
    words_->setText(description());
    problem_->setText(wrong);
    words_->setVisible(wrong.isEmpty());
    problem_->setVisible(!wrong.isEmpty());
    write_->setEnabled(wrong.isEmpty());
}

QString TensorDialog::problem() const {
    const TensorChoice chosen = choice();
    const QFileInfo info(chosen.path);
    if (chosen.path.isEmpty() || info.fileName().isEmpty()) return tr("Choose a file.");
    if (info.isDir()) return tr("%1 is a folder.").arg(info.fileName());
    if (!info.dir().exists()) return tr("There is no folder %1.").arg(info.path());
    if (isProgram(chosen.format)) return {};
    const auto ok = checkPoolArray(rendered_->evaluation, arrayRequestOf(chosen.array, chosen.format));
    if (!ok) return QString::fromStdString(ok.error().message) + QLatin1Char('.');
    return {};
}

QString TensorDialog::description() const {
    const TensorChoice chosen = choice();
    const Evaluation& e = rendered_->evaluation;
    if (isProgram(chosen.format)) {
        const ProgramFiles files = programFiles(e, chosen.path);
        QStringList names;
        for (const QString& each : {files.images, files.upstream}) {
            if (!each.isEmpty()) names << QFileInfo(each).fileName();
        }
        const QString whole =
            hasPoolArray(e, PoolArray::Winners)
                ? tr("X, Y, argmax and dX with these settings, compared with what Poolscope computed.")
                : tr("X, Y and dX with these settings, compared with what Poolscope computed.");
        if (names.isEmpty()) return whole;
        return whole + QLatin1Char(' ') +
               tr("What it loads is written beside it: %1.").arg(names.join(QStringLiteral(", ")));
    }
    const QString size = sizeText(poolArrayShape(e, arrayRequestOf(chosen.array, chosen.format)));
    if (chosen.format == TensorFormat::Npy) {
        return chosen.array == PoolArray::Winners ? tr("%1 cells of the plane as int64, h·W + w.").arg(size)
                                                  : tr("%1 numbers as float32.").arg(size);
    }
    if (chosen.format == TensorFormat::Bmatrix) return tr("%1 numbers, for math mode with amsmath.").arg(size);
    return tr("%1 numbers.").arg(size);
}

void TensorDialog::chooseFile() {
    const QString path = QFileDialog::getSaveFileName(this, tr("Export tensor"), choice().path);
    if (path.isEmpty()) return;
    confirmed_ = QFileInfo(path).suffix().isEmpty() ? QString() : path;
    path_->setText(QFileInfo(path).suffix().isEmpty() ? withSuffix(path, suffix()) : path);
    path_->setModified(true);
}

bool TensorDialog::mayOverwrite() {
    const TensorChoice chosen = choice();
    QStringList there;
    if (chosen.path != confirmed_) there << chosen.path;
    if (isProgram(chosen.format)) {
        const ProgramFiles files = programFiles(rendered_->evaluation, chosen.path);
        there << files.images << files.upstream;
    }
    there.removeIf([](const QString& path) { return path.isEmpty() || !QFileInfo::exists(path); });
    if (there.isEmpty()) return true;
    for (QString& path : there) path = QFileInfo(path).fileName();
    return QMessageBox::question(this, tr("Export tensor"),
                                 tr("Write over %1?").arg(there.join(QStringLiteral(", ")))) == QMessageBox::Yes;
}

void TensorDialog::accept() {
    if (problem().isEmpty() && mayOverwrite()) QDialog::accept();
}

}  // namespace poolscope

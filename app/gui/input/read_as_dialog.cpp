// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/input/read_as_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>
#include <algorithm>

#include "app/file/load_source.h"
#include "app/file/stored_file.h"
#include "app/gui/input/input_words.h"
#include "app/gui/input/read_again.h"
#include "app/paint/image_tensor.h"

namespace poolscope {
namespace {

constexpr std::int64_t kPictures = 5;
constexpr int kPreviewPicture = 92;
constexpr const char* kForm = "form";  // what a line of numbers takes

// "28, 28", "3x32x32"; as many as `counts` allows.
Result<std::vector<std::int64_t>> numbersIn(const QLineEdit& line, std::initializer_list<std::size_t> counts) {
    static const QRegularExpression kBetween(QStringLiteral("\\s*[,;x×]\\s*|\\s+"));
    std::vector<std::int64_t> numbers;
    bool whole = true;
    for (const QString& part : line.text().trimmed().split(kBetween, Qt::SkipEmptyParts)) {
        if (whole) numbers.push_back(part.toLongLong(&whole));
    }
    if (whole && std::find(counts.begin(), counts.end(), numbers.size()) != counts.end()) return numbers;
    return fail("", ReadAsDialog::tr("“%1” is not %2 in whole numbers.")
                        .arg(line.text(), line.property(kForm).toString())
                        .toStdString());
}

QString numbersText(const std::vector<std::int64_t>& numbers) {
    QStringList parts;
    for (const std::int64_t number : numbers) parts << QString::number(number);
    return parts.join(QStringLiteral(", "));
}

QLineEdit* numbersLine(const QString& name, const QString& form, const QString& hint, const QString& tip) {
    auto* line = new QLineEdit;
    line->setAccessibleName(name);
    line->setProperty(kForm, form);
    line->setPlaceholderText(hint);
    line->setToolTip(tip);
    return line;
}

std::string labelsName(const QString& text) {
    return QFile::encodeName(text).toStdString();
}

}  // namespace

ReadAsDialog::ReadAsDialog(const SourceRef& ref, std::shared_ptr<const Source> source, QWidget* parent)
    : QDialog(parent), source_(std::move(source)), ref_(ref) {
    setWindowTitle(tr("Read as"));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(24, 16, 24, 16);
    all->setSpacing(16);
    all->addLayout(makeFields());
    all->addWidget(makePreview());
    auto* buttons = new QDialogButtonBox;
    accept_ = buttons->addButton(tr("Read"), QDialogButtonBox::AcceptRole);
    accept_->setObjectName(QStringLiteral("primary"));
    accept_->setDefault(true);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    all->addWidget(buttons);
    showReading();
    axes_->onChosen(this, [this](Axes) { takeFields(); });
    comma_->onChosen(this, [this](Comma) { takeFields(); });
    for (QLineEdit* line : {reshape_, part_, size_, labels_, names_}) {
        connect(line, &QLineEdit::textChanged, this, &ReadAsDialog::takeFields);
    }
    connect(transpose_, &QCheckBox::toggled, this, &ReadAsDialog::takeFields);
    connect(buttons, &QDialogButtonBox::accepted, this, &ReadAsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ReadAsDialog::reject);
    takeFields();
}

QFormLayout* ReadAsDialog::makeFields() {
    axes_ = new ChoiceRow<Axes>(tr("Channels"), choicesOf(std::span<const Word<Axes>>(kAxesWords)));
    reshape_ =
        numbersLine(tr("Each row"), tr("H, W or C, H, W"), tr("as stored; else H, W or C, H, W of an image: 28, 28"),
                    tr("Each row is one image of that size; with one number more its label comes first"));
    part_ =
        numbersLine(tr("Part"), tr("Y, X, H, W"), tr("the whole; else Y, X, H, W: its first row and column, its size"),
                    tr("Only these rows and columns of every image"));
    size_ = numbersLine(tr("Size"), tr("H, W"), tr("as it is; else H, W: 28, 28"),
                        tr("Every image in that size; each cell is the average of the area it covers"));
    labels_ = new QLineEdit;
    labels_->setAccessibleName(tr("Labels"));
    labels_->setPlaceholderText(tr("those found with the images"));
    labels_->setToolTip(tr("A file with one label per image; FILE#NAME or #NAME is an array of an NPZ"));
    names_ = new QLineEdit;
    names_->setAccessibleName(tr("Names of the labels"));
    names_->setPlaceholderText(tr("labels.txt beside the images"));
    names_->setToolTip(tr("A text file with what label 0, 1, 2, … stands for, one name a line"));
    transpose_ = new QCheckBox(tr("swap height and width"));
    comma_ = new ChoiceRow<Comma>(tr("Lone commas"), choicesOf(std::span<const Word<Comma>>(kCommaWords)));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    // What does not apply to this source is not asked.
    const auto add = [form](const QString& name, QWidget* field, bool applies) {
        form->addRow(name, field);
        form->setRowVisible(field, applies);
    };
    add(tr("Channels"), axes_, !source_->picture);
    add(tr("Each row"), reshape_, !source_->picture);
    add(tr("Turn"), transpose_, true);
    add(tr("Part"), part_, true);
    add(tr("Size"), size_, true);
    add(tr("Labels"),
        makeFileField(labels_,
                      tr("Arrays (%1);;All files (*)").arg(QString::fromStdString(inputPatterns(kArrayFormats)))),
        !ref_.embedded);
    add(tr("Names"), makeFileField(names_, tr("Text (*.txt);;All files (*)")), !ref_.embedded);
    add(tr("Commas"), comma_, source_->format.starts_with("csv"));
    return form;
}

QWidget* ReadAsDialog::makeFileField(QLineEdit* line, const QString& patterns) {
    auto* choose = new QPushButton(tr("Choose…"));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, [this, line, patterns] {
        const QString path = QFileDialog::getOpenFileName(this, line->accessibleName(), {}, patterns);
        if (!path.isEmpty()) line->setText(path);
    });
    auto* field = new QWidget;
    auto* row = new QHBoxLayout(field);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(line, 1);
    row->addWidget(choose);
    return field;
}

QWidget* ReadAsDialog::makePreview() {
    auto* preview = new QWidget;
    preview->setObjectName(QStringLiteral("preview"));
    preview->setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(preview);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    for (std::int64_t i = 0; i < kPictures; ++i) {
        pictures_.push_back(new QLabel);
        pictures_.back()->setFixedSize(kPreviewPicture, kPreviewPicture);
        pictures_.back()->setAlignment(Qt::AlignCenter);
        row->addWidget(pictures_.back());
    }
    column->addLayout(row);
    shape_ = new QLabel;
    notes_ = new QLabel;
    notes_->setObjectName(QStringLiteral("quiet"));
    problem_ = new QLabel;
    problem_->setObjectName(QStringLiteral("error"));
    for (QLabel* label : {shape_, notes_, problem_}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addStretch(1);
    // So that nothing jumps: the words of most readings have room.
    preview->setMinimumHeight(kPreviewPicture + 32 + 5 * fontMetrics().lineSpacing());
    return preview;
}

void ReadAsDialog::showReading() {
    const Reading& reading = ref_.reading;
    axes_->setValue(reading.axes);
    reshape_->setText(numbersText(reading.reshape));
    if (const auto& crop = reading.crop) {
        part_->setText(numbersText({crop->first.row, crop->first.col, crop->size.rows, crop->size.cols}));
    }
    if (reading.resize) size_->setText(numbersText({reading.resize->rows, reading.resize->cols}));
    transpose_->setChecked(reading.transpose);
    labels_->setText(QFile::decodeName(toText(reading.labels).c_str()));
    names_->setText(QFile::decodeName(reading.names.c_str()));
    comma_->setValue(reading.comma);
}

Result<Reading> ReadAsDialog::readingOfFields() const {
    Reading reading = ref_.reading;
    reading.axes = axes_->value();
    reading.comma = comma_->value();
    reading.transpose = transpose_->isChecked();
    const auto reshape = numbersIn(*reshape_, {0, 2, 3});
    const auto part = numbersIn(*part_, {0, 4});
    const auto size = numbersIn(*size_, {0, 2});
    for (const auto* numbers : {&reshape, &part, &size}) {
        if (!*numbers) return tl::unexpected(numbers->error());
    }
    reading.reshape = *reshape;
    reading.crop.reset();
    reading.resize.reset();
    if (!part->empty()) reading.crop = Crop{{(*part)[0], (*part)[1]}, {(*part)[2], (*part)[3]}};
    if (!size->empty()) reading.resize = Extent{(*size)[0], (*size)[1]};
    if (Result<void> ok = checkReading(reading); !ok) return fail("", ok.error().message);
    reading.labels = {};
    if (const std::string name = labelsName(labels_->text().trimmed()); !name.empty()) {
        const auto labels = parseLabels(name, ref_);
        if (!labels) return tl::unexpected(labels.error());
        reading.labels = *labels;
    }
    reading.names = QFile::encodeName(names_->text().trimmed()).toStdString();
    return reading;
}

void ReadAsDialog::takeFields() {
    read_.reset();
    accept_->setEnabled(false);
    const auto reading = readingOfFields();
    if (!reading) {
        reader_.cancel();
        return showFailure(sentenceOf(reading.error()));
    }
    ref_.reading = *reading;
    problem_->hide();
    shape_->setText(tr("Reading…"));
    reader_.run<Preview>(
        ref_.path,
        [ref = ref_, source = source_](const RunControl& run) -> Result<Preview> {
            const auto read = readAgain(ref, *source, source->rgb, run);
            if (!read) return tl::unexpected(read.error());
            Preview preview{*read, {}};
            for (std::int64_t i = 0; i < std::min(kPictures, (*read)->count()); ++i) {
                preview.pictures.push_back(thumbnail(**read, i, kPreviewPicture));
            }
            return preview;
        },
        [this](const Result<Preview>& preview) {
            preview ? show(*preview) : showFailure(sentenceOf(preview.error()));
        });
}

void ReadAsDialog::show(const Preview& preview) {
    read_ = preview.source;
    for (std::size_t i = 0; i < pictures_.size(); ++i) {
        const bool there = i < preview.pictures.size();
        pictures_[i]->setPixmap(there ? QPixmap::fromImage(preview.pictures[i]) : QPixmap());
    }
    QStringList labels;
    for (std::size_t i = 0; i < preview.pictures.size() && !read_->labels.empty(); ++i) {
        labels << QString::number(read_->labels[i]);
    }
    const QString images =
        tr("%1 %2  →  %3")
            .arg(storedText(read_->stored), QString::fromStdString(read_->dtype), imagesText(read_->images.shape));
    shape_->setText(labels.isEmpty() ? images
                                     : tr("%1, labels %2").arg(images, labels.join(QStringLiteral(", "))) +
                                           (read_->count() > kPictures ? QStringLiteral(", …") : QString()));
    QStringList notes;
    for (const Note& note : read_->notes) notes << sentenceOf(note);
    notes_->setText(notes.join(QLatin1Char('\n')));
    notes_->setVisible(!notes.isEmpty());
    problem_->hide();
    accept_->setEnabled(true);
}

void ReadAsDialog::showFailure(const QString& why) {
    for (QLabel* picture : pictures_) picture->setPixmap({});
    shape_->clear();
    notes_->hide();
    problem_->setText(why);
    problem_->show();
}

}  // namespace poolscope

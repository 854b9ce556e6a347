// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/output/export_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/widget/choice_row.h"
#include "app/gui/widget/control_rows.h"
#include "app/gui/widget/number_box.h"
#include "core/base/word.h"
#include "core/figure/tile_sheet.h"

namespace poolscope {
namespace {

constexpr int kPanelColumns = 3;
constexpr std::array<double, 5> kPaper{150, 300, 600, 900, 1200};  // dots per inch
constexpr std::array<double, 5> kScreen{72, 96, 150, 200, 300};

QString titlesWith(FigureTrait trait) {
    return QString::fromStdString(joined(figureColumn(&FigureFormatRow::title, trait)));
}

bool hasPlanes(const FigureOptions& options) {
    return options.kind != FigureKind::Study || studyRow(options.study.kind).pictures;
}

bool hasNumbers(const FigureOptions& options) {
    return options.kind == FigureKind::Panels ||
           (options.kind == FigureKind::Study && studyRow(options.study.kind).numbers);
}

}  // namespace

ExportForm::ExportForm(const FigureDraft& draft, const ExportChoice& choice, FormUse use, QWidget* parent)
    : QWidget(parent), draft_(draft), use_(use), choice_(choice) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    addContent(column);
    addSize(column);
    addLook(column);
    addText(column);
    column->addStretch(1);
}

void ExportForm::addContent(QVBoxLayout* column) {
    if (!hasPlanes(draft_.options)) return;
    addHeading(column, tr("CONTENT"));
    if (use_ == FormUse::Still && sheetImages(draft_) > 1) addImages(column);
    if (!draft_.panels.empty()) addPanels(column);
    addColours(column);
    showEnabled();
}

void ExportForm::addImages(QVBoxLayout* column) {
    auto* images = new ChoiceRow<bool>(
        tr("Images"), {{false, tr("This image"), tr("The panels of the image in view")},
                       {true, tr("All %1").arg(sheetImages(draft_)), tr("Every image in small on one sheet")}});
    images->setValue(choice_.allImages);
    column->addWidget(images);
    images->onChosen(this, [this](bool all) {
        set([all](ExportChoice& c) { c.allImages = all; });
        showEnabled();
    });
}

// A sheet shows only some of the panels, and none of what is written into them; without a focus there is no thread.
void ExportForm::showEnabled() {
    const bool sheet = choice_.allImages && sheetImages(draft_) > 1;
    for (const auto& [kind, chip] : panels_) chip->setEnabled(hasPanels_ && (!sheet || isTilePanel(kind)));
    for (QWidget* control : ofPanels_) control->setEnabled(hasPanels_ && !sheet);
    const bool focus = use_ == FormUse::Animation || (draft_.options.spec.focus && choice_.highlightFocus);
    if (thread_) thread_->setEnabled(hasPanels_ && !sheet && focus);
}

void ExportForm::setHasPanels(bool has) {
    hasPanels_ = has;
    showEnabled();
}

void ExportForm::addPanels(QVBoxLayout* column) {
    auto* chips = new QWidget;
    auto* grid = new QGridLayout(chips);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(4);
    ExportChoice one = choice_;
    one.allImages = false;
    const std::vector<PanelKind> chosen = one.optionsFor(draft_).spec.panels;
    for (const PanelKind kind : draft_.panels) {
        auto* chip = new QToolButton;
        chip->setText(translated(panelRow(kind).label));
        chip->setToolTip(translated(panelRow(kind).tip));
        chip->setCheckable(true);
        chip->setChecked(std::find(chosen.begin(), chosen.end(), kind) != chosen.end());
        chip->setAccessibleName(tr("Panel %1").arg(chip->text()));
        chip->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        const int i = static_cast<int>(panels_.size());
        grid->addWidget(chip, i / kPanelColumns, i % kPanelColumns);
        panels_.emplace_back(kind, chip);
        connect(chip, &QToolButton::toggled, this, &ExportForm::readPanels);
    }
    column->addWidget(chips);
    auto* layout = new ChoiceRow<FigureLayout>(
        tr("Layout"), {{FigureLayout::Row, tr("row"), tr("All panels in one row")},
                       {FigureLayout::Grid, tr("grid"), tr("Two columns")},
                       {FigureLayout::Flow, tr("flow"), tr("As many in a row as stay readable at this width")}});
    layout->setValue(choice_.look.spec.layout);
    ofPanels_.push_back(labelledControl(tr("Layout"), layout));
    column->addWidget(ofPanels_.back());
    layout->onChosen(this,
                     [this](FigureLayout value) { set([value](ExportChoice& c) { c.look.spec.layout = value; }); });
    if (use_ == FormUse::Still) addFocus(column);
    addThread(column);
}

void ExportForm::addFocus(QVBoxLayout* column) {
    auto* focus = new QCheckBox(tr("highlight the pinned window"));
    focus->setChecked(choice_.highlightFocus);
    focus->setEnabled(draft_.options.spec.focus.has_value());
    if (focus->isEnabled()) ofPanels_.push_back(focus);
    column->addWidget(focus);
    connect(focus, &QCheckBox::toggled, this, [this](bool on) {
        set([on](ExportChoice& c) { c.highlightFocus = on; });
        showEnabled();
    });
}

void ExportForm::addThread(QVBoxLayout* column) {
    thread_ = new QCheckBox(use_ == FormUse::Still ? tr("its thread through the panels")
                                                   : tr("the thread through the panels"));
    thread_->setToolTip(tr("The line from the window to its column, its cell of Y and back to dX"));
    thread_->setChecked(choice_.look.spec.thread);
    column->addWidget(thread_);
    connect(thread_, &QCheckBox::toggled, this,
            [this](bool on) { set([on](ExportChoice& c) { c.look.spec.thread = on; }); });
}

// In view's order: those that were seen first.
void ExportForm::readPanels() {
    std::vector<PanelKind> chosen;
    for (const auto& [kind, chip] : panels_) {
        if (chip->isChecked()) chosen.push_back(kind);
    }
    set([&](ExportChoice& c) {
        c.panels.reset();
        if (chosen != draft_.options.spec.panels) c.panels = chosen;
    });
}

void ExportForm::addColours(QVBoxLayout* column) {
    const ViewSpec view = choice_.viewFor(draft_);
    if (hasNumbers(draft_.options)) {
        auto* numbers = new ChoiceRow<Numbers>(
            tr("Numbers"), {{Numbers::Auto, tr("auto"), tr("Values in cells that are large enough")},
                            {Numbers::On, tr("on"), tr("Always")},
                            {Numbers::Off, tr("off"), tr("Never")}});
        numbers->setValue(view.numbers);
        ofPanels_.push_back(labelledControl(tr("Numbers"), numbers));
        column->addWidget(ofPanels_.back());
        numbers->onChosen(this, [this](Numbers chosen) { set([chosen](ExportChoice& c) { c.numbers = chosen; }); });
    }
    auto* palette = new ChoiceRow<Palette>(tr("Palette"), {{Palette::Grey, tr("grey")},
                                                           {Palette::Viridis, tr("viridis")},
                                                           {Palette::Cividis, tr("cividis")},
                                                           {Palette::Magma, tr("magma")}});
    palette->setValue(view.palette);
    column->addWidget(palette);
    palette->onChosen(this, [this](Palette chosen) { set([chosen](ExportChoice& c) { c.palette = chosen; }); });
}

void ExportForm::addWidth(QVBoxLayout* column) {
    preset_ = new QComboBox;
    preset_->setAccessibleName(tr("Size by its use"));
    preset_->setToolTip(tr("The width of a column, or a page or slide that is filled, with its sizes of type"));
    for (std::size_t i = 0; i < kFigurePresets.size(); ++i) {
        const FigurePreset& preset = kFigurePresets[i];
        if (preset.title.empty()) continue;
        const QString name = tr(preset.title.data());
        preset_->addItem(preset.heightMm ? tr("%1, %2 x %3 mm").arg(name).arg(preset.widthMm).arg(*preset.heightMm)
                                         : tr("%1, %2 mm").arg(name).arg(preset.widthMm),
                         static_cast<int>(i));
    }
    preset_->addItem(tr("Another width"));
    width_ = new NumberBox;
    width_->setAccessibleName(tr("Width in millimetres"));
    width_->setToolTip(tr("Of the whole figure, at its final size"));
    width_->setRange(kLeastWidthMm, kMostWidthMm);
    width_->setDecimals(2);
    width_->setSuffix(tr(" mm"));
    width_->setKeyboardTracking(false);
    column->addWidget(preset_);
    column->addWidget(labelledControl(tr("Width"), width_));
    connect(preset_, &QComboBox::activated, this, [this](int i) {
        const QVariant row = preset_->itemData(i);
        if (!row.isValid()) return width_->setFocus();
        const FigurePreset& preset = kFigurePresets[static_cast<std::size_t>(row.toInt())];
        set([&preset](ExportChoice& c) {
            c.look.spec.widthMm = preset.widthMm;
            c.look.spec.heightMm = preset.heightMm;
        });
        showWidth();
    });
    connect(width_, &QDoubleSpinBox::valueChanged, this, [this](double mm) {
        set([mm](ExportChoice& c) {
            c.look.spec.widthMm = mm;
            c.look.spec.heightMm.reset();  // a page of another width is another page
        });
        showWidth();
    });
    showWidth();
}

void ExportForm::addSize(QVBoxLayout* column) {
    addHeading(column, tr("SIZE"));
    addWidth(column);
    auto* type = new NumberBox;
    type->setAccessibleName(tr("Font size in points"));
    type->setToolTip(tr("Size of text at the final size; automatic is 7 pt in a column and 22 pt on a slide"));
    type->setRange(kLeastFontSize - 0.5, kMostFontSize);
    type->setSingleStep(0.5);
    type->setDecimals(1);
    type->setSuffix(tr(" pt"));
    type->setSpecialValueText(tr("automatic"));
    type->setKeyboardTracking(false);
    type->setValue(choice_.look.fontSize.value_or(type->minimum()));
    column->addWidget(labelledControl(tr("Font"), type));
    connect(type, &QDoubleSpinBox::valueChanged, this, [this, least = type->minimum()](double pt) {
        set([&](ExportChoice& c) { c.look.fontSize = pt > least ? std::optional(pt) : std::nullopt; });
    });
    auto* dpi = new QComboBox;
    dpi->setAccessibleName(tr("Dots per inch"));
    const QString formats = titlesWith(&FigureFormatRow::hasDpi);
    dpi->setToolTip(tr("Pixels per inch of %1; other formats have none").arg(formats));
    const QString name = use_ == FormUse::Still ? tr("%1 dpi (%2)").arg(QStringLiteral("%1"), formats) : tr("%1 dpi");
    const auto add = [&](double value) {
        if (dpi->findData(value) < 0) dpi->addItem(name.arg(value), value);
    };
    for (const double value : use_ == FormUse::Still ? kPaper : kScreen) add(value);
    add(choice_.look.dpi);
    dpi->setCurrentIndex(dpi->findData(choice_.look.dpi));
    column->addWidget(labelledControl(tr("Raster"), dpi));
    connect(dpi, &QComboBox::activated, this,
            [this, dpi](int i) { set([&](ExportChoice& c) { c.look.dpi = dpi->itemData(i).toDouble(); }); });
}

void ExportForm::showWidth() {
    const QSignalBlocker quiet(width_);
    width_->setValue(choice_.look.spec.widthMm);
    const FigurePreset* preset = presetOf(choice_.look.spec);
    const int known = preset ? preset_->findData(static_cast<int>(preset - kFigurePresets.data())) : -1;
    preset_->setCurrentIndex(known >= 0 ? known : preset_->count() - 1);
}

void ExportForm::addLook(QVBoxLayout* column) {
    addHeading(column, tr("LOOK"));
    auto* themes = new ChoiceRow<ThemeName>(tr("Theme"), {{ThemeName::Light, tr("light"), tr("As the light window")},
                                                          {ThemeName::Dark, tr("dark"), tr("As the dark window")},
                                                          {ThemeName::Print, tr("print"), tr("Black on white paper")}});
    themes->setValue(choice_.look.theme);
    column->addWidget(labelledControl(tr("Theme"), themes));
    themes->onChosen(this, [this](ThemeName chosen) { set([chosen](ExportChoice& c) { c.look.theme = chosen; }); });
    if (use_ == FormUse::Animation) return;
    auto* ground = new ChoiceRow<bool>(tr("Background"), {{false, tr("filled"), tr("In the colour of the theme")},
                                                          {true, tr("transparent"), tr("None")}});
    ground->setValue(choice_.look.transparent);
    column->addWidget(labelledControl(tr("Ground"), ground));
    ground->onChosen(this, [this](bool none) { set([none](ExportChoice& c) { c.look.transparent = none; }); });
}

void ExportForm::addTitle(QVBoxLayout* column) {
    auto* title = new QLineEdit(QString::fromStdString(choice_.look.spec.title));
    title->setPlaceholderText(tr("none"));
    title->setAccessibleName(tr("Title"));
    title->setToolTip(tr("A line above the panels"));
    column->addWidget(labelledControl(tr("Title"), title));
    connect(title, &QLineEdit::textEdited, this,
            [this](const QString& text) { set([&](ExportChoice& c) { c.look.spec.title = text.toStdString(); }); });
    enum class Words { Parameters, Own, None };
    auto* caption =
        new ChoiceRow<Words>(tr("Caption"), {{Words::Parameters, tr("parameters"), tr("The image and the parameters")},
                                             {Words::Own, tr("own"), tr("The words below")},
                                             {Words::None, tr("none"), tr("No line")}});
    const bool empty = choice_.look.spec.caption.empty();
    const Words words = !choice_.look.ownCaption ? Words::Parameters : empty ? Words::None : Words::Own;
    caption->setValue(words);
    captionLine_ = new QLineEdit(QString::fromStdString(choice_.look.spec.caption));
    captionLine_->setAccessibleName(tr("Caption"));
    captionLine_->setToolTip(tr("A line beneath the panels"));
    captionLine_->setVisible(words == Words::Own);
    column->addWidget(labelledControl(tr("Caption"), caption));
    column->addWidget(captionLine_);
    caption->onChosen(this, [this](Words chosen) {
        const bool own = chosen == Words::Own;
        captionLine_->setVisible(own);
        if (own) captionLine_->setFocus();
        set([&](ExportChoice& c) {
            c.look.ownCaption = chosen != Words::Parameters;
            c.look.spec.caption = own ? captionLine_->text().toStdString() : std::string();
        });
    });
    connect(captionLine_, &QLineEdit::textEdited, this,
            [this](const QString& text) { set([&](ExportChoice& c) { c.look.spec.caption = text.toStdString(); }); });
}

void ExportForm::addText(QVBoxLayout* column) {
    addHeading(column, tr("TEXT"));
    addTitle(column);
    if (use_ == FormUse::Animation) return;
    auto* editable = new QCheckBox(tr("editable text in %1").arg(titlesWith(&FigureFormatRow::hasEditableText)));
    editable->setToolTip(tr("Text that can be changed, instead of outlines that look the same everywhere"));
    editable->setChecked(choice_.look.editableText);
    column->addWidget(editable);
    connect(editable, &QCheckBox::toggled, this,
            [this](bool on) { set([on](ExportChoice& c) { c.look.editableText = on; }); });
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// The controls of a figure's look: what the user may choose for a draft. Knows no files.
#pragma once

#include <QWidget>

#include "app/gui/session/export_choice.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace poolscope {

enum class FormUse { Still, Animation };  // an animation has its own focus, is opaque and never an SVG

class ExportForm : public QWidget {
    Q_OBJECT

  public:
    ExportForm(const FigureDraft& draft, const ExportChoice& choice, FormUse use, QWidget* parent = nullptr);

    // What was chosen; its files are those it was made with.
    const ExportChoice& choice() const { return choice_; }

  Q_SIGNALS:
    void changed();

  private:
    void addContent(QVBoxLayout* column);
    void addImages(QVBoxLayout* column);
    void addPanels(QVBoxLayout* column);
    void addFocus(QVBoxLayout* column);
    void addThread(QVBoxLayout* column);
    void addColours(QVBoxLayout* column);
    void addSize(QVBoxLayout* column);
    void addLook(QVBoxLayout* column);
    void addText(QVBoxLayout* column);
    void addTitle(QVBoxLayout* column);
    void addWidth(QVBoxLayout* column);
    void readPanels();
    void showEnabled();
    void showWidth();
    // Changes the choice and says so.
    template <class Change>
    void set(const Change& change) {
        change(choice_);
        Q_EMIT changed();
    }

    const FigureDraft draft_;
    const FormUse use_;
    ExportChoice choice_;
    std::vector<std::pair<PanelKind, QToolButton*>> panels_;
    std::vector<QWidget*> ofPanels_;  // controls that mean nothing for a sheet
    QCheckBox* thread_ = nullptr;     // of panels
    QComboBox* preset_ = nullptr;
    QDoubleSpinBox* width_ = nullptr;
    QLineEdit* captionLine_ = nullptr;
};

}  // namespace poolscope

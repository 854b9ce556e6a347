// SPDX-License-Identifier: GPL-3.0-or-later
// Size, stride, padding and dilation of the window, and what lies beyond the edges.
#pragma once

#include <QCheckBox>
#include <QWidget>

#include "app/gui/session/session.h"
#include "app/gui/widget/choice_row.h"
#include "app/gui/widget/pair_control.h"

class QVBoxLayout;

namespace poolscope {

class WindowControls : public QWidget {
    Q_OBJECT

  public:
    explicit WindowControls(Session& session, QWidget* parent = nullptr);

  private:
    void addWindow(QVBoxLayout* column);
    void addShape(QVBoxLayout* column);
    void addPresets(QVBoxLayout* column);
    void addEdges(QVBoxLayout* column);
    void editPair(const QString& what, const QString& key, Extent WindowSpec::*field, const Extent& value);
    void setWindow(const QString& what, const Extent& size, const Extent& stride);
    void showExperiment();
    void fitSliders();
    int presetOf(const WindowSpec& window) const;
    void showError();

    Session& session_;
    PairControl* size_ = nullptr;
    PairControl* stride_ = nullptr;
    PairControl* padding_ = nullptr;
    PairControl* dilation_ = nullptr;
    QCheckBox* square_ = nullptr;
    QCheckBox* ceil_ = nullptr;
    Segmented* presets_ = nullptr;
    ChoiceRow<PadMode>* padMode_ = nullptr;
    ChoiceRow<PadValue>* padValue_ = nullptr;
};

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// More about the window: presets, dilation, ceil mode, and what lies beyond the edges.
#pragma once

#include <QCheckBox>
#include <QWidget>

#include "app/gui/session/session.h"
#include "app/gui/widget/choice_row.h"
#include "app/gui/widget/pair_control.h"

class QVBoxLayout;

namespace poolscope {

class WindowDetails : public QWidget {
    Q_OBJECT

  public:
    explicit WindowDetails(Session& session, QWidget* parent = nullptr);

    // Brings the box of "square" up to the experiment, and says so.
    void showExperiment();

  Q_SIGNALS:
    // Rows and columns share one control, or have one each.
    void squareChanged(bool square);

  private:
    void addPresets(QVBoxLayout* column);
    void addShape(QVBoxLayout* column);
    void addEdges(QVBoxLayout* column);
    void setWindow(const QString& what, const Extent& size, const Extent& stride);
    int presetOf(const WindowSpec& window) const;

    Session& session_;
    PairControl* dilation_ = nullptr;
    QCheckBox* square_ = nullptr;
    QCheckBox* ceil_ = nullptr;
    Segmented* presets_ = nullptr;
    ChoiceRow<PadMode>* padMode_ = nullptr;
    ChoiceRow<PadValue>* padValue_ = nullptr;
    Padding shownPadding_;
};

}  // namespace poolscope

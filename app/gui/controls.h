// SPDX-License-Identifier: GPL-3.0-or-later
// The right side of the window: everything that can be said about the pooling and how it is shown.
#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSpinBox>
#include <QWidget>

#include "app/gui/pair_control.h"
#include "app/gui/segmented.h"
#include "app/gui/session.h"

class QVBoxLayout;

namespace poolscope {

class Controls : public QWidget {
    Q_OBJECT

  public:
    explicit Controls(Session& session, QWidget* parent = nullptr);

  Q_SIGNALS:
    void gradientFileRequested();

  private:
    void addOperation(QVBoxLayout* column);
    void addFeatures(QVBoxLayout* column);
    void addWindow(QVBoxLayout* column);
    void addEdges(QVBoxLayout* column);
    void addGradient(QVBoxLayout* column);
    void addUpstream(QVBoxLayout* column);
    void chooseUpstream(int kind);
    void showUpstream();
    void addDisplay(QVBoxLayout* column);

    void showExperiment();
    void showView();
    void showError();
    void showFacts();
    void editPair(const QString& what, const QString& key, Extent WindowSpec::*field, const Extent& value);
    void setWindow(const QString& what, const Extent& size, const Extent& stride);

    Session& session_;
    Segmented* op_ = nullptr;
    QWidget* powerRow_ = nullptr;
    QDoubleSpinBox* power_ = nullptr;
    QWidget* divisorRow_ = nullptr;
    QDoubleSpinBox* divisor_ = nullptr;
    QCheckBox* countPad_ = nullptr;
    Segmented* median_ = nullptr;
    QWidget* medianRow_ = nullptr;
    QLabel* opError_ = nullptr;
    QComboBox* filters_ = nullptr;
    QCheckBox* relu_ = nullptr;
    QLabel* filterError_ = nullptr;
    PairControl* size_ = nullptr;
    PairControl* stride_ = nullptr;
    PairControl* padding_ = nullptr;
    PairControl* dilation_ = nullptr;
    QCheckBox* square_ = nullptr;
    QCheckBox* ceil_ = nullptr;
    Segmented* presets_ = nullptr;
    Segmented* padMode_ = nullptr;
    Segmented* padValue_ = nullptr;
    QComboBox* upstream_ = nullptr;
    QWidget* seedRow_ = nullptr;
    QSpinBox* seed_ = nullptr;
    QWidget* paintRow_ = nullptr;
    QDoubleSpinBox* paint_ = nullptr;
    QLabel* gradientError_ = nullptr;
    Segmented* overlap_ = nullptr;
    Segmented* ties_ = nullptr;
    QWidget* tiesRow_ = nullptr;
    QLabel* facts_ = nullptr;
    Segmented* map_ = nullptr;
    QCheckBox* hideBlack_ = nullptr;
    Segmented* values_ = nullptr;
    Segmented* palette_ = nullptr;
    Segmented* patches_ = nullptr;
};

// "155 of 196 windows are tied (79 %). ..." for the box under the gradient controls.
QString factsText(const Evaluation& evaluation);

}  // namespace poolscope

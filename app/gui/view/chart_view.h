// SPDX-License-Identifier: GPL-3.0-or-later
// A card in which one zooms into a chart and reads off its values: the same value that an export draws as a scene. The
// only widget that knows QtCharts, which Qt deprecates from 6.10 on; what replaces it replaces chart_view.cpp and
// chart_plot.cpp.
#pragma once

#include <QWidget>
#include <optional>

#include "app/gui/session/session.h"
#include "core/chart/chart.h"

class QChartView;
class QLabel;

namespace poolscope {

class ChartView : public QWidget {
    Q_OBJECT

  public:
    // The session gives the theme.
    explicit ChartView(Session& session, QWidget* parent = nullptr);

    void setChart(const Chart& chart);
    const std::optional<Chart>& chart() const { return chart_; }
    QSize minimumSizeHint() const override { return {230, 190}; }
    QSize sizeHint() const override { return minimumSizeHint(); }  // takes what is left, and never asks for scrolling

  protected:
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    ThemeName shownTheme() const;
    void plot();
    void showWords();

    Session& session_;
    std::optional<Chart> chart_;
    QString title_;
    QString note_;
    ThemeName plotted_ = ThemeName::Light;
    QLabel* head_ = nullptr;
    QLabel* words_ = nullptr;
    QLabel* legend_ = nullptr;
    QChartView* view_ = nullptr;
};

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// The filters and the ReLU before the pooling.
#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QWidget>

#include "app/gui/session/session.h"

namespace poolscope {

class FilterControls : public QWidget {
    Q_OBJECT

  public:
    explicit FilterControls(Session& session, QWidget* parent = nullptr);

  private:
    void choose(const std::vector<std::size_t>& filters);
    void showExperiment();

    Session& session_;
    QComboBox* filters_ = nullptr;
    int entries_ = 0;  // of filters_, beside the one that is custom
    QCheckBox* relu_ = nullptr;
    QLabel* problem_ = nullptr;
};

}  // namespace poolscope

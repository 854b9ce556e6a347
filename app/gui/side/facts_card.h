// SPDX-License-Identifier: GPL-3.0-or-later
// What the picture in view tells beside its numbers: ties, black windows, gradient that is lost.
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>

#include "app/gui/session/session.h"

namespace poolscope {

class FactsCard : public QFrame {
    Q_OBJECT

  public:
    explicit FactsCard(Session& session, QWidget* parent = nullptr);

  private:
    void show();

    Session& session_;
    QLabel* words_ = nullptr;
    QPushButton* hide_ = nullptr;
};

// "155 of 196 windows are tied (79 %). ..."
QString factsText(const Evaluation& evaluation, bool zeroIsBlack);

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// The right side of the window: everything that can be said about the pooling and how it is shown.
#pragma once

#include <QWidget>

#include "app/gui/session/session.h"

namespace poolscope {

class Controls : public QWidget {
    Q_OBJECT

  public:
    explicit Controls(Session& session, QWidget* parent = nullptr);

  Q_SIGNALS:
    void gradientFileRequested();
};

}  // namespace poolscope

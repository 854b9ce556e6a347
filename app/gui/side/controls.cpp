// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/controls.h"

#include <QVBoxLayout>

#include "app/gui/side/display_controls.h"
#include "app/gui/side/gradient_controls.h"
#include "app/gui/side/operation_controls.h"
#include "app/gui/side/window_controls.h"
#include "app/gui/widget/control_rows.h"

namespace poolscope {

Controls::Controls(Session& session, QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("sidebar"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(11, 11, 10, 6);
    column->setSpacing(kGroupGap);
    auto* gradient = new GradientControls(session);
    connect(gradient, &GradientControls::fileRequested, this, &Controls::gradientFileRequested);
    column->addWidget(new OperationControls(session));
    column->addWidget(new WindowControls(session));
    column->addWidget(gradient);
    column->addWidget(new DisplayControls(session));
    column->addStretch();
}

}  // namespace poolscope

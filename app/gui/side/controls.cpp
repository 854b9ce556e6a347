// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/controls.h"

#include <QLabel>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/gui/side/display_controls.h"
#include "app/gui/side/draw_bar.h"
#include "app/gui/side/facts_card.h"
#include "app/gui/side/filter_controls.h"
#include "app/gui/side/gradient_controls.h"
#include "app/gui/side/group_states.h"
#include "app/gui/side/operation_controls.h"
#include "app/gui/side/window_controls.h"
#include "app/gui/side/window_details.h"
#include "app/gui/widget/control_rows.h"
#include "app/gui/widget/fold.h"
#include "app/gui/widget/tab_focus.h"

namespace poolscope {
namespace {

constexpr int kSideMargin = 8;

}  // namespace

FirstControls::FirstControls(Session& session, QWidget* parent)
    : QWidget(parent), session_(session), line_(new QBoxLayout(QBoxLayout::TopToBottom, this)) {
    line_->setContentsMargins(0, 0, 0, 0);
    window_ = new WindowControls(session);
    line_->addWidget(new OperationControls(session));
    line_->addWidget(window_);
    shape_ = new QLabel;
    shape_->setObjectName(QStringLiteral("title"));
    line_->addWidget(shape_);
    share_ = new QLabel;
    share_->setObjectName(QStringLiteral("quiet"));
    line_->addWidget(share_);
    connect(&session_, &Session::evaluated, this, &FirstControls::showShape);
    setDirection(QBoxLayout::TopToBottom);
}

void FirstControls::setDirection(QBoxLayout::Direction direction) {
    const bool row = direction == QBoxLayout::LeftToRight;
    line_->setDirection(direction);
    line_->setSpacing(row ? 8 : kRowGap);
    // In a row they share the width; in a column they are as high as they need, messages with all their lines.
    line_->setStretchFactor(window_, row ? 1 : 0);
    setSizePolicy(QSizePolicy::Preferred, row ? QSizePolicy::Maximum : QSizePolicy::Preferred);
    window_->setDirection(direction);
    shape_->setVisible(!row);
    share_->setVisible(!row);
}

void FirstControls::showShape() {
    const Evaluation& e = session_.rendered()->evaluation;
    shape_->setText(shapeText(e));
    share_->setText(shareText(e));
}

ControlStrip::ControlStrip(QWidget* parent)
    : QWidget(parent), line_(new QBoxLayout(QBoxLayout::LeftToRight, this)), more_(new QToolButton) {
    setObjectName(QStringLiteral("strip"));
    setAttribute(Qt::WA_StyledBackground);
    line_->setContentsMargins(8, 8, 8, 8);
    line_->setSpacing(8);
    more_->setText(tr("More"));
    more_->setToolTip(tr("More about the window, filters, gradient and display"));
    more_->setAccessibleName(tr("More controls"));
    more_->setCheckable(true);
    line_->addWidget(more_);
}

void ControlStrip::hold(FirstControls* first) {
    first->setDirection(QBoxLayout::LeftToRight);
    line_->insertWidget(0, first, 1);
}

Controls::Controls(Session& session, QWidget* parent) : QScrollArea(parent), session_(session) {
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setFixedWidth(kWidth);
    auto* body = new QWidget;
    body->setObjectName(QStringLiteral("sidebar"));
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(kSideMargin, 12, kSideMargin, 8);
    column->setSpacing(kGroupGap);
    column_ = column;
    first_ = new FirstControls(session);
    column->addWidget(first_);

    auto* more = new QWidget;
    auto* details = new WindowDetails(session);
    QVBoxLayout* rows = addColumn(more);
    rows->addWidget(details);
    rows->addWidget(new OperationDetails(session));
    auto* gradient = new GradientControls(session);
    windowMore_ = addFold(tr("More about the window"), more);
    filters_ = addFold(tr("Filter first"), new FilterControls(session));
    gradient_ = addFold(tr("Gradient"), gradient);
    display_ = addFold(tr("Display"), new DisplayControls(session));
    draw_ = addFold(tr("Draw"), new DrawBar(session));
    column->addWidget(new FactsCard(session));
    column->addStretch();
    setWidget(body);
    keepFocusInSight(*this);
    // The controls keep their width beside a scroll bar.
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, column, [column](int, int most) {
        const bool beside = most > 0;
        column->setContentsMargins(beside ? kSideMargin - 2 : kSideMargin, 12, beside ? 0 : kSideMargin, 8);
    });
    connect(gradient, &GradientControls::fileRequested, this, &Controls::gradientFileRequested);
    connect(details, &WindowDetails::squareChanged, &first_->window(), &WindowControls::setSquare);
    connect(&session_, &Session::experimentChanged, this, &Controls::showStates);
    connect(&session_, &Session::viewChanged, this, &Controls::showStates);
    connect(&session_, &Session::brushChanged, this, &Controls::showStates);
    connect(&session_, &Session::errorChanged, this, &Controls::openWhereWrong);
    showStates();
}

// What is not possible is said beside its control.
void Controls::openWhereWrong() {
    const auto isWrong = [this](const char* field) { return !session_.problemOf(field).isEmpty(); };
    if (isWrong("window.dilation") || isWrong("pool.divisor")) windowMore_->setOpen(true);
    if (isWrong("filters")) filters_->setOpen(true);
    if (isWrong("gradient")) gradient_->setOpen(true);
}

void Controls::hold(FirstControls* first) {
    first->setDirection(QBoxLayout::TopToBottom);
    column_->insertWidget(0, first);
}

Fold* Controls::addFold(const QString& title, QWidget* body) {
    auto* fold = new Fold(title, body);
    column_->addWidget(fold);
    folds_.push_back(fold);
    return fold;
}

void Controls::showStates() {
    const Experiment& e = session_.experiment();
    const auto show = [](Fold* fold, const GroupState& state) { fold->setState(state.words, state.usual); };
    show(windowMore_, stateOfWindow(e));
    show(filters_, stateOfFilters(e));
    show(gradient_, stateOfGradient(e));
    show(display_, stateOfDisplay(session_.view()));
    show(draw_, stateOfDrawing(session_.brush()));
}

}  // namespace poolscope

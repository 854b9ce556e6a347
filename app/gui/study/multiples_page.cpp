// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/multiples_page.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

#include "app/gui/view/scene_view.h"
#include "app/gui/widget/busy_bar.h"

namespace poolscope {

MultiplesPage::MultiplesPage(Session& session, const QString& name, QWidget* parent) : StudyPage(session, parent) {
    bar_ = new QHBoxLayout;
    bar_->setSpacing(10);
    bar_->addStretch(1);
    bar_->addWidget(BusyBar::of({&runner_}, tr("the study")));
    column()->addLayout(bar_);
    view_ = new SceneView(session, name);
    view_->setFocusPolicy(Qt::StrongFocus);
    view_->installEventFilter(this);
    column()->addWidget(view_, 1);
    connect(view_, &SceneView::hovered, this, [this](const Point& at) { point(focusAt(figure_, at), pinned_); });
    connect(view_, &SceneView::left, this, [this] { point(std::nullopt, pinned_); });
    connect(view_, &SceneView::clicked, this, [this](const Point& at) {
        const auto cell = focusAt(figure_, at);
        point(cell, cell);
    });
}

std::optional<FigureDraft> MultiplesPage::figureDraft() const {
    const auto& rendered = session().rendered();
    if (!rendered) return std::nullopt;
    const StudyQuestion now = question(*rendered);
    return draftOf(now, drawing_ && drawing_->question == now ? drawing_->found : nullptr);
}

void MultiplesPage::addControl(QWidget* control) {
    bar_->insertWidget(bar_->count() - 2, control);  // before the stretch and the progress
}

void MultiplesPage::follow(const Rendered&) {
    runner_.run<MultiplesDrawing>("study", workOn(session().rendered()),
                                  [this](const Result<MultiplesDrawing>& drawing) {
                                      if (!drawing) return showFailure(drawing.error());  // the pictures before stay
                                      show(*drawing);
                                  });
}

void MultiplesPage::show(const MultiplesDrawing& drawing) {
    drawing_ = drawing;
    view_->setBase([this](const Size& size, const FigureStyle& style) {
        figure_ = drawing_->layOut(size, style);
        return figure_.scene;
    });
    view_->setOverlay([this](const Size& size, const FigureStyle& style) {
        const auto lit = focus();
        return lit ? drawing_->overlay(figure_, style, *lit) : Scene{size, {}};
    });
}

void MultiplesPage::point(const std::optional<StudyFocus>& hovered, const std::optional<StudyFocus>& pinned) {
    const auto before = focus();
    hovered_ = hovered;
    pinned_ = pinned;
    if (focus() == before || !drawing_) return;
    const auto lit = focus();
    view_->setAccessibleDescription(lit ? QString::fromStdString(toText(drawing_->words(*lit))) : QString());
    view_->update();
}

bool MultiplesPage::moveBy(int key) {
    const auto lit = focus();
    const auto go = [this](const StudyFocus& to) { point(std::nullopt, to); };
    switch (key) {
        case Qt::Key_Left:
            go(moved(figure_, lit, {0, -1}));
            return true;
        case Qt::Key_Right:
            go(moved(figure_, lit, {0, 1}));
            return true;
        case Qt::Key_Up:
            go(moved(figure_, lit, {-1, 0}));
            return true;
        case Qt::Key_Down:
            go(moved(figure_, lit, {1, 0}));
            return true;
        case Qt::Key_PageDown:
            go(stepped(figure_, lit, 1));
            return true;
        case Qt::Key_PageUp:
            go(stepped(figure_, lit, -1));
            return true;
        case Qt::Key_Escape:
            point(std::nullopt, std::nullopt);
            return lit.has_value();
        default:
            return false;
    }
}

bool MultiplesPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched != view_ || figure_.areas.empty()) return Page::eventFilter(watched, event);
    const bool plain = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (plain && !(static_cast<QKeyEvent*>(event)->modifiers() & ~Qt::KeypadModifier)) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (event->type() == QEvent::KeyPress) return moveBy(key);
        // The playback has these keys where windows are played.
        if (key == Qt::Key_PageUp || key == Qt::Key_PageDown) event->accept();
        return event->isAccepted();
    }
    // Whoever comes by the keyboard sees where they are.
    if (event->type() == QEvent::FocusIn) {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        if (!focus() && (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason)) {
            point(std::nullopt, moved(figure_, std::nullopt, {}));
        }
    }
    return Page::eventFilter(watched, event);
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/multiples_page.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

#include "app/gui/view/scene_view.h"
#include "app/gui/widget/busy_bar.h"

namespace poolscope {

MultiplesPage::MultiplesPage(Session& session, const QString& name, Draw draw, QWidget* parent)
    : StudyPage(session, parent), draw_(draw) {
    bar_ = new QHBoxLayout;
    bar_->setSpacing(10);
    bar_->addStretch(1);
    bar_->addWidget(BusyBar::of({&runner_}, tr("the study")));
    column()->addLayout(bar_);
    view_ = new SceneView(session, name);
    view_->setAccessibleDescription(tr("Not yet computed"));
    view_->setFocusPolicy(Qt::StrongFocus);
    view_->installEventFilter(this);
    setHome(view_);
    column()->addWidget(view_, 1);
    canBeGivenUp(runner_);
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
    return draftOf(now, answer_ && answer_->question == now ? answer_->found : nullptr);
}

void MultiplesPage::addControl(QWidget* control) {
    bar_->insertWidget(bar_->count() - 2, control);  // before the stretch and the progress
}

std::optional<StudyQuestion> MultiplesPage::answered() const {
    return answer_ ? std::optional(answer_->question) : std::nullopt;
}

void MultiplesPage::letGo() {
    runner_.cancel();
    answer_.reset();
    figure_ = {};
    hovered_.reset();
    pinned_.reset();
    view_->setBase({});
    view_->setOverlay({});
}

// Other colours leave what was found what it is.
void MultiplesPage::follow(const Rendered& rendered) {
    const StudyQuestion now = question(rendered);
    runner_.run<Answer>(
        "study",
        [now, found = answer_ && answer_->question == now ? answer_->found : nullptr, draw = draw_,
         view = rendered.view, theme = rendered.themeName](const RunControl& run) -> Result<Answer> {
            auto kept = found;
            if (!kept) {
                auto asked = askStudy(now, run);
                if (!asked) return tl::unexpected(asked.error());
                kept = std::make_shared<const StudyResult>(std::move(*asked));
            }
            return Answer{now, kept, draw(now, kept, view, themeNamed(theme), run.stopToken())};
        },
        [this](const Result<Answer>& answer) {
            if (!answer) return showFailure(answer.error());  // the pictures before stay
            show(*answer);
        });
}

void MultiplesPage::show(const Answer& answer) {
    answer_ = answer;
    view_->setBase([this](const Size& size, const FigureStyle& style) {
        figure_ = answer_->drawing.layOut(size, style);
        return figure_.scene;
    });
    view_->setOverlay([this](const Size& size, const FigureStyle& style) {
        const auto lit = focus();
        return lit ? answer_->drawing.overlay(figure_, style, *lit) : Scene{size, {}};
    });
    describe();
    tell(answer_->drawing.sentence);
}

void MultiplesPage::point(const std::optional<StudyFocus>& hovered, const std::optional<StudyFocus>& pinned) {
    const auto before = focus();
    hovered_ = hovered;
    pinned_ = pinned;
    if (focus() == before || !answer_) return;
    describe();
    view_->update();
}

// What is lit, else what was found.
void MultiplesPage::describe() {
    const auto lit = focus();
    view_->setAccessibleDescription(lit ? QString::fromStdString(toText(answer_->drawing.words(*lit)))
                                        : answer_->drawing.sentence);
}

bool MultiplesPage::moveBy(int key) {
    const auto lit = focus();
    const auto go = [this](const StudyFocus& to) { point(std::nullopt, to); };
    switch (key) {
        case Qt::Key_Left:
            go(movedFocus(figure_, lit, {0, -1}));
            return true;
        case Qt::Key_Right:
            go(movedFocus(figure_, lit, {0, 1}));
            return true;
        case Qt::Key_Up:
            go(movedFocus(figure_, lit, {-1, 0}));
            return true;
        case Qt::Key_Down:
            go(movedFocus(figure_, lit, {1, 0}));
            return true;
        case Qt::Key_PageDown:
            go(steppedFocus(figure_, lit, 1));
            return true;
        case Qt::Key_PageUp:
            go(steppedFocus(figure_, lit, -1));
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
            point(std::nullopt, movedFocus(figure_, std::nullopt, {}));
        }
    }
    return Page::eventFilter(watched, event);
}

}  // namespace poolscope

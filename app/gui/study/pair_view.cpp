// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/pair_view.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

#include "app/gui/session/study_input.h"
#include "app/gui/view/scene_view.h"
#include "app/gui/widget/busy_bar.h"
#include "core/figure/figure.h"
#include "core/study_figure/image_words.h"

namespace poolscope {

PairView::PairView(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    const auto box = [&](const QString& name) {
        auto* made = new QSpinBox;
        made->setKeyboardTracking(false);
        made->setAccessibleName(name);
        made->setToolTip(tr("By its place in the source, counted from 0"));
        connect(made, &QSpinBox::valueChanged, this, [this] { ask(session_.rendered()); });
        row->addWidget(made);
        return made;
    };
    row->addWidget(new QLabel(tr("Image")));
    first_ = box(tr("First image"));
    row->addWidget(new QLabel(tr("beside")));
    second_ = box(tr("Second image"));
    hold_ = new QCheckBox(tr("hold the setting of the first"));
    hold_->setToolTip(tr("The first stays under the setting as it is now, the second follows the controls"));
    connect(hold_, &QCheckBox::toggled, this, &PairView::hold);
    row->addWidget(hold_);
    held_ = new QLabel;
    held_->setObjectName(QStringLiteral("quiet"));
    row->addWidget(held_, 1);
    row->addWidget(BusyBar::of({&worker_}, tr("the comparison")));
    column->addLayout(row);
    view_ = new SceneView(session, tr("Two images compared"));
    view_->setFocusPolicy(Qt::StrongFocus);
    view_->installEventFilter(this);
    view_->setMinimumHeight(220);
    column->addWidget(view_, 1);
    connect(view_, &SceneView::hovered, this, [this](const Point& at) { point(focusAt(figure_, at), pinned_); });
    connect(view_, &SceneView::left, this, [this] { point(std::nullopt, pinned_); });
    connect(view_, &SceneView::clicked, this, [this](const Point& at) {
        const auto cell = focusAt(figure_, at);
        point(cell, cell);
    });
}

void PairView::compare(std::int64_t first, std::int64_t second) {
    const auto& rendered = session_.rendered();
    if (!rendered) return;
    const auto last = static_cast<int>(rendered->source->count() - 1);
    source_ = rendered->source;
    const QSignalBlocker quietFirst(first_);
    const QSignalBlocker quietSecond(second_);
    first_->setRange(0, last);
    second_->setRange(0, last);
    first_->setValue(static_cast<int>(first));
    second_->setValue(static_cast<int>(second));
    // One image is compared with itself under another setting.
    const QSignalBlocker quietHold(hold_);
    hold_->setChecked(first == second);
    hold(first == second);
}

void PairView::hold(bool on) {
    const auto& rendered = session_.rendered();
    heldSetting_ = on && rendered ? std::optional(rendered->evaluation.experiment) : std::nullopt;
    held_->setText(heldSetting_ ? QString::fromStdString(parameterText(*heldSetting_)) : QString());
    ask(rendered);
}

void PairView::ask(const std::shared_ptr<const Rendered>& rendered) {
    if (!rendered || rendered->source->count() == 0) return;
    if (source_.lock() != rendered->source) {
        const std::int64_t here = rendered->evaluation.experiment.images.first;
        return compare(here, std::min(here + 1, rendered->source->count() - 1));
    }
    if (!isVisible()) return;
    const auto side = [rendered](const Experiment& experiment, std::int64_t place,
                                 const RunControl& run) -> Result<PairSide> {
        auto made = pairSide(
            experiment, rendered->source->images, place,
            experiment.filters == rendered->evaluation.experiment.filters ? planeInView(rendered->evaluation) : 0, run);
        if (!made) return made;
        made->name = imageName(*rendered->source, place);
        made->brief = shortImageName(*rendered->source, place);
        return made;
    };
    worker_.run<std::shared_ptr<const Made>>(
        "study",
        [side, rendered, held = heldSetting_, a = std::int64_t{first_->value()},
         b = std::int64_t{second_->value()}](const RunControl& run) -> Result<std::shared_ptr<const Made>> {
            const Experiment& now = rendered->evaluation.experiment;
            auto first = side(held.value_or(now), a, run.part(0, 0.5));
            if (!first) return tl::unexpected(first.error());
            auto second = side(now, b, run.part(0.5, 1));
            if (!second) return tl::unexpected(second.error());
            if (held && *held != now) {
                std::tie(first->setting, second->setting) = std::tuple_cat(settingsApart(*held, now));
            }
            auto made = std::make_shared<Made>();
            made->view = rendered->view;
            made->study = pairStudy(std::move(*first), std::move(*second));
            made->pictures =
                makePictures(made->study, rendered->pictures.scale, made->view, themeNamed(rendered->themeName));
            return std::shared_ptr<const Made>(std::move(made));
        },
        [this](const Result<std::shared_ptr<const Made>>& made) {
            if (!made) {
                if (made.error().where != kStopped) Q_EMIT failed(made.error());
                return;
            }
            made_ = *made;
            view_->setBase([this](const Size& size, const FigureStyle& style) {
                figure_ = layoutPair({made_->study, made_->pictures, made_->view, style}, size);
                return figure_.scene;
            });
            view_->setOverlay([this](const Size&, const FigureStyle& style) {
                return focusOverlay(figure_, {made_->study, made_->pictures, made_->view, style}, focus());
            });
        });
}

void PairView::letGo() {
    worker_.cancel();
    view_->setBase({});
    view_->setOverlay({});
    made_.reset();
    figure_ = {};
    hovered_.reset();
    pinned_.reset();
}

void PairView::point(const std::optional<StudyFocus>& hovered, const std::optional<StudyFocus>& pinned) {
    const auto before = focus();
    hovered_ = hovered;
    pinned_ = pinned;
    if (focus() == before || !made_) return;
    const auto lit = focus();
    const FigureStyle style;
    view_->setAccessibleDescription(
        lit ? QString::fromStdString(toText(pairWords({made_->study, made_->pictures, made_->view, style}, *lit)))
            : QString());
    view_->update();
}

bool PairView::moveBy(int key) {
    const auto lit = focus();
    switch (key) {
        case Qt::Key_Left:
            point(std::nullopt, movedFocus(figure_, lit, {0, -1}));
            return true;
        case Qt::Key_Right:
            point(std::nullopt, movedFocus(figure_, lit, {0, 1}));
            return true;
        case Qt::Key_Up:
            point(std::nullopt, movedFocus(figure_, lit, {-1, 0}));
            return true;
        case Qt::Key_Down:
            point(std::nullopt, movedFocus(figure_, lit, {1, 0}));
            return true;
        case Qt::Key_PageDown:
            point(std::nullopt, steppedFocus(figure_, lit, 1));
            return true;
        case Qt::Key_PageUp:
            point(std::nullopt, steppedFocus(figure_, lit, -1));
            return true;
        default:
            return false;
    }
}

bool PairView::eventFilter(QObject* watched, QEvent* event) {
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != view_ || !key || figure_.areas.empty()) return QWidget::eventFilter(watched, event);
    const int pressed = static_cast<QKeyEvent*>(event)->key();
    if (event->type() == QEvent::KeyPress) return moveBy(pressed);
    if (pressed == Qt::Key_PageUp || pressed == Qt::Key_PageDown) event->accept();
    return event->isAccepted();
}

}  // namespace poolscope

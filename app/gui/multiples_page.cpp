// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/multiples_page.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/gui/scene_view.h"

namespace poolscope {
namespace {

constexpr int kLook = 60;      // ms between looks at the progress
constexpr int kLongAfter = 4;  // looks; what is quicker never shows a bar

}  // namespace

MultiplesPage::MultiplesPage(Session& session, const QString& name, QWidget* parent) : Page(parent), session_(session) {
    setObjectName(QStringLiteral("desk"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(10);
    bar_ = new QHBoxLayout;
    bar_->setContentsMargins(0, 0, 0, 0);
    bar_->setSpacing(10);
    progressRow_ = new QWidget;
    auto* progress = new QHBoxLayout(progressRow_);
    progress->setContentsMargins(0, 0, 0, 0);
    progress->setSpacing(8);
    progress_ = new QProgressBar;
    progress_->setRange(0, 100);
    progress_->setTextVisible(false);
    progress_->setFixedSize(140, 8);
    progress_->setAccessibleName(tr("Progress of the study"));
    auto* cancel = new QToolButton;
    cancel->setText(tr("Cancel"));
    cancel->setAccessibleName(tr("Cancel the study"));
    cancel->setToolTip(tr("Keep the pictures as they are"));
    progress->addWidget(progress_);
    progress->addWidget(cancel);
    progressRow_->hide();
    bar_->addStretch(1);
    bar_->addWidget(progressRow_);
    column->addLayout(bar_);
    notice_ = new QLabel;
    notice_->setObjectName(QStringLiteral("notice"));
    notice_->setWordWrap(true);
    notice_->hide();
    column->addWidget(notice_);
    view_ = new SceneView(session, name);
    view_->setFocusPolicy(Qt::StrongFocus);
    view_->installEventFilter(this);
    column->addWidget(view_, 1);

    connect(cancel, &QToolButton::clicked, this, [this] { runner_.cancel(); });
    connect(&runner_, &StudyRunner::busyChanged, this, [this] {
        looks_ = 0;
        timer_.start(kLook);
    });
    connect(&timer_, &QTimer::timeout, this, &MultiplesPage::showProgress);
    connect(&session_, &Session::evaluated, this, &MultiplesPage::refresh);
    connect(&session_, &Session::errorChanged, this, &MultiplesPage::showMessage);
    connect(view_, &SceneView::hovered, this, [this](const Point& at) { point(focusAt(figure_, at), pinned_); });
    connect(view_, &SceneView::left, this, [this] { point(std::nullopt, pinned_); });
    connect(view_, &SceneView::clicked, this, [this](const Point& at) {
        const auto cell = focusAt(figure_, at);
        point(cell, cell);
    });
    showMessage();
}

FigureMaker MultiplesPage::figureMaker() const {
    return drawing_ ? drawing_->file : FigureMaker{};
}

void MultiplesPage::addControl(QWidget* control) {
    bar_->insertWidget(bar_->count() - 2, control);  // before the stretch and the progress
}

void MultiplesPage::refresh() {
    stale_ = true;
    if (isVisible()) start();
}

void MultiplesPage::showEvent(QShowEvent*) {
    if (stale_) start();
}

void MultiplesPage::start() {
    if (!session_.rendered()) return;
    stale_ = false;
    runner_.run<MultiplesDrawing>(workOn(session_.rendered()),
                                  [this](const Result<MultiplesDrawing>& result) { accept(result); });
}

void MultiplesPage::accept(const Result<MultiplesDrawing>& result) {
    error_.reset();
    if (!result) error_ = result.error();
    showMessage();
    if (!result) return;  // the pictures before stay
    drawing_ = *result;
    view_->setBase([this](const Size& size, const FigureStyle& style) {
        figure_ = drawing_->layOut(size, style);
        return figure_.scene;
    });
    view_->setOverlay([this](const Size& size, const FigureStyle& style) {
        const auto lit = focus();
        return lit ? drawing_->overlay(figure_, style, *lit) : Scene{size, {}};
    });
}

// What is wrong with the setting is said wherever the user looks.
void MultiplesPage::showMessage() {
    QString message;
    if (!session_.rendered() && !session_.error()) message = tr("There is no picture yet: open or draw one.");
    const std::optional<Error>& error = session_.error() ? session_.error() : error_;
    if (error) {
        message = tr("Not possible: %1.").arg(QString::fromStdString(error->message));
        if (drawing_) message += QLatin1Char(' ') + tr("The pictures show the last setting that was.");
    }
    notice_->setText(message);
    notice_->setVisible(!message.isEmpty());
}

void MultiplesPage::showProgress() {
    if (!runner_.busy()) {
        timer_.stop();
        progressRow_->hide();
        return;
    }
    progress_->setValue(static_cast<int>(runner_.progress() * 100));
    progressRow_->setVisible(++looks_ >= kLongAfter);
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/found_view.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <cmath>

#include "app/gui/view/canvas.h"
#include "app/gui/view/scene_view.h"
#include "app/gui/widget/busy_bar.h"
#include "core/study_figure/image_sheet.h"

namespace poolscope {
namespace {

Result<TileSheet> sheetOf(const StudyQuestion& question, const StudyResult& result, const Rendered& rendered,
                          const RunControl& run) {
    if (const auto* pairs = std::get_if<CollisionStudy>(&result)) {
        return collisionTiles(question, *pairs, rendered.view, rendered.themeName, run);
    }
    return meanTiles(question, std::get<MeansResult>(result), rendered.view, rendered.themeName, run);
}

}  // namespace

FoundView::FoundView(Session& session, const QString& name, const QString& tip, QWidget* parent)
    : QWidget(parent), session_(session) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    bar_ = new QHBoxLayout;
    bar_->setSpacing(8);
    bar_->addStretch(1);
    bar_->addWidget(BusyBar::of({&asking_, &drawing_}, name));
    again_ = new QPushButton(tr("Compute"));
    again_->setToolTip(tr("Compute what this view shows for the setting as it is"));
    again_->hide();
    bar_->addWidget(again_);
    connect(again_, &QPushButton::clicked, this, [this] { found_ ? draw() : find(); });
    for (Worker* worker : {&asking_, &drawing_}) connect(worker, &Worker::cancelled, again_, &QWidget::show);
    column->addLayout(bar_);
    sheet_ = new SceneView(session, name);
    sheet_->setToolTip(tip);
    sheet_->setOverlay([this](const Size& size, const FigureStyle& style) {
        Scene scene{size, {}};
        if (!pointed_ || *pointed_ >= places_.size()) return scene;
        constexpr double kBeyond = 4;
        const Rect& r = places_[*pointed_];
        const Rect frame{r.x - kBeyond, r.y - kBeyond, r.width + 2 * kBeyond, r.height + 2 * kBeyond};
        scene.marks.emplace_back(RectMark{frame, std::nullopt, Stroke{style.theme().primary, 2}});
        return scene;
    });
    connect(sheet_, &SceneView::hovered, this, [this](const Point& at) { point(tileAt(at)); });
    connect(sheet_, &SceneView::left, this, [this] { point({}); });
    connect(sheet_, &SceneView::clicked, this, [this](const Point& at) {
        if (const auto tile = tileAt(at)) Q_EMIT chosen(tiles_->tiles[*tile].images);
    });
    scroll_ = new QScrollArea;
    scroll_->setObjectName(QStringLiteral("contactSheet"));
    scroll_->setWidgetResizable(true);
    scroll_->setFocusPolicy(Qt::TabFocus);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setWidget(sheet_);
    scroll_->viewport()->setObjectName(QStringLiteral("cards"));
    scroll_->viewport()->setStyleSheet(QStringLiteral("#cards { background: transparent; }"));
    scroll_->setAccessibleName(name);
    scroll_->setAccessibleDescription(tr("Small pictures before and after; the arrow keys scroll"));
    column->addWidget(scroll_, 1);
}

void FoundView::addControl(QWidget* control) {
    bar_->insertWidget(controls_++, control);
}

std::shared_ptr<const StudyResult> FoundView::answerTo(const StudyQuestion& question) const {
    return question_ && askTheSameOfAll(*question_, question) ? found_ : nullptr;
}

void FoundView::ask(const StudyQuestion& question, const std::shared_ptr<const Rendered>& rendered) {
    const bool isNew = !question_ || !askTheSameOfAll(*question_, question);
    const bool isSeen = !isNew && question_ == question && rendered_ == rendered;
    question_ = question;
    rendered_ = rendered;
    if (isNew) {
        found_.reset();
        clear();
        return find();
    }
    if (found_ && !isSeen) draw();
    // What failed fails again, and that is said again; what was given up is for the user to begin.
    if (!found_ && again_->isHidden() && !asking_.busy()) find();
}

void FoundView::find() {
    drawing_.cancel();
    again_->hide();
    asking_.run<std::shared_ptr<const StudyResult>>(
        "study",
        [question = *question_](const RunControl& run) -> Result<std::shared_ptr<const StudyResult>> {
            auto asked = askStudy(question, run);
            if (!asked) return tl::unexpected(asked.error());
            return std::make_shared<const StudyResult>(std::move(*asked));
        },
        [this](const Result<std::shared_ptr<const StudyResult>>& found) {
            if (!found) {
                if (found.error().where != kStopped) Q_EMIT failed(found.error());
                return;
            }
            found_ = *found;
            draw();
        });
}

// In the colours of the picture that was seen last; the old sheet stays until this one is there.
void FoundView::draw() {
    again_->hide();
    drawing_.run<TileSheet>(
        "study",
        [question = *question_, found = found_, rendered = rendered_](const RunControl& run) {
            return sheetOf(question, *found, *rendered, run.stopToken());
        },
        [this](const Result<TileSheet>& made) {
            if (!made) {
                if (made.error().where != kStopped) Q_EMIT failed(made.error());
                return;
            }
            tiles_ = std::make_shared<const TileSheet>(*made);
            places_.clear();
            sheet_->setAccessibleDescription(QString::fromStdString(made->head.title + ". " + made->head.note));
            sheet_->setHeightForWidth([this, tiles = tiles_](int width) {
                return static_cast<int>(std::ceil(drawn(*tiles, width, screenStyle(session_), nullptr).size.height));
            });
            sheet_->setBase([this, tiles = tiles_](const Size& size, const FigureStyle& style) {
                places_.clear();
                return drawn(*tiles, size.width, style, &places_);
            });
        });
}

// The tiles fill what is seen of them; where they would be too small for that, they scroll.
Scene FoundView::drawn(const TileSheet& tiles, double width, const FigureStyle& style,
                       std::vector<Rect>* places) const {
    return drawTiles(tiles, width, style, scroll_->viewport()->height(), places, kLeastScrolled);
}

std::optional<std::size_t> FoundView::tileAt(const Point& at) const {
    for (std::size_t i = 0; i < places_.size(); ++i) {
        if (places_[i].contains(at) && !tiles_->tiles[i].images.empty()) return i;
    }
    return std::nullopt;
}

void FoundView::point(std::optional<std::size_t> tile) {
    if (tile == pointed_) return;
    pointed_ = tile;
    sheet_->setCursor(tile ? Qt::PointingHandCursor : Qt::ArrowCursor);
    sheet_->update();
}

void FoundView::clear() {
    tiles_.reset();
    places_.clear();
    point({});
    sheet_->setBase({});
    sheet_->setHeightForWidth({});
}

QWidget& FoundView::home() const {
    return *scroll_;
}

void FoundView::letGo() {
    asking_.cancel();
    drawing_.cancel();
    again_->hide();
    question_.reset();
    rendered_.reset();
    found_.reset();
    clear();
}

}  // namespace poolscope

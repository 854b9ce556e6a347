// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/found_view.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>
#include <cmath>

#include "app/gui/view/canvas.h"
#include "app/gui/view/scene_view.h"
#include "app/gui/widget/busy_bar.h"
#include "core/study_figure/image_sheet.h"

namespace poolscope {
namespace {

struct Found {
    std::shared_ptr<const StudyResult> result;
    TileSheet sheet;
};

Result<TileSheet> sheetOf(const StudyQuestion& question, const StudyResult& result, const Rendered& rendered,
                          const RunControl& run) {
    if (const auto* pairs = std::get_if<CollisionStudy>(&result)) {
        return collisionTiles(question, *pairs, rendered.view, rendered.themeName, run);
    }
    return meanTiles(question, std::get<MeansResult>(result), rendered.view, rendered.themeName, run);
}

}  // namespace

FoundView::FoundView(Session& session, const QString& name, QWidget* parent) : QWidget(parent), session_(session) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    bar_ = new QHBoxLayout;
    bar_->setSpacing(8);
    bar_->addStretch(1);
    bar_->addWidget(BusyBar::of({&worker_}, name));
    column->addLayout(bar_);
    sheet_ = new SceneView(session, name);
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("contactSheet"));
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::TabFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(sheet_);
    scroll->viewport()->setObjectName(QStringLiteral("cards"));
    scroll->viewport()->setStyleSheet(QStringLiteral("#cards { background: transparent; }"));
    scroll->setAccessibleName(name);
    scroll->setAccessibleDescription(tr("Small pictures before and after; the arrow keys scroll"));
    column->addWidget(scroll, 1);
}

void FoundView::addControl(QWidget* control) {
    bar_->insertWidget(bar_->count() - 2, control);  // before the stretch and the progress
}

std::shared_ptr<const StudyResult> FoundView::answerTo(const StudyQuestion& question) const {
    return question_ == question ? found_ : nullptr;
}

void FoundView::ask(const StudyQuestion& question, const std::shared_ptr<const Rendered>& rendered) {
    if (question_ != question) {
        found_.reset();
        sheet_->setBase({});
        sheet_->setHeightForWidth({});
    }
    question_ = question;
    worker_.run<Found>(
        "study",
        [question, rendered, found = found_](const RunControl& run) -> Result<Found> {
            auto result = found;
            if (!result) {
                auto asked = askStudy(question, run);
                if (!asked) return tl::unexpected(asked.error());
                result = std::make_shared<const StudyResult>(std::move(*asked));
            }
            auto sheet = sheetOf(question, *result, *rendered, run.stopToken());
            if (!sheet) return tl::unexpected(sheet.error());
            return Found{result, std::move(*sheet)};
        },
        [this](const Result<Found>& found) {
            if (!found) {
                if (found.error().where != kStopped) Q_EMIT failed(found.error());
                return;
            }
            found_ = found->result;
            const auto draw = [sheet = found->sheet](double width, const FigureStyle& style) {
                return drawTiles(sheet, width, style);
            };
            sheet_->setAccessibleDescription(
                QString::fromStdString(found->sheet.head.title + ". " + found->sheet.head.note));
            sheet_->setHeightForWidth([this, draw](int width) {
                return static_cast<int>(std::ceil(draw(width, screenStyle(session_)).size.height));
            });
            sheet_->setBase([draw](const Size& size, const FigureStyle& style) { return draw(size.width, style); });
        });
}

void FoundView::letGo() {
    worker_.cancel();
    question_.reset();
    found_.reset();
    sheet_->setBase({});
    sheet_->setHeightForWidth({});
}

}  // namespace poolscope

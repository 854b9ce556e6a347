// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panel_board.h"

#include <QLabel>
#include <algorithm>

#include "core/figure/loupe.h"

namespace poolscope {
namespace {

constexpr int kGap = 10;
constexpr int kLoupeHeight = 104;
constexpr int kLeastAlgorithm = 226;
constexpr int kLeastInRow = 225;  // narrower panels stand two by two

}  // namespace

PanelBoard::PanelBoard(Session& session, QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("desk"));
    for (std::size_t i = 0; i < canvases_.size(); ++i) {
        canvases_[i] = new PanelCanvas(session, static_cast<PanelKind>(i), this);
    }
    loupe_ = new SceneCard(session, tr("Focused window"), &poolscope::loupe, this);
    algorithm_ = new SceneCard(session, tr("The algorithm"), &poolscope::algorithm, this);
    notice_ = new QLabel(this);
    notice_->setObjectName(QStringLiteral("notice"));
    notice_->setWordWrap(true);
    notice_->hide();
    setMinimumSize(420, 420);
}

void PanelBoard::showNotice(const QString& message) {
    notice_->setText(message);
    notice_->setVisible(!message.isEmpty());
    arrange();
}

void PanelBoard::resizeEvent(QResizeEvent*) {
    arrange();
}

// Four in a row where they stay large enough, two by two otherwise. The algorithm gets what is left below, if anything.
void PanelBoard::arrange() {
    int top = kGap;
    const int inner = width() - 2 * kGap;
    if (notice_->isVisibleTo(this)) {
        const int noticeHeight = notice_->heightForWidth(inner);
        notice_->setGeometry(kGap, top, inner, noticeHeight);
        top += noticeHeight + kGap;
    }
    const int rowWidth = (inner - 3 * kGap) / 4;
    const bool inRow = rowWidth >= kLeastInRow;
    const int columns = inRow ? 4 : 2;
    const int panelWidth = (inner - (columns - 1) * kGap) / columns;
    const int rows = inRow ? 1 : 2;
    const int room = height() - top - kLoupeHeight - 2 * kGap;
    int panelHeight = std::min(canvases_[0]->heightForWidth(panelWidth), (room - (rows - 1) * kGap) / rows);
    const int left = room - rows * panelHeight - (rows - 1) * kGap - kGap;
    const bool withAlgorithm = left >= kLeastAlgorithm;
    if (!withAlgorithm) panelHeight = (room - (rows - 1) * kGap) / rows;
    for (int i = 0; i < 4; ++i) {
        canvases_[static_cast<std::size_t>(i)]->setGeometry(kGap + (i % columns) * (panelWidth + kGap),
                                                            top + (i / columns) * (panelHeight + kGap), panelWidth,
                                                            panelHeight);
    }
    top += rows * (panelHeight + kGap);
    loupe_->setGeometry(kGap, top, inner, kLoupeHeight);
    top += kLoupeHeight + kGap;
    algorithm_->setVisible(withAlgorithm);
    if (withAlgorithm) algorithm_->setGeometry(kGap, top, inner, height() - top - kGap);
}

}  // namespace poolscope

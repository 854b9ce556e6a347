// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panel_board.h"

#include <QLabel>
#include <algorithm>

#include "core/figure/loupe.h"

namespace poolscope {
namespace {

constexpr int kGap = 10;
constexpr int kLoupe = 104;
constexpr int kTallLoupe = 126;
constexpr int kLeastBoard = 700;  // narrower boards give the loupe a line more
constexpr int kLeastAlgorithm = 226;
constexpr int kLeastInRow = 225;  // narrower panels stand two by two

}  // namespace

PanelBoard::PanelBoard(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
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
    connect(&session_, &Session::evaluated, this, &PanelBoard::arrange);
}

void PanelBoard::showNotice(const QString& message) {
    notice_->setText(message);
    notice_->setVisible(!message.isEmpty());
    arrange();
}

void PanelBoard::resizeEvent(QResizeEvent*) {
    arrange();
}

// Four in a row where they stay large enough, two by two otherwise; filters before the pooling get a row of their own
// above. The algorithm gets what is left below, if anything.
void PanelBoard::arrange() {
    int top = kGap;
    const int inner = width() - 2 * kGap;
    if (notice_->isVisibleTo(this)) {
        const int noticeHeight = notice_->heightForWidth(inner);
        notice_->setGeometry(kGap, top, inner, noticeHeight);
        top += noticeHeight + kGap;
    }
    const bool filtered = session_.rendered() && session_.rendered()->evaluation.filter;
    const bool narrow = inner < kLeastBoard;
    const int loupeHeight = narrow ? kTallLoupe : kLoupe;
    const int columns = filtered || (inner - 3 * kGap) / 4 >= kLeastInRow ? 4 : 2;
    const int rows = filtered || columns == 2 ? 2 : 1;
    const int panelWidth = (inner - (columns - 1) * kGap) / columns;
    const int room = height() - top - loupeHeight - 2 * kGap;
    int panelHeight = std::min(canvases_[0]->heightForWidth(panelWidth), (room - (rows - 1) * kGap) / rows);
    const int left = room - rows * panelHeight - (rows - 1) * kGap - kGap;
    const bool withAlgorithm = left >= kLeastAlgorithm;
    if (!withAlgorithm) panelHeight = (room - (rows - 1) * kGap) / rows;

    constexpr std::array kPooling{PanelKind::Input, PanelKind::Patches, PanelKind::Output, PanelKind::Gradient};
    constexpr std::array kBefore{PanelKind::Image, PanelKind::Kernel, PanelKind::Response, PanelKind::ReluMask};
    for (const PanelKind kind : kBefore) {
        canvas(kind).setVisible(filtered && hasPanel(session_.rendered()->evaluation, kind));
    }
    int place = 0;
    const auto put = [&](PanelKind kind) {
        canvas(kind).setGeometry(kGap + (place % columns) * (panelWidth + kGap),
                                 top + (place / columns) * (panelHeight + kGap), panelWidth, panelHeight);
        ++place;
    };
    if (filtered) std::for_each(kBefore.begin(), kBefore.end(), put);
    std::for_each(kPooling.begin(), kPooling.end(), put);
    top += rows * (panelHeight + kGap);
    loupe_->setGeometry(kGap, top, inner, loupeHeight);
    top += loupeHeight + kGap;
    algorithm_->setVisible(withAlgorithm);
    if (withAlgorithm) algorithm_->setGeometry(kGap, top, inner, height() - top - kGap);
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widget/tab_focus.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QApplication>
#include <QComboBox>
#include <QScrollArea>
#include <algorithm>

namespace poolscope {
namespace {

constexpr int kBeside = 8;  // pixels above and below what is scrolled to

}  // namespace

void takeFocusByTabOnly(QWidget& bar) {
    for (QWidget* each : bar.findChildren<QWidget*>()) {
        const bool keyed = qobject_cast<QAbstractSlider*>(each) || qobject_cast<QAbstractButton*>(each) ||
                           qobject_cast<QComboBox*>(each) || qobject_cast<QAbstractItemView*>(each);
        if (keyed && each->focusPolicy() != Qt::NoFocus) each->setFocusPolicy(Qt::TabFocus);
    }
}

void keepFocusInSight(QScrollArea& area) {
    QObject::connect(qApp, &QApplication::focusChanged, &area, [&area](QWidget*, QWidget* now) {
        if (!now || !area.widget() || !area.widget()->isAncestorOf(now)) return;
        if (now->height() <= area.viewport()->height()) return area.ensureWidgetVisible(now, 0, kBeside);
        // Of what is higher than the view the beginning is enough.
        const QPoint top = now->mapTo(area.widget(), QPoint(0, 0));
        area.ensureVisible(top.x(), top.y(), 0, kBeside);
    });
}

void orderTabs(const std::vector<QWidget*>& bars) {
    std::vector<QWidget*> stops;
    for (const QWidget* bar : bars) {
        for (QWidget* next = bar->nextInFocusChain(); next != bar; next = next->nextInFocusChain()) {
            const bool isStop = (next->focusPolicy() & Qt::TabFocus) != 0 && !next->focusProxy();
            const bool isNew = std::find(stops.begin(), stops.end(), next) == stops.end();
            if (isStop && isNew && bar->isAncestorOf(next)) stops.push_back(next);
        }
    }
    for (std::size_t i = 1; i < stops.size(); ++i) QWidget::setTabOrder(stops[i - 1], stops[i]);
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/action/icons.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace poolscope {
namespace {

QPixmap drawn(QByteArray svg, const Colour& colour, int side, double opacity = 1) {
    svg.replace("currentColor", QByteArray::fromStdString(toHex(colour)));
    QSvgRenderer renderer(svg);
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setOpacity(opacity);
    renderer.render(&painter);
    return pixmap;
}

}  // namespace

QIcon themedIcon(const QString& name, ThemeName themeName) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) return {};
    const QByteArray svg = file.readAll();
    const Theme& t = theme(themeName);
    QIcon icon;
    for (const int side : {16, 20, 24, 32, 48}) {  // screens of one, 1.25, 1.5, two and three pixels to a point
        icon.addPixmap(drawn(svg, t.text, side), QIcon::Normal, QIcon::Off);
        icon.addPixmap(drawn(svg, t.onPrimary, side), QIcon::Normal, QIcon::On);
        icon.addPixmap(drawn(svg, t.quiet, side, 0.55), QIcon::Disabled, QIcon::Off);
        icon.addPixmap(drawn(svg, t.quiet, side, 0.55), QIcon::Disabled, QIcon::On);
    }
    return icon;
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/action/icons.h"

#include <QBuffer>
#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>
#include <array>

namespace poolscope {
namespace {

// Sides in pixels: screens of one, 1.25, 1.5, two and three pixels to a point.
constexpr std::array<int, 5> kSides{16, 20, 24, 32, 48};

QByteArray drawing(const QString& name) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QPixmap drawn(const QByteArray& svg, int side, double opacity = 1) {
    QSvgRenderer renderer(svg);
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setOpacity(opacity);
    renderer.render(&painter);
    return pixmap;
}

QPixmap drawnIn(const Colour& colour, QByteArray svg, int side, double opacity = 1) {
    return drawn(svg.replace("currentColor", QByteArray::fromStdString(toHex(colour))), side, opacity);
}

}  // namespace

// Qt's own way from an SVG file to an icon is a plugin that need not be there.
QIcon programIcon() {
    const QByteArray svg = drawing(QStringLiteral("poolscope"));
    QIcon icon;
    for (const int side : kIconSides) icon.addPixmap(drawn(svg, side));
    return icon;
}

QByteArray programIconPng(int side) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    drawn(drawing(QStringLiteral("poolscope")), side).save(&buffer, "PNG");
    return bytes;
}

QIcon themedIcon(const QString& name, ThemeName themeName) {
    const QByteArray svg = drawing(name);
    if (svg.isEmpty()) return {};
    const Theme& t = themeNamed(themeName);
    QIcon icon;
    for (const int side : kSides) {
        icon.addPixmap(drawnIn(t.text, svg, side), QIcon::Normal, QIcon::Off);
        icon.addPixmap(drawnIn(t.onPrimary, svg, side), QIcon::Normal, QIcon::On);
        icon.addPixmap(drawnIn(t.quiet, svg, side, 0.55), QIcon::Disabled, QIcon::Off);
        icon.addPixmap(drawnIn(t.quiet, svg, side, 0.55), QIcon::Disabled, QIcon::On);
    }
    return icon;
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// What the style sheet would need images for: its only sharp ones, SVG, are read by a plugin that need not be there.
#pragma once

#include <QProxyStyle>

namespace poolscope {

// Fusion, with check boxes and combo boxes drawn here, in the colours of the palette, and spin boxes of one size in all
// versions of Qt.
class WidgetStyle final : public QProxyStyle {
  public:
    WidgetStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                         const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returned) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                           const QWidget* widget) const override;
};

}  // namespace poolscope

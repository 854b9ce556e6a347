// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widget/widget_style.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

namespace poolscope {
namespace {

constexpr int kBoxRadius = 4;     // of a check box
constexpr int kFieldRadius = 5;   // of a combo box, as of the other fields in the style sheet
constexpr int kFieldHeight = 19;  // at least, within the margins
constexpr int kArrowRoom = 20;
constexpr QMargins kFieldMargins(6, 3, 6, 3);

bool isOn(const QStyleOption& option, QStyle::StateFlag flag) {
    return option.state.testFlag(flag);
}

// One pixel of `line` around `fill`, sharp on the pixels of the screen.
void drawFrame(QPainter& painter, const QRect& place, int radius, const QColor& fill, const QColor& line) {
    painter.setPen(QPen(line, 1));
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5);
}

// A line through the points, which are given from the centre.
void drawStroke(QPainter& painter, QPointF centre, const QPolygonF& points, const QColor& colour, double width) {
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(points.translated(centre));
}

void drawCheckBox(QPainter& painter, const QStyleOption& option) {
    const QPalette& p = option.palette;
    const bool enabled = isOn(option, QStyle::State_Enabled);
    const bool mixed = isOn(option, QStyle::State_NoChange);
    const bool filled = enabled && (mixed || isOn(option, QStyle::State_On));
    drawFrame(painter, option.rect, kBoxRadius,
              filled ? p.color(QPalette::Highlight) : p.color(enabled ? QPalette::Button : QPalette::Window),
              filled    ? p.color(QPalette::Highlight)
              : enabled ? p.color(QPalette::Dark)
                        : p.color(QPalette::Mid));
    const QColor ink = p.color(enabled ? QPalette::HighlightedText : QPalette::Dark);
    const QPointF centre = QRectF(option.rect).center();
    if (mixed) {
        drawStroke(painter, centre, {{-3.5, 0}, {3.5, 0}}, ink, 2);
    } else if (isOn(option, QStyle::State_On)) {
        drawStroke(painter, centre, {{-4, 0.4}, {-1, 3.2}, {4, -2.6}}, ink, 2);
    }
}

void drawComboBox(QPainter& painter, const QStyleOptionComboBox& option, const QRect& arrow) {
    const QPalette& p = option.palette;
    const bool enabled = isOn(option, QStyle::State_Enabled);
    drawFrame(painter, option.rect, kFieldRadius, p.color(enabled ? QPalette::Button : QPalette::Window),
              p.color(isOn(option, QStyle::State_HasFocus) ? QPalette::Highlight : QPalette::Mid));
    drawStroke(painter, QRectF(arrow).center(), {{-3, -1.4}, {0, 1.8}, {3, -1.4}}, p.color(QPalette::Dark), 1.4);
}

}  // namespace

WidgetStyle::WidgetStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void WidgetStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                const QWidget* widget) const {
    if (element != PE_IndicatorCheckBox) return QProxyStyle::drawPrimitive(element, option, painter, widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    drawCheckBox(*painter, *option);
    painter->restore();
}

void WidgetStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                     const QWidget* widget) const {
    const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (control != CC_ComboBox || !box) return QProxyStyle::drawComplexControl(control, option, painter, widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    drawComboBox(*painter, *box, proxy()->subControlRect(CC_ComboBox, box, SC_ComboBoxArrow, widget));
    painter->restore();
}

QRect WidgetStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                  const QWidget* widget) const {
    QRect place = option->rect;
    if (control == CC_ComboBox && part == SC_ComboBoxArrow) {
        place.setLeft(place.right() + 1 - kArrowRoom);
        return visualRect(option->direction, option->rect, place);
    }
    if (control == CC_ComboBox && part == SC_ComboBoxEditField) {
        // Fusion draws the text one pixel within.
        place = place.marginsRemoved(kFieldMargins).adjusted(-1, 0, 1 - kArrowRoom, 0);
        return visualRect(option->direction, option->rect, place);
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

// A click on the groove of a slider goes there.
int WidgetStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                           QStyleHintReturn* returned) const {
    if (hint == SH_Slider_AbsoluteSetButtons) return Qt::LeftButton;
    return QProxyStyle::styleHint(hint, option, widget, returned);
}

QSize WidgetStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                                    const QWidget* widget) const {
    if (type == CT_SpinBox) return contents;  // newer versions of Qt add Fusion's frame to that of the style sheet
    if (type != CT_ComboBox) return QProxyStyle::sizeFromContents(type, option, contents, widget);
    return contents.expandedTo({0, kFieldHeight}).grownBy(kFieldMargins) + QSize(kArrowRoom, 0);
}

}  // namespace poolscope

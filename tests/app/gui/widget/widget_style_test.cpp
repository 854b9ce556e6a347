// SPDX-License-Identifier: GPL-3.0-or-later
// What the widgets look like by the style and the style sheet together.
#include "app/gui/widget/widget_style.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QImage>
#include <QLineEdit>
#include <QSpinBox>

#include "app/gui/widget/style.h"

namespace poolscope {
namespace {

class WidgetLook : public testing::TestWithParam<ThemeName> {
  protected:
    void SetUp() override {
        QApplication::setStyle(new WidgetStyle);
        applyTheme(*qApp, GetParam());
    }

    static QImage look(QWidget& widget) {
        widget.ensurePolished();
        widget.resize(widget.sizeHint());
        return widget.grab().toImage();
    }
    static int count(const QImage& image, const QRect& place, const Colour& colour) {
        int found = 0;
        for (int y = place.top(); y <= place.bottom(); ++y) {
            for (int x = place.left(); x <= place.right(); ++x) found += image.pixelColor(x, y) == toQt(colour);
        }
        return found;
    }
    const Theme& theme_ = themeNamed(GetParam());
};

// Its reader is a plugin of Qt's that need not be installed.
TEST_P(WidgetLook, TheStyleSheetNamesNoImage) {
    EXPECT_FALSE(qApp->styleSheet().contains(QStringLiteral("url(")));
}

TEST_P(WidgetLook, ACheckBoxShowsItsTick) {
    const QRect box(0, 0, 16, 30);
    QCheckBox check(QStringLiteral("ceil mode"));
    EXPECT_EQ(count(look(check), box, theme_.primary), 0);
    check.setChecked(true);
    EXPECT_GT(count(look(check), box, theme_.primary), 100);
    EXPECT_GT(count(look(check), box, theme_.onPrimary), 4);
    check.setEnabled(false);
    EXPECT_EQ(count(look(check), box, theme_.primary), 0);
    EXPECT_GT(count(look(check), box, theme_.quiet), 4);
}

TEST_P(WidgetLook, AComboBoxShowsItsArrow) {
    QComboBox combo;
    combo.addItem(QStringLiteral("ones"));
    const QImage image = look(combo);
    // Its slanting lines are of mixed colours.
    const QRect arrow(image.width() - 18, 4, 14, image.height() - 8);
    EXPECT_LT(count(image, arrow, theme_.control), arrow.width() * arrow.height() - 8);
    EXPECT_EQ(count(image, QRect(image.width() - 30, 4, 10, 4), theme_.control), 40)
        << "what is not the arrow is plain";
}

TEST_P(WidgetLook, FieldsAreOfOneHeight) {
    QComboBox combo;
    QSpinBox spin;
    QDoubleSpinBox real;
    QLineEdit line;
    for (QWidget* field : std::initializer_list<QWidget*>{&combo, &spin, &real, &line}) {
        EXPECT_EQ(look(*field).height(), 25) << field->metaObject()->className();
    }
}

INSTANTIATE_TEST_SUITE_P(Themes, WidgetLook, testing::Values(ThemeName::Light, ThemeName::Dark));

}  // namespace
}  // namespace poolscope

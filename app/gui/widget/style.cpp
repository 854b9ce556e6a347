// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widget/style.h"

#include <QApplication>
#include <QFont>
#include <QGuiApplication>
#include <QStyleHints>
#include <utility>

namespace poolscope {
namespace {

// @role is replaced by the colour of that role. Check boxes and combo boxes are drawn by WidgetStyle.
constexpr const char* kSheet = R"(
QWidget { color: @text; font-family: Inter; font-size: 9.75pt; }
QMainWindow, QWidget#desk { background: @desk; }
QWidget#sidebar { background: @sidebar; }
QWidget#strip { background: @sidebar; border-bottom: 1px solid @line; }
QScrollArea, QScrollArea > QWidget > QWidget#sidebar { border: none; background: @sidebar; }
QScrollArea#deskScroll { background: @desk; }
QScrollArea#contactSheet { border: 2px solid transparent; border-radius: 7px; background: transparent; }
QScrollArea#contactSheet:focus { border-color: @primary; }
QWidget#sourceBar { border-right: 1px solid @line; }
QFrame#rule { background: @line; border: none; }
QMenuBar { background: @sidebar; padding: 2px 4px; }
QMenuBar::item { padding: 4px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @card; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: @primary; color: @onPrimary; }
QMenu::item:disabled { color: @quiet; }
QMenu::item:disabled:selected { background: @hover; }
QMenu::separator { height: 1px; background: @line; margin: 4px 6px; }
QToolBar { background: @sidebar; border: none; border-bottom: 1px solid @line; padding: 5px 8px; spacing: 6px; }
QToolBar::separator { background: @line; width: 1px; margin: 4px 6px; }
QToolBar QToolButton { padding: 4px 8px; }
QToolBar QToolButton[segment] { padding: 4px 7px; }
QTabBar#pages { background: @desk; }
QTabBar#pages::tab { background: transparent; color: @quiet; padding: 5px 12px 4px 12px; margin: 1px 0 0 0; border: none; border-bottom: 2px solid transparent; }
QTabBar#pages::tab:first { margin-left: 4px; }
QTabBar#pages::tab:hover { color: @text; }
QTabBar#pages::tab:selected { color: @primary; font-weight: 600; border-bottom: 2px solid @primary; }
QTabBar#pages::tab:selected:focus { border: 2px solid @primary; border-radius: 4px; padding: 3px 10px 4px 10px; }
QStatusBar { background: @sidebar; border-top: 1px solid @line; color: @quiet; }
QStatusBar QLabel { color: @quiet; padding: 2px 6px; }
QStatusBar::item { border: none; }
QFrame#palette { background: @card; border: 1px solid @line; border-radius: 10px; }
QLineEdit#paletteLine { font-size: 11pt; padding: 4px 10px; min-height: 26px; border-radius: 6px; }
QLabel#paletteHint { color: @quiet; font-size: 11pt; }
QLabel#key { background: @control; border: 1px solid @line; border-bottom-width: 2px; border-radius: 4px; padding: 0 6px; min-width: 10px; min-height: 18px; }
QDialog { background: @card; }
QDialogButtonBox, QMessageBox { button-layout: 3; }
QWidget#preview { background: @desk; border: 1px solid @line; border-radius: 8px; }
QScrollArea#formScroll, QScrollArea#formScroll > QWidget > QWidget { background: @card; }
QToolTip { background: @card; color: @text; border: 1px solid @line; padding: 4px 6px; }
QLabel#section { color: @quiet; font-weight: 600; font-size: 8.5pt; letter-spacing: 0.5px; }
QLabel#title { font-weight: 600; }
QLabel#quiet { color: @quiet; }
QLabel#error { color: @error; }
QLabel#facts { color: @quiet; font-size: 9pt; }
QLabel#notice, QFrame#notice { background: @card; border: 1px solid @error; border-radius: 6px; }
QLabel#notice { padding: 8px 10px; color: @error; }
QFrame#notice QLabel { color: @error; }
QFrame#told { background: @card; border: 1px solid @line; border-radius: 6px; }
QFrame#lessonHead { background: @card; border: none; border-bottom: 1px solid @line; }
QFrame#lessonWords { background: @desk; border: none; }
QFrame#lessonFoot { background: @card; border: none; border-top: 1px solid @line; }
QLabel#lessonVerdict[wrong="true"], QLabel#lessonMark { font-weight: 600; }
QLabel#lessonVerdict[wrong="true"] { color: @error; }
QToolButton#cross { border: none; background: transparent; padding: 0 5px; font-size: 12pt; }
QToolButton#cross:hover { background: @hover; }
QToolButton, QPushButton { background: @control; border: 1px solid @line; border-radius: 6px; padding: 4px 11px; min-height: 17px; }
QToolButton:hover, QPushButton:hover { background: @hover; }
QToolButton:pressed, QPushButton:pressed { background: @line; }
QToolButton[primary="true"] { background: @primary; border-color: @primary; color: @onPrimary; font-weight: 600; }
QToolButton[flat="true"] { background: transparent; border-color: transparent; padding: 2px 6px; }
QToolButton[flat="true"]:hover { background: @hover; }
QToolButton[flat="true"]:checked { background: transparent; border-color: transparent; color: @quiet; font-weight: 400; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton#qt_toolbar_ext_button { background: transparent; border: none; padding: 0; min-width: 18px; }
QTabBar QToolButton { border-radius: 4px; padding: 0; min-width: 20px; }
QFileDialog QToolButton { padding: 3px; min-width: 18px; min-height: 18px; }
QToolButton:checked { background: @primarySoft; border-color: @primary; color: @text; font-weight: 600; }
QPushButton#primary { background: @primary; border-color: @primary; color: @onPrimary; font-weight: 600; }
QPushButton#primary:disabled { background: @sidebar; border-color: @line; color: @quiet; }
QToolButton:disabled, QPushButton:disabled { color: @quiet; background: @sidebar; }
QListView:focus { border-color: @primary; }
QToolButton[segment="first"] { border-top-right-radius: 0; border-bottom-right-radius: 0; }
QToolButton[segment="middle"] { border-radius: 0; border-left: none; }
QToolButton[segment="last"] { border-top-left-radius: 0; border-bottom-left-radius: 0; border-left: none; }
QToolButton[segment] { padding: 3px 3px; font-size: 9pt; }
QToolButton[chip="true"] { border-radius: 10px; padding: 1px 3px; min-height: 16px; min-width: 12px; }
QToolButton:focus, QPushButton:focus { border: 2px solid @primary; padding: 3px 10px; }
QToolBar QToolButton:focus { padding: 3px 7px; }
QToolButton[segment]:focus { border: 2px solid @primary; padding: 2px 2px; }
QToolButton[segment="middle"]:focus, QToolButton[segment="last"]:focus { padding-left: 1px; }
QToolButton[chip="true"]:focus { padding: 0px 2px; }
QToolButton[flat="true"]:focus { border-color: @primary; padding: 1px 5px; }
QToolButton#cross:focus { border: 2px solid @primary; padding: 0 3px; }
QToolButton:checked:focus, QToolButton[primary="true"]:focus, QPushButton#primary:focus { border-color: @text; }
QToolButton[flat="true"]:checked:focus { border-color: @primary; }
QSpinBox, QDoubleSpinBox, QLineEdit { background: @control; border: 1px solid @line; border-radius: 5px; padding: 2px 5px; min-height: 19px;
  selection-background-color: @primary; selection-color: @onPrimary; }
QWidget[small="true"] QSpinBox { padding: 2px 1px; font-size: 9pt; }
QSpinBox:focus, QDoubleSpinBox:focus, QLineEdit:focus { border-color: @primary; }
QSpinBox[wrong="true"], QDoubleSpinBox[wrong="true"] { border: 1px solid @error; color: @error; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { width: 0; border: none; }
QComboBox:disabled { color: @quiet; }
QComboBox QAbstractItemView { background: @card; border: 1px solid @line; selection-background-color: @primary; selection-color: @onPrimary; }
QCheckBox { spacing: 6px; }
QCheckBox::indicator { width: 16px; height: 16px; }
QCheckBox:focus { color: @primary; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @line; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: @primary; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; background: @primary; }
QSlider::handle:horizontal:focus { border: 2px solid @text; width: 12px; height: 12px; margin: -6px 0; border-radius: 8px; }
QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled { background: @line; }
QProgressBar { background: @line; border: none; border-radius: 4px; }
QProgressBar::chunk { background: @primary; border-radius: 4px; }
QLabel#place { font-family: "JetBrains Mono"; font-size: 8.5pt; }
QLineEdit[wrong="true"] { border: 1px solid @error; color: @error; }
QListView { background: transparent; border: 1px solid transparent; outline: none; }
QTreeWidget { background: @card; border: 1px solid @line; border-radius: 6px; outline: none; }
QTreeWidget:focus { border-color: @primary; }
QTreeWidget::item:selected { background: @primary; color: @onPrimary; }
QTreeWidget::item:disabled { color: @quiet; }
QHeaderView::section { background: @sidebar; color: @quiet; border: none; border-bottom: 1px solid @line; padding: 4px 8px; }
QScrollBar:vertical { background: transparent; width: 9px; margin: 0; }
QScrollBar::handle:vertical { background: @line; border-radius: 4px; min-height: 30px; }
QScrollBar::handle:vertical:hover { background: @quiet; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

QString sheet(const Theme& t) {
    QString text = QString::fromLatin1(kSheet);
    // Longer names first, so that @control is not taken for a part of another role.
    const std::pair<const char*, Colour> roles[] = {
        {"@primarySoft", blendColours(t.card, t.primary, 0.14)},
        {"@onPrimary", t.onPrimary},
        {"@primary", t.primary},
        {"@control", t.control},
        {"@sidebar", t.sidebar},
        {"@hover", t.hover},
        {"@quiet", t.quiet},
        {"@error", t.error},
        {"@desk", t.desk},
        {"@card", t.card},
        {"@line", t.line},
        {"@text", t.text},
    };
    for (const auto& [role, colour] : roles) {
        text.replace(QLatin1String(role), QString::fromStdString(toHex(colour)));
    }
    return text;
}

// QPalette::Light stays unset: see systemTheme(). Mid and Dark are the lines and the quiet marks of WidgetStyle,
// Midlight what is under the mouse.
QPalette palette(const Theme& t) {
    QPalette p;
    p.setColor(QPalette::Window, toQt(t.sidebar));
    p.setColor(QPalette::WindowText, toQt(t.text));
    p.setColor(QPalette::Base, toQt(t.card));
    p.setColor(QPalette::AlternateBase, toQt(t.sidebar));
    p.setColor(QPalette::Text, toQt(t.text));
    p.setColor(QPalette::PlaceholderText, toQt(t.quiet));
    p.setColor(QPalette::Button, toQt(t.control));
    p.setColor(QPalette::ButtonText, toQt(t.text));
    p.setColor(QPalette::ToolTipBase, toQt(t.card));
    p.setColor(QPalette::ToolTipText, toQt(t.text));
    p.setColor(QPalette::Mid, toQt(t.line));
    p.setColor(QPalette::Dark, toQt(t.quiet));
    p.setColor(QPalette::Midlight, toQt(t.hover));
    p.setColor(QPalette::Highlight, toQt(t.primary));
    p.setColor(QPalette::HighlightedText, toQt(t.onPrimary));
    p.setColor(QPalette::Link, toQt(t.primary));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        p.setColor(QPalette::Disabled, role, toQt(t.quiet));
    }
    return p;
}

}  // namespace

QColor toQt(const Colour& c) {
    return {c.r, c.g, c.b, c.a};
}

ThemeName systemTheme() {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown) return scheme == Qt::ColorScheme::Dark ? ThemeName::Dark : ThemeName::Light;
#endif
    // Our own palette leaves out the roles of bevels, so that Qt fills them in from the desktop's, now and when that
    // changes: a dark desktop has dark ones.
    return QGuiApplication::palette().color(QPalette::Light).lightness() < 128 ? ThemeName::Dark : ThemeName::Light;
}

void applyTheme(QApplication& application, ThemeName name) {
    const Theme& t = themeNamed(name);
    QFont font(QStringLiteral("Inter"));
    font.setPointSizeF(9.75);
    application.setFont(font);
    application.setPalette(palette(t));
    application.setStyleSheet(sheet(t));
}

}  // namespace poolscope

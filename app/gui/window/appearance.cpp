// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/appearance.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QStyleHints>
#include <QWidget>

#include "app/gui/action/actions.h"
#include "app/gui/session/session.h"
#include "app/gui/session/settings.h"
#include "app/gui/widget/style.h"

namespace poolscope {
namespace {

ThemeName themeFor(Appearance appearance) {
    switch (appearance) {
        case Appearance::System:
            break;
        case Appearance::Light:
            return ThemeName::Light;
        case Appearance::Dark:
            return ThemeName::Dark;
    }
    return systemTheme();
}

}  // namespace

ThemeFollower::ThemeFollower(const Frame& frame) : QObject(&frame.window), frame_(frame), desktop_(systemTheme()) {
    connect(&frame_.settings, &Settings::appearanceChanged, this, &ThemeFollower::show);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &ThemeFollower::followDesktop);
#endif
    qApp->installEventFilter(this);
}

void ThemeFollower::addActions() {
    Settings& settings = frame_.settings;
    const auto choice = [&](const char* name, const QString& text, const QString& tip, Appearance appearance) {
        QAction* action = frame_.actions.addChoice({QLatin1String(name), text, tip, {}, Actions::kView},
                                                   tr("&Appearance"), settings.appearance() == appearance, &settings,
                                                   [&settings, appearance] { settings.setAppearance(appearance); });
        connect(&settings, &Settings::appearanceChanged, action, [&settings, action, appearance] {
            if (settings.appearance() == appearance) action->setChecked(true);
        });
    };
    choice("view.appearance.system", tr("&System"), tr("Light or dark as the desktop is"), Appearance::System);
    choice("view.appearance.light", tr("&Light"), tr("Dark text on light cards"), Appearance::Light);
    choice("view.appearance.dark", tr("&Dark"), tr("Light text on dark cards"), Appearance::Dark);
}

// Before Qt 6.5 only the palette tells that the desktop went dark.
bool ThemeFollower::eventFilter(QObject* watched, QEvent* event) {
    if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange) followDesktop();
    return QObject::eventFilter(watched, event);
}

// Our own palette ends up here too, and changes nothing about the desktop.
void ThemeFollower::followDesktop() {
    const ThemeName now = systemTheme();
    if (now == desktop_) return;
    desktop_ = now;
    // Later, since the palette of the application is just being set.
    if (frame_.settings.appearance() == Appearance::System) {
        QMetaObject::invokeMethod(this, &ThemeFollower::show, Qt::QueuedConnection);
    }
}

void ThemeFollower::show() {
    const ThemeName name = themeFor(frame_.settings.appearance());
    applyTheme(*qApp, name);
    frame_.session.setTheme(name);
    frame_.actions.showTheme(name);
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// The one list of what the user can do: it feeds the menus, the toolbar, the command palette and the list of keys.
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>
#include <functional>
#include <map>

#include "core/scene/theme.h"

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;

namespace poolscope {

// The name of an action.
inline QString id(const char* name) {
    return QString::fromLatin1(name);
}

struct ActionInfo {
    QString id;    // "file.open"; never shown
    QString text;  // as in the menu, with its & and …
    QString tip;   // a short phrase; the first shortcut is added to it
    QList<QKeySequence> shortcuts;
    QString category;  // the menu: one of Actions::kFile and so on
};

// The first key the desktop has for `key`, else `fallback`: Quit, Preferences and SaveAs are empty without a desktop
// theme.
QList<QKeySequence> standardKeys(QKeySequence::StandardKey key, const QKeySequence& fallback);

class Actions : public QObject {
    Q_OBJECT

  public:
    static constexpr QLatin1String kFile{"file"};
    static constexpr QLatin1String kEdit{"edit"};
    static constexpr QLatin1String kView{"view"};
    static constexpr QLatin1String kPooling{"pooling"};
    static constexpr QLatin1String kPlayback{"playback"};
    static constexpr QLatin1String kStudies{"studies"};
    static constexpr QLatin1String kLessons{"lessons"};
    static constexpr QLatin1String kHelp{"help"};
    // What the id of an action that opens a lesson begins with; the name of the lesson follows.
    static constexpr QLatin1String kOpensLesson{"lesson.open."};

    // Makes the menus in the menu bar of `window`; one is hidden until it holds something. The keys work in all of
    // `window`, also while its menu bar is hidden.
    explicit Actions(QMainWindow& window);

    QAction* add(const ActionInfo& info, QObject* context, const std::function<void()>& run);
    QAction* addToggle(const ActionInfo& info, bool checked, QObject* context, const std::function<void(bool)>& run);
    // One of several of which one is checked: those of one `group` are in a submenu of that title, those without a name
    // in the menu itself.
    QAction* addChoice(const ActionInfo& info, const QString& group, bool checked, QObject* context,
                       const std::function<void()>& run);
    // In a submenu of the title `group`.
    QAction* addIn(const QString& group, const ActionInfo& info, QObject* context, const std::function<void()>& run);
    void separator(const QString& category);
    QMenu* menu(const QString& category);
    // A submenu for what comes and goes, and is not an action of its own.
    QMenu* addSubmenu(const QString& category, const QString& title);

    // Null when there is none of that id.
    QAction* find(const QString& id) const;
    // In the order in which they were added.
    const QList<QAction*>& all() const { return all_; }
    const ActionInfo& info(const QAction* action) const;
    // Without the & of the menu, with the group before a choice: "Appearance: Dark".
    QString name(const QAction* action) const;
    // As a menu is called: "File".
    QString categoryTitle(const QString& category) const;

    // Gives the action the icon resources/icons/NAME.svg in the colour of the theme, for the toolbar.
    void setIcon(QAction* action, const QString& name);
    void showTheme(ThemeName name);

  private:
    struct Entry {
        ActionInfo info;
        QString group;
        QString icon;
    };

    QMenu* groupMenu(const QString& category, const QString& group);
    QAction* enter(const ActionInfo& info, const QString& group, QMenu* menu);

    QMainWindow& window_;
    QList<QAction*> all_;
    std::map<const QAction*, Entry> entries_;
    std::map<QString, QMenu*> menus_;
    std::map<QString, QActionGroup*> groups_;
    std::map<QString, QMenu*> groupMenus_;
    ThemeName theme_ = ThemeName::Light;
};

}  // namespace poolscope

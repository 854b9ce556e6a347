// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/action/actions.h"

#include <QAction>
#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include "app/gui/action/icons.h"

namespace poolscope {
namespace {

QString withoutMnemonic(QString text) {
    return text.remove(QLatin1Char('&'));
}

}  // namespace

QList<QKeySequence> standardKeys(QKeySequence::StandardKey key, const QKeySequence& fallback) {
    const QList<QKeySequence> keys = QKeySequence::keyBindings(key);
    return {keys.isEmpty() ? fallback : keys.first()};
}

Actions::Actions(QMainWindow& window) : QObject(&window), window_(window) {
    const std::pair<QLatin1String, QString> menus[] = {
        {kFile, tr("&File")},       {kEdit, tr("&Edit")},         {kView, tr("&View")},
        {kPooling, tr("&Pooling")}, {kPlayback, tr("Play&back")}, {kStudies, tr("&Studies")},
        {kLessons, tr("&Lessons")}, {kHelp, tr("&Help")},
    };
    for (const auto& [category, title] : menus) {
        QMenu* made = window.menuBar()->addMenu(title);
        made->menuAction()->setVisible(false);
        menus_[category] = made;
    }
}

QMenu* Actions::menu(const QString& category) {
    const auto found = menus_.find(category);
    Q_ASSERT_X(found != menus_.end(), "Actions", "a category that is no menu");
    found->second->menuAction()->setVisible(true);
    return found->second;
}

QAction* Actions::enter(const ActionInfo& info, const QString& group, QMenu* menu) {
    Q_ASSERT_X(!find(info.id), "Actions", "two actions of one id");
    auto* action = new QAction(info.text, this);
    action->setObjectName(info.id);
    action->setShortcuts(info.shortcuts);
    action->setToolTip(info.shortcuts.isEmpty()
                           ? info.tip
                           : tr("%1 (%2)", "what it does (its key)")
                                 .arg(info.tip, info.shortcuts.first().toString(QKeySequence::NativeText)));
    action->setWhatsThis(info.tip);
    action->setIconVisibleInMenu(false);
    // Qt would move what it takes for Quit, About or Preferences to other menus on some desktops.
    action->setMenuRole(QAction::NoRole);
    menu->addAction(action);
    window_.addAction(action);
    all_ << action;
    entries_[action] = {info, group, {}};
    return action;
}

QAction* Actions::add(const ActionInfo& info, QObject* context, const std::function<void()>& run) {
    QAction* action = enter(info, {}, menu(info.category));
    connect(action, &QAction::triggered, context, [run] { run(); });
    return action;
}

QAction* Actions::addToggle(const ActionInfo& info, bool checked, QObject* context,
                            const std::function<void(bool)>& run) {
    QAction* action = enter(info, {}, menu(info.category));
    action->setCheckable(true);
    action->setChecked(checked);
    connect(action, &QAction::triggered, context, [run](bool on) { run(on); });
    return action;
}

QAction* Actions::addChoice(const ActionInfo& info, const QString& group, bool checked, QObject* context,
                            const std::function<void()>& run) {
    if (!groups_.count(group)) groups_[group] = new QActionGroup(this);
    QAction* action = enter(info, group, groupMenu(info.category, group));
    action->setCheckable(true);
    action->setActionGroup(groups_[group]);
    action->setChecked(checked);
    connect(action, &QAction::triggered, context, [run] { run(); });
    return action;
}

QAction* Actions::addIn(const QString& group, const ActionInfo& info, QObject* context,
                        const std::function<void()>& run) {
    QAction* action = enter(info, group, groupMenu(info.category, group));
    connect(action, &QAction::triggered, context, [run] { run(); });
    return action;
}

QMenu* Actions::groupMenu(const QString& category, const QString& group) {
    const auto known = groupMenus_.find(group);
    if (known != groupMenus_.end()) return known->second;
    return groupMenus_[group] = group.isEmpty() ? menu(category) : addSubmenu(category, group);
}

void Actions::separator(const QString& category) {
    menu(category)->addSeparator();
}

QMenu* Actions::addSubmenu(const QString& category, const QString& title) {
    return menu(category)->addMenu(title);
}

QAction* Actions::find(const QString& id) const {
    for (QAction* action : all_) {
        if (action->objectName() == id) return action;
    }
    return nullptr;
}

const ActionInfo& Actions::info(const QAction* action) const {
    return entries_.at(action).info;
}

QString Actions::name(const QAction* action) const {
    const Entry& entry = entries_.at(action);
    const QString own = withoutMnemonic(entry.info.text);
    return entry.group.isEmpty() ? own : tr("%1: %2", "group: choice").arg(withoutMnemonic(entry.group), own);
}

QString Actions::categoryTitle(const QString& category) const {
    return withoutMnemonic(menus_.at(category)->title());
}

void Actions::setIcon(QAction* action, const QString& name) {
    entries_.at(action).icon = name;
    action->setIcon(themedIcon(name, theme_));
}

void Actions::showTheme(ThemeName name) {
    theme_ = name;
    for (QAction* action : all_) {
        const QString icon = entries_.at(action).icon;
        if (!icon.isEmpty()) action->setIcon(themedIcon(icon, name));
    }
}

}  // namespace poolscope

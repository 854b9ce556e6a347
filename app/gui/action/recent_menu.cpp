// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/action/recent_menu.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QFontMetrics>
#include <QMenu>

#include "app/gui/session/settings.h"

namespace poolscope {
namespace {

constexpr int kWidest = 420;  // pixels of a path before its middle is left out

// The home folder is known to its user.
QString shortPath(const QString& path) {
    const QString home = QDir::homePath() + QLatin1Char('/');
    return path.startsWith(home) ? QStringLiteral("~/") + path.mid(home.size()) : path;
}

}  // namespace

RecentMenu::RecentMenu(Settings& settings, QMenu& menu) : QObject(&menu), settings_(settings), menu_(menu) {
    menu_.setToolTipsVisible(true);
    connect(&menu_, &QMenu::aboutToShow, this, &RecentMenu::fill);
    connect(&settings_, &Settings::recentFilesChanged, this, &RecentMenu::fill);
    fill();
}

void RecentMenu::fill() {
    menu_.clear();
    const QList<RecentFile> files = settings_.recentFiles();
    for (qsizetype i = 0; i < files.size(); ++i) {
        const QString source = files[i].path + files[i].part;
        QString shown = menu_.fontMetrics().elidedText(shortPath(source), Qt::ElideMiddle, kWidest);
        shown.replace(QLatin1Char('&'), QStringLiteral("&&"));
        const QString text =
            i < 9 ? QStringLiteral("&%1  %2").arg(i + 1).arg(shown) : QStringLiteral("1&0  %1").arg(shown);
        const bool exists = QFileInfo::exists(files[i].path);
        QAction* action = menu_.addAction(text);
        action->setData(source);
        action->setEnabled(exists);
        action->setToolTip(exists ? source : tr("%1 is no longer there").arg(files[i].path));
        connect(action, &QAction::triggered, this, [this, source] { Q_EMIT chosen(source); });
    }
    if (files.isEmpty()) menu_.addAction(tr("No files yet"))->setEnabled(false);
    menu_.addSeparator();
    QAction* clear = menu_.addAction(tr("&Clear list"));
    clear->setEnabled(!files.isEmpty());
    // Later, since this menu is still showing the action that would go.
    connect(clear, &QAction::triggered, &settings_, &Settings::clearRecentFiles, Qt::QueuedConnection);
}

}  // namespace poolscope

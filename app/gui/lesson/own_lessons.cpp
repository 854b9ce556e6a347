// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lesson/own_lessons.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QMenu>
#include <QStandardPaths>

#include "app/file/lessons.h"
#include "app/gui/session/qt_text.h"
#include "app/gui/session/settings.h"
#include "core/lesson/read_lesson.h"

namespace poolscope {

OwnLessons::OwnLessons(Settings& settings, QMenu& menu) : QObject(&menu), settings_(settings), menu_(menu) {
    menu_.setToolTipsVisible(true);
    connect(&menu_, &QMenu::aboutToShow, this, &OwnLessons::fill);
    menu_.addAction(noLessons())->setEnabled(false);  // a menu without an entry would not open
}

QString OwnLessons::dataFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/lessons");
}

QString OwnLessons::noLessons() {
    return tr("No lessons yet");
}

void OwnLessons::fill() {
    menu_.clear();
    const QString chosen = settings_.lessonFolder();
    bool any = addFrom(dataFolder());
    if (!chosen.isEmpty() && QDir(chosen) != QDir(dataFolder())) any = addFrom(chosen) || any;
    if (!any) {
        menu_.addAction(noLessons())->setEnabled(false);
        QAction* where = menu_.addAction(tr("Put .lesson files into %1").arg(QDir::toNativeSeparators(dataFolder())));
        where->setEnabled(false);
    }
    menu_.addSeparator();
    QAction* choose = menu_.addAction(chosen.isEmpty() ? tr("&Choose a folder of lessons…")
                                                       : tr("&Choose another folder of lessons…"));
    choose->setToolTip(chosen.isEmpty() ? tr("For lessons that a school keeps in one place")
                                        : tr("Lessons are looked for in %1 too").arg(QDir::toNativeSeparators(chosen)));
    connect(choose, &QAction::triggered, this, &OwnLessons::chooseFolder, Qt::QueuedConnection);
    if (chosen.isEmpty()) return;
    QAction* forget = menu_.addAction(tr("&Forget this folder"));
    forget->setToolTip(choose->toolTip());
    connect(
        forget, &QAction::triggered, this, [this] { settings_.setLessonFolder({}); }, Qt::QueuedConnection);
}

// A file whose heading cannot be read is there too, by its name: opening it says what is wrong.
bool OwnLessons::addFrom(const QString& folder) {
    const std::vector<std::string> files = lessonFiles(encoded(folder));
    for (const std::string& file : files) {
        const QString path = QFile::decodeName(file.c_str());
        const LessonHeader header = lessonFileHeader(file);
        QString title = QString::fromStdString(header.title);
        if (title.isEmpty()) title = QFileInfo(path).fileName();
        QAction* action = menu_.addAction(title.replace(QLatin1Char('&'), QStringLiteral("&&")));
        action->setToolTip(
            header.about.empty() ? path : QStringLiteral("%1\n%2").arg(QString::fromStdString(header.about), path));
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT chosen(path); });
    }
    return !files.empty();
}

void OwnLessons::chooseFolder() {
    const QString folder =
        QFileDialog::getExistingDirectory(menu_.parentWidget(), tr("Folder of lessons"), settings_.lessonFolder());
    if (!folder.isEmpty()) settings_.setLessonFolder(folder);
}

}  // namespace poolscope

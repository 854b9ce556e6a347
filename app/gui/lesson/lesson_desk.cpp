// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons in the main window: the menu, the card above the panels, and files that a teacher wrote.
#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "app/file/lessons.h"
#include "app/gui/action/actions.h"
#include "app/gui/board/panel_board.h"
#include "app/gui/lesson/lesson_card.h"
#include "app/gui/lesson/lesson_stage.h"
#include "app/gui/session/loader.h"
#include "app/gui/window/main_window.h"

namespace poolscope {
namespace {

constexpr std::size_t kMostMistakes = 4;  // told at once

using ReadLesson = tl::expected<Lesson, std::vector<Mistake>>;

QString id(const char* text) {
    return QString::fromLatin1(text);
}

std::string language() {
    return QLocale().name().toStdString();
}

}  // namespace

bool MainWindow::isLesson(const std::string& path) {
    return QFile::decodeName(path.c_str()).endsWith(QStringLiteral(".lesson"), Qt::CaseInsensitive);
}

void MainWindow::makeLessons() {
    lessonCard_ = new LessonCard;
    lessonStage_ = new LessonStage(*session_, *player_, *board_, this);
    desk_->insertWidget(0, lessonCard_);
    connect(lessonCard_, &LessonCard::shown, this, [this](const LessonStep& step, bool open) {
        showPage(board_);
        lessonStage_->show(step, open);
    });
    connect(lessonCard_, &LessonCard::closed, this, [this] {
        lessonStage_->leave();
        sessionPath_ = std::exchange(pathBeforeLesson_, {});
        showTitle();
        board_->canvas(PanelKind::Output).setFocus();
    });
    connect(session_.get(), &Session::layoutChanged, lessonCard_, [this] { lessonCard_->setScale(session_->scale()); });
}

void MainWindow::addLessonActions() {
    const QLatin1String lessons = Actions::kLessons;
    for (const std::string& name : lessonNames()) {
        const LessonHeader header = readHeader(lessonText(name, language()));
        QString title = QString::fromStdString(header.title);
        actions_->add({id("lesson.open.") + QString::fromStdString(name),
                       title.replace(id("&"), id("&&")),
                       QString::fromStdString(header.about),
                       {},
                       lessons},
                      this, [this, name] { openLesson(name); });
    }
    actions_->separator(lessons);
    actions_->add({id("lesson.file"), tr("&Open lesson file…"), tr("Open a lesson that a teacher wrote"), {}, lessons},
                  this, [this] { chooseLesson(); });
    actions_->separator(lessons);
    const auto add = [&](const char* name, const QString& text, const QString& tip, const QList<QKeySequence>& keys,
                         const std::function<void()>& run) {
        QAction* action = actions_->add({id(name), text, tip, keys, lessons}, lessonCard_, run);
        action->setEnabled(false);
        connect(lessonCard_, &LessonCard::shown, action, [action] { action->setEnabled(true); });
        connect(lessonCard_, &LessonCard::closed, action, [action] { action->setEnabled(false); });
    };
    add("lesson.next", tr("&Next step"), tr("The next step of the lesson, or the answer to its question"),
        {Qt::ALT | Qt::Key_Right}, [this] { lessonCard_->next(); });
    add("lesson.back", tr("&Previous step"), tr("The step of the lesson before"), {Qt::ALT | Qt::Key_Left},
        [this] { lessonCard_->back(); });
    add("lesson.close", tr("&Close lesson"), tr("Go back to what was there before the lesson"), {},
        [this] { lessonCard_->close(); });
}

void MainWindow::openLesson(const std::string& name) {
    readLesson(name, {}, [name]() -> Result<std::string> { return lessonText(name, language()); });
}

void MainWindow::openLessonFile(const std::string& path) {
    readLesson(path, folderOf(path), [path] { return readLessonFile(path); });
}

// Every step is evaluated beforehand, on a worker.
void MainWindow::readLesson(const std::string& name, const std::string& folder,
                            const std::function<Result<std::string>()>& text) {
    runInBackground<ReadLesson>(
        this, name,
        [text, folder, kept = mnist_]() -> Result<ReadLesson> {
            const auto words = text();
            if (!words) return tl::unexpected(words.error());
            return poolscope::readLesson(*words, lessonSources(folder, kept));
        },
        [this, name](const Result<ReadLesson>& read) {
            const QString file = QFileInfo(QFile::decodeName(name.c_str())).fileName();
            if (!read) {
                refuseSource(read.error());
            } else if (*read) {
                board_->showNotice({});
                lessonCard_->close();
                // Saving a lesson must not write over the session of before.
                pathBeforeLesson_ = sessionPath_;
                leaveSession();
                lessonCard_->open(**read);
            } else {
                QStringList lines;
                const std::vector<Mistake>& mistakes = read->error();
                for (std::size_t i = 0; i < std::min(mistakes.size(), kMostMistakes); ++i) {
                    lines << tr("%1, line %2: %3")
                                 .arg(file)
                                 .arg(mistakes[i].line)
                                 .arg(QString::fromStdString(mistakes[i].message));
                }
                if (mistakes.size() > kMostMistakes) {
                    lines << tr("… and %n more", nullptr, static_cast<int>(mistakes.size() - kMostMistakes));
                }
                refuseToOpen(lines.join(QLatin1Char('\n')));
            }
            Q_EMIT opened();
        });
}

void MainWindow::chooseLesson() {
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open lesson"), {}, tr("Lessons (*.lesson);;All files (*)"));
    if (!path.isEmpty()) openLessonFile(QFile::encodeName(path).toStdString());
}

}  // namespace poolscope

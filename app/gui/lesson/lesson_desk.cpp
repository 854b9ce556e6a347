// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lesson/lesson_desk.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <algorithm>

#include "app/file/lessons.h"
#include "app/gui/action/actions.h"
#include "app/gui/action/notices.h"
#include "app/gui/board/panel_board.h"
#include "app/gui/lesson/lesson_card.h"
#include "app/gui/lesson/lesson_stage.h"
#include "app/gui/session/session.h"
#include "app/gui/session/worker.h"
#include "app/gui/study/pages.h"

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

// The first mistakes, a line for each, and how many more there are.
QString wordsOf(const std::vector<Mistake>& mistakes, const QString& file) {
    QStringList lines;
    for (std::size_t i = 0; i < std::min(mistakes.size(), kMostMistakes); ++i) {
        lines << LessonDesk::tr("%1, line %2: %3")
                     .arg(file)
                     .arg(mistakes[i].line)
                     .arg(QString::fromStdString(mistakes[i].message));
    }
    if (mistakes.size() > kMostMistakes) {
        lines << LessonDesk::tr("… and %n more", nullptr, static_cast<int>(mistakes.size() - kMostMistakes));
    }
    return lines.join(QLatin1Char('\n'));
}

}  // namespace

LessonDesk::LessonDesk(const Frame& frame, Player& player, Pages& pages)
    : QObject(&frame.window),
      frame_(frame),
      pages_(pages),
      card_(new LessonCard),
      stage_(new LessonStage(frame.session, player, pages.board(), this)) {
    connect(card_, &LessonCard::shown, this, &LessonDesk::show);
    connect(card_, &LessonCard::closed, this, &LessonDesk::end);
    connect(&frame.session, &Session::layoutChanged, card_, [this] { card_->setScale(frame_.session.scale()); });
}

bool LessonDesk::close() {
    const bool isOpen = card_->walk().has_value();
    card_->close();
    return isOpen;
}

bool LessonDesk::isLesson(const std::string& path) {
    return QFile::decodeName(path.c_str()).endsWith(QStringLiteral(".lesson"), Qt::CaseInsensitive);
}

void LessonDesk::addActions() {
    Actions& actions = frame_.actions;
    const QLatin1String lessons = Actions::kLessons;
    for (const std::string& name : lessonNames()) {
        const LessonHeader header = readHeader(lessonText(name, language()));
        QString title = QString::fromStdString(header.title);
        actions.add({id("lesson.open.") + QString::fromStdString(name),
                     title.replace(id("&"), id("&&")),
                     QString::fromStdString(header.about),
                     {},
                     lessons},
                    this, [this, name] { open(name); });
    }
    actions.separator(lessons);
    actions.add({id("lesson.file"), tr("&Open lesson file…"), tr("Open a lesson that a teacher wrote"), {}, lessons},
                this, [this] { chooseFile(); });
    actions.separator(lessons);
    addStepActions();
}

void LessonDesk::addStepActions() {
    const auto add = [&](const char* name, const QString& text, const QString& tip, const QList<QKeySequence>& keys,
                         const std::function<void()>& run) {
        QAction* action = frame_.actions.add({id(name), text, tip, keys, Actions::kLessons}, card_, run);
        action->setEnabled(false);
        connect(card_, &LessonCard::shown, action, [action] { action->setEnabled(true); });
        connect(card_, &LessonCard::closed, action, [action] { action->setEnabled(false); });
    };
    add("lesson.next", tr("&Next step"), tr("The next step of the lesson, or the answer to its question"),
        {Qt::ALT | Qt::Key_Right}, [this] { card_->next(); });
    add("lesson.back", tr("&Previous step"), tr("The step of the lesson before"), {Qt::ALT | Qt::Key_Left},
        [this] { card_->back(); });
    add("lesson.close", tr("&Close lesson"), tr("Go back to what was there before the lesson"), {},
        [this] { card_->close(); });
}

void LessonDesk::show(const LessonStep& step, bool open) {
    pages_.showPage(pages_.board());
    stage_->show(step, open);
}

void LessonDesk::end() {
    stage_->leave();
    pages_.showPage(*before_);
    Q_EMIT ended();
    pages_.board().canvas(PanelKind::Output).setFocus();
}

void LessonDesk::open(const std::string& name) {
    read(name, {}, [name]() -> Result<std::string> { return lessonText(name, language()); });
}

void LessonDesk::openFile(const std::string& path) {
    read(path, folderOf(path), [path] { return readLessonFile(path); });
}

// Every step is evaluated beforehand, on a worker.
void LessonDesk::read(const std::string& name, const std::string& folder,
                      const std::function<Result<std::string>()>& text) {
    frame_.opening.run<ReadLesson>(
        name,
        [text, folder, kept = frame_.session.mnist()](const RunControl& run) -> Result<ReadLesson> {
            const auto words = text();
            if (!words) return tl::unexpected(words.error());
            return readLesson(*words, lessonSources(folder, kept, run), run);
        },
        [this, name](const Result<ReadLesson>& read) {
            if (!read) {
                frame_.notices.refuse(read.error());
            } else if (!*read) {
                frame_.notices.refuse(wordsOf(read->error(), QFileInfo(QFile::decodeName(name.c_str())).fileName()));
            } else {
                begin(**read);
            }
            Q_EMIT opened(read && *read);
        });
}

void LessonDesk::begin(const Lesson& lesson) {
    frame_.notices.clear();
    card_->close();
    before_ = &pages_.current();
    Q_EMIT begun();
    card_->open(lesson);
}

void LessonDesk::chooseFile() {
    const QString path =
        QFileDialog::getOpenFileName(&frame_.window, tr("Open lesson"), {}, tr("Lessons (*.lesson);;All files (*)"));
    if (!path.isEmpty()) openFile(QFile::encodeName(path).toStdString());
}

}  // namespace poolscope

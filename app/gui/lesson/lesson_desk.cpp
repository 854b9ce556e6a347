// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lesson/lesson_desk.h"

#include <QAction>
#include <QDateTime>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QRandomGenerator>
#include <algorithm>
#include <utility>

#include "app/file/lessons.h"
#include "app/file/save_file.h"
#include "app/gui/action/actions.h"
#include "app/gui/action/notices.h"
#include "app/gui/board/panel_board.h"
#include "app/gui/lesson/lesson_frame.h"
#include "app/gui/lesson/lesson_stage.h"
#include "app/gui/lesson/own_lessons.h"
#include "app/gui/session/qt_text.h"
#include "app/gui/session/session.h"
#include "app/gui/session/settings.h"
#include "app/gui/session/worker.h"
#include "app/gui/study/pages.h"

namespace poolscope {
namespace {

constexpr std::size_t kMostMistakes = 4;  // told at once
constexpr quint32 kSeeds = 100000;        // so few that one is read out and typed
// While presenting: what is read from the last row.
constexpr double kPresented = 20;  // points, at the least
constexpr double kOfScale = 8.5;   // and of the scale of the panels

// The keys of a clicker. At the desk they play the algorithm, in a lesson they go through it.
struct ClickerKeys {
    const char* desk;
    const char* lesson;
    QList<QKeySequence> keys;
};
const std::vector<ClickerKeys>& clickerKeys() {
    static const std::vector<ClickerKeys> kKeys{
        {"playback.forward", "lesson.next", {Qt::Key_PageDown, Qt::ALT | Qt::Key_Right}},
        {"playback.back", "lesson.back", {Qt::Key_PageUp, Qt::ALT | Qt::Key_Left}},
        {"playback.flip", "lesson.show", {Qt::Key_Period, Qt::Key_B}}};
    return kKeys;
}

using ReadLesson = tl::expected<Lesson, std::vector<Mistake>>;

QString fileNameOf(const std::string& name) {
    return QFileInfo(QFile::decodeName(name.c_str())).fileName();
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
      lesson_(new LessonFrame),
      stage_(new LessonStage(frame.session, player, pages.board(), this)) {
    connect(lesson_, &LessonFrame::shown, this, &LessonDesk::show);
    connect(lesson_, &LessonFrame::closed, this, &LessonDesk::end);
    connect(lesson_, &LessonFrame::nextLessonWanted, this, &LessonDesk::openNext);
    connect(lesson_, &LessonFrame::ownDigitWanted, this, [this] {
        lesson_->close();
        Q_EMIT ownDigitWanted();
    });
    connect(lesson_, &LessonFrame::otherNumbersWanted, this, &LessonDesk::openWithOtherNumbers);
    connect(lesson_, &LessonFrame::resultsWanted, this, qOverload<>(&LessonDesk::saveResults));
    connect(stage_, &LessonStage::pointed, lesson_, &LessonFrame::put);
    connect(stage_, &LessonStage::departed, lesson_, &LessonFrame::showDeparted);
    connect(stage_, &LessonStage::undone, lesson_, &LessonFrame::close);
    const Session& session = frame.session;
    connect(&session, &Session::layoutChanged, lesson_, [this, &session] {
        lesson_->setPoints(session.presenting() ? std::max(kPresented, kOfScale * session.scale()) : 0);
    });
    connect(&session, &Session::viewChanged, lesson_, [this, &session] { lesson_->setTheme(session.themeName()); });
}

bool LessonDesk::close() {
    const bool isOpen = lesson_->walk().has_value();
    lesson_->close();
    return isOpen;
}

bool LessonDesk::isLesson(const std::string& path) {
    return QFile::decodeName(path.c_str()).endsWith(QStringLiteral(".lesson"), Qt::CaseInsensitive);
}

void LessonDesk::addActions() {
    Actions& actions = frame_.actions;
    const QLatin1String lessons = Actions::kLessons;
    for (const std::vector<std::string>& hour : lessonHours()) {
        for (const std::string& name : hour) {
            const LessonHeader header = readHeader(lessonText(name, language()));
            QString title = QString::fromStdString(header.title);
            actions.add({Actions::kOpensLesson + QString::fromStdString(name),
                         title.replace(id("&"), id("&&")),
                         QString::fromStdString(header.about),
                         {},
                         lessons},
                        this, [this, name] { open(name); });
        }
        actions.separator(lessons);
    }
    actions.add({id("lesson.file"), tr("&Open lesson file…"), tr("Open a lesson that a teacher wrote"), {}, lessons},
                this, [this] { chooseFile(); });
    auto* own = new OwnLessons(frame_.settings, *actions.addSubmenu(lessons, tr("O&wn lessons")));
    connect(own, &OwnLessons::chosen, this, [this](const QString& path) { openFile(encoded(path)); });
    actions.separator(lessons);
    addStepActions();
}

void LessonDesk::addStepActions() {
    const auto add = [&](const char* name, const QString& text, const QString& tip, const QList<QKeySequence>& keys,
                         const std::function<void()>& run) {
        QAction* action = frame_.actions.add({id(name), text, tip, keys, Actions::kLessons}, lesson_, run);
        action->setEnabled(false);
        connect(lesson_, &LessonFrame::shown, action, [action] { action->setEnabled(true); });
        connect(lesson_, &LessonFrame::closed, action, [action] { action->setEnabled(false); });
    };
    add("lesson.next", tr("&Next step"), tr("The next step of the lesson, past an open question too (Page down)"),
        {Qt::ALT | Qt::Key_Right}, [this] { lesson_->next(); });
    add("lesson.back", tr("&Previous step"), tr("The step of the lesson before (Page up)"), {Qt::ALT | Qt::Key_Left},
        [this] { lesson_->back(); });
    add("lesson.show", tr("&Show me"), tr("The answer to the question of the step (B, or a full stop)"), {},
        [this] { lesson_->reveal(); });
    add("lesson.close", tr("&Close lesson"), tr("Go back to what was there before the lesson"), {},
        [this] { lesson_->close(); });
}

void LessonDesk::show(const LessonStep& step, bool open) {
    step.page ? pages_.showPage(*step.page) : pages_.showPage(pages_.board());
    stage_->show(step, open);
}

void LessonDesk::end() {
    lendKeys(false);
    stage_->leave();
    pages_.showPage(*before_);
    Q_EMIT ended();
    pages_.board().canvas(PanelKind::Output).setFocus();
}

void LessonDesk::open(const std::string& name) {
    read({name, {}, [name]() -> Result<std::string> { return lessonText(name, language()); }}, 0);
}

void LessonDesk::openFile(const std::string& path) {
    read({path, folderOf(path), [path] { return readLessonFile(path); }}, 0);
}

// Every step is evaluated beforehand, on a worker.
void LessonDesk::read(const Reading& reading, std::uint32_t seed) {
    frame_.opening.run<ReadLesson>(
        reading.name,
        [reading, seed, kept = frame_.session.mnist()](const RunControl& run) -> Result<ReadLesson> {
            const auto words = reading.text();
            if (!words) return tl::unexpected(words.error());
            return readLesson(*words, lessonSources(reading.folder, kept, run), run, {seed});
        },
        [this, reading](const Result<ReadLesson>& read) {
            if (!read) {
                frame_.notices.refuse(read.error());
            } else if (!*read) {
                frame_.notices.refuse(wordsOf(read->error(), fileNameOf(reading.name)));
            } else {
                begin(reading, **read);
            }
            Q_EMIT opened(read && *read);
        });
}

void LessonDesk::begin(const Reading& reading, const Lesson& lesson) {
    frame_.notices.clear();
    lesson_->close();
    before_ = &pages_.current();
    const std::vector<std::string> names = lessonNames();
    const auto at = std::find(names.begin(), names.end(), reading.name);
    reading_ = reading;
    next_ = at != names.end() && at + 1 != names.end() ? *(at + 1) : std::string();
    const QString next =
        next_.empty() ? QString() : QString::fromStdString(readHeader(lessonText(next_, language())).title);
    Q_EMIT begun();
    lendKeys(true);
    lesson_->setTheme(frame_.session.themeName());
    lesson_->open(lesson, next);
}

void LessonDesk::openNext() {
    if (!next_.empty()) open(next_);
}

void LessonDesk::openWithOtherNumbers() {
    read(reading_, QRandomGenerator::global()->bounded(1U, kSeeds));
}

void LessonDesk::saveResults() {
    const QString proposed =
        frame_.settings.outputFolder() + QLatin1Char('/') + QString::fromStdString(resultsFileName(results()));
    const QString path = QFileDialog::getSaveFileName(&frame_.window, tr("Save result"), proposed,
                                                      tr("Results (*.json);;All files (*)"));
    if (!path.isEmpty()) saveResults(path);
}

LessonResults LessonDesk::results() const {
    LessonResults results = lesson_->walk()->results();
    results.lesson = fileNameOf(reading_.name).toStdString();
    results.student = lesson_->student().toStdString();
    results.date = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")).toStdString();
    return results;
}

void LessonDesk::saveResults(const QString& path) {
    const std::string text = resultsText(results());
    frame_.exporting.run<void>(
        encoded(path),
        [path, text](const RunControl&) {
            return saveFiles({{encoded(path), QByteArray::fromStdString(text)}});
        },
        [this, path](const Result<void>& done) {
            done ? frame_.notices.wrote({path}) : frame_.notices.refuse(done.error());
            Q_EMIT resultsSaved(done.has_value());
        });
}

void LessonDesk::lendKeys(bool lend) {
    for (const auto& [action, keys] : std::exchange(lent_, {})) action->setShortcuts(keys);
    if (!lend) return;
    for (const ClickerKeys& clicker : clickerKeys()) {
        QAction* const desk = frame_.actions.find(id(clicker.desk));
        QAction* const lesson = frame_.actions.find(id(clicker.lesson));
        for (QAction* action : {desk, lesson}) lent_[action] = action->shortcuts();
        desk->setShortcuts(QList<QKeySequence>());
        lesson->setShortcuts(clicker.keys);
    }
}

void LessonDesk::chooseFile() {
    const QString path =
        QFileDialog::getOpenFileName(&frame_.window, tr("Open lesson"), {}, tr("Lessons (*.lesson);;All files (*)"));
    if (!path.isEmpty()) openFile(encoded(path));
}

}  // namespace poolscope

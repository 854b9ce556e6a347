// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons in the window: the menu, the frame around the pages, and files that a teacher wrote.
#pragma once

#include <QKeySequence>
#include <QObject>
#include <functional>
#include <map>
#include <string>

#include "app/gui/action/frame.h"
#include "core/base/error.h"
#include "core/lesson/lesson.h"
#include "core/lesson/lesson_results.h"

class QAction;

namespace poolscope {

class LessonFrame;
class LessonStage;
class Page;
class Pages;
class Player;

class LessonDesk : public QObject {
    Q_OBJECT

  public:
    LessonDesk(const Frame& frame, Player& player, Pages& pages);

    void addActions();

    // Begins a lesson: one that comes with the program, by its name, or a file. What is there stays when it cannot.
    void open(const std::string& name);
    void openFile(const std::string& path);
    // Back to what was there before; false when no lesson is open.
    bool close();
    static bool isLesson(const std::string& path);

    // How the lesson that is open went, into a file.
    void saveResults(const QString& path);

    // To be put around the pages.
    LessonFrame& lessonFrame() const { return *lesson_; }

  Q_SIGNALS:
    void begun();               // its first step comes next
    void ended();               // what was there before it is back
    void opened(bool success);  // or the reason why not is shown
    void ownDigitWanted();
    void resultsSaved(bool success);

  private:
    void addStepActions();
    // What is read again with another seed.
    struct Reading {
        std::string name;    // of ours, or the path of a file
        std::string folder;  // in which its sources are
        std::function<Result<std::string>()> text;
    };

    void read(const Reading& reading, std::uint32_t seed);
    void begin(const Reading& reading, const Lesson& lesson);
    void openNext();
    void openWithOtherNumbers();
    LessonResults results() const;
    void saveResults();
    void lendKeys(bool lend);
    void chooseFile();
    void show(const LessonStep& step, bool open);
    void end();

    const Frame frame_;
    Pages& pages_;
    LessonFrame* lesson_;
    LessonStage* stage_;
    const Page* before_ = nullptr;                  // the page that was in view
    Reading reading_;                               // of the lesson that is open
    std::string next_;                              // the lesson after the one that is open; may be empty
    std::map<QAction*, QList<QKeySequence>> lent_;  // the keys that these have at the desk
};

}  // namespace poolscope

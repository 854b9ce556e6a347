// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons in the window: the menu, the card above the pages, and files that a teacher wrote.
#pragma once

#include <QObject>
#include <functional>
#include <string>

#include "app/gui/action/frame.h"
#include "core/base/error.h"
#include "core/lesson/lesson.h"

namespace poolscope {

class LessonCard;
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

    // To be put above the pages.
    LessonCard& card() const { return *card_; }

  Q_SIGNALS:
    void begun();               // its first step comes next
    void ended();               // what was there before it is back
    void opened(bool success);  // or the reason why not is shown

  private:
    void addStepActions();
    void read(const std::string& name, const std::string& folder, const std::function<Result<std::string>()>& text);
    void begin(const Lesson& lesson);
    void chooseFile();
    void show(const LessonStep& step, bool open);
    void end();

    const Frame frame_;
    Pages& pages_;
    LessonCard* card_;
    LessonStage* stage_;
    const Page* before_ = nullptr;  // the page that was in view
};

}  // namespace poolscope

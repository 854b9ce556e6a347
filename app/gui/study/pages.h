// SPDX-License-Identifier: GPL-3.0-or-later
// The middle of the window: the tabs, what was refused, and the views beneath.
#pragma once

#include <QWidget>
#include <vector>

class QStackedWidget;
class QTabBar;

namespace poolscope {

enum class StudyView;
class Actions;
class Notices;
class Page;
class PanelBoard;
class Session;
class StudyPage;
struct FigureOptions;

class Pages : public QWidget {
    Q_OBJECT

  public:
    Pages(Session& session, Notices& notices, QWidget* parent = nullptr);

    // One for each view, in the menu of studies, and the choices of the studies that have some.
    void addActions(Actions& actions);

    PanelBoard& board() const { return *board_; }
    Page& current() const;
    void showPage(const Page& page);
    void showPage(StudyView view);
    // The view that such a figure is exported from.
    void showPage(const FigureOptions& figure);
    // The tabs, and beside them the layouts of the workbench.
    QWidget& bar() const { return *bar_; }

  private:
    struct View {
        QString name;  // its id
        QString text;
        QString tip;
        Page* page = nullptr;
    };

    void add(const View& view);

    PanelBoard* board_;
    QWidget* bar_;
    QTabBar* tabs_;
    QStackedWidget* stack_;
    std::vector<StudyPage*> studies_;
    std::vector<View> views_;  // in the order of the tabs and of the keys
};

}  // namespace poolscope

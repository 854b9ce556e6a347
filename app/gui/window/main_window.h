// SPDX-License-Identifier: GPL-3.0-or-later
// The window is a frame: it owns its helpers, puts them in their places and wires them. What the user does with files,
// figures and lessons is theirs.
#pragma once

#include <QMainWindow>
#include <memory>

namespace poolscope {

class Actions;
class Copier;
class Documents;
class FigureOutput;
class KeptSession;
class Desk;
class LessonDesk;
class Notices;
class Pages;
class Player;
class Presentation;
class Readings;
class Session;
class Settings;
class SourceBar;
class Squeezing;
class TensorOutput;
class ThemeFollower;
class Worker;

class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    // `settings` outlives the window; without them it remembers nothing.
    explicit MainWindow(Settings* settings = nullptr, QWidget* parent = nullptr);
    ~MainWindow() override;

    Session& session() { return *session_; }
    Settings& settings() { return *settings_; }
    Actions& actions() { return *actions_; }
    Notices& notices() { return *notices_; }
    Player& player() { return *player_; }
    Pages& pages() { return *pages_; }
    Documents& documents() { return *documents_; }
    Readings& readings() { return *readings_; }
    KeptSession& keptSession() { return *kept_; }
    LessonDesk& lessons() { return *lessons_; }
    FigureOutput& figures() { return *figures_; }
    TensorOutput& tensors() { return *tensors_; }
    Copier& copier() { return *copier_; }
    Presentation& presentation() { return *presentation_; }
    Squeezing& squeezing() { return *squeezing_; }

    // Where the window was when it was last closed, or a size that fits the screen.
    void restorePlace();

  protected:
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    void makeActions();
    void makeDesk();
    void makeBars();
    void wire();
    // The keyboard goes to the middle of the view that is shown.
    void toThePictures();

    std::unique_ptr<Session> session_;
    Settings* settings_;
    Actions* actions_;
    Notices* notices_;
    Worker* opening_;
    Worker* exporting_;
    Player* player_;
    SourceBar* sources_;
    Pages* pages_;
    KeptSession* kept_;
    Desk* desk_ = nullptr;
    LessonDesk* lessons_;
    Documents* documents_;
    Readings* readings_;
    Copier* copier_;
    FigureOutput* figures_;
    TensorOutput* tensors_;
    Presentation* presentation_;
    Squeezing* squeezing_;
    ThemeFollower* theme_;
};

}  // namespace poolscope

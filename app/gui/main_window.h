// SPDX-License-Identifier: GPL-3.0-or-later
// The window: menus, toolbar, status bar, and what the user does with files.
#pragma once

#include <QMainWindow>
#include <memory>

#include "app/gui/session.h"

class QActionGroup;
class QLabel;

namespace poolscope {

class Controls;
class PanelBoard;
class Player;
class SourceBar;

// What the window opens on.
inline constexpr const char* kFirstExample = "mnist:18";

class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    Session& session() { return *session_; }
    PanelBoard& board() { return *board_; }
    Player& player() { return *player_; }

    // Opens a source by name, as the command line spells it. The picture stays until the new one is there.
    void openSource(const std::string& text, bool rgb = false);
    // Writes the four panels with the pinned window highlighted; the format follows the name.
    void exportFigure(const std::string& path);

  Q_SIGNALS:
    void opened();  // a source was opened, or it was refused and the reason is shown
    void exported(bool success);

  protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    void makeMenus();
    void makeToolBar();
    void makeStatusBar();
    void addThemeMenu(QMenu* menu);
    void addPoolingMenu();
    void addHelpMenu();
    void changeExtent(const QString& what, Extent WindowSpec::*field, int by);
    void chooseFile();
    void chooseExport();
    void paste();
    void openImage(const QImage& image, const QString& name);
    void refuseSource(const Error& error);
    void tell(const QString& message);  // an error the user has to see; the picture stays
    void showStatus();
    void showError();
    void showTheme(ThemeName name);

    std::unique_ptr<Session> session_;
    Player* player_ = nullptr;
    PanelBoard* board_ = nullptr;
    SourceBar* sources_ = nullptr;
    QLabel* cursor_ = nullptr;
    QLabel* where_ = nullptr;
    QString held_;                         // said beside the example that stands in for a source that did not open
    std::shared_ptr<const Source> mnist_;  // kept, so that going back to it is quick
};

}  // namespace poolscope

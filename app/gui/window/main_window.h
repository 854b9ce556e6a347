// SPDX-License-Identifier: GPL-3.0-or-later
// The window: menus, toolbar, status bar, and what the user does with files.
#pragma once

#include <QMainWindow>
#include <functional>
#include <memory>

#include "app/gui/session/session.h"
#include "app/gui/widget/choice_row.h"
#include "core/experiment/pool_arrays.h"
#include "core/program/snippet.h"

class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QTabBar;
class QToolBar;
class QToolButton;
class QVBoxLayout;

namespace poolscope {

class Actions;
class CommandPalette;
class Controls;
class LessonCard;
class LessonStage;
class Page;
class PanelBoard;
class Player;
class Settings;
class SourceBar;
struct ExportChoice;
struct FigureDraft;
struct OpenedSession;
enum class FigureKind;
struct TensorChoice;

// What the window opens on.
inline constexpr const char* kFirstExample = "mnist:18";

class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    // `settings` outlives the window; without them it remembers nothing.
    explicit MainWindow(Settings* settings = nullptr, QWidget* parent = nullptr);
    ~MainWindow() override;

    Session& session() { return *session_; }
    PanelBoard& board() { return *board_; }
    Page& currentPage() const;
    void showPage(Page* page);
    void showPage(FigureKind kind);
    Player& player() { return *player_; }
    Settings& settings() { return *settings_; }
    Actions& actions() { return *actions_; }
    QToolBar* toolBar() { return toolBar_; }
    // The free middle and the right end of the toolbar. A button for an action is made by toolButton().
    QHBoxLayout* toolBarMiddle() { return toolBarMiddle_; }
    QHBoxLayout* toolBarEnd() { return toolBarEnd_; }
    // Looks like the others, shows the icon of the action or its short text, and can be reached by Tab.
    static QToolButton* toolButton(QAction* action);

    // Where the window was when it was last closed, or a size that fits the screen.
    void restorePlace();

    // Only the panels and the formula, large, over the whole screen.
    void setPresenting(bool on);
    bool isPresenting() const { return presenting_; }

    // Opens a source by name, as the command line spells it. The picture stays until the new one is there.
    void openSource(const std::string& text, bool rgb = false);
    // Takes up a saved session, or the one that a figure carries: experiment, view and source. openSource() comes here
    // for files of that kind.
    void openSession(const std::string& path);
    // Begins a lesson: one that comes with the program, by its name, or a file. The window stays where there is none.
    void openLesson(const std::string& name);
    void openLessonFile(const std::string& path);
    LessonCard& lessonCard() { return *lessonCard_; }
    // False when it could not be written; the reason is shown.
    bool saveSession(const QString& path);
    // Reads the upstream gradient from an array file of the output's shape.
    void openGradient(const std::string& path);
    // Writes what the current page shows, the way the last export was; the format follows the name.
    void exportFigure(const std::string& path);
    // Writes an array of the picture in view, or a program that computes it.
    void exportTensor(const TensorChoice& choice);

    // What the current page shows, as PNG, SVG and the words beneath it.
    void copyPicture();
    void copyFigure(const FigureDraft& draft, const ExportChoice& choice);
    // The plane in view of an array, or a program, as text.
    void copyArray(PoolArray array, ArrayFile file);
    void copySnippet(SnippetKind kind);

  Q_SIGNALS:
    void opened();  // a source was opened, or it was refused and the reason is shown
    void exported(bool success);
    void copied(bool success);  // to the clipboard, or the reason why not is shown

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    void makeDesk();
    void addPages();
    // A view with its tab, and its action in the menu of studies. The name is its id.
    void addPage(const QString& name, const QString& text, const QString& tip, Page* page);
    void connectSession();
    void connectDesktop();
    void makeActions();
    void addFileActions();
    void addEditActions();
    void addCopyActions();
    void addTensorExport();
    void chooseTensor(PoolArray array);
    void showPanelMenu(PanelKind kind, const QPoint& where);
    PoolArray focusedArray() const;
    struct ClipboardContent;
    void copyInBackground(const std::function<Result<ClipboardContent>()>& make, const QString& done);
    void addViewActions();
    void addAppearance();
    void addPoolingActions();
    void addHelpActions();
    void addSessionActions();
    void addLessonActions();
    void makeLessons();
    void readLesson(const std::string& name, const std::string& folder,
                    const std::function<Result<std::string>()>& text);
    void chooseLesson();
    static bool isLesson(const std::string& path);
    void saveOrChoose();
    void chooseSession();
    static bool mayBeFigure(const std::string& path);
    void openFigure(const std::string& path, bool rgb);
    void takeSession(const OpenedSession& opened, const QString& path);
    void setSessionPath(const QString& path);
    void leaveSession();
    bool mayClose();
    static bool isSession(const std::string& path);
    void addPlaybackActions();
    void addBoardActions();
    void addExperimentChoices();
    template <class Value>
    void addChoices(const char* prefix, const QLatin1String& category, const QString& group,
                    const std::vector<Choice<Value>>& choices, const std::function<Value()>& current,
                    const std::function<void(Value)>& choose);
    template <class Value>
    void addPoolChoices(const char* prefix, const QString& group, Value PoolSpec::*field);
    template <class Value>
    void addViewChoices(const char* prefix, const QString& group, const std::vector<Choice<Value>>& choices,
                        Value ViewSpec::*field);
    void fillToolBar();
    void zoomPresentation(double by);
    void chooseGradient();
    void makeToolBar();
    void makeStatusBar();
    void about();
    void changeExtent(const QString& what, Extent WindowSpec::*field, int by);
    void chooseFile();
    void loadImages(const std::string& text, bool rgb);
    void addExportActions();
    void chooseExport();
    void chooseAnimation();
    void exportAgain();
    void writeFigures(const FigureDraft& draft, const ExportChoice& choice, const QStringList& paths);
    void paste();
    void openImage(const QImage& image, const QString& name);
    void openNumbers(const QString& text);
    void openEmbedded(Source source);
    void refuseSource(const Error& error);
    void refuseToOpen(const QString& message);
    void remember(const SourceRef& ref, const std::string& text);
    void tell(const QString& message);  // an error the user has to see; the picture stays
    QString sourceName() const;
    QString documentName() const;  // what the title says the window is about
    void showTitle();
    void showStatus();
    void showError();
    void showAppearance();
    void followDesktop();
    void showTheme(ThemeName name);

    std::unique_ptr<Session> session_;
    Player* player_ = nullptr;
    Settings* settings_;
    Actions* actions_ = nullptr;
    CommandPalette* palette_ = nullptr;
    QToolBar* toolBar_ = nullptr;
    QHBoxLayout* toolBarMiddle_ = nullptr;
    QHBoxLayout* toolBarEnd_ = nullptr;
    QList<QToolButton*> wordButtons_;       // narrow windows show their icons for their words
    ThemeName desktop_ = ThemeName::Light;  // as last seen
    QVBoxLayout* desk_ = nullptr;           // the middle: tabs, and the pages beneath
    QTabBar* pageTabs_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    std::vector<Page*> pageList_;  // in the order of the tabs
    PanelBoard* board_ = nullptr;
    SourceBar* sources_ = nullptr;
    QWidget* controls_ = nullptr;
    LessonCard* lessonCard_ = nullptr;
    LessonStage* lessonStage_ = nullptr;
    QString pathBeforeLesson_;  // goes back to sessionPath_ when the lesson is closed
    QString sessionPath_;       // empty until one was opened or saved
    bool presenting_ = false;
    Qt::WindowStates before_;  // the presentation
    int copies_ = 0;           // begun; only the latest goes to the clipboard
    QLabel* cursor_ = nullptr;
    QLabel* where_ = nullptr;
    QString held_;                         // said beside the example that stands in for a source that did not open
    std::shared_ptr<const Source> mnist_;  // kept, so that going back to it is quick
};

}  // namespace poolscope

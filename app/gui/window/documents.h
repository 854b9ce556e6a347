// SPDX-License-Identifier: GPL-3.0-or-later
// Opening anything: sources, sessions, figures and lessons, by name, drop and paste, and files of a gradient.
#pragma once

#include <QObject>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/gui/action/frame.h"
#include "core/base/error.h"
#include "core/base/run_control.h"
#include "core/session/figure_options.h"

class QImage;
class QMimeData;

namespace poolscope {

class KeptSession;
class LessonDesk;
class Pages;
struct ArchiveMember;
struct OpenedSession;
struct Source;
struct SourceRef;

// What the window opens on.
inline constexpr const char* kFirstExample = "mnist:18";

class Documents : public QObject {
    Q_OBJECT

  public:
    Documents(const Frame& frame, KeptSession& kept, Pages& pages, LessonDesk& lessons);

    // Before anything else is shown, and before the window closes: a lesson ends, and what would be lost is asked for.
    bool mayLeave();

    void addOpenActions();
    void addPasteAction();
    void addGradientAction();

    // Opens what is so called, as the command line spells it: a source, a session, a figure that carries one, or a
    // lesson. The picture stays until the new one is there.
    void open(const std::string& text);
    void openExample() { open(kFirstExample); }
    void chooseFile();
    // A folder of pictures is a batch.
    void chooseFolder();
    // Reads the upstream gradient from an array file of the output's shape.
    void openGradient(const std::string& path);
    void chooseGradient();

    // Work that was in no file of the user's when the program had to end. It is taken up as that, and its file goes.
    void takeUpUnsaved(const QString& path);
    // Keeps such work for the next start, without a question; a lesson ends first.
    Result<void> keepUnsaved(const QString& folder);
    // A blank canvas, and the brush for it.
    void draw();

    static bool canDrop(const QMimeData& mime);
    void drop(const QMimeData& mime);

  Q_SIGNALS:
    void loading();
    // Of a figure that was opened; nothing: something else was.
    void lookChanged(const std::optional<poolscope::FigureOptions>& look);
    void choosing();  // the user is asked which array of an archive is meant
    void opened();    // or it was refused, and the reason is shown, or cancelled

  private:
    enum class Notice { Clear, Keep };
    void takeUp();

    void openNow(const std::string& text);
    void openImages(const std::string& text, Notice notice = Notice::Clear);
    // Asks which of the arrays in an archive.
    void chooseArray(const SourceRef& archive, const std::vector<ArchiveMember>& members);
    void openFigure(const std::string& path);
    void openSession(const std::string& path);
    void takeSession(const OpenedSession& opened, const QString& path);
    void openFiles(const std::vector<std::string>& files);
    void openImage(const QImage& image, const QString& name);
    void openNumbers(const QString& text);
    // What was pasted or dropped: it is in no file.
    void openUnnamed(const std::string& called, std::function<Result<Source>(const RunControl&)> read);
    void showUnnamed(const std::string& called, const Result<Source>& source);
    void paste();
    void remember(const SourceRef& ref, const std::string& text);
    void refuse(const Error& error);
    void standIn();

    const Frame frame_;
    KeptSession& kept_;
    Pages& pages_;
    LessonDesk& lessons_;
};

}  // namespace poolscope

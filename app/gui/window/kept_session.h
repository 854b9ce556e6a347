// SPDX-License-Identifier: GPL-3.0-or-later
// The session file that the window is about, if there is one: its name in the title, and saving it. The one place that
// knows what would be lost when something else comes, and asks.
#pragma once

#include <QObject>
#include <QString>
#include <optional>

#include "app/gui/action/frame.h"
#include "app/gui/session/worker.h"
#include "core/panel/panel.h"

namespace poolscope {

class KeptSession : public QObject {
    Q_OBJECT

  public:
    explicit KeptSession(const Frame& frame);

    void addActions();

    // Writes what is there now, in the background; in place of a setting that cannot be computed the last that could.
    void save(const QString& path);
    // What is on the desk is what this file holds.
    void keepIn(const QString& path);
    // Another source: saving it must not write over the session of the one before.
    void leave();
    // What is on the desk is in no file, and was not given up.
    void leaveUnsaved();
    // A lesson has the desk for a while, until takeBack().
    void setAside();
    void takeBack();
    bool isAside() const { return aside_.has_value(); }
    // A session with a name, a drawing or a painted gradient that is not in its file. Parameters alone are set again in
    // a moment.
    bool wouldLose() const;
    // Keeps what would be lost for the next start, without a question.
    Result<void> keepUnsaved(const QString& folder);
    // Asks where something would be lost, and waits for what is being saved.
    bool mayLeave();

  Q_SIGNALS:
    void saved(bool success);  // or the reason why not is shown

  private:
    struct Document {
        QString path;                  // empty until one was opened or saved
        std::optional<ViewSpec> view;  // as it was then; nothing: the work is in no file, and all of it new
    };

    bool isChanged() const;
    void saveOrChoose();
    void choose();
    void awaitSaves();
    // What the window is about from now on. Nothing of it is new, unless the session has gone on since `edition`.
    void setDocument(const QString& path, const ViewSpec& view, std::int64_t edition);
    void show(const Document& document);
    QString documentName() const;
    void showTitle();
    void showChanged();

    const Frame frame_;
    Document document_;
    std::optional<Document> aside_;
    int documents_ = 0;  // so many the window was about: what is being saved may be one of before
    Worker worker_{EarlierWork::Finished};
};

}  // namespace poolscope

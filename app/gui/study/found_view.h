// SPDX-License-Identifier: GPL-3.0-or-later
// What a study of the whole source finds, as a sheet of small pictures that scrolls: asked when it is seen.
#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "app/gui/session/session.h"
#include "app/gui/session/worker.h"
#include "core/study/study_kinds.h"

class QHBoxLayout;
class QPushButton;
class QScrollArea;

namespace poolscope {

class SceneView;
struct TileSheet;

class FoundView : public QWidget {
    Q_OBJECT

  public:
    // `tip` says what a click on a tile does.
    FoundView(Session& session, const QString& name, const QString& tip, QWidget* parent = nullptr);

    // Asks, unless that is answered or was given up; then draws in the colours of the picture.
    void ask(const StudyQuestion& question, const std::shared_ptr<const Rendered>& rendered);
    void letGo();
    // Null where the question is not answered.
    std::shared_ptr<const StudyResult> answerTo(const StudyQuestion& question) const;
    // Of the question asked last; null before it is answered.
    const std::shared_ptr<const StudyResult>& found() const { return found_; }
    bool busy() const { return asking_.busy() || drawing_.busy(); }
    // What has the keyboard.
    QWidget& home() const;
    // Controls go here, from the left.
    void addControl(QWidget* control);

  Q_SIGNALS:
    // The images of a tile, as places in the source.
    void chosen(const std::vector<std::int64_t>& images);
    void failed(const poolscope::Error& error);

  private:
    void find();
    void draw();
    void clear();
    Scene drawn(const TileSheet& tiles, double width, const FigureStyle& style, std::vector<Rect>* places) const;
    // A tile that can be clicked.
    std::optional<std::size_t> tileAt(const Point& at) const;
    void point(std::optional<std::size_t> tile);

    Session& session_;
    SceneView* sheet_ = nullptr;
    QScrollArea* scroll_ = nullptr;
    QHBoxLayout* bar_ = nullptr;
    int controls_ = 0;              // in the bar
    QPushButton* again_ = nullptr;  // what was given up
    std::optional<StudyQuestion> question_;
    std::shared_ptr<const Rendered> rendered_;
    std::shared_ptr<const StudyResult> found_;
    std::shared_ptr<const TileSheet> tiles_;  // that are seen
    std::vector<Rect> places_;                // of the tiles, as they were laid out last
    std::optional<std::size_t> pointed_;      // the tile under the pointer
    Worker asking_{EarlierWork::Dropped};
    Worker drawing_{EarlierWork::Dropped};
};

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// Two images side by side, or one under a setting that is held and under the one that is set now: what is pointed at in
// one picture is lit in all.
#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "app/gui/session/session.h"
#include "app/gui/session/worker.h"
#include "core/study_figure/pair_figure.h"

class QCheckBox;
class QLabel;
class QSpinBox;

namespace poolscope {

class SceneView;

class PairView : public QWidget {
    Q_OBJECT

  public:
    explicit PairView(Session& session, QWidget* parent = nullptr);

    // Places in the source; of one image it is compared with itself.
    void compare(std::int64_t first, std::int64_t second);
    // The setting of the first image stays what it is now.
    void hold(bool on);
    void ask(const std::shared_ptr<const Rendered>& rendered);
    void letGo();
    const StudyFigure& figure() const { return figure_; }
    SceneView& view() const { return *view_; }
    // Nothing before it is computed.
    const PairStudy* study() const { return made_ ? &made_->study : nullptr; }
    std::optional<StudyFocus> focus() const { return hovered_ ? hovered_ : pinned_; }

  Q_SIGNALS:
    void failed(const poolscope::Error& error);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Made {
        PairStudy study;
        PairPictures pictures;
        ViewSpec view;
    };
    void point(const std::optional<StudyFocus>& hovered, const std::optional<StudyFocus>& pinned);
    bool moveBy(int key);

    Session& session_;
    QSpinBox* first_ = nullptr;
    QSpinBox* second_ = nullptr;
    QCheckBox* hold_ = nullptr;
    QLabel* held_ = nullptr;
    SceneView* view_ = nullptr;
    std::weak_ptr<const Source> source_;  // of which the two are; what is not seen holds nothing large
    std::optional<Experiment> heldSetting_;
    std::shared_ptr<const Made> made_;
    StudyFigure figure_;
    std::optional<StudyFocus> hovered_;
    std::optional<StudyFocus> pinned_;
    Worker worker_{EarlierWork::Dropped};
};

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// Everything the source holds at once: its pooled images by label, and ties, wins and shifts over all of them.
#pragma once

#include "app/gui/session/worker.h"
#include "app/gui/study/study_page.h"
#include "core/study/dataset.h"
#include "core/study_figure/contact_sheet.h"

class QLabel;
class QPushButton;

namespace poolscope {

class ChartScene;
class SceneView;

class DatasetPage : public StudyPage {
    Q_OBJECT

  public:
    explicit DatasetPage(Session& session, QWidget* parent = nullptr);

    std::optional<FigureDraft> figureDraft() const override;
    // Of the setting as it is; nothing until it was run over all images. Run once more it stays until that is done.
    const std::optional<DatasetStudy>& study() const { return study_; }

  protected:
    void follow(const Rendered& rendered) override;
    void recolour(const Rendered& rendered) override;
    std::optional<StudyQuestion> answered() const override;
    void letGo() override;

  private:
    void makeControls();
    void run();
    void show(const DatasetStudy& study);
    void showNothing();

    std::optional<StudyQuestion> asked_;  // since the setting is as it is
    std::optional<DatasetStudy> study_;   // answers it
    ContactSheet sheet_;
    QPushButton* start_ = nullptr;
    QLabel* summary_ = nullptr;
    SceneView* pictures_ = nullptr;
    ChartScene* ties_ = nullptr;
    ChartScene* slots_ = nullptr;
    ChartScene* shift_ = nullptr;
    Worker sheetRun_{EarlierWork::Dropped};
    Worker studyRun_{EarlierWork::Dropped};
};

}  // namespace poolscope

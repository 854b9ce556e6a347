// SPDX-License-Identifier: GPL-3.0-or-later
// Everything the source holds at once: a gallery of its images, the pairs that pooling makes alike, the means of its
// labels, and ties, wins and shifts counted over all of them.
#pragma once

#include "app/gui/session/worker.h"
#include "app/gui/study/study_page.h"
#include "core/study/dataset.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace poolscope {

template <class Value>
class ChoiceRow;
class ChartScene;
class FoundView;
class Gallery;
class PairView;

enum class DatasetShows { Gallery, Two, Pairs, Means, Counts };

class DatasetPage : public StudyPage {
    Q_OBJECT

  public:
    explicit DatasetPage(Session& session, QWidget* parent = nullptr);

    std::optional<FigureDraft> figureDraft() const override;
    QString whyNoFigure() const override;
    void takeChoice(const StudyChoice& choice) override;
    void addActions(Actions& actions, const std::function<void()>& show) override;
    // Of the setting as it is; nothing until it was run over all images. Run once more it stays until that is done.
    const std::optional<DatasetStudy>& study() const { return study_; }
    Gallery& gallery() const { return *gallery_; }
    PairView& two() const { return *two_; }
    FoundView& pairs() const { return *pairs_; }
    FoundView& means() const { return *means_; }
    DatasetShows shows() const;
    void setShows(DatasetShows shows);

  Q_SIGNALS:
    // An image was opened: it is for the workbench to show.
    void imageOpened();
    void figureRequested();
    // What came about in the gallery, in a sentence.
    void told(const QString& sentence);
    void showsChanged(poolscope::DatasetShows shows);

  protected:
    void follow(const Rendered& rendered) override;
    void recolour(const Rendered& rendered) override;
    std::optional<StudyQuestion> answered() const override;
    void letGo() override;
    void showEvent(QShowEvent* event) override;

  private:
    QWidget* makeChoice();
    QWidget* makeGallery();
    QWidget* makePairs();
    QWidget* makeCounts();
    void askFound();
    void open(std::int64_t image);
    StudyQuestion question(const Rendered& rendered, StudyKind kind) const;
    bool isAsked(const Rendered& rendered) const;
    // What of it has the keyboard.
    QWidget& homeOf(DatasetShows shows) const;
    std::optional<FigureDraft> galleryDraft(const Rendered& rendered) const;
    void run();
    void show(const DatasetStudy& study);
    void showNothing();

    std::optional<StudyQuestion> asked_;  // since the setting is as it is
    std::optional<DatasetStudy> study_;   // answers it
    bool compared_ = false;               // what is selected in the gallery
    ChoiceRow<DatasetShows>* choice_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    Gallery* gallery_ = nullptr;
    PairView* two_ = nullptr;
    FoundView* pairs_ = nullptr;
    FoundView* means_ = nullptr;
    ChoiceRow<CollisionBy>* byRow_ = nullptr;
    QPushButton* start_ = nullptr;
    QLabel* summary_ = nullptr;
    QWidget* charts_ = nullptr;  // nothing to be seen before they are counted
    ChartScene* ties_ = nullptr;
    ChartScene* slots_ = nullptr;
    ChartScene* shift_ = nullptr;
    Worker studyRun_{EarlierWork::Dropped};
};

}  // namespace poolscope

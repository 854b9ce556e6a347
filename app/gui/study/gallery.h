// SPDX-License-Identifier: GPL-3.0-or-later
// All images of the source, sorted, filtered and found by what is measured of each, and what a selection is good for.
#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "app/gui/session/session.h"
#include "app/gui/session/worker.h"
#include "app/gui/study/gallery_view.h"
#include "core/study/question.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSlider;

namespace poolscope {

template <class Value>
class ChoiceRow;
class MeasureHistogram;
struct SourcePart;

enum class GalleryOrder { AsTheyStand, LargestFirst, SmallestFirst };

class Gallery : public QWidget {
    Q_OBJECT

  public:
    explicit Gallery(Session& session, QWidget* parent = nullptr);

    GalleryView& view() const { return *view_; }
    MeasureHistogram& histogram() const { return *histogram_; }
    // What is measured of each image; null while it is not. That of the shift may come later.
    const std::shared_ptr<const ImageStudy>& study() const { return study_; }
    ImageMeasure measure() const;
    GalleryOrder order() const;
    void setOrder(ImageMeasure measure, GalleryOrder order);
    // Some images are left out by what is searched for or by the range.
    bool filtered() const;

    // Another evaluation or source is to be seen, or only other colours.
    void follow(const std::shared_ptr<const Rendered>& rendered);
    void recolour(const std::shared_ptr<const Rendered>& rendered);
    void letGo();

  Q_SIGNALS:
    void opened(qint64 image);
    void figureRequested();
    // Of the two that are selected, or of one.
    void compareRequested();
    void failed(const poolscope::Error& error);
    // What came about, in a sentence.
    void told(const QString& sentence);

  private:
    QWidget* makeSearchRow();
    QWidget* makeMeasureRow();
    QWidget* makeSelectionRow();
    const SourceRef& sourceRef() const;
    void forget();
    void askMeasure();
    void offerMeasures();
    void showMeasure();
    void find();
    void showImages();
    QString sentenceOf(const std::vector<std::int64_t>& shown, bool some) const;
    void showSelection();
    void useAsBatch();
    bool isDefined(ImageMeasure measure) const;
    std::vector<double> values() const;

    Session& session_;
    std::shared_ptr<const Rendered> rendered_;
    std::shared_ptr<const ImageStudy> study_;
    std::optional<MeasuredParts> asked_;  // of these images under this pooling
    std::vector<std::int64_t> found_;     // what is searched for
    // Which images became a batch: they are selected again where that is undone.
    std::weak_ptr<const Source> batchOf_;
    std::vector<std::int64_t> batchImages_;
    QLineEdit* search_ = nullptr;
    QLabel* count_ = nullptr;
    ChoiceRow<TileShows>* shows_ = nullptr;
    QSlider* size_ = nullptr;
    QComboBox* measures_ = nullptr;
    ChoiceRow<GalleryOrder>* order_ = nullptr;
    MeasureHistogram* histogram_ = nullptr;
    QPushButton* again_ = nullptr;  // what was given up
    QLabel* sentence_ = nullptr;
    GalleryView* view_ = nullptr;
    QWidget* selection_ = nullptr;
    QLabel* selected_ = nullptr;
    QPushButton* batch_ = nullptr;
    QPushButton* figure_ = nullptr;
    QPushButton* compare_ = nullptr;
    Worker measuring_{EarlierWork::Dropped};
    Worker taking_{EarlierWork::Dropped};
};

}  // namespace poolscope

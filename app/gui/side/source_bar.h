// SPDX-License-Identifier: GPL-3.0-or-later
// The left side of the window: where images come from, and which one is looked at.
#pragma once

#include <QCheckBox>
#include <QLabel>
#include <QListView>
#include <QSpinBox>
#include <QWidget>

#include "app/gui/side/channel_box.h"
#include "app/gui/side/image_model.h"
#include "app/gui/widget/choice_row.h"
#include "core/experiment/experiment_words.h"

class QBoxLayout;
class QToolButton;
class QVBoxLayout;

namespace poolscope {

class SourceBar : public QWidget {
    Q_OBJECT

  public:
    explicit SourceBar(Session& session, QWidget* parent = nullptr);

    // All of it, or the thumbnails alone.
    void setOpen(bool open);
    // Moves to the image before or after in the list as it is filtered.
    void step(int by);

  Q_SIGNALS:
    void openRequested();
    void mnistRequested();
    void drawRequested();
    void rgbRequested(bool on);
    void galleryRequested();

  private:
    void addSource(QVBoxLayout* bar);
    void addList(QVBoxLayout* column);
    void addNumber(QVBoxLayout* bar);
    void addChips(QVBoxLayout* column);
    void addPlanes(QVBoxLayout* column);
    void showSource();
    void showKind();
    QToolButton* stepButton(const QString& text, const QString& tip, int by);
    void showImage();
    void showPlanes();
    void nameImageInView();

    Session& session_;
    QToolButton* toggle_ = nullptr;
    QToolButton* gallery_ = nullptr;
    QWidget* source_ = nullptr;
    QWidget* number_ = nullptr;
    QBoxLayout* planeLine_ = nullptr;
    ChoiceRow<SourceKind>* kind_ = nullptr;
    QLabel* name_ = nullptr;
    QWidget* chips_ = nullptr;
    QButtonGroup chipGroup_;
    QListView* list_ = nullptr;
    std::shared_ptr<const Source> shown_;
    ImageRange shownRange_;
    ImageModel model_;
    QWidget* indexRow_ = nullptr;
    QSpinBox* index_ = nullptr;
    QLabel* about_ = nullptr;
    QLabel* label_ = nullptr;
    QSpinBox* batch_ = nullptr;
    QWidget* planeRow_ = nullptr;
    QSpinBox* planeImage_ = nullptr;
    ChannelBox* planeChannel_ = nullptr;
    QCheckBox* rgb_ = nullptr;
};

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// The left side of the window: where images come from, and which one is looked at.
#pragma once

#include <QAbstractListModel>
#include <QCheckBox>
#include <QLabel>
#include <QListView>
#include <QSpinBox>
#include <QWidget>

#include "app/gui/session/session.h"
#include "app/gui/widget/choice_row.h"
#include "core/experiment/experiment_words.h"

class QBoxLayout;
class QToolButton;
class QVBoxLayout;

namespace poolscope {

// The images of a source, all of them or those with one label. The row's image number is in Qt::UserRole.
class ImageModel : public QAbstractListModel {
    Q_OBJECT

  public:
    using QAbstractListModel::QAbstractListModel;

    void setSource(std::shared_ptr<const Source> source);
    void setLabel(int label);  // -1: all
    int label() const { return label_; }
    int rowOf(std::int64_t image) const;
    std::int64_t imageAt(int row) const { return shown_[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  private:
    void refill();

    std::shared_ptr<const Source> source_;
    int label_ = -1;
    std::vector<std::int64_t> shown_;
};

// A channel by its number, or by its name where the channels have some.
class ChannelBox : public QSpinBox {
    Q_OBJECT

  public:
    using QSpinBox::QSpinBox;

    void setNames(const QStringList& names);

  protected:
    QString textFromValue(int value) const override;
    int valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& at) const override;

  private:
    QStringList names_;
};

class SourceBar : public QWidget {
    Q_OBJECT

  public:
    explicit SourceBar(Session& session, QWidget* parent = nullptr);

    // All of it, or the thumbnails alone.
    void setOpen(bool open);
    void drawOnBlank();
    // Moves to the image before or after in the list as it is filtered.
    void step(int by);

  Q_SIGNALS:
    void openRequested();
    void mnistRequested();
    void rgbRequested(bool on);

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

    Session& session_;
    QToolButton* toggle_ = nullptr;
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

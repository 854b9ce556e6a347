// SPDX-License-Identifier: GPL-3.0-or-later
// Asks how what is open is to be read as images, and shows what comes of it. Changes nothing itself.
#pragma once

#include <QDialog>
#include <memory>
#include <vector>

#include "app/gui/session/worker.h"
#include "app/gui/widget/choice_row.h"
#include "core/io/source.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace poolscope {

class ReadAsDialog : public QDialog {
    Q_OBJECT

  public:
    // `source` is what came of `ref`, which can be read again.
    ReadAsDialog(const SourceRef& ref, std::shared_ptr<const Source> source, QWidget* parent = nullptr);

    // As chosen.
    const SourceRef& ref() const { return ref_; }
    // What came of it; null while it is being read, and when it cannot be.
    const std::shared_ptr<const Source>& read() const { return read_; }

  private:
    struct Preview {
        std::shared_ptr<const Source> source;
        std::vector<QImage> pictures;
    };

    QFormLayout* makeFields();
    // A line for the name of a file, with a button beside it.
    QWidget* makeFileField(QLineEdit* line, const QString& patterns);
    QWidget* makePreview();
    void showReading();
    // Reads anew what the fields say.
    void takeFields();
    Result<Reading> readingOfFields() const;
    void show(const Preview& preview);
    void showFailure(const QString& why);

    const std::shared_ptr<const Source> source_;
    SourceRef ref_;
    std::shared_ptr<const Source> read_;
    ChoiceRow<Axes>* axes_ = nullptr;
    QLineEdit* reshape_ = nullptr;
    QCheckBox* transpose_ = nullptr;
    QLineEdit* part_ = nullptr;
    QLineEdit* size_ = nullptr;
    QLineEdit* labels_ = nullptr;
    QLineEdit* names_ = nullptr;  // of the labels
    ChoiceRow<Comma>* comma_ = nullptr;
    std::vector<QLabel*> pictures_;
    QLabel* shape_ = nullptr;
    QLabel* notes_ = nullptr;
    QLabel* problem_ = nullptr;
    QPushButton* accept_ = nullptr;
    Worker reader_{EarlierWork::Dropped};
};

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// Asks which part of a large picture is looked at. Changes nothing itself.
#pragma once

#include <QDialog>
#include <memory>
#include <optional>

#include "app/gui/input/part_view.h"
#include "app/gui/session/worker.h"
#include "core/io/source.h"

class QLabel;
class QSpinBox;

namespace poolscope {

// More cells on a side than that are too small to be told apart.
inline constexpr std::int64_t kMostPart = 64;

class PartDialog : public QDialog {
    Q_OBJECT

  public:
    PartDialog(std::shared_ptr<const Source> source, std::int64_t image, QWidget* parent = nullptr);

    PartView& view() { return *view_; }
    // The square that is framed.
    const Crop& part() const { return view_->part(); }
    // What it is shrunk to, where it has more than kMostPart cells on a side.
    std::optional<Extent> size() const;

  private:
    QLayout* makeFields();
    void showPart();
    void takeFields();

    const std::shared_ptr<const Source> source_;
    const std::int64_t image_;
    PartView* view_ = nullptr;
    QLabel* part_ = nullptr;
    QSpinBox* row_ = nullptr;
    QSpinBox* col_ = nullptr;
    QSpinBox* side_ = nullptr;
    QLabel* words_ = nullptr;
    Worker looker_{EarlierWork::ShownIfReady};  // goes first, as its pictures are shown by the others
};

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// Pooled images in small, a row for each label.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/chart/chart.h"
#include "core/panel/pictures.h"

namespace poolscope {

struct ContactRow {
    std::string label;                // empty without labels
    std::int64_t images = 0;          // that have this label
    std::vector<std::int64_t> shown;  // their indices along N
    std::vector<Picture> pictures;    // of those shown
};

struct ContactSheet {
    ChartHead head;
    std::vector<ContactRow> rows;
    std::size_t perRow = 0;
};

// What is to be seen of the outputs: how many to a row, and which plane of the features of each image.
struct ContactLook {
    std::size_t perRow = 10;
    std::size_t rows = 10;  // without labels
    std::int64_t plane = 0;
    StoredRange stored{};  // of the source
    DisplayRange range{};
    Palette palette = Palette::Grey;
    ThemeName theme = ThemeName::Light;
};

// The first `perRow` outputs of each label, labels ascending; without labels the first perRow * rows. `labels` is empty
// or has one for each image. Errors are those of evaluate(), or kStopped.
Result<ContactSheet> contactSheet(const Experiment& experiment, const Tensor& images, std::span<const int> labels,
                                  const ContactLook& look, const RunControl& run = {});

// As high as its rows need.
Scene drawContactSheet(const ContactSheet& sheet, double width, const FigureStyle& style);

}  // namespace poolscope

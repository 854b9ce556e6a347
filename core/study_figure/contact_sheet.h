// SPDX-License-Identifier: GPL-3.0-or-later
// Pooled images in small, a row for each label.
#pragma once

#include <string>
#include <vector>

#include "core/chart/chart.h"
#include "core/panel/pictures.h"
#include "core/study/question.h"

namespace poolscope {

struct ContactRow {
    std::string label;                // its name, or the number itself; empty without labels
    std::int64_t images = 0;          // that have this label
    std::vector<std::int64_t> shown;  // their places in the source
    std::vector<Picture> pictures;    // of those shown
};

struct ContactSheet {
    ChartHead head;
    std::vector<ContactRow> rows;
    std::size_t perRow = 0;
};

// How many outputs are shown.
struct ContactCounts {
    std::size_t perRow = 10;
    std::size_t rows = 10;  // without labels
};

// Of the images that the question asks about the first `perRow` outputs of each label, labels ascending; without labels
// the first perRow * rows. In the colours of view and theme. Errors are those of evaluate(), or kStopped.
Result<ContactSheet> contactSheet(const StudyQuestion& question, const ViewSpec& view, ThemeName theme,
                                  const ContactCounts& counts = {}, const RunControl& run = {});

// As high as its rows need.
Scene drawContactSheet(const ContactSheet& sheet, double width, const FigureStyle& style);

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// One row for each panel: what it is called, when there is one, how it is drawn, and what its cells are for. Everything
// that lists panels reads these rows.
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>

#include "core/base/enum_table.h"
#include "core/base/word.h"
#include "core/experiment/pool_arrays.h"

namespace poolscope {

struct Links;
struct Panel;
struct PanelContext;
struct PatchScroll;
struct Scene;

// Image to ReluMask show what stands before the pooling. The last four are the steps in between: one column summed up,
// dX_col, one column filled from its upstream gradient, and dout.
enum class PanelKind {
    Input,
    Patches,
    Output,
    Gradient,
    Image,
    Kernel,
    Response,
    ReluMask,
    Summary,
    GradientPatches,
    Routing,
    Upstream
};

// What the pointer and the keys do on the cells of a panel.
enum class PanelCells {
    None,      // there are none to point at
    Results,   // they are pointed at
    Gradient,  // and stepped through with the keys where one of them is pinned
    Pixels,    // and painted on: the images
    Upstream   // they are pointed at and, where dout is given, painted on
};

// Each fills a panel whose kind and size are set. The scroll says which part of X_col is shown.
using DrawPanel = void(Panel& panel, const PanelContext& context, const PatchScroll& scroll);
DrawPanel drawInput, drawOutput, drawGradient, drawUpstream;  // core/panel/plane_panels.cpp
DrawPanel drawImage, drawKernel, drawResponse, drawReluMask;  // core/panel/filter_panels.cpp
DrawPanel drawPatches;                                        // core/panel/patches.cpp; also dX_col
DrawPanel drawColumnStrip;                                    // core/panel/column_panels.cpp
// What follows the focus in a panel beside the links that all panels show.
using DrawFocus = void(Scene& scene, const Panel& panel, const PanelContext& context, const Links& links);
DrawFocus drawFocusedColumn;  // core/panel/column_panels.cpp

struct PanelRow {
    PanelKind kind = PanelKind::Input;
    std::string_view word;   // on the command line, in lessons and in files; may not change
    const char* title = "";  // for people
    const char* label = "";  // the same on a button
    const char* tip = "";
    PoolArray array = PoolArray::Input;  // its numbers, for the clipboard and for files
    PanelCells cells = PanelCells::Results;
    DrawPanel* draw = nullptr;
    DrawFocus* drawFocus = nullptr;
    bool (*exists)(const Evaluation& evaluation) = nullptr;  // null: always
    std::string_view otherwise{};                            // why it does not
};

inline constexpr std::string_view kNothingBefore = "it shows filters or a ReLU before the pooling, and there are none";

inline constexpr std::array<PanelRow, countOf<PanelKind>()> kPanelRows{{
    {PanelKind::Input, "input", TRANSLATABLE("core", "Input X"), TRANSLATABLE("core", "Input X"),
     TRANSLATABLE("core", "What is pooled, with its padding"), PoolArray::Input, PanelCells::Pixels, &drawInput},
    {PanelKind::Patches, "patches", TRANSLATABLE("core", "Patches X_col"), TRANSLATABLE("core", "X_col"),
     TRANSLATABLE("core", "Every window as one column"), PoolArray::Patches, PanelCells::Results, &drawPatches},
    {PanelKind::Output, "output", TRANSLATABLE("core", "Output Y"), TRANSLATABLE("core", "Output Y"),
     TRANSLATABLE("core", "One value for every window"), PoolArray::Output, PanelCells::Results, &drawOutput},
    {PanelKind::Gradient, "gradient", TRANSLATABLE("core", "Gradient routing dX"), TRANSLATABLE("core", "dX"),
     TRANSLATABLE("core", "The gradient that arrives at every cell of X"), PoolArray::Gradient, PanelCells::Gradient,
     &drawGradient},
    {PanelKind::Image, "image", TRANSLATABLE("core", "Image before the filters"), TRANSLATABLE("core", "Image"),
     TRANSLATABLE("core", "What the filters and the ReLU are given"), PoolArray::Images, PanelCells::Pixels, &drawImage,
     nullptr, [](const Evaluation& e) { return e.filter != nullptr; }, kNothingBefore},
    {PanelKind::Kernel, "kernel", TRANSLATABLE("core", "Filter"), TRANSLATABLE("core", "Kernel"),
     TRANSLATABLE("core", "The nine weights of the filter"), PoolArray::Filters, PanelCells::None, &drawKernel, nullptr,
     [](const Evaluation& e) { return e.filter && !e.experiment.filters.filters.empty(); }, kNothingBefore},
    {PanelKind::Response, "response", TRANSLATABLE("core", "Filtered"), TRANSLATABLE("core", "Response"),
     TRANSLATABLE("core", "What the filter makes of the image, before the ReLU"), PoolArray::Responses,
     PanelCells::Results, &drawResponse, nullptr, [](const Evaluation& e) { return e.filter != nullptr; },
     kNothingBefore},
    {PanelKind::ReluMask, "relu-mask", TRANSLATABLE("core", "ReLU mask"), TRANSLATABLE("core", "ReLU mask"),
     TRANSLATABLE("core", "1 where a value passes the ReLU"), PoolArray::ReluMask, PanelCells::Results, &drawReluMask,
     nullptr, [](const Evaluation& e) { return e.filter && e.experiment.filters.relu; }, kNothingBefore},
    {PanelKind::Summary, "summary", TRANSLATABLE("core", "One column and its value"), TRANSLATABLE("core", "Window"),
     TRANSLATABLE("core", "One column of X_col and the value it becomes"), PoolArray::Patches, PanelCells::Results,
     &drawColumnStrip, &drawFocusedColumn},
    {PanelKind::GradientPatches, "gradient-patches", TRANSLATABLE("core", "Scattered dX_col"),
     TRANSLATABLE("core", "dX_col"), TRANSLATABLE("core", "The gradient that arrives at every cell of X_col"),
     PoolArray::GradientPatches, PanelCells::Results, &drawPatches},
    {PanelKind::Routing, "routing", TRANSLATABLE("core", "One gradient and its column"),
     TRANSLATABLE("core", "Routing"), TRANSLATABLE("core", "One upstream gradient and the column it fills"),
     PoolArray::GradientPatches, PanelCells::Results, &drawColumnStrip, &drawFocusedColumn},
    {PanelKind::Upstream, "upstream", TRANSLATABLE("core", "Upstream gradient dout"), TRANSLATABLE("core", "dout"),
     TRANSLATABLE("core", "The gradient that arrives at every cell of Y"), PoolArray::Upstream, PanelCells::Upstream,
     &drawUpstream},
}};
static_assert(hasRowForEach(kPanelRows, &PanelRow::kind));
static_assert(std::all_of(kPanelRows.begin(), kPanelRows.end(), [](const PanelRow& row) {
    return !row.word.empty() && *row.title && *row.label && *row.tip && row.draw != nullptr;
}));

constexpr const PanelRow& panelRow(PanelKind kind) {
    return kPanelRows[static_cast<std::size_t>(kind)];
}

constexpr std::string_view toText(PanelKind kind) {
    return panelRow(kind).word;
}
std::optional<PanelKind> panelNamed(std::string_view word);
// "input, patches, output, ..."
std::string panelWords();

// False where this evaluation has nothing for the panel to show.
bool hasPanel(const Evaluation& evaluation, PanelKind kind);

}  // namespace poolscope

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
#include "core/panel/moment.h"

namespace poolscope {

struct Links;
struct Panel;
struct PanelContext;
struct PatchScroll;
struct PlaneLook;
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
// How its one plane of numbers is drawn, where that is what it shows.
using LookAtPlane = PlaneLook(const PanelContext& context);
LookAtPlane lookOfInput, lookOfOutput, lookOfGradient, lookOfUpstream;  // core/panel/plane_look.cpp
LookAtPlane lookOfImage, lookOfResponse, lookOfReluMask;                // core/panel/plane_look.cpp
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
    LookAtPlane* look = nullptr;
    std::int64_t Reached::*filled = nullptr;  // what it is filled by as the algorithm is played; null: it is whole
    DrawFocus* drawFocus = nullptr;
    bool (*exists)(const Evaluation& evaluation) = nullptr;  // null: always
    std::string_view otherwise{};                            // why it does not
};

inline constexpr std::string_view kNothingBefore = "it shows filters or a ReLU before the pooling, and there are none";

// clang-format off
inline constexpr std::array<PanelRow, countOf<PanelKind>()> kPanelRows{{
    {.kind = PanelKind::Input, .word = "input",
     .title = TRANSLATABLE("core", "Input X"),
     .label = TRANSLATABLE("core", "Input X"),
     .tip = TRANSLATABLE("core", "What is pooled, with its padding"),
     .array = PoolArray::Input,
     .cells = PanelCells::Pixels,
     .draw = &drawInput,
     .look = &lookOfInput},
    {.kind = PanelKind::Patches, .word = "patches",
     .title = TRANSLATABLE("core", "Patches X_col"),
     .label = TRANSLATABLE("core", "X_col"),
     .tip = TRANSLATABLE("core", "Every window as one column"),
     .array = PoolArray::Patches,
     .cells = PanelCells::Results,
     .draw = &drawPatches,
     .filled = &Reached::laidOut},
    {.kind = PanelKind::Output, .word = "output",
     .title = TRANSLATABLE("core", "Output Y"),
     .label = TRANSLATABLE("core", "Output Y"),
     .tip = TRANSLATABLE("core", "One value for every window"),
     .array = PoolArray::Output,
     .cells = PanelCells::Results,
     .draw = &drawOutput,
     .look = &lookOfOutput,
     .filled = &Reached::answered},
    {.kind = PanelKind::Gradient, .word = "gradient",
     .title = TRANSLATABLE("core", "Gradient routing dX"),
     .label = TRANSLATABLE("core", "dX"),
     .tip = TRANSLATABLE("core", "The gradient that arrives at every cell of X"),
     .array = PoolArray::Gradient,
     .cells = PanelCells::Gradient,
     .draw = &drawGradient,
     .look = &lookOfGradient},
    {.kind = PanelKind::Image, .word = "image",
     .title = TRANSLATABLE("core", "Image before the filters"),
     .label = TRANSLATABLE("core", "Image"),
     .tip = TRANSLATABLE("core", "What the filters and the ReLU are given"),
     .array = PoolArray::Images,
     .cells = PanelCells::Pixels,
     .draw = &drawImage,
     .look = &lookOfImage,
     .exists = [](const Evaluation& e) { return e.filter != nullptr; },
     .otherwise = kNothingBefore},
    {.kind = PanelKind::Kernel, .word = "kernel",
     .title = TRANSLATABLE("core", "Filter"),
     .label = TRANSLATABLE("core", "Kernel"),
     .tip = TRANSLATABLE("core", "The nine weights of the filter"),
     .array = PoolArray::Filters,
     .cells = PanelCells::None,
     .draw = &drawKernel,
     .exists = [](const Evaluation& e) { return e.filter && !e.experiment.filters.filters.empty(); },
     .otherwise = kNothingBefore},
    {.kind = PanelKind::Response, .word = "response",
     .title = TRANSLATABLE("core", "Filtered"),
     .label = TRANSLATABLE("core", "Response"),
     .tip = TRANSLATABLE("core", "What the filter makes of the image, before the ReLU"),
     .array = PoolArray::Responses,
     .cells = PanelCells::Results,
     .draw = &drawResponse,
     .look = &lookOfResponse,
     .exists = [](const Evaluation& e) { return e.filter != nullptr; },
     .otherwise = kNothingBefore},
    {.kind = PanelKind::ReluMask, .word = "relu-mask",
     .title = TRANSLATABLE("core", "ReLU mask"),
     .label = TRANSLATABLE("core", "ReLU mask"),
     .tip = TRANSLATABLE("core", "1 where a value passes the ReLU"),
     .array = PoolArray::ReluMask,
     .cells = PanelCells::Results,
     .draw = &drawReluMask,
     .look = &lookOfReluMask,
     .exists = [](const Evaluation& e) { return e.filter && e.experiment.filters.relu; },
     .otherwise = kNothingBefore},
    {.kind = PanelKind::Summary, .word = "summary",
     .title = TRANSLATABLE("core", "One column and its value"),
     .label = TRANSLATABLE("core", "Window"),
     .tip = TRANSLATABLE("core", "One column of X_col and the value it becomes"),
     .array = PoolArray::Patches,
     .cells = PanelCells::Results,
     .draw = &drawColumnStrip,
     .filled = &Reached::answered,
     .drawFocus = &drawFocusedColumn},
    {.kind = PanelKind::GradientPatches, .word = "gradient-patches",
     .title = TRANSLATABLE("core", "Scattered dX_col"),
     .label = TRANSLATABLE("core", "dX_col"),
     .tip = TRANSLATABLE("core", "The gradient that arrives at every cell of X_col"),
     .array = PoolArray::GradientPatches,
     .cells = PanelCells::Results,
     .draw = &drawPatches,
     .filled = &Reached::sent},
    {.kind = PanelKind::Routing, .word = "routing",
     .title = TRANSLATABLE("core", "One gradient and its column"),
     .label = TRANSLATABLE("core", "Routing"),
     .tip = TRANSLATABLE("core", "One upstream gradient and the column it fills"),
     .array = PoolArray::GradientPatches,
     .cells = PanelCells::Results,
     .draw = &drawColumnStrip,
     .drawFocus = &drawFocusedColumn},
    {.kind = PanelKind::Upstream, .word = "upstream",
     .title = TRANSLATABLE("core", "Upstream gradient dout"),
     .label = TRANSLATABLE("core", "dout"),
     .tip = TRANSLATABLE("core", "The gradient that arrives at every cell of Y"),
     .array = PoolArray::Upstream,
     .cells = PanelCells::Upstream,
     .draw = &drawUpstream,
     .look = &lookOfUpstream},
}};
// clang-format on
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

// SPDX-License-Identifier: GPL-3.0-or-later
// What each panel of a plane draws, and parts of it.
#include <algorithm>

#include "core/panel/composite.h"
#include "core/panel/panel_parts.h"

namespace poolscope {
namespace {

// Of larger parts the reduced picture is taken: nothing that takes long may happen while a picture is moved.
constexpr std::int64_t kMostRead = std::int64_t{1} << 20;

// The part of a picture that is smaller than its plane.
Picture croppedPicture(const Picture& picture, const PlanePart& part) {
    const auto scaled = [](std::int64_t i, std::int64_t cells, std::int64_t shown) { return i * shown / cells; };
    const CellRef first{scaled(part.first.row, part.whole.rows, picture.shown.rows),
                        scaled(part.first.col, part.whole.cols, picture.shown.cols)};
    const CellRef end{scaled(part.first.row + part.cells.rows, part.whole.rows, picture.shown.rows),
                      scaled(part.first.col + part.cells.cols, part.whole.cols, picture.shown.cols)};
    const Extent shown{std::max<std::int64_t>(1, end.row - first.row), std::max<std::int64_t>(1, end.col - first.col)};
    std::vector<std::uint32_t> argb;
    argb.reserve(static_cast<std::size_t>(shown.count()));
    for (std::int64_t r = 0; r < shown.rows; ++r) {
        const auto row = picture.argb->begin() + flatIndex(picture.shown, {first.row + r, first.col});
        argb.insert(argb.end(), row, row + shown.cols);
    }
    return {part.cells, shown, std::make_shared<const std::vector<std::uint32_t>>(std::move(argb)), picture.colours};
}

}  // namespace

PlaneLook lookOfInput(const PanelContext& context) {
    const Evaluation& e = context.evaluation;
    const Pictures& p = context.pictures;
    const ViewSpec& view = context.view;
    if (view.map != InputMap::Values) return {AreaKind::Input, p.counts, p.countPlane, 0, view, true};
    return {AreaKind::Input, p.input, e.inputPlane(), p.top, view, true, -1, nullptr, planesInView(*e.x, e, view)};
}

PlaneLook lookOfOutput(const PanelContext& context) {
    const Evaluation& e = context.evaluation;
    const Pictures& p = context.pictures;
    const Tensor& y = e.forward->y;
    const std::int64_t filled = filledBy(PanelKind::Output, reachedIn(context));
    return {AreaKind::Output, p.output,  y.plane(e.experiment.plane),     p.top, context.view, false,
            filled,           &p.hidden, planesInView(y, e, context.view)};
}

PlaneLook lookOfGradient(const PanelContext& context) {
    const Evaluation& e = context.evaluation;
    const Pictures& p = context.pictures;
    const bool none = windowsBackward(p.playback, e.grid) == 0;
    return {AreaKind::Gradient, p.gradient, shownGradient(e, p), 0, context.view, true, none ? 0 : -1};
}

PlaneLook lookOfUpstream(const PanelContext& context) {
    const Evaluation& e = context.evaluation;
    const Pictures& p = context.pictures;
    return {AreaKind::Upstream, p.upstream, e.backward->dout.plane(e.experiment.plane), 0, context.view, false, -1,
            &p.hidden};
}

PlaneLook lookOfImage(const PanelContext& context) {
    const Evaluation& e = context.evaluation;
    const Pictures& p = context.pictures;
    return {AreaKind::Input, p.image, e.images()->plane(imagePlane(e)), p.imageScale.high, context.view, false};
}

PlaneLook lookOfResponse(const PanelContext& context) {
    const Evaluation& e = context.evaluation;
    return {AreaKind::Input,
            context.pictures.response,
            e.filter->responses->plane(e.experiment.plane),
            0,
            context.view,
            false};
}

PlaneLook lookOfReluMask(const PanelContext& context) {
    const OwnPlane& mask = context.pictures.own.at(PanelKind::ReluMask);
    return {AreaKind::Input, mask.picture, mask.values, 0, context.view, false};
}

std::optional<PlaneLook> planeLook(PanelKind kind, const PanelContext& context) {
    const auto look = panelRow(kind).look;
    if (!look || !hasPanel(context.evaluation, kind)) return std::nullopt;
    return look(context);
}

PlaneCut::PlaneCut(const PlaneLook& look, const PlanePart& part, const Theme& theme) : whole_(look) {
    if (part.cells.count() <= kMostNumbers) values_ = partValues(look.values, part);
    if (part.cells.count() > kMostRead && look.picture.shown != look.picture.cells) {
        picture_ = croppedPicture(look.picture, part);
    } else {
        picture_ =
            partPicture(look.coloured.empty() ? ValuePlanes{look.values} : look.coloured, part, look.picture.colours);
    }
    if (part.cells.count() <= kMostRead) hide(part);
    picture_ = withHidden(std::move(picture_), hidden_, theme.padding);
}

// Cells that are left out, and those that are not computed yet.
void PlaneCut::hide(const PlanePart& part) {
    const bool some = whole_.hidden && !whole_.hidden->empty();
    if (!some && whole_.filled < 0) return;
    hidden_.resize(static_cast<std::size_t>(part.cells.count()));
    for (std::int64_t i = 0; i < part.cells.count(); ++i) {
        const CellRef cell{part.first.row + i / part.cells.cols, part.first.col + i % part.cells.cols};
        const std::int64_t at = flatIndex(part.whole, cell);
        hidden_[static_cast<std::size_t>(i)] =
            (whole_.filled >= 0 && at >= whole_.filled) || (some && (*whole_.hidden)[static_cast<std::size_t>(at)]);
    }
}

PlaneLook PlaneCut::look() const {
    return {whole_.areaKind, picture_, values_, whole_.top,
            whole_.view,     false,    -1,      hidden_.empty() ? nullptr : &hidden_};
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// What the user draws: values of the input, and the gradient from above.
#include <algorithm>
#include <cstring>

#include "app/gui/session/session.h"

namespace poolscope {
namespace {

// The cells of the plane that get another value; `now` knows those that differ from the tensor, and learns them.
Patch patchOf(const Tensor& tensor, PatchedValues& now, std::int64_t plane, const std::vector<CellRef>& cells,
              float value) {
    const Extent size = tensor.shape.plane();
    Patch patch;
    for (const CellRef& cell : cells) {
        if (!size.contains(cell)) continue;
        const std::int64_t at = plane * size.count() + flatIndex(size, cell);
        const auto known = now.find(at);
        const float before = known == now.end() ? tensor.values[static_cast<std::size_t>(at)] : known->second;
        if (std::memcmp(&before, &value, sizeof value) == 0) continue;
        now[at] = value;
        patch.cells.push_back({at, before, value});
    }
    return patch;
}

SourceRef drawingRef(const std::string& name) {
    SourceRef ref;
    ref.path = name;
    ref.embedded = true;
    return ref;
}

constexpr const char* kDrawing = "drawing";

Source drawing(std::string name, std::vector<int> labels, bool rgb) {
    Source source;
    source.rgb = rgb;
    source.name = std::move(name);
    source.format = kDrawing;
    source.dtype = "float32";
    source.labels = std::move(labels);
    return source;
}

}  // namespace

// A drawing of its own that begins as the images that are worked on, which it shares.
std::optional<SessionState> Session::drawingOfImages() const {
    const ImageRange& range = state_.experiment.images;
    const Source& old = *state_.source;
    const bool all = range.count() == old.count();
    // Images that are not seen yet are not painted.
    const bool seen = rendered_->source == state_.source && rendered_->evaluation.experiment.images == range;
    if (!all && !seen) return std::nullopt;
    std::string name = old.name;
    if (!state_.experiment.source.embedded) {
        name = state_.experiment.source.mnist ? "MNIST " + std::to_string(old.number(range.first)) + ", edited"
                                              : old.name.substr(old.name.find_last_of('/') + 1) + ", edited";
    }
    std::vector<int> labels;
    if (!old.labels.empty()) {
        labels.assign(old.labels.begin() + range.first, old.labels.begin() + range.last + 1);
    }
    Source source = drawing(name, std::move(labels), old.rgb);
    source.images = all ? old.images.tensor() : rendered_->evaluation.images();
    source.range.values = old.range.values;  // until the first patches are written
    State next = state_;
    next.experiment.source = drawingRef(name);
    next.experiment.images = {0, source.count() - 1};
    next.source = std::make_shared<const Source>(std::move(source));
    return next;
}

void Session::paintInput(const std::vector<CellRef>& cells, float value) {
    if (!state_.source || !rendered_) return;
    const ImageRange range = state_.experiment.images;
    const Shape shape = state_.source->imagesOf(range);
    // A stroke is faster than its pictures: it goes on as long as the picture under it has the cells of the source.
    if (shape != rendered_->evaluation.images()->shape) return;
    const std::int64_t plane = state_.experiment.plane / state_.experiment.filters.mapsPerChannel();
    if (plane >= shape.planes()) return;
    const QString what = tr("Paint");
    const QString key = QStringLiteral("paint");
    if (state_.source->format == kDrawing) {
        const std::int64_t at = range.first * shape.c + plane;
        return push(what, key, Canvas::Images, patchOf(*state_.source->images.tensor(), imagesNow_, at, cells, value));
    }
    auto next = drawingOfImages();
    if (!next) return;
    PatchedValues now;
    Patch patch = patchOf(*next->source->images.tensor(), now, plane, cells, value);
    if (patch.cells.empty()) return;
    next->imagePatches = {};
    next->imagePatches.add(std::make_shared<const Patch>(std::move(patch)), false, ++lastPatch_);
    push(what, key, std::move(*next));
}

void Session::newCanvas(const Extent& size) {
    State next = state_;
    Source source = drawing(kDrawing, {}, false);
    source.setImages(Tensor({1, 1, size.rows, size.cols}));
    next.source = std::make_shared<const Source>(std::move(source));
    next.imagePatches = {};
    next.experiment.source = drawingRef(kDrawing);
    next.experiment.images = {0, 0};
    next.experiment.plane = 0;
    next.experiment.gradient = {};
    next.gradientPatches = {};
    next.gradientAside.reset();
    next.batch = 1;
    push(tr("Blank canvas"), {}, std::move(next));
}

void Session::setUpstream(Upstream kind) {
    if (!rendered_) return;
    const Evaluation& shown = rendered_->evaluation;
    edit(tr("Upstream gradient"), {}, [&](Experiment& e) {
        if (kind == Upstream::Given && e.gradient.given) return;  // with what is painted on it
        e.gradient.kind = kind;
        e.gradient.file.clear();
        e.gradient.given = kind == Upstream::Given ? shownUpstream() : nullptr;
        if (kind == Upstream::OneCell) {
            e.gradient.cell = linkedCells(shown, pinned_).window.value_or(rendered_->telltale);
        }
    });
    if (kind == Upstream::Given) setLayout(BoardLayout::ForwardBackward);  // where dout is, to be painted on
}

Result<void> Session::setGivenUpstream(std::shared_ptr<const Tensor> dout, const std::string& file) {
    if (!state_.source) return {};
    const auto output = outputShape(state_.experiment, state_.source->imagesOf(state_.experiment.images));
    if (!output) return tl::unexpected(output.error());
    if (Result<void> ok = checkGivenShape(dout->shape, *output); !ok) return fail(file, ok.error().message);
    edit(tr("Upstream gradient"), {}, [&](Experiment& e) {
        e.gradient.kind = Upstream::Given;
        e.gradient.given = std::move(dout);
        e.gradient.file = file;
    });
    return {};
}

// The gradient of the picture, which is shared.
std::shared_ptr<const Tensor> Session::shownUpstream() const {
    const auto& backward = rendered_->evaluation.backward;
    return {backward, &backward->dout};
}

void Session::paintUpstream(const std::vector<CellRef>& cells, float value) {
    if (!rendered_) return;
    const QString what = tr("Paint the gradient");
    const QString key = QStringLiteral("paint dout");
    const std::int64_t plane = state_.experiment.plane;
    const auto& given = state_.experiment.gradient.given;
    const auto dout = given ? given : shownUpstream();
    if (plane >= dout->shape.planes()) return;
    if (given && state_.experiment.gradient.file.empty()) {
        return push(what, key, Canvas::Gradient, patchOf(*given, gradientNow_, plane, cells, value));
    }
    State next = state_;
    PatchedValues now = given ? gradientNow_ : PatchedValues();
    next.experiment.gradient.kind = Upstream::Given;
    next.experiment.gradient.given = dout;
    next.experiment.gradient.file.clear();  // it is not the file's any more
    if (!given) next.gradientPatches = {};
    next.gradientPatches.add(std::make_shared<const Patch>(patchOf(*dout, now, plane, cells, value)), false,
                             ++lastPatch_);
    next.gradientAside.reset();
    push(what, key, std::move(next));
}

}  // namespace poolscope

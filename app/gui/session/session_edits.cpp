// SPDX-License-Identifier: GPL-3.0-or-later
// What the user draws: values of the input, and the gradient from above.
#include <algorithm>

#include "app/gui/session/session.h"

namespace poolscope {
namespace {

void write(std::span<float> plane, const Extent& size, const std::vector<CellRef>& cells, float value) {
    for (const CellRef& cell : cells) {
        if (size.contains(cell)) plane[static_cast<std::size_t>(flatIndex(size, cell))] = value;
    }
}

SourceRef drawingRef(const std::string& name) {
    SourceRef ref;
    ref.path = name;
    ref.embedded = true;
    return ref;
}

std::shared_ptr<const Source> drawing(std::string name, Tensor images, std::vector<int> labels, bool rgb) {
    Source source;
    source.rgb = rgb;
    source.name = std::move(name);
    source.format = "drawing";
    source.dtype = "float32";
    source.setImages(std::move(images));
    source.labels = std::move(labels);
    return std::make_shared<const Source>(std::move(source));
}

}  // namespace

void Session::paintInput(const std::vector<CellRef>& cells, float value) {
    if (!state_.source || !rendered_) return;
    const ImageRange& range = state_.experiment.images;
    const Source& old = *state_.source;
    Tensor images = selectImages(*old.images, range.first, range.last);
    // A stroke is faster than its pictures: it goes on as long as the picture under it has the cells of the source.
    if (images.shape != rendered_->evaluation.images()->shape) return;
    const std::int64_t plane = state_.experiment.plane / state_.experiment.filters.mapsPerChannel();
    if (plane >= images.shape.planes()) return;
    write(images.plane(plane), images.shape.plane(), cells, value);

    State next = state_;
    std::string name = old.name;
    std::vector<int> labels;
    if (!state_.experiment.source.embedded) {
        name = state_.experiment.source.mnist ? "MNIST " + std::to_string(old.number(range.first)) + ", edited"
                                              : old.name.substr(old.name.find_last_of('/') + 1) + ", edited";
    }
    for (std::int64_t i = range.first; i <= range.last && !old.labels.empty(); ++i) {
        labels.push_back(old.labels[static_cast<std::size_t>(i)]);
    }
    next.experiment.source = drawingRef(name);
    next.experiment.images = {0, images.shape.n - 1};
    next.source = drawing(std::move(name), std::move(images), std::move(labels), old.rgb);
    push(tr("Paint"), QStringLiteral("paint"), std::move(next));
}

void Session::newCanvas(const Extent& size) {
    State next = state_;
    next.source = drawing("drawing", Tensor({1, 1, size.rows, size.cols}), {}, false);
    next.experiment.source = drawingRef("drawing");
    next.experiment.images = {0, 0};
    next.experiment.plane = 0;
    next.experiment.gradient = {};
    push(tr("Blank canvas"), {}, std::move(next));
}

void Session::setUpstream(Upstream kind) {
    if (!rendered_) return;
    const Evaluation& shown = rendered_->evaluation;
    edit(tr("Upstream gradient"), {}, [&](Experiment& e) {
        e.gradient.kind = kind;
        e.gradient.file.clear();
        e.gradient.given = kind == Upstream::Given ? std::make_shared<const Tensor>(shown.backward->dout) : nullptr;
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

void Session::paintUpstream(const std::vector<CellRef>& cells, float value) {
    if (!rendered_) return;
    const GradientSpec& gradient = state_.experiment.gradient;
    Tensor dout = gradient.given ? *gradient.given : rendered_->evaluation.backward->dout;
    const std::int64_t plane = state_.experiment.plane;
    if (plane >= dout.shape.planes()) return;
    write(dout.plane(plane), dout.shape.plane(), cells, value);
    edit(tr("Paint the gradient"), QStringLiteral("paint dout"), [&](Experiment& e) {
        e.gradient.kind = Upstream::Given;
        e.gradient.given = std::make_shared<const Tensor>(std::move(dout));
        e.gradient.file.clear();
    });
}

}  // namespace poolscope

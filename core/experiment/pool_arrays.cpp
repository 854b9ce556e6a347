// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/pool_arrays.h"

#include <variant>

#include "core/filter/filter.h"
#include "core/io/csv.h"
#include "core/io/latex.h"
#include "core/window/im2col.h"

namespace poolscope {
namespace {

using Values = std::variant<std::span<const float>, std::vector<float>, std::vector<std::int64_t>>;

struct Block {
    std::vector<std::int64_t> shape;
    Values values;
};

std::vector<float> valuesOf(const PatchMatrix& m) {
    return {m.data(), m.data() + m.size()};
}

// The plane of this array that belongs to the plane of X that is looked at.
std::int64_t planeOf(const Evaluation& e, PoolArray array) {
    const std::int64_t maps = e.experiment.filters.mapsPerChannel();
    if (array == PoolArray::Images && e.filter) return e.experiment.plane / maps;
    if (array == PoolArray::Filters) return e.experiment.plane % maps;
    return e.experiment.plane;
}

Block blockOf(const Evaluation& e, const Tensor& tensor, const ArrayRequest& request) {
    const Shape& s = tensor.shape;
    if (request.planeOnly) return {{s.h, s.w}, tensor.plane(planeOf(e, request.array))};
    return {{s.n, s.c, s.h, s.w}, std::span<const float>(tensor.values)};
}

// The same for values that are made here and not kept.
Block ownBlock(const Evaluation& e, const Tensor& tensor, const ArrayRequest& request) {
    Block block = blockOf(e, tensor, request);
    const auto view = std::get<std::span<const float>>(block.values);
    block.values = std::vector<float>(view.begin(), view.end());
    return block;
}

Tensor filterTensor(const FilterSpec& spec) {
    Tensor result(Shape{static_cast<std::int64_t>(spec.filters.size()), 1, 3, 3});
    for (std::size_t f = 0; f < spec.filters.size(); ++f) {
        const auto& weights = filterBank()[spec.filters[f]].weights;
        std::copy(weights.begin(), weights.end(), result.plane(static_cast<std::int64_t>(f)).begin());
    }
    return result;
}

// Planes first to last of X, both included.
struct Planes {
    std::int64_t first = 0;
    std::int64_t count = 0;
};

Planes planesOf(const Evaluation& e, const ArrayRequest& request) {
    if (request.planeOnly) return {e.experiment.plane, 1};
    return {0, e.x->shape.planes()};
}

Result<PatchMatrix> patchesOf(const Evaluation& e, const ArrayRequest& request) {
    if (!request.planeOnly) return im2col(*e.x, e.grid, e.experiment.pool.padValue);
    const auto plane = e.inputPlane();
    const Tensor one(Shape{1, 1, e.x->shape.h, e.x->shape.w}, std::vector<float>(plane.begin(), plane.end()));
    return im2col(one, e.grid, e.experiment.pool.padValue);
}

Result<PatchMatrix> gradientPatchesOf(const Evaluation& e, const ArrayRequest& request) {
    const PoolSpec& spec = e.experiment.pool;
    const auto [first, count] = planesOf(e, request);
    const auto columns = patchColumnCount(e.grid, count);
    if (!columns) return tl::unexpected(columns.error());
    PatchMatrix result = PatchMatrix::Zero(e.grid.taps(), *columns);
    const WindowTaps taps(e.grid, dataPadding(spec));
    std::vector<TapGradient> terms;
    for (std::int64_t m = 0; m < count; ++m) {
        const std::int64_t plane = first + m;
        for (std::int64_t oy = 0; oy < e.grid.rows.output; ++oy) {
            for (std::int64_t ox = 0; ox < e.grid.cols.output; ++ox) {
                const CellRef window{oy, ox};
                const std::int64_t code = hasWinner(spec.op) ? e.forward->winners.at(plane, window) : 0;
                windowGradient(e.x->plane(plane), taps, window, spec, code, e.backward->dout.at(plane, window), terms);
                const std::int64_t column = patchColumn(e.grid, count, m, window);
                for (const TapGradient& term : terms) result(term.tap, column) = term.gradient;
            }
        }
    }
    return result;
}

Block winnersOf(const Evaluation& e, const ArrayRequest& request) {
    const Shape& y = e.forward->y.shape;
    if (!request.planeOnly) {
        std::vector<std::int64_t> indices = winnerIndices(e.forward->winners, e.grid, request.index);
        if (request.part && request.index == IndexKind::Tensor) {
            const std::int64_t before = request.part->first * e.x->shape.c * e.grid.input().count();
            for (std::int64_t& index : indices) index += index < 0 ? 0 : before;
        }
        return {{y.n, y.c, y.h, y.w}, std::move(indices)};
    }
    std::vector<std::int64_t> result;
    const std::int64_t m = e.experiment.plane;
    for (std::int64_t oy = 0; oy < y.h; ++oy) {
        for (std::int64_t ox = 0; ox < y.w; ++ox) {
            result.push_back(winnerIndex(e.grid, m, {oy, ox}, e.forward->winners.at(m, {oy, ox}), request.index));
        }
    }
    return {{y.h, y.w}, std::move(result)};
}

Result<Block> matrixBlock(const Result<PatchMatrix>& m) {
    if (!m) return tl::unexpected(m.error());
    return Block{{m->rows(), m->cols()}, valuesOf(*m)};
}

Result<Block> block(const Evaluation& e, const ArrayRequest& request) {
    switch (request.array) {
        case PoolArray::Images:
            return blockOf(e, *e.images(), request);
        case PoolArray::Filters:
            return ownBlock(e, filterTensor(e.experiment.filters), request);
        case PoolArray::Responses:
            return blockOf(e, *e.filter->responses, request);
        case PoolArray::ReluMask:
            return ownBlock(e, reluMask(*e.filter->responses), request);
        case PoolArray::Input:
            return blockOf(e, *e.x, request);
        case PoolArray::Patches:
            return matrixBlock(patchesOf(e, request));
        case PoolArray::Output:
            return blockOf(e, e.forward->y, request);
        case PoolArray::Winners:
            return winnersOf(e, request);
        case PoolArray::Gradient:
            return blockOf(e, e.backward->dx, request);
        case PoolArray::GradientPatches:
            return matrixBlock(gradientPatchesOf(e, request));
        case PoolArray::Upstream:
            break;
    }
    return blockOf(e, e.backward->dout, request);
}

Bytes bytesOf(const std::string& text) {
    const auto raw = std::as_bytes(std::span(text));
    return {raw.begin(), raw.end()};
}

// The header of the whole file stands before the first part.
template <class Value>
Result<Bytes> partOf(std::span<const Value> values, const std::vector<std::int64_t>& shape, const BatchPart& part) {
    if (part.first == 0) return writeNpy(values, shape);
    const auto raw = std::as_bytes(values);
    return Bytes(raw.begin(), raw.end());
}

template <class Value>
Result<Bytes> encode(std::span<const Value> values, const std::vector<std::int64_t>& shape, ArrayFile file) {
    if (file == ArrayFile::Npy) return writeNpy(values, shape);
    const Extent extent{shape[shape.size() - 2], shape.back()};
    if (file == ArrayFile::Csv) return writeCsv(values, extent);
    if (file == ArrayFile::Tabs) return writeCsv(values, extent, '\t');
    const auto text =
        writeLatex(values, extent, file == ArrayFile::Bmatrix ? LatexStyle::Bmatrix : LatexStyle::Tabular);
    if (!text) return tl::unexpected(text.error());
    return bytesOf(*text);
}

}  // namespace

bool hasPoolArray(const Evaluation& e, PoolArray array) {
    switch (array) {
        case PoolArray::Winners:
            return hasWinner(e.experiment.pool.op);
        case PoolArray::Filters:
        case PoolArray::Responses:
            return !e.experiment.filters.filters.empty();
        case PoolArray::ReluMask:
            return e.experiment.filters.relu;
        case PoolArray::Images:
        case PoolArray::Input:
        case PoolArray::Patches:
        case PoolArray::Output:
        case PoolArray::Gradient:
        case PoolArray::GradientPatches:
        case PoolArray::Upstream:
            break;
    }
    return true;
}

std::vector<std::int64_t> poolArrayShape(const Evaluation& e, const ArrayRequest& request) {
    const auto tensor = [&](const Shape& s) {
        return request.planeOnly ? std::vector{s.h, s.w} : std::vector{s.n, s.c, s.h, s.w};
    };
    switch (request.array) {
        case PoolArray::Patches:
        case PoolArray::GradientPatches:
            return {e.grid.taps(), e.grid.output().count() * planesOf(e, request).count};
        case PoolArray::Output:
        case PoolArray::Winners:
        case PoolArray::Upstream:
            return tensor(e.forward->y.shape);
        case PoolArray::Filters:
            if (request.planeOnly) return {3, 3};
            return {std::ssize(e.experiment.filters.filters), 3, 3};
        case PoolArray::Images:
            return tensor(e.images()->shape);
        case PoolArray::Responses:
        case PoolArray::ReluMask:
        case PoolArray::Input:
        case PoolArray::Gradient:
            break;
    }
    return tensor(e.x->shape);
}

Result<void> checkPoolArray(const Evaluation& e, const ArrayRequest& request) {
    if (!hasPoolArray(e, request.array)) return fail("array", "there is no such array with these settings");
    if (isMatrix(request.array)) {
        const auto columns = patchColumnCount(e.grid, planesOf(e, request).count);
        if (!columns) return tl::unexpected(columns.error());
    }
    if (request.file == ArrayFile::Npy) return {};
    const std::vector<std::int64_t> shape = poolArrayShape(e, request);
    std::int64_t planes = 1;
    for (std::size_t i = 0; i + 2 < shape.size(); ++i) planes *= shape[i];
    if (planes != 1) {
        return fail("array", "text holds one plane, but there are " + std::to_string(planes) + " (N times C)");
    }
    const bool latex = request.file == ArrayFile::Bmatrix || request.file == ArrayFile::Tabular;
    return latex ? checkLatex({shape[shape.size() - 2], shape.back()}) : Result<void>{};
}

Result<Bytes> encodePoolArray(const Evaluation& e, const ArrayRequest& request) {
    if (const Result<void> ok = checkPoolArray(e, request); !ok) return tl::unexpected(ok.error());
    auto found = block(e, request);
    if (!found) return tl::unexpected(found.error());
    std::vector<std::int64_t> shape = std::move(found->shape);
    if (request.array == PoolArray::Filters && !request.planeOnly) shape = {shape[0], 3, 3};
    if (request.part) {
        shape[0] = request.part->whole;
        return std::visit(
            [&](const auto& values) { return partOf(std::span(values.data(), values.size()), shape, *request.part); },
            found->values);
    }
    return std::visit(
        [&](const auto& values) { return encode(std::span(values.data(), values.size()), shape, request.file); },
        found->values);
}

}  // namespace poolscope

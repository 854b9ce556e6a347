// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/pool_arrays.h"

#include <gtest/gtest.h>

#include "core/filter/filter.h"
#include "core/pool/reference.h"
#include "tests/core/support/example.h"
#include "tests/core/support/mnist.h"

namespace poolscope {
namespace {

using test::evaluated;
using test::smallImage;

std::string textOf(const Evaluation& e, const ArrayRequest& request) {
    const auto bytes = encodePoolArray(e, request);
    if (!bytes) return bytes.error().where + ": " + bytes.error().message;
    return {reinterpret_cast<const char*>(bytes->data()), bytes->size()};
}

Array arrayOf(const Evaluation& e, const ArrayRequest& request) {
    return readNpy(encodePoolArray(e, request).value(), "array").value();
}

Evaluation ofDigits(const std::function<void(Experiment&)>& more = [](Experiment&) {}) {
    return evaluated(std::make_shared<const Tensor>(test::mnistImages(2)), [&](Experiment& e) {
        e.filters = {{1, 4}, true};
        e.window = {{3, 3}, {2, 2}, {PadMode::Explicit, 1, 1, 1, 1}, {1, 1}, false};
        e.gradient.kind = Upstream::Random;
        e.plane = 3;
        more(e);
    });
}

TEST(PoolArrays, TextOfTheSmallImage) {
    const Evaluation e = evaluated(smallImage());
    EXPECT_EQ(textOf(e, {PoolArray::Input, ArrayFile::Tabs}),
              "9\t9\t40\t248\n1\t2\t35\t240\n7\t0\t0\t0\n100\t3\t0\t0\n");
    EXPECT_EQ(textOf(e, {PoolArray::Images, ArrayFile::Csv}), textOf(e, {PoolArray::Input, ArrayFile::Csv}));
    EXPECT_EQ(textOf(e, {PoolArray::Patches, ArrayFile::Csv}), "9,40,7,0\n9,248,0,0\n1,35,100,0\n2,240,3,0\n");
    EXPECT_EQ(textOf(e, {PoolArray::Output, ArrayFile::Csv}), "9,248\n100,0\n");
    EXPECT_EQ(textOf(e, {PoolArray::Winners, ArrayFile::Csv}), "0,3\n12,10\n");
    EXPECT_EQ(textOf(e, {PoolArray::Winners, ArrayFile::Csv, IndexKind::Window, true}), "0,1\n2,0\n");
    EXPECT_EQ(textOf(e, {PoolArray::Gradient, ArrayFile::Csv}), "1,0,0,1\n0,0,0,0\n0,0,1,0\n1,0,0,0\n");
    EXPECT_EQ(textOf(e, {PoolArray::GradientPatches, ArrayFile::Csv}), "1,0,0,1\n0,1,0,0\n0,0,1,0\n0,0,0,0\n");
    EXPECT_EQ(textOf(e, {PoolArray::Upstream, ArrayFile::Bmatrix}),
              "% in math mode, with \\usepackage{amsmath}\n\\begin{bmatrix}\n1 & 1 \\\\\n1 & 1\n\\end{bmatrix}\n");
}

TEST(PoolArrays, MatricesEqualTheReference) {
    for (const PoolOp op : {PoolOp::Max, PoolOp::Avg}) {
        const Evaluation e = ofDigits([op](Experiment& x) { x.pool.op = op; });
        const auto forward = reference::forward(*e.x, e.grid, e.experiment.pool).value();
        const auto backward = reference::backward(*e.x, forward, e.backward->dout, e.grid, e.experiment.pool).value();
        const Array patches = arrayOf(e, {PoolArray::GradientPatches});
        const PatchMatrix& expected = backward.columns;
        EXPECT_EQ(patches.shape, (std::vector<std::int64_t>{expected.rows(), expected.cols()}));
        EXPECT_EQ(patches.values, std::vector<float>(expected.data(), expected.data() + expected.size()));

        // The columns of plane 3 of 4 are every fourth one.
        const Array one = arrayOf(e, {PoolArray::GradientPatches, ArrayFile::Npy, IndexKind::Plane, true});
        ASSERT_EQ(one.shape, (std::vector<std::int64_t>{expected.rows(), expected.cols() / 4}));
        for (Eigen::Index row = 0; row < expected.rows(); ++row) {
            for (Eigen::Index col = 0; col < one.shape[1]; ++col) {
                ASSERT_EQ(one.values[static_cast<std::size_t>(row * one.shape[1] + col)], expected(row, 4 * col + 3));
            }
        }
    }
}

TEST(PoolArrays, OnePlaneIsTheOneThatIsLookedAt) {
    const Evaluation e = ofDigits();
    const auto plane = [&](PoolArray array) {
        return arrayOf(e, {array, ArrayFile::Npy, IndexKind::Plane, true}).values;
    };
    const auto of = [](const Tensor& t, std::int64_t m) {
        return std::vector<float>(t.plane(m).begin(), t.plane(m).end());
    };
    EXPECT_EQ(plane(PoolArray::Images), of(*e.images(), 1));
    EXPECT_EQ(plane(PoolArray::Responses), of(*e.filter->responses, 3));
    EXPECT_EQ(plane(PoolArray::ReluMask), of(reluMask(*e.filter->responses), 3));
    EXPECT_EQ(plane(PoolArray::Input), of(*e.x, 3));
    EXPECT_EQ(plane(PoolArray::Output), of(e.forward->y, 3));
    EXPECT_EQ(plane(PoolArray::Gradient), of(e.backward->dx, 3));
    EXPECT_EQ(plane(PoolArray::Upstream), of(e.backward->dout, 3));
    EXPECT_EQ(plane(PoolArray::Filters)[4], 0.25F) << "the second filter is the gaussian";
    EXPECT_EQ(arrayOf(e, {PoolArray::Filters}).shape, (std::vector<std::int64_t>{2, 3, 3}));
    EXPECT_EQ(arrayOf(e, {PoolArray::Images}).shape, (std::vector<std::int64_t>{2, 1, 28, 28}));
}

TEST(PoolArrays, SaysTheShapeBeforeItMakesTheArray) {
    const Evaluation e = ofDigits();
    for (std::size_t i = 0; i <= static_cast<std::size_t>(PoolArray::Upstream); ++i) {
        for (const bool planeOnly : {false, true}) {
            const ArrayRequest request{static_cast<PoolArray>(i), ArrayFile::Npy, IndexKind::Plane, planeOnly};
            EXPECT_EQ(poolArrayShape(e, request), arrayOf(e, request).shape) << i;
        }
    }
}

TEST(PoolArrays, RefusesWhatThereIsNot) {
    const Evaluation e = ofDigits([](Experiment& x) { x.pool.op = PoolOp::Avg; });
    EXPECT_FALSE(hasPoolArray(e, PoolArray::Winners));
    EXPECT_EQ(encodePoolArray(e, {PoolArray::Winners}).error().where, "array");
    EXPECT_EQ(encodePoolArray(e, {PoolArray::Input, ArrayFile::Csv}).error().where, "array") << "four planes";
    EXPECT_EQ(checkPoolArray(e, {PoolArray::Patches, ArrayFile::Tabular}).error().where, "latex");
    EXPECT_TRUE(checkPoolArray(e, {PoolArray::Output, ArrayFile::Tabular, IndexKind::Plane, true}).has_value());
    EXPECT_FALSE(hasPoolArray(evaluated(smallImage()), PoolArray::Filters));
    EXPECT_FALSE(hasPoolArray(evaluated(smallImage()), PoolArray::ReluMask));
}

}  // namespace
}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// The first images of the embedded MNIST test set, for tests of measured facts.
#pragma once

#include "core/io/array.h"
#include "core/tensor/tensor.h"

namespace poolscope::test {

inline Tensor mnistImages(std::int64_t count) {
    const Bytes bytes = readFile(POOLSCOPE_MNIST).value();
    return selectImages(toImages(readArray(bytes, "mnist").value(), "mnist").value(), 0, count - 1);
}

}  // namespace poolscope::test

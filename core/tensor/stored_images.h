// SPDX-License-Identifier: GPL-3.0-or-later
// Images as they are stored: bytes take a quarter of the room that float32 takes, until somebody computes with them.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/tensor/shared_bytes.h"
#include "core/tensor/tensor.h"
#include "core/tensor/value_scale.h"

namespace poolscope {

// NCHW, row-major; float32 values, or bytes that stand for the same numbers. Copies share what is stored.
class StoredImages {
  public:
    StoredImages() = default;
    StoredImages(std::shared_ptr<const Tensor> floats);  // not null
    StoredImages(Tensor floats) : StoredImages(std::make_shared<const Tensor>(std::move(floats))) {}
    // bytes.size() == shape.count()
    StoredImages(const Shape& shape, SharedBytes bytes);

    Shape shape;

    // As float32: what is stored where that is float32, else a copy.
    std::shared_ptr<const Tensor> tensor() const;
    // Images `first` to `last`, both included, stored as they are here; 0 <= first <= last < shape.n.
    StoredImages part(std::int64_t first, std::int64_t last) const;
    // Images of those numbers one after the other, stored as they are here; 0 <= number < shape.n.
    StoredImages chosen(std::span<const std::int64_t> numbers) const;
    // The range of all values; `dtype` as in storedRange().
    StoredRange range(std::string_view dtype = {}) const;
    // What it takes to store them, and which memory that is; null where it is none.
    std::size_t bytesHeld() const;
    const void* memory() const;

  private:
    friend Tensor selectImages(const StoredImages& x, std::int64_t first, std::int64_t last);
    friend std::shared_ptr<const Tensor> sharedImages(const StoredImages& x, std::int64_t first, std::int64_t last);

    std::shared_ptr<const Tensor> floats_;  // null where there are bytes
    SharedBytes bytes_;
};

// Images `first` to `last` along N as float32, both included; 0 <= first <= last < shape.n.
Tensor selectImages(const StoredImages& x, std::int64_t first, std::int64_t last);
// The same, without a copy where they are all images and float32.
std::shared_ptr<const Tensor> sharedImages(const StoredImages& x, std::int64_t first, std::int64_t last);

}  // namespace poolscope

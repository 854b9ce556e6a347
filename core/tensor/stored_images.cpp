// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/stored_images.h"

#include <utility>

namespace poolscope {
namespace {

// The values of the images `numbers` one after the other.
template <class Value>
std::vector<Value> gathered(std::span<const Value> from, std::int64_t each, std::span<const std::int64_t> numbers) {
    std::vector<Value> values;
    values.reserve(static_cast<std::size_t>(each) * numbers.size());
    for (const std::int64_t number : numbers) {
        const auto first = from.begin() + number * each;
        values.insert(values.end(), first, first + each);
    }
    return values;
}

}  // namespace

StoredImages::StoredImages(std::shared_ptr<const Tensor> floats) : shape(floats->shape), floats_(std::move(floats)) {}

StoredImages::StoredImages(const Shape& s, SharedBytes bytes) : shape(s), bytes_(std::move(bytes)) {}

std::shared_ptr<const Tensor> StoredImages::tensor() const {
    return sharedImages(*this, 0, shape.n - 1);
}

StoredImages StoredImages::chosen(std::span<const std::int64_t> numbers) const {
    const Shape some{std::ssize(numbers), shape.c, shape.h, shape.w};
    const std::int64_t each = shape.c * shape.h * shape.w;
    if (floats_) return Tensor(some, gathered(std::span<const float>(floats_->values), each, numbers));
    return {some, gathered(bytes_.values(), each, numbers)};
}

StoredImages StoredImages::part(std::int64_t first, std::int64_t last) const {
    if (first == 0 && last == shape.n - 1) return *this;
    if (floats_) return selectImages(*this, first, last);
    const std::int64_t each = shape.c * shape.h * shape.w;
    return {{last - first + 1, shape.c, shape.h, shape.w},
            std::vector<std::uint8_t>(bytes_.begin() + first * each, bytes_.begin() + (last + 1) * each)};
}

StoredRange StoredImages::range(std::string_view dtype) const {
    if (floats_) return storedRange(floats_->values, dtype);
    StoredRange range = storedRange({}, dtype);
    range.values.add(bytes_.values());
    return range;
}

std::size_t StoredImages::bytesHeld() const {
    return floats_ ? floats_->values.size() * sizeof(float) : bytes_.size();
}

const void* StoredImages::memory() const {
    return floats_ ? static_cast<const void*>(floats_.get()) : bytes_.data();
}

Tensor selectImages(const StoredImages& x, std::int64_t first, std::int64_t last) {
    if (x.floats_) return selectImages(*x.floats_, first, last);
    const std::int64_t each = x.shape.c * x.shape.h * x.shape.w;
    return {{last - first + 1, x.shape.c, x.shape.h, x.shape.w},
            std::vector<float>(x.bytes_.begin() + first * each, x.bytes_.begin() + (last + 1) * each)};
}

std::shared_ptr<const Tensor> sharedImages(const StoredImages& x, std::int64_t first, std::int64_t last) {
    if (x.floats_ && first == 0 && last == x.shape.n - 1) return x.floats_;
    return std::make_shared<const Tensor>(selectImages(x, first, last));
}

}  // namespace poolscope

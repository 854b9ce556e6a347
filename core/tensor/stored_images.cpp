// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/stored_images.h"

#include <utility>

namespace poolscope {
namespace {

// The values of the images `numbers` one after the other.
template <class Value>
std::vector<Value> gathered(const std::vector<Value>& from, std::int64_t each, std::span<const std::int64_t> numbers) {
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

StoredImages::StoredImages(const Shape& s, std::vector<std::uint8_t> bytes)
    : shape(s), bytes_(std::make_shared<const std::vector<std::uint8_t>>(std::move(bytes))) {}

std::shared_ptr<const Tensor> StoredImages::tensor() const {
    return sharedImages(*this, 0, shape.n - 1);
}

StoredImages StoredImages::chosen(std::span<const std::int64_t> numbers) const {
    const Shape some{std::ssize(numbers), shape.c, shape.h, shape.w};
    const std::int64_t each = shape.c * shape.h * shape.w;
    if (bytes_) return {some, gathered(*bytes_, each, numbers)};
    return Tensor(some, gathered(floats_->values, each, numbers));
}

StoredImages StoredImages::part(std::int64_t first, std::int64_t last) const {
    if (first == 0 && last == shape.n - 1) return *this;
    if (!bytes_) return selectImages(*this, first, last);
    const std::int64_t each = shape.c * shape.h * shape.w;
    return {{last - first + 1, shape.c, shape.h, shape.w},
            {bytes_->begin() + first * each, bytes_->begin() + (last + 1) * each}};
}

StoredRange StoredImages::range(std::string_view dtype) const {
    if (!bytes_)
        return storedRange(floats_ ? std::span<const float>(floats_->values) : std::span<const float>(), dtype);
    StoredRange range = storedRange({}, dtype);
    range.values.add(std::span<const std::uint8_t>(*bytes_));
    return range;
}

std::size_t StoredImages::bytesHeld() const {
    return bytes_ ? bytes_->size() : floats_ ? floats_->values.size() * sizeof(float) : 0;
}

const void* StoredImages::memory() const {
    return bytes_ ? static_cast<const void*>(bytes_.get()) : floats_.get();
}

Tensor selectImages(const StoredImages& x, std::int64_t first, std::int64_t last) {
    if (!x.bytes_) return selectImages(*x.floats_, first, last);
    const std::int64_t each = x.shape.c * x.shape.h * x.shape.w;
    return {{last - first + 1, x.shape.c, x.shape.h, x.shape.w},
            std::vector<float>(x.bytes_->begin() + first * each, x.bytes_->begin() + (last + 1) * each)};
}

std::shared_ptr<const Tensor> sharedImages(const StoredImages& x, std::int64_t first, std::int64_t last) {
    if (x.floats_ && first == 0 && last == x.shape.n - 1) return x.floats_;
    return std::make_shared<const Tensor>(selectImages(x, first, last));
}

}  // namespace poolscope

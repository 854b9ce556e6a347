// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/patches.h"

#include <algorithm>
#include <utility>

#include "app/file/session_io.h"

namespace poolscope {
namespace {

Tensor written(Tensor tensor, const Patches& patches) {
    patches.visit([&tensor](std::int64_t at, float value) { tensor.values[static_cast<std::size_t>(at)] = value; });
    return tensor;
}

}  // namespace

void Patches::add(std::shared_ptr<const Patch> patch, bool takenBack, std::int64_t number) {
    made_.push_back({std::move(patch), takenBack, number});
}

void Patches::dropUntil(std::int64_t number) {
    const auto later =
        std::find_if(made_.begin(), made_.end(), [number](const Made& made) { return made.number > number; });
    made_.erase(made_.begin(), later);
}

std::size_t Patches::bytes() const {
    std::size_t sum = 0;
    for (const Made& made : made_) sum += bytesOf(*made.patch);
    return sum;
}

PatchedValues valuesOf(const Patches& patches) {
    PatchedValues values;
    patches.visit([&values](std::int64_t at, float value) { values[at] = value; });
    return values;
}

Painted written(Painted painted) {
    if (!painted.images.empty()) {
        auto source = std::make_shared<Source>(*painted.source);
        source->setImages(written(*painted.source->images.tensor(), std::exchange(painted.images, {})));
        painted.source = std::move(source);
    }
    if (!painted.gradient.empty()) {
        auto& given = painted.experiment.gradient.given;
        given = std::make_shared<const Tensor>(written(*given, std::exchange(painted.gradient, {})));
    }
    return painted;
}

Result<void> saveSession(const std::string& path, Painted painted, const ViewSpec& view) {
    const Painted whole = written(std::move(painted));
    return saveSession(path, whole.experiment, view, *whole.source);
}

std::size_t bytesOf(const Patch& patch) {
    return sizeof(Patch) + patch.cells.size() * sizeof(Patch::Cell);
}

std::size_t bytesOf(const Tensor& tensor) {
    return tensor.values.size() * sizeof(float);
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/composite.h"

#include <array>

namespace poolscope {
namespace {

constexpr std::int64_t kChannels = 3;
constexpr std::array<const char*, kChannels> kNames{"red", "green", "blue"};

}  // namespace

// Another range or palette is about the values of one plane.
bool asksForComposite(const Experiment& experiment, const ViewSpec& view) {
    return view.composite && experiment.filters == FilterSpec{} && view.range == DisplayRange{} &&
           view.palette == Palette::Grey;
}

bool isComposite(const Evaluation& e, const ViewSpec& view) {
    return asksForComposite(e.experiment, view) && e.x->shape.c == kChannels;
}

ValuePlanes planesInView(const Tensor& tensor, const Evaluation& e, const ViewSpec& view) {
    const std::int64_t plane = e.experiment.plane;
    if (!isComposite(e, view)) return {tensor.plane(plane)};
    const std::int64_t red = plane - plane % kChannels;
    return {tensor.plane(red), tensor.plane(red + 1), tensor.plane(red + 2)};
}

std::string channelInView(const Evaluation& e) {
    return kNames[static_cast<std::size_t>(e.experiment.plane % kChannels)];
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// Scenes put together: one moved into another.
#pragma once

#include "core/figure/scene.h"

namespace poolscope {

// Appends the marks of `part`, moved by `at`; the size of `scene` stays.
void place(Scene& scene, Scene part, const Point& at);

}  // namespace poolscope

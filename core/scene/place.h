// SPDX-License-Identifier: GPL-3.0-or-later
// Scenes put together: one moved into another, and how much room one takes.
#pragma once

#include "core/scene/scene.h"

namespace poolscope {

// Appends the marks of `part`, moved by `at`; the size of `scene` stays.
void placeScene(Scene& scene, Scene part, const Point& at);

Rect movedBy(const Rect& rect, const Point& by);

// Where its lowest mark ends; 0 without marks. Text ends at its baseline or a little below.
double lowestMark(const Scene& scene);

}  // namespace poolscope

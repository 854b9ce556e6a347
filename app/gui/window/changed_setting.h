// SPDX-License-Identifier: GPL-3.0-or-later
// What is said when images are opened that do not allow the settings as they were.
#pragma once

#include <optional>

#include "app/gui/action/frame.h"
#include "core/base/error.h"

namespace poolscope {

// Nothing is said where there is no problem.
void sayChangedSetting(const Frame& frame, const std::optional<Error>& problem);

}  // namespace poolscope

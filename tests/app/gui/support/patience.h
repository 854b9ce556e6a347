// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace poolscope {

constexpr int kPatience = 120000;  // ms; only a broken program waits that long

}  // namespace poolscope

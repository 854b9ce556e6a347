// SPDX-License-Identifier: GPL-3.0-or-later
// How the user wants animations, remembered from one to the next.
#pragma once

#include "app/file/figure_call.h"
#include "app/gui/session/export_choice.h"
#include "core/figure/animation.h"

namespace poolscope {

struct AnimationChoice {
    AnimationChoice() {
        figure.look.dpi = kAnimationDpi;
        figure.endings = QStringList{QStringLiteral(".gif")};
    }

    ExportChoice figure;  // its look, name and endings
    AnimationSpec spec;
};

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// The squeeze as a film of two seconds, one for each phase.
#pragma once

#include "core/figure/animation.h"

namespace poolscope {

inline constexpr double kSqueezeFps = 25;         // a GIF counts in hundredths of a second
inline constexpr double kSqueezeFilmSeconds = 2;  // of which the last part stands still

FilmTimes squeezeTimes(AnimatedPhase phase);

// Square, of the width of `figure`, with its title above and its caption beneath; what else it says is not used.
// Errors as those of checkSqueeze() and checkSize().
Result<Film> makeSqueezeFilm(const Evaluation& evaluation, const ViewSpec& view, const FigureSpec& figure,
                             const FigureStyle& style, AnimatedPhase phase);

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/squeeze_film.h"

#include <cmath>
#include <memory>

#include "core/scene/framing.h"
#include "core/scene/place.h"
#include "core/scene/words.h"
#include "core/thread/squeeze.h"

namespace poolscope {
namespace {

const auto kMoving = static_cast<std::size_t>(std::lround(kSqueezeSeconds * kSqueezeFps));

struct SqueezeReel {
    std::vector<Squeeze> parts;  // one after the other
    FigureSpec figure;
    FigureStyle style;
};

// Title and caption stand still.
Scene frameOf(const SqueezeReel& reel, std::size_t i) {
    const FigureStyle& style = reel.style;
    const Theme& t = style.theme();
    const double width = reel.figure.widthMm * kPointsPerMm;
    const double above = reel.figure.title.empty() ? 0 : style.heading * 2;
    const double beneath = reel.figure.caption.empty() ? 0 : style.small * 2;
    const double height = pageHeight(reel.figure).value_or(above + width + beneath);
    const double side = std::max(1.0, std::min(width, height - above - beneath));
    Scene scene{{width, height}, {}};
    if (above > 0) {
        addWords(scene, {width / 2, style.heading}, style.heading, {reel.figure.title, t.text, true}, width,
                 HorizontalAlign::Centre);
    }
    if (beneath > 0) {
        addWords(scene, {width / 2, height - beneath + style.small * 0.6}, style.small, {reel.figure.caption, t.quiet},
                 width, HorizontalAlign::Centre);
    }
    const std::size_t frames = kMoving + 1;
    const double progress = static_cast<double>(i % frames) / static_cast<double>(kMoving);
    placeScene(scene, squeezeScene(reel.parts[i / frames], progress, {side, side}, style),
               {(width - side) / 2, above + (height - above - beneath - side) / 2});
    keepReadable(scene, style);
    return scene;
}

}  // namespace

FilmTimes squeezeTimes(AnimatedPhase phase) {
    FilmTimes times{kSqueezeFps, {}};
    const auto all = static_cast<std::size_t>(std::lround(kSqueezeFilmSeconds * kSqueezeFps));
    for (int parts = phase == AnimatedPhase::Both ? 2 : 1; parts > 0; --parts) {
        times.ticks.insert(times.ticks.end(), kMoving, 1);
        times.ticks.push_back(static_cast<std::int64_t>(all - kMoving));
    }
    return times;
}

Result<Film> makeSqueezeFilm(const Evaluation& evaluation, const ViewSpec& view, const FigureSpec& figure,
                             const FigureStyle& style, AnimatedPhase phase) {
    if (Result<void> ok = checkSize(figure); !ok) return tl::unexpected(ok.error());
    if (Result<void> ok = checkSqueeze(evaluation); !ok) return tl::unexpected(ok.error());
    auto reel = std::make_shared<SqueezeReel>(SqueezeReel{{}, figure, style});
    if (phase != AnimatedPhase::Backward) {
        reel->parts.push_back(makeSqueeze(evaluation, view, style, SqueezeWay::Forward));
    }
    if (phase != AnimatedPhase::Forward) {
        reel->parts.push_back(makeSqueeze(evaluation, view, style, SqueezeWay::Backward));
    }
    const FilmTimes times = squeezeTimes(phase);
    return Film{times.fps, times.ticks,
                [reel = std::shared_ptr<const SqueezeReel>(std::move(reel))](std::size_t i) -> Result<Scene> {
                    return frameOf(*reel, i);
                }};
}

}  // namespace poolscope

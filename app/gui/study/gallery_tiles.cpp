// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/gallery_tiles.h"

#include <cstring>

#include "core/panel/composite.h"
#include "core/study/shift.h"

namespace poolscope {
namespace {

QImage imageOf(const Picture& picture) {
    const auto rows = static_cast<int>(picture.shown.rows);
    const auto cols = static_cast<int>(picture.shown.cols);
    QImage image(cols, rows, QImage::Format_RGB32);
    for (int y = 0; y < rows; ++y) {
        const std::uint32_t* line = picture.argb->data() + static_cast<std::ptrdiff_t>(y) * cols;
        std::memcpy(image.scanLine(y), line, static_cast<std::size_t>(cols) * sizeof(std::uint32_t));
    }
    return image;
}

// A tensor of one image, in the plane in view or in all its colours.
QImage imageOf(const Tensor& one, const Rendered& rendered, const CellColours& colours) {
    const Evaluation& e = rendered.evaluation;
    ValuePlanes planes{one.plane(e.experiment.plane % one.shape.c)};
    if (isComposite(e, rendered.view)) planes = {one.plane(0), one.plane(1), one.plane(2)};
    return imageOf(partPicture(planes, {one.shape.plane(), {0, 0}, one.shape.plane()}, colours, kMostTileCells));
}

}  // namespace

Result<std::vector<TilePictures>> tilePictures(const Rendered& rendered, const std::vector<std::int64_t>& images,
                                               const RunControl& run) {
    const auto pass = passingOf(rendered.evaluation.experiment, rendered.source->images.shape);
    if (!pass) return tl::unexpected(pass.error());
    const CellColours colours{rendered.pictures.scale, rendered.view.palette, false, &themeNamed(rendered.themeName)};
    std::vector<TilePictures> tiles;
    for (const std::int64_t i : images) {
        if (run.isStopped()) return fail(kStopped, "");
        const Tensor image = selectImages(rendered.source->images, i, i);
        const auto passage = (*pass)(image, run.stopToken());
        if (!passage) return tl::unexpected(passage.error());
        tiles.push_back(
            {imageOf(passage->x ? *passage->x : image, rendered, colours), imageOf(passage->y, rendered, colours)});
    }
    return tiles;
}

}  // namespace poolscope

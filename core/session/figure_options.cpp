// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/figure_options.h"

#include <algorithm>

#include "core/base/text.h"

namespace poolscope {

const FigurePreset* presetOf(const FigureSpec& spec) {
    const auto found = std::find_if(kFigurePresets.begin(), kFigurePresets.end(), [&spec](const FigurePreset& preset) {
        return preset.widthMm == spec.widthMm && preset.heightMm == spec.heightMm;
    });
    return found == kFigurePresets.end() ? nullptr : &*found;
}

Result<FigureStyle> styleOf(const FigureOptions& options) {
    if (Result<void> ok = checkSize(options.spec); !ok) return tl::unexpected(ok.error());
    const auto& size = options.fontSize;
    if (size && !(*size >= kLeastFontSize && *size <= kMostFontSize)) {
        return fail("figure.font", "a font size of " + shortestNumber(*size) + " points is not legal: it must be " +
                                       shortestNumber(kLeastFontSize) + " to " + shortestNumber(kMostFontSize));
    }
    const FigurePreset* preset = presetOf(options.spec);
    const TypeSizes type = preset ? preset->type : paperType(options.spec.widthMm);
    return printStyle(options.theme, size ? type.scaled(*size / type.body) : type);
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/figure_options.h"

#include "core/base/text.h"

namespace poolscope {

Result<FigureStyle> styleOf(const FigureOptions& options) {
    if (Result<void> ok = checkWidth(options.spec.widthMm); !ok) return tl::unexpected(ok.error());
    const auto& size = options.fontSize;
    if (size && !(*size >= kLeastFontSize && *size <= kMostFontSize)) {
        return fail("figure.font", "a font size of " + shortestNumber(*size) + " points is not legal: it must be " +
                                       shortestNumber(kLeastFontSize) + " to " + shortestNumber(kMostFontSize));
    }
    return printStyle(options.theme, options.spec.widthMm, size);
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// Scenes as the pages of one PDF, for paper. Figures, of one page and with their record, are written by export.h.
#pragma once

#include <QByteArray>
#include <span>
#include <string>

#include "core/base/error.h"
#include "core/scene/scene.h"

namespace poolscope {

// All pages have the size of the first, in points, exact; there is at least one. The same pages and title give the same
// bytes, after loadFonts(). Errors have where = "figure".
Result<QByteArray> pdfOfPages(std::span<const Scene> pages, const std::string& title);

}  // namespace poolscope

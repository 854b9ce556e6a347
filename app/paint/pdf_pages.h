// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of a PDF: the one of a figure, and those of what is made for paper.
#pragma once

#include <QByteArray>
#include <functional>
#include <span>
#include <string>

#include "app/paint/pdf_file.h"
#include "core/base/error.h"
#include "core/scene/scene.h"

class QPainter;

namespace poolscope {

// So many pages of that size in points, each painted by its number. `facts` says what the file says of itself.
Result<QByteArray> pdfOf(const Size& size, std::size_t pages, const PdfFacts& facts,
                         const std::function<void(QPainter&, std::size_t)>& paint);

// All pages have the size of the first, in points, exact; there is at least one. The same pages and title give the same
// bytes, after loadFonts(). Errors have where = "figure".
Result<QByteArray> pdfOfPages(std::span<const Scene> pages, const std::string& title);

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/pdf_pages.h"

#include <QBuffer>
#include <QMarginsF>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <cmath>

#include "app/paint/painter.h"

namespace poolscope {

Result<QByteArray> pdfOf(const Size& size, std::size_t pages, const PdfFacts& facts,
                         const std::function<void(QPainter&, std::size_t)>& paint) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(72);
        writer.setPageSize(QPageSize(QSizeF(std::ceil(size.width), std::ceil(size.height)), QPageSize::Point, QString(),
                                     QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        QPainter painter;
        if (!painter.begin(&writer)) return fail("figure", "the PDF could not be written");
        for (std::size_t page = 0; page < pages; ++page) {
            if (page > 0 && !writer.newPage()) return fail("figure", "the PDF could not be written");
            paint(painter, page);
        }
    }
    return withFacts(buffer.data(), facts);
}

Result<QByteArray> pdfOfPages(std::span<const Scene> pages, const std::string& title) {
    const Size size = pages.front().size;
    ScenePainter scenes;
    return pdfOf(size, pages.size(), {size, title},
                 [&](QPainter& painter, std::size_t page) { scenes.paint(painter, pages[page], Surface::Vector); });
}

}  // namespace poolscope

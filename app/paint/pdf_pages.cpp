// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/pdf_pages.h"

#include <QBuffer>
#include <QMarginsF>
#include <QPageSize>
#include <QPdfWriter>

#include "app/paint/painter.h"
#include "app/paint/pdf_file.h"

namespace poolscope {

Result<QByteArray> pdfOfPages(std::span<const Scene> pages, const std::string& title) {
    const Size size = pages.front().size;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(72);
        writer.setPageSize(QPageSize(QSizeF(std::ceil(size.width), std::ceil(size.height)), QPageSize::Point, QString(),
                                     QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        QPainter device;
        if (!device.begin(&writer)) return fail("figure", "the PDF could not be written");
        ScenePainter painter;
        for (const Scene& page : pages) {
            if (&page != &pages.front() && !writer.newPage()) return fail("figure", "the PDF could not be written");
            painter.paint(device, page, Surface::Vector);
        }
    }
    return withFacts(buffer.data(), {size, title});
}

}  // namespace poolscope

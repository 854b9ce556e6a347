// SPDX-License-Identifier: GPL-3.0-or-later
// PDFs written by hand, for the tests of app/paint.
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace poolscope {

// A file of these objects, the first of which is its catalog, and more entries of its trailer.
inline QByteArray pdfOf(QByteArrayList objects, const QByteArray& trailer = {}) {
    // qpdf 12 takes no file without a page tree.
    const QByteArray catalog("<< /Type /Catalog");
    if (objects[0].startsWith(catalog) && !objects[0].contains("/Pages")) {
        objects << "<< /Type /Pages /Kids [] /Count 0 >>";
        objects[0].insert(catalog.size(), " /Pages " + QByteArray::number(objects.size()) + " 0 R");
    }
    QByteArray pdf = "%PDF-1.4\n";
    QByteArray table = "0000000000 65535 f \n";
    for (qsizetype i = 0; i < objects.size(); ++i) {
        table += QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
        pdf += QByteArray::number(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const QByteArray count = QByteArray::number(objects.size() + 1);
    return pdf + "xref\n0 " + count + '\n' + table + "trailer\n<< /Size " + count + " /Root 1 0 R " + trailer +
           " >>\nstartxref\n" + QByteArray::number(pdf.size()) + "\n%%EOF\n";
}

inline QByteArray streamOf(const QByteArray& entries, const QByteArray& data) {
    return "<< " + entries + " /Length " + QByteArray::number(data.size()) + " >>\nstream\n" + data + "\nendstream";
}

}  // namespace poolscope

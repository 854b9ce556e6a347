// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/input/input_words.h"

#include <QCoreApplication>
#include <QFile>

#include "app/gui/session/qt_text.h"
#include "core/io/array.h"

namespace poolscope {
namespace {

struct InputWords {
    Q_DECLARE_TR_FUNCTIONS(InputWords)
};

}  // namespace

QString imagesText(const Shape& shape) {
    const QString size = (shape.c > 1 ? QStringLiteral("%1x").arg(shape.c) : QString()) +
                         QStringLiteral("%1x%2").arg(shape.h).arg(shape.w);
    if (shape.n == 1) return InputWords::tr("one image of %1").arg(size);
    return InputWords::tr("%1 images of %2").arg(counted(shape.n), size);
}

QString storedText(const std::vector<std::int64_t>& shape) {
    return QString::fromStdString(shapeText(shape));
}

QString readingText(const Reading& reading) {
    QStringList parts;
    if (!reading.reshape.empty()) parts << InputWords::tr("reshaped");
    if (reading.transpose) parts << InputWords::tr("transposed");
    if (const auto& crop = reading.crop) {
        parts << InputWords::tr("rows %1–%2").arg(crop->first.row).arg(crop->first.row + crop->size.rows - 1)
              << InputWords::tr("columns %1–%2").arg(crop->first.col).arg(crop->first.col + crop->size.cols - 1);
    }
    if (const auto& size = reading.resize) {
        parts << InputWords::tr("resized to %1x%2").arg(size->rows).arg(size->cols);
    }
    return parts.join(QStringLiteral(", "));
}

QString sentenceOf(const Note& note) {
    const QString text = QString::fromStdString(note.text);
    return text.left(1).toUpper() + text.mid(1) + QLatin1Char('.');
}

QString sentenceOf(const Error& error) {
    if (error.where.empty()) return QString::fromStdString(error.message);
    return InputWords::tr("%1: %2").arg(QFile::decodeName(error.where.c_str()).section(QLatin1Char('/'), -1),
                                        QString::fromStdString(error.message));
}

}  // namespace poolscope

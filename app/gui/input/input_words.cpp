// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/input/input_words.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>

#include "core/io/array.h"

namespace poolscope {
namespace {

struct InputWords {
    Q_DECLARE_TR_FUNCTIONS(InputWords)
};

}  // namespace

QString imagesText(const Shape& shape) {
    const QString size = (shape.c > 1 ? QStringLiteral("%1 × ").arg(shape.c) : QString()) +
                         QStringLiteral("%1 × %2").arg(shape.h).arg(shape.w);
    if (shape.n == 1) return InputWords::tr("one image of %1").arg(size);
    return InputWords::tr("%1 images of %2").arg(QLocale().toString(static_cast<qlonglong>(shape.n)), size);
}

QString storedText(const std::vector<std::int64_t>& shape) {
    return QString::fromStdString(shapeText(shape));
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

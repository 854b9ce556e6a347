// SPDX-License-Identifier: GPL-3.0-or-later
// Text and counts of the library as Qt has them, and names of files as the system has them.
#pragma once

#include <QFile>
#include <QString>
#include <string>
#include <string_view>

#include "core/base/text.h"

namespace poolscope {

inline QString shown(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// A count in the window's texts, as core writes it: "10,000".
inline QString counted(std::int64_t count) {
    return QString::fromStdString(groupedNumber(count));
}

inline std::string encoded(const QString& path) {
    return QFile::encodeName(path).toStdString();
}

}  // namespace poolscope

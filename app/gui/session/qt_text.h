// SPDX-License-Identifier: GPL-3.0-or-later
// Text of the library as Qt has it, and names of files as the system has them.
#pragma once

#include <QFile>
#include <QString>
#include <string>
#include <string_view>

namespace poolscope {

inline QString shown(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

inline std::string encoded(const QString& path) {
    return QFile::encodeName(path).toStdString();
}

}  // namespace poolscope

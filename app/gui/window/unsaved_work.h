// SPDX-License-Identifier: GPL-3.0-or-later
// Work that was in no file when the program had to end without a question: kept in a folder for the next start.
#pragma once

#include <QString>
#include <QStringList>

namespace poolscope {

// Where it is kept for the user.
QString unsavedWorkFolder();

// The name of a file there that nobody has and nobody has locked; makes the folder.
QString freeUnsavedPath(const QString& folder);

// The file that is locked by the program that keeps work in this one, while it runs.
QString lockOfUnsaved(const QString& path);

// The files that no running program keeps its work in, oldest first.
QStringList keptUnsaved(const QString& folder);

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// What a figure carries beside its picture: a record that makes it again, and a description. In a PNG they are text
// chunks, in an SVG its metadata and desc, in a PDF its XMP packet. Knows no more of the record than that it is UTF-8.
#pragma once

#include <QByteArray>
#include <string>

#include "app/paint/export.h"

namespace poolscope {

// The PNG with the text chunks in it.
QByteArray withRecord(const QByteArray& png, const ExportOptions& options);
// What stands at the start of an SVG: its title, desc and metadata.
std::string svgRecord(const ExportOptions& options);
// The XMP packet of a PDF; empty when there is nothing to carry.
std::string pdfPacket(const ExportOptions& options);

// True for a file that may carry a record: one in a format of figures, by its first bytes.
bool mayCarryRecord(const QByteArray& file);
// The record that the file carries; empty where there is none.
std::string recordIn(const QByteArray& file);

}  // namespace poolscope

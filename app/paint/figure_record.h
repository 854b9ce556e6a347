// SPDX-License-Identifier: GPL-3.0-or-later
// What a figure carries beside its picture: a record that makes it again, and a description. In a PNG they are text
// chunks, in an SVG its metadata and desc, in a PDF, a TIFF and a WebP an XMP packet, in a GIF a comment, in an MP4 its
// comment. Knows no more of the record than that it is UTF-8.
#pragma once

#include <QByteArray>
#include <optional>
#include <string>

#include "app/paint/export.h"

namespace poolscope {

// The PNG with the text chunks in it.
QByteArray withRecord(const QByteArray& png, const ExportOptions& options);
// The record as an element of XML, for the comments of a GIF and an MP4; empty when there is none.
std::string recordElement(const ExportOptions& options);
// What stands at the start of an SVG: its title, desc and metadata.
std::string svgRecord(const ExportOptions& options);
// The XMP packet of a PDF, a TIFF and a WebP; empty when there is nothing to carry.
std::string xmpPacket(const ExportOptions& options);

// True for a file that may carry a record: one in a format of figures or animations, by its first bytes.
bool mayCarryRecord(const QByteArray& file);
// What a file of this name may be: a picture, with a record or without, or good for its record alone; by its ending.
enum class Carrier { Picture, RecordAlone };
std::optional<Carrier> carrierNamed(const std::string& path);
// The record that the file carries; empty where there is none.
std::string recordIn(const QByteArray& file);

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// What a figure carries beside its picture: a record that makes it again, and a description. In a PNG they are text
// chunks, in an SVG its metadata and desc, in a PDF, a TIFF and a WebP an XMP packet, in a GIF a comment, in an MP4 its
// comment. Knows no more of the record than that it is UTF-8.
#pragma once

#include <QByteArray>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "app/paint/export.h"
#include "app/paint/figure_formats.h"

namespace poolscope {

// The PNG with the text chunks in it.
QByteArray withRecord(const QByteArray& png, const ExportOptions& options);
// The record as an element of XML, for the comments of a GIF and an MP4; empty when there is none.
std::string recordElement(const ExportOptions& options);
// What stands at the start of an SVG: its title, desc and metadata.
std::string svgRecord(const ExportOptions& options);
// The XMP packet of a PDF, a TIFF and a WebP; empty when there is nothing to carry.
std::string xmpPacket(const ExportOptions& options);

// What a file that carries a record is good for: a picture too, or for its record alone.
enum class Carrier { Picture, RecordAlone };

IsInFormat isGif, isWebp, isMp4;
ReadRecord recordInGif;  // in the others the element stands as it is

// The formats of animations, beside those of figures (app/paint/figure_formats.h).
struct AnimationCarrier {
    std::string_view ending;  // in lower case, with its point
    Carrier kind = Carrier::Picture;
    IsInFormat* recognises = nullptr;
    ReadRecord* record = nullptr;
};
inline constexpr std::array<AnimationCarrier, 3> kAnimationCarriers{
    {{".gif", Carrier::Picture, &isGif, &recordInGif},
     {".webp", Carrier::Picture, &isWebp, &recordInXml},
     {".mp4", Carrier::RecordAlone, &isMp4, &recordInXml}}};

// True for a file that may carry a record: one in a format of figures or animations, by its first bytes.
bool mayCarryRecord(const QByteArray& file);
// What a file of this name may be, with a record or without; by its ending.
std::optional<Carrier> carrierNamed(const std::string& path);
// The record that the file carries; empty where there is none.
std::string recordIn(const QByteArray& file);

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// A PDF around its pages: what Qt writes in its own way, and differently from run to run, is said here. Private to
// app/paint.
#pragma once

#include <QByteArray>
#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/scene/scene.h"

namespace poolscope {

struct PdfFacts {
    Size page;             // in points, exact; from the upper left of each page that was drawn
    std::string title{};   // UTF-8; empty: none
    std::string packet{};  // XMP; empty: none
};

// The same pages with these facts and no others: fixed dates, and an identifier made of the content, so that the same
// pages and facts give the same bytes. Fails with where = "figure" when `drawn` is no PDF.
Result<QByteArray> withFacts(const QByteArray& drawn, const PdfFacts& facts);

// The XMP packet of a PDF, empty where it has none; nothing when the file cannot be read: damaged, or its objects are
// compressed (a small file could unpack into any size), or the packet is larger than 64 MiB.
std::optional<QByteArray> packetOf(const QByteArray& pdf);

}  // namespace poolscope

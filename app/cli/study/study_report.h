// SPDX-License-Identifier: GPL-3.0-or-later
// What a study found, in the three ways it can be read: JSON, lines of text and a CSV table.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/study/study_kinds.h"

namespace poolscope::cli {

// What was asked.
struct StudySubject {
    std::string source;             // "mnist, 2000 images"
    std::string parameters;         // "max, size 2x2, stride 2x2"
    std::int64_t by = 1;            // of a shift, in pixels
    const StudyQuestion& question;  // with the source, which names images and labels
};

using TextSink = std::function<void(std::string_view piece)>;

struct StudyReport {
    std::string json;  // an object, with its line feed
    std::string text;  // lines for people
    std::string csv;   // a header, then one line for each row
    // Of the images of a set, which may be many, instead: written piece by piece, where it is wanted.
    std::function<void(const TextSink&)> jsonPieces{};
    std::function<void(const TextSink&)> csvPieces{};

    void writeJson(const TextSink& sink) const { jsonPieces ? jsonPieces(sink) : sink(json); }
    void writeCsv(const TextSink& sink) const { csvPieces ? csvPieces(sink) : sink(csv); }
};

// The report of any answer but charts and compasses, which are for the window. It reads the answer again, and the
// source of the subject, when it is written.
StudyReport reportOf(const StudyResult& result, const StudySubject& subject);

}  // namespace poolscope::cli

// SPDX-License-Identifier: GPL-3.0-or-later
// What a study found, in the three ways it can be read: JSON, lines of text and a CSV table.
#pragma once

#include <string>

#include "core/study/study_kinds.h"

namespace poolscope::cli {

// What was asked.
struct StudySubject {
    std::string source;             // "mnist, 2000 images"
    std::string parameters;         // "max, size 2x2, stride 2x2"
    std::int64_t by = 1;            // of a shift, in pixels
    const StudyQuestion& question;  // with the source, which names images and labels
};

struct StudyReport {
    std::string json;  // an object, with its line feed
    std::string text;  // lines for people
    std::string csv;   // a header, then one line for each row
};

// The report of any answer but charts and compasses, which are for the window.
StudyReport reportOf(const StudyResult& result, const StudySubject& subject);

}  // namespace poolscope::cli

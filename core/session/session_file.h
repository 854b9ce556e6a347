// SPDX-License-Identifier: GPL-3.0-or-later
// The text of a session, what a .poolscope file holds: an experiment and how the user looks at it. A figure carries the
// same, and how it was drawn. Reads and writes no files.
//
//     {"poolscope": "session", "version": 1, "experiment": {...}, "view": {...}}
//     {"poolscope": "figure", "version": 1, "experiment": {...}, "view": {...}, "figure": {...}}
//
// Every key is always there, in this order, but for "reading" of a source that is read as usual, "range" of a view that
// shows the usual one and "file" of a gradient that is from none; no other is allowed.
// The values of images and gradients that a session holds are numbers in NCHW order, one row of an image a line, of up
// to 4096 of them: {"shape": [1, 1, 28, 28], "values": [0, 0, ...]}. More are packed, float32 and little-endian, by
// zlib and base64: {"shape": [1, 1, 480, 640], "zlib": ["eAHt...", ...]}. Either is read of any size. Enumerations are
// the words of the command line. NaN and infinities are the texts "nan", "inf" and "-inf"; other NaN than the usual one
// carry their bits, "nan:ffc00000". Names of files are bytes: what is not UTF-8 is %XX, and % itself is %25.
#pragma once

#include <string>
#include <string_view>

#include "core/session/experiment_json.h"
#include "core/session/figure_options.h"

namespace poolscope {

inline constexpr std::int64_t kSessionVersion = 1;

struct SavedSession {
    SavedExperiment saved;
    ViewSpec view;
    std::optional<FigureOptions> figure{};  // how it was drawn, when a figure carries the session

    bool operator==(const SavedSession&) const = default;
};

// The same session gives the same bytes. Errors name the field: a number out of range, or more values than could be
// read again.
Result<std::string> sessionText(const SavedSession& session);

// Errors name the field ("experiment.window.stride") or the place ("line 3, column 7"); the name is empty when the
// whole text is wrong.
Result<SavedSession> parseSession(std::string_view text);

}  // namespace poolscope

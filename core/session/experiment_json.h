// SPDX-License-Identifier: GPL-3.0-or-later
// An experiment as JSON, every field by the words of the command line, exact to the bit. Reads and writes no files.
#pragma once

#include <string>

#include "core/experiment/experiment.h"
#include "core/json/json_fields.h"
#include "core/json/json_writer.h"

namespace poolscope {

// What is kept of a source beside the name it has in the experiment.
struct SavedSource {
    // Path relative to the folder of the session; empty unless the file lies in or below it. Tried first: the path in
    // the experiment, absolute, is the second try.
    std::string beside;
    std::string sha256;                        // of the file, 64 hex digits in lower case; empty where there is none
    std::string labelsSha256{};                // the same of a file of labels that the user named
    bool rgb = false;                          // a picture read with three channels
    std::shared_ptr<const Tensor> embedded{};  // of a source that is in no file, else null

    bool operator==(const SavedSource& other) const {
        return beside == other.beside && sha256 == other.sha256 && labelsSha256 == other.labelsSha256 &&
               rgb == other.rgb &&
               (embedded == other.embedded || (embedded && other.embedded && sameBits(*embedded, *other.embedded)));
    }
};

struct SavedExperiment {
    Experiment experiment;
    SavedSource source;

    bool operator==(const SavedExperiment&) const = default;
};

// What can be saved and opened: numbers within their range, a source that is whole. Whether a window fits on its image
// is not asked. Errors name the field ("window.stride").
Result<void> checkSaved(const SavedExperiment& saved);

// Whether images or gradients of that shape can be kept. Errors name no field.
Result<void> checkShape(const Shape& shape);

// The experiment must have passed checkSaved().
void writeExperiment(JsonWriter& writer, std::string_view key, const SavedExperiment& saved);
// Failures go where those of `parent` go, and name the field from the top ("experiment.window.stride").
SavedExperiment readExperiment(const JsonFields& parent, std::string_view key);

}  // namespace poolscope

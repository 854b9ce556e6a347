// SPDX-License-Identifier: GPL-3.0-or-later
// What the figures and animations of one call show, and the files they go to.
#pragma once

#include "app/cli/call/input.h"
#include "app/cli/figure/figure_options.h"

namespace poolscope::cli {

// A file and the images it shows.
struct PlannedFile {
    std::string path;
    ImageRange images;
};

// Plans the files that the names after -o ask for: with {index} or {label} one file per image, else one of all. Files
// of the same images stand together. `names` hears of every file.
Outcome<std::vector<PlannedFile>> planFiles(const std::vector<std::string>& patterns, FileNames& names,
                                            const Input& input, const Experiment& experiment);

// The view as far as it means something for the input. It is a usage error when --composite does not.
Outcome<ViewSpec> viewFor(const Arguments& arguments, const ViewSpec& view, const Experiment& experiment,
                          const Input& input);

struct FigureSubject {
    Evaluation evaluation;
    std::string caption;  // empty where there is no image
};

// `images` of the input, which are among those chosen, with the plane and the gradient chosen, else the session's.
Outcome<FigureSubject> evaluateSubject(const Start& start, const Input& input, const ImageRange& images,
                                       const PoolingChoice& pooling, const FigureChoice& choice,
                                       const RunControl& run = {});

}  // namespace poolscope::cli

// SPDX-License-Identifier: GPL-3.0-or-later
// SOURCE -> the images a command works on.
#pragma once

#include <memory>

#include "app/cli/pooling_options.h"
#include "core/io/source.h"

namespace poolscope {

struct Input {
    SourceRef ref;
    Source source;
    ImageRange images;                // of the source
    std::shared_ptr<const Tensor> x;  // the images chosen

    // Of image `i` of the source; nothing where there are no labels.
    std::optional<int> label(std::int64_t i) const;
};

void declareSource(Arguments& arguments);
// A usage error when there is none.
Outcome<SourceRef> readSource(const Arguments& arguments);

void declareRgb(Arguments& arguments);
// A picture has three channels under --rgb, which is refused for anything else.
Outcome<Input> loadInput(const SourceRef& ref, bool rgb);

// The experiment on images `images` of the input.
Experiment experimentOn(const Input& input, const ImageRange& images, const PoolingChoice& pooling);

}  // namespace poolscope

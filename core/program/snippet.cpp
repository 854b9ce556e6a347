// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/snippet.h"

#include "core/program/snippet_parts.h"

namespace poolscope {
namespace {

std::string tooMany(const std::string& what, const Tensor& tensor) {
    return what + " " + toText(tensor.shape) + " has " + std::to_string(tensor.shape.count()) +
           " values, more than the " + std::to_string(kMostLiteral) +
           " that stand in a program: they have to be in a file that it loads";
}

}  // namespace

Result<std::string> writeSnippet(SnippetKind kind, const Evaluation& evaluation, const SnippetOptions& options) {
    const GradientSpec& gradient = evaluation.experiment.gradient;
    if (evaluation.x->shape.n == 0) return fail("snippet", "there is no image to write a program for: N is 0");
    if (options.images.path.empty() && !fitsInSnippet(*evaluation.images())) {
        return fail("images", tooMany("the input", *evaluation.images()));
    }
    if (gradient.kind == Upstream::Given && options.upstream.path.empty() &&
        !fitsInSnippet(evaluation.backward->dout)) {
        return fail("gradient", tooMany("the upstream gradient", evaluation.backward->dout));
    }
    if (kind == SnippetKind::Torch) return snippets::writeTorch(evaluation, options);
    return snippets::writeNumpy(evaluation, options);
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/figure/figure_subject.h"

#include <algorithm>
#include <utility>

#include "app/cli/call/name_patterns.h"
#include "app/file/session_io.h"
#include "core/figure/caption.h"

namespace poolscope::cli {
Outcome<std::vector<PlannedFile>> planFiles(const std::vector<std::string>& patterns, FileNames& names,
                                            const Input& input, const Experiment& experiment) {
    std::vector<PlannedFile> files;
    const ImageRange& all = input.images;
    for (const std::string& pattern : patterns) {
        const bool perImage = isPerImage(pattern) && all.count() > 0;
        const std::int64_t last = perImage ? all.last : all.first;
        for (std::int64_t i = all.first; i <= last; ++i) {
            const auto path = expandName("-o", pattern, input, i, experiment);
            if (!path) return tl::unexpected(path.error());
            if (Outcome<void> ok = names.addOutput("-o", *path); !ok) {
                Failure failure = ok.error();
                if (perImage && all.count() > 1 && pattern.find("{index") == std::string::npos)
                    failure.error.message += "; {index} tells images apart";
                return tl::unexpected(failure);
            }
            files.push_back({*path, perImage ? ImageRange{i, i} : all});
        }
    }
    std::stable_sort(files.begin(), files.end(), [](const PlannedFile& left, const PlannedFile& right) {
        return std::pair(left.images.first, left.images.last) < std::pair(right.images.first, right.images.last);
    });
    return files;
}

Outcome<ViewSpec> viewFor(const Arguments& a, const ViewSpec& view, const Experiment& experiment, const Input& input) {
    const ViewSpec fitting = viewOf(view, experiment, input.source);
    if (a.has("--composite") && !fitting.composite) {
        return usage(
            "--composite",
            "is for pictures read with --rgb, in the palette grey, with no --range, no --filters and no --relu");
    }
    return fitting;
}

Outcome<FigureSubject> evaluateSubject(const Start& start, const Input& input, const ImageRange& images,
                                       const PoolingChoice& pooling, const FigureChoice& choice,
                                       const RunControl& run) {
    const auto x = input.values(images);
    Experiment experiment = experimentOn(start, input, images, pooling);
    const auto features = featureShape(x->shape, experiment.filters);
    if (!features) return failed(features.error());
    if (images != input.images) experiment.plane %= features->c;  // the session's, in an image by itself
    const auto chosen = chosenExperiment(experiment, choice, *features);
    if (!chosen) return tl::unexpected(chosen.error());
    auto evaluation = evaluate(*chosen, x, nullptr, run);
    if (!evaluation && choice.upstream && evaluation.error().where == "gradient") {
        return failed({"--upstream", evaluation.error().message});
    }
    if (!evaluation) return failed(ofSession(evaluation.error()));
    evaluation->stored = input.source.range;
    const std::string caption = images.count() > 0 ? figureCaption(input.source, *chosen) : "";
    return FigureSubject{*std::move(evaluation), caption};
}

}  // namespace poolscope::cli

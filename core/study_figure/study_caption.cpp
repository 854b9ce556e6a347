// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study_figure/study_caption.h"

#include "core/base/word.h"
#include "core/figure/caption.h"
#include "core/figure/figure.h"

namespace poolscope {
namespace {

bool isOfOneImage(const StudyChoice& choice) {
    switch (studyRow(choice.kind).sees) {
        case StudySees::OneImage:
            return true;
        case StudySees::ManyImages:
            return false;
        case StudySees::AsChosen:
            break;
    }
    return choice.images == StudyImages::One;
}

}  // namespace

std::string compareText(const Experiment& experiment, CompareBy by) {
    if (by == CompareBy::Windows) return std::string(toText(experiment.pool.op)) + " over sizes and strides";
    Experiment any = experiment;
    any.pool = {};
    std::vector<std::string> parts = parameterParts(any);
    parts.front() = by == CompareBy::Operations ? "operations" : "references";
    return joined({parts.begin(), parts.end()});
}

std::string studyParameters(const StudyQuestion& q) {
    switch (studyRow(q.choice.kind).through) {
        case StudyThrough::Windows:
            return std::string(toText(q.experiment.pool.op)) + " pooling";
        case StudyThrough::Contenders:
            return compareText(q.experiment, q.choice.by);
        case StudyThrough::Nothing:
            break;
    }
    return parameterText(q.experiment);
}

std::string studyCaption(const StudyQuestion& q) {
    const std::string images = isOfOneImage(q.choice) ? imageCaption(*q.source, q.experiment)
                                                      : batchCaption(*q.source, q.experiment, askedImages(q));
    return images + ": " + studyParameters(q);
}

}  // namespace poolscope

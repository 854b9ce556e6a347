// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/study_input.h"

#include "core/figure/caption.h"
#include "core/figure/figure.h"

namespace poolscope {

Tensor imageInView(const Evaluation& e) {
    const std::int64_t image = e.experiment.plane / e.x->shape.c;
    return selectImages(*e.images(), image, image);
}

std::int64_t planeInView(const Evaluation& e) {
    return e.experiment.plane % e.x->shape.c;
}

std::string studySubjectOf(const StudyQuestion& q) {
    if (q.choice.images == StudyImages::One) return figureCaption(*q.source, q.experiment);
    return q.source->name + ", " + countText(askedImages(q).count(), "image") + ", " + parameterText(q.experiment);
}

}  // namespace poolscope

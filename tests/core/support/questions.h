// SPDX-License-Identifier: GPL-3.0-or-later
// Questions for studies of a small source.
#pragma once

#include "core/study/study_kinds.h"

namespace poolscope::test {

// Six images of 8x8 with some ink in each, two labels.
inline std::shared_ptr<const Source> sixImages() {
    Tensor images({6, 1, 8, 8});
    for (std::size_t i = 0; i < images.values.size(); ++i) {
        images.values[i] = i % 5 < 2 ? static_cast<float>(i * 37 % 256) : 0.0F;
    }
    Source made;
    made.name = "some/where/set.npy";
    made.setImages(std::move(images));
    made.labels = {1, 0, 1, 0, 1, 0};
    return std::make_shared<const Source>(std::move(made));
}

inline StudyQuestion ask(StudyKind kind, StudyImages images = StudyImages::Batch) {
    StudyQuestion q;
    q.choice.kind = kind;
    q.choice.images = images;
    q.source = sixImages();
    q.experiment.source.path = "some/where/set.npy";
    q.experiment.images = {1, 4};
    return q;
}

}  // namespace poolscope::test

// SPDX-License-Identifier: GPL-3.0-or-later
// What a study found, in the four ways it can be handed out: JSON, lines of text, a CSV table and a chart.
#pragma once

#include <string>
#include <vector>

#include "core/figure/figure_style.h"
#include "core/figure/scene.h"
#include "core/study/cascade.h"
#include "core/study/compare.h"
#include "core/study/cost.h"
#include "core/study/shift.h"
#include "core/study/sweep.h"
#include "core/study/ties.h"

namespace poolscope {

// What was asked; it stands in titles and notes.
struct StudySubject {
    std::string source;      // "mnist, 2000 images"
    std::string parameters;  // "max, size 2x2, stride 2x2"
    std::int64_t by = 1;     // of a shift
    ViewSpec view;           // of pictures
};

struct StudyReport {
    std::string json;  // an object, with its line feed
    std::string text;  // lines for people
    std::string csv;   // a header, then one line for each row
    Scene chart;
};

StudyReport reportOf(const TieStudy& study, const StudySubject& subject, double width, const FigureStyle& style);
StudyReport reportOf(const ShiftStudy& study, const StudySubject& subject, double width, const FigureStyle& style);
StudyReport reportOf(const Sweep& sweep, const StudySubject& subject, double width, const FigureStyle& style);
StudyReport reportOf(const Cost& cost, const StudySubject& subject, double width, const FigureStyle& style);
StudyReport reportOf(const Compare& study, const StudySubject& subject, double width, const FigureStyle& style);

// A cascade with the plane it was made of, (1, 1, H, W).
struct CascadeOfPlane {
    Tensor x;
    Cascade cascade;
};
StudyReport reportOf(const CascadeOfPlane& study, const StudySubject& subject, double width, const FigureStyle& style);

}  // namespace poolscope

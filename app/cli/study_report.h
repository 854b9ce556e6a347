// SPDX-License-Identifier: GPL-3.0-or-later
// What a study found, in the four ways it can be handed out: JSON, lines of text, a CSV table and a chart.
#pragma once

#include <string>
#include <vector>

#include "core/figure/contact_sheet.h"
#include "core/figure/study_charts.h"
#include "core/study/cascade.h"
#include "core/study/compare.h"
#include "core/study/dataset.h"

namespace poolscope {

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
// Of a turn by subject.degrees.
StudyReport reportOf(const Comparison& turn, const StudySubject& subject, double width, const FigureStyle& style);
StudyReport reportOf(const WinStudy& study, const StudySubject& subject, double width, const FigureStyle& style);
// The chart is the contact sheet.
struct SheetOfStudy {
    DatasetStudy study;
    ContactSheet sheet;
};
StudyReport reportOf(const SheetOfStudy& result, const StudySubject& subject, double width, const FigureStyle& style);

// Studies that are pictures, and how they are wanted.
struct ShownComparison {
    Compare study;
    ViewSpec view;
};
StudyReport reportOf(const ShownComparison& shown, const StudySubject& subject, double width, const FigureStyle& style);
struct ShownCascade {
    Tensor x;  // (1, 1, H, W)
    Cascade study;
    ViewSpec view;
};
StudyReport reportOf(const ShownCascade& shown, const StudySubject& subject, double width, const FigureStyle& style);

}  // namespace poolscope

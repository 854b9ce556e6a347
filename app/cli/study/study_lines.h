// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of tables and text, and JSON, that the reports of studies share. Private to them.
#pragma once

#include <string>

#include "app/cli/call/csv_row.h"
#include "app/cli/study/study_report.h"
#include "core/json/json_writer.h"
#include "core/study_figure/study_charts.h"

namespace poolscope::cli {

// A number of a line of a CSV table; empty for NaN, which is not defined.
std::string field(double value);
// The words with spaces after them, up to that many characters.
std::string padded(std::string words, std::size_t width);
// "up         image 62.8 %, output 41.9 %; identical outputs 0 of 16000"; with filters X stands between.
std::string changeLine(const std::string& name, const MotionChange& c);
// The same of a CSV table, after what the first field says; `motions` names the last. With filters the image has a
// column of its own.
std::string changeHeader(const std::string& first, const MotionChange& c, const std::string& motions);
std::string changeRow(const std::string& first, const MotionChange& c);
// The three as fields of an object that is open.
void writeFractions(JsonWriter& w, const MotionChange& c);
// The fields of an object that is open; `source` has the names of the labels.
void writeTies(JsonWriter& w, const TieStudy& study, const Source& source);
void writeShift(JsonWriter& w, const ShiftStudy& study, std::int64_t by);
// A line that says which images, and how they are pooled.
std::string subjectLine(const StudySubject& subject);

StudyReport reportOn(const TieStudy& study, const StudySubject& subject);
StudyReport reportOn(const ShiftStudy& study, const StudySubject& subject);
StudyReport reportOn(const SweepStudy& sweep, const StudySubject& subject);
StudyReport reportOn(const Cost& cost, const StudySubject& subject);
StudyReport reportOn(const TurnResult& turn, const StudySubject& subject);
StudyReport reportOn(const WinStudy& study, const StudySubject& subject);
StudyReport reportOn(const DatasetStudy& study, const StudySubject& subject);
StudyReport reportOn(const CompareStudy& study, const StudySubject& subject);
StudyReport reportOn(const CascadeResult& shown, const StudySubject& subject);
StudyReport reportOn(const ImageStudy& study, const StudySubject& subject);
StudyReport reportOn(const CollisionStudy& study, const StudySubject& subject);
StudyReport reportOn(const MeansResult& means, const StudySubject& subject);

}  // namespace poolscope::cli

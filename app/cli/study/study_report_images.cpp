// SPDX-License-Identifier: GPL-3.0-or-later
// Results image by image, pair by pair and label by label, as JSON, text and CSV.
#include <limits>

#include "app/cli/study/study_lines.h"
#include "core/base/text.h"
#include "core/session/figure_words.h"
#include "core/study_figure/image_words.h"

namespace poolscope::cli {
namespace {

// The measure as the name of a field.
std::string fieldName(const MeasureRow& row) {
    std::string name(row.word);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

// The columns that say something of these images.
std::vector<CountColumn> columnsOf(const ImageStudy& study) {
    std::vector<CountColumn> columns;
    for (const CountColumn& column : countColumns()) {
        if (study.filtered || !column.ofFilters) columns.push_back(column);
    }
    return columns;
}

std::optional<int> labelOf(const Source& source, std::int64_t image) {
    if (source.labels.empty()) return std::nullopt;
    return source.labels[static_cast<std::size_t>(image)];
}

// Its number, its label and the name of that, where there are any.
void writeImage(JsonWriter& w, const std::string& prefix, const Source& source, std::int64_t image) {
    w.integer(prefix + "image", source.number(image));
    const auto label = labelOf(source, image);
    if (label) w.integer(prefix + "label", *label);
    if (label && !source.classNames.empty()) w.text(prefix + "name", source.nameOf(*label));
}
using Fields = std::vector<std::string>;
void addImageHeader(Fields& fields, const std::string& prefix, const Source& source) {
    fields.push_back(prefix + "image");
    if (source.labels.empty()) return;
    fields.push_back(prefix + "label");
    if (!source.classNames.empty()) fields.push_back(prefix + "name");
}
void addImage(Fields& fields, const Source& source, std::int64_t image) {
    fields.push_back(shortestNumber(source.number(image)));
    const auto label = labelOf(source, image);
    if (!label) return;
    fields.push_back(std::to_string(*label));
    if (!source.classNames.empty()) fields.push_back(source.nameOf(*label));
}

void writeTable(const ImageStudy& study, const Source& source, std::span<const std::int64_t> places,
                const TextSink& sink) {
    Fields header;
    addImageHeader(header, "", source);
    const auto columns = columnsOf(study);
    for (const CountColumn& column : columns) header.emplace_back(column.name);
    for (const MeasureRow& row : kMeasures) header.push_back(fieldName(row));
    sink(csvRow(header));
    for (const std::int64_t place : places) {
        const auto i = static_cast<std::size_t>(place);
        Fields fields;
        addImage(fields, source, study.first + place);
        for (const CountColumn& column : columns) fields.push_back(field(column.of(study.images[i])));
        for (const MeasureRow& row : kMeasures) fields.push_back(field(study.valueOf(row.measure, i)));
        sink(csvRow(fields));
    }
}

void writeImagesJson(const ImageStudy& study, const Source& source, std::span<const std::int64_t> places,
                     const TextSink& sink) {
    const auto columns = columnsOf(study);
    const auto write = [&](JsonWriter& w) {
        w.integer("count", std::ssize(study.images));
        w.beginObject("sums", JsonWriter::Layout::OneLine);
        for (const CountColumn& column : columns) {
            if (!column.adds) continue;
            double sum = 0;
            for (const ImageCounts& image : study.images) sum += column.of(image);
            w.number(column.name, sum);
        }
        w.endObject();
        w.beginList("images");
        for (const std::int64_t place : places) {
            const auto i = static_cast<std::size_t>(place);
            w.beginObject();
            writeImage(w, "", source, study.first + place);
            for (const CountColumn& column : columns) w.number(column.name, column.of(study.images[i]));
            for (const MeasureRow& row : kMeasures) w.share(fieldName(row), study.valueOf(row.measure, i));
            w.endObject();
        }
        w.endList();
    };
    jsonOf(write, sink);
}

std::string linesOf(const ImageStudy& study, const StudyQuestion& q) {
    const Source& source = *q.source;
    std::string text;
    for (const MeasureRow& row : kMeasures) {
        if (!study.has(row.measure) || (q.choice.sort && *q.choice.sort != row.measure)) continue;
        const std::string sentence = outlierSentence(study, source, row.measure, q.choice.ascending);
        text += padded(row.word.data(), 14) + (sentence.empty() ? "not defined for any image" : sentence) + "\n";
    }
    if (!q.choice.sort) return text;
    for (const std::int64_t place : shownPlaces(study, q.choice, kUsualTop)) {
        const auto i = static_cast<std::size_t>(place);
        text += padded("  " + imageName(source, study.first + place), 32) +
                measureText(*q.choice.sort, study.valueOf(*q.choice.sort, i)) + "\n";
    }
    return text;
}

void writeFrom(JsonWriter& w, std::string_view key, const FromMean& one, const Source& source) {
    w.beginObject(key).integer("image", source.number(one.image)).number("distance", one.distance).endObject();
}

void writeSide(JsonWriter& w, std::string_view key, const MeanSide& side, const Source& source) {
    w.beginObject(key, JsonWriter::Layout::OneLine);
    writeFrom(w, "nearest", side.nearest, source);
    writeFrom(w, "farthest", side.farthest, source);
    w.endObject();
}

}  // namespace

StudyReport reportOn(const ImageStudy& study, const StudySubject& subject) {
    const StudyQuestion& q = subject.question;
    StudyReport report;
    report.text = subjectLine(subject) + linesOf(study, q);
    const auto places = [&study, choice = q.choice] {
        return shownPlaces(study, choice, std::numeric_limits<std::int64_t>::max());
    };
    report.jsonPieces = [&study, source = q.source, places](const TextSink& sink) {
        writeImagesJson(study, *source, places(), sink);
    };
    report.csvPieces = [&study, source = q.source, places](const TextSink& sink) {
        writeTable(study, *source, places(), sink);
    };
    return report;
}

StudyReport reportOn(const CollisionStudy& study, const StudySubject& subject) {
    const Source& source = *subject.question.source;
    StudyReport report;
    report.json = jsonOf([&](JsonWriter& w) {
        w.text("by", wordFor(std::span<const Word<CollisionBy>>(kCollisionWords), study.by))
            .integer("images", study.images)
            .integer("compared", study.compared)
            .boolean("exact", !study.sampled())
            .integer("not_finite", study.notFinite)
            .beginList("pairs");
        for (const Collision& pair : study.pairs) {
            w.beginObject();
            writeImage(w, "first_", source, pair.first);
            writeImage(w, "second_", source, pair.second);
            w.number("distance_output", pair.output).number("distance_input", pair.input).share("ratio", pair.ratio());
            w.endObject();
        }
        w.endList();
    });
    Fields header;
    addImageHeader(header, "first_", source);
    addImageHeader(header, "second_", source);
    header.insert(header.end(), {"distance_output", "distance_input", "ratio"});
    report.csv = csvRow(header);
    const std::string note = comparedNote(study);
    report.text = subjectLine(subject) + padded("compared", 11) +
                  (note.empty() ? "every pair of different labels" : note) + "\n" + padded("first", 26) +
                  padded("second", 26) + padded("Y", 10) + padded("X", 10) + "quotient\n";
    for (const Collision& pair : study.pairs) {
        Fields fields;
        addImage(fields, source, pair.first);
        addImage(fields, source, pair.second);
        fields.insert(fields.end(), {field(pair.output), field(pair.input), field(pair.ratio())});
        report.csv += csvRow(fields);
        report.text += padded(imageName(source, pair.first), 26) + padded(imageName(source, pair.second), 26) +
                       padded(fixedNumber(pair.output, 2), 10) + padded(fixedNumber(pair.input, 2), 10) +
                       percentText(pair.ratio()) + "\n";
    }
    return report;
}

StudyReport reportOn(const MeansResult& means, const StudySubject& subject) {
    const Source& source = *subject.question.source;
    StudyReport report;
    report.json = jsonOf([&](JsonWriter& w) {
        w.beginList("labels");
        for (const LabelMean& mean : means.labels) {
            w.beginObject().integer("label", mean.label);
            if (!source.classNames.empty()) w.text("name", source.nameOf(mean.label));
            w.integer("images", mean.images);
            writeSide(w, "before", mean.before, source);
            writeSide(w, "after", mean.after, source);
            w.endObject();
        }
        w.endList();
    });
    report.csv = csvRow({"label", "images", "side", "nearest", "nearest_distance", "farthest", "farthest_distance"});
    report.text = subjectLine(subject) + "label        side    nearest            farthest\n";
    for (const LabelMean& mean : means.labels) {
        const auto add = [&](const std::string& name, const MeanSide& side) {
            const auto number = [&](const FromMean& one) { return shortestNumber(source.number(one.image)); };
            report.csv += csvRow({std::to_string(mean.label), shortestNumber(mean.images), name, number(side.nearest),
                                  field(side.nearest.distance), number(side.farthest), field(side.farthest.distance)});
            const auto told = [&](const FromMean& one) {
                return padded("image " + number(one) + ": " + fixedNumber(one.distance, 1), 19);
            };
            report.text += padded(source.nameOf(mean.label), 13) + padded(name, 8) + told(side.nearest) +
                           told(side.farthest) + "\n";
        };
        add("before", mean.before);
        add("after", mean.after);
    }
    return report;
}

}  // namespace poolscope::cli

// SPDX-License-Identifier: GPL-3.0-or-later
// SOURCE or --session -> the experiment a command begins with, and the images it works on.
#pragma once

#include <memory>

#include "app/cli/call/output_files.h"
#include "app/cli/call/pooling_options.h"
#include "app/file/session_io.h"
#include "app/file/stored_file.h"
#include "core/io/source.h"

namespace poolscope::cli {

// What a call begins with.
struct Start {
    Experiment experiment;  // of the session, else the defaults; the source is SOURCE where that is given
    ViewSpec view;
    std::optional<FigureOptions> figure;  // when the session is a figure
    std::string sessionPath;              // empty without --session
    std::optional<SavedSession> session;  // when its own source is to be used

    // What the options override; null without a session.
    std::optional<PoolingChoice> pooling() const;
};

struct Input {
    SourceRef ref;
    Source source;
    ImageRange images;  // of the source

    // Of the images chosen.
    Shape shape() const { return source.imagesOf(images); }
    // Some of the images of the source as float32.
    std::shared_ptr<const Tensor> values(const ImageRange& some) const {
        return sharedImages(source.images, some.first, some.last);
    }
    // The label of image `i` of the source; nothing where there are no labels.
    std::optional<int> label(std::int64_t i) const;
};

void declareSource(Arguments& arguments);
// Reads SOURCE; it is a usage error when there is none.
Outcome<SourceRef> readSource(const Arguments& arguments);
Outcome<SourceRef> readSource(const std::vector<std::string>& operands);
// The bytes of a source that is no folder. "-" is standard input: from then on `ref` is called so and in no file.
Result<SharedFile> readBytes(SourceRef& ref);

void declareSession(Arguments& arguments);
// Reads SOURCE, --session or both. Another SOURCE than the session's keeps its settings, but not what belongs to its
// images: the plane, and a gradient that is given or from one cell.
// `operands` are what SOURCE may be: those of the call, less what a command takes for itself.
Outcome<Start> readStart(const Arguments& arguments, const std::vector<std::string>& operands);
Outcome<Start> readStart(const Arguments& arguments);
// Tells `names` which files are read.
void addInputs(FileNames& names, const Start& start);

void declareRgb(Arguments& arguments);

// --axes, --reshape, --transpose, --crop, --resize, --labels and --comma: how SOURCE is read; and --range: which of its
// values are shown.
void declareReading(Arguments& arguments);
// The range where it is given.
Outcome<std::optional<DisplayRange>> readRange(const Arguments& arguments);
// The reading of `ref` with the options given.
Outcome<Reading> readReading(const Arguments& arguments, const SourceRef& ref);
// A picture has three channels under --rgb, which is refused for anything else. What was guessed about the source is
// said on stderr. `pooling` is fitted to its planes. Of Wanted::Chosen and Numbers the source may end with the last
// image chosen.
Outcome<Input> loadInput(const Start& start, PoolingChoice& pooling, bool rgb, Wanted wanted = Wanted::Values);

// The experiment on images `images` of the input, which are among those chosen.
Experiment experimentOn(const Start& start, const Input& input, const ImageRange& images, const PoolingChoice& pooling);

// A gradient that does not fit came with the session, unless --grad-out gave it.
inline Error ofSession(Error error) {
    if (error.where == "gradient") error.where = "--session";
    return error;
}

}  // namespace poolscope::cli

// SPDX-License-Identifier: GPL-3.0-or-later
// Session files on the disk, and the sources they speak of: found again, and refused when they have changed.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/io/source.h"
#include "core/session/session_file.h"

namespace poolscope {

struct OpenedSession {
    Experiment experiment;  // its source is where it was found
    ViewSpec view;
    std::shared_ptr<const Source> source;  // holds the images of the experiment
    std::optional<FigureOptions> figure;   // when it was carried by a figure
};

// From a session file, or from a figure that carries one. Errors name the file; their message begins with the field or
// the place in it, where there is one. What is stopped fails with kStopped.
Result<SavedSession> readSession(const std::string& path, const RunControl& run = {});

// True for a figure that carries a session, whole or not.
bool carriesSession(const std::string& path, const RunControl& run = {});

// Where the source may lie, in the order in which it is looked for: beside the file, then where it was. None for
// MNIST and for embedded images.
std::vector<std::string> sourcePaths(const SavedSession& session, const std::string& path);

// The view as far as it means something here: planes are composed where they are the colours of a picture.
ViewSpec viewOf(ViewSpec view, const Experiment& experiment, const Source& source);

// Loads the source of a session that was read from `path`. A file whose SHA-256 differs is refused, naming both. `rgb`
// asks for three channels even where the session does not; `mnist` (may be null) is taken for the test set when it is
// already there.
Result<OpenedSession> loadSession(const SavedSession& session, const std::string& path, bool rgb = false,
                                  const std::shared_ptr<const Source>& mnist = nullptr, const RunControl& run = {});

// Both of the above.
Result<OpenedSession> openSession(const std::string& path, const std::shared_ptr<const Source>& mnist = nullptr,
                                  const RunControl& run = {});

// `source` is what loadSource() gave for the experiment; of an embedded source its images go into the file. All of the
// file is written or nothing.
Result<void> saveSession(const std::string& path, const Experiment& experiment, const ViewSpec& view,
                         const Source& source);

// The bytes saveSession() writes. They depend on `path`: a source below its folder is named relative to it as well.
Result<std::string> sessionBytes(const std::string& path, const Experiment& experiment, const ViewSpec& view,
                                 const Source& source);

// The session of a figure that goes to `path`: a source, labels and their names that lie in its folder or below are
// named from there alone, so that all of them moved together give the same bytes.
SavedSession besideFigure(SavedSession session, const std::string& path);

// What a figure carries, so that it can be made again, wherever it goes: a source in a file is named by its whole path,
// "~/" standing for the home folder.
Result<SavedSession> figureSession(const Experiment& experiment, const ViewSpec& view, const FigureOptions& figure,
                                   const Source& source);

}  // namespace poolscope

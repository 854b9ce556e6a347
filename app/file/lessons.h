// SPDX-License-Identifier: GPL-3.0-or-later
// The lessons that come with the program, those that a teacher wrote, and the sources they name.
#pragma once

#include <string>
#include <vector>

#include "core/lesson/read_lesson.h"

namespace poolscope {

// The names of the lessons that come with the program, in the order in which they are taken: "01-window". For each hour
// of a class its lessons, and all of them.
std::vector<std::vector<std::string>> lessonHours();
std::vector<std::string> lessonNames();

// The text of one of them in a language ("de", "de_AT"), in English where there is none.
std::string lessonText(const std::string& name, const std::string& language);

// The paths of the lesson files in a folder, by their names; none where there is no such folder.
std::vector<std::string> lessonFiles(const std::string& folder);

// What a list says of a file, from its beginning alone; empty where that says nothing.
LessonHeader lessonFileHeader(const std::string& path);

// The text of a file. Errors name the file.
Result<std::string> readLessonFile(const std::string& path);

// Loads the MNIST test set, once, or what stands in a file; a relative path begins in `folder`. A picture is read in
// grey, with "rgb" behind its name in three channels. `mnist` may be null.
SourceLoader lessonSources(const std::string& folder, const std::shared_ptr<const Source>& mnist = nullptr,
                           const RunControl& run = {});

// The folder in which the relative paths of a lesson file begin.
std::string folderOf(const std::string& path);

}  // namespace poolscope

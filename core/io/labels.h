// SPDX-License-Identifier: GPL-3.0-or-later
// Labels of images: what an array says, and where it usually is. Looks at names only, never at the disk.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/io/array.h"
#include "core/io/input_format.h"

namespace poolscope {

// Paths beside the images, the likeliest first: "train-images-idx3-ubyte.gz" gives "train-labels-idx1-ubyte.gz", then
// the same without .gz (or with it), then both with the other of "-idx1" and ".idx1". Empty when the name has neither
// "images" nor "idx" and a digit, for then nothing can be guessed. Never the images themselves.
std::vector<std::string> labelPathsFor(const std::string& imagesPath);

// What the labels of an array of an archive may be called: "x_test" gives "y_test", "X" gives "y" and "Y",
// "train_images" gives "train_labels". Empty when nothing can be guessed.
std::vector<std::string> labelMembersFor(const std::string& imagesMember);
// The one of them that the archive has.
std::optional<std::string> labelMemberOf(const std::string& imagesMember, std::span<const ArchiveMember> members);

// One label per image, out of a list, one row or one column of whole numbers. Errors have where = `name` and tell both
// counts.
Result<std::vector<int>> labelsOf(const Array& array, std::int64_t images, const std::string& name);

// The file beside the images, or in their folder, that says what their labels stand for.
inline constexpr const char* kClassNames = "labels.txt";
// The names of labels, one a line from label 0 on; blank lines at the end are left out. Errors have where = `name`: not
// UTF-8, no names, an empty one, or too few for the largest of the labels.
Result<std::vector<std::string>> classNamesOf(std::span<const std::byte> bytes, std::span<const int> labels,
                                              const std::string& name);

// Whether it is text whose last line begins with a letter, as in a list of names.
bool holdsWords(std::span<const std::byte> bytes);

// The labels of the images of those numbers, which are there; empty where there are no labels.
std::vector<int> labelsAt(const std::vector<int>& labels, const std::vector<std::int64_t>& numbers);

}  // namespace poolscope

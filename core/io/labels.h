// SPDX-License-Identifier: GPL-3.0-or-later
// Where the labels of an IDX image file usually are. Looks at names only, never at the disk.
#pragma once

#include <string>
#include <vector>

namespace poolscope {

// Paths beside the images, the likeliest first: "train-images-idx3-ubyte.gz" gives "train-labels-idx1-ubyte.gz", then
// the same without .gz (or with it), then both with the other of "-idx1" and ".idx1". Empty when the name has neither
// "images" nor "idx" and a digit, for then nothing can be guessed. Never the images themselves.
std::vector<std::string> labelPathsFor(const std::string& imagesPath);

}  // namespace poolscope

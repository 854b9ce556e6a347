// SPDX-License-Identifier: GPL-3.0-or-later
// Some images of a source, by hand or by what is searched for.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/io/source.h"

namespace poolscope {

// Images taken out of a source: a source of its own, and what it is called, as a list "mnist:3,2,1".
struct SourcePart {
    SourceRef ref;
    Source source;
};
// `places` are of images of the source, in the order that is wanted; at least one. `ref` names the source. What is in
// no file stays in none. Errors are those of keepSelected().
Result<SourcePart> partOf(const SourceRef& ref, const Source& source, std::span<const std::int64_t> places);

// What the command line calls them: "mnist:3,2,1", "digits.npy#3-5,9".
std::string listText(const SourceRef& ref, const Source& source, std::span<const std::int64_t> places);

// The places of the images that a text names, ascending: parts between commas or spaces, each "#7" or "#100-200" by the
// numbers of the file, "3" a label where there are labels, else a number, or a part of the name of a label, whatever
// its case; a name that is complete is of its label alone. What stands between commas is one part, spaces included,
// where the name of a label holds it. So is the list that listText() gives for `ref`. All images for an empty text. The
// error says which part names nothing.
Result<std::vector<std::int64_t>> foundImages(const SourceRef& ref, const Source& source, std::string_view text);

}  // namespace poolscope

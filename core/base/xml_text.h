// SPDX-License-Identifier: GPL-3.0-or-later
// Text as the content of an XML element, in SVG as in the XMP packet of a PDF.
#pragma once

#include <string>
#include <string_view>

namespace poolscope {

// &, < and > become entities; quotation marks stay, so that a person can read JSON in it. What XML 1.0 has no place for
// (control characters other than tab and line ends, U+FFFE, U+FFFF) becomes a space, and a byte that is not UTF-8
// becomes U+FFFD, so that the file can be read whatever the text is.
std::string xmlText(std::string_view text);

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as a session: what is read is written again, and read the same.
#include "core/session/session_file.h"
#include "tests/fuzz/check.h"

namespace poolscope::fuzz {
namespace {

void trySession(std::string_view text) {
    const auto session = parseSession(text);
    if (!session) return checkError(session.error());
    const auto written = sessionText(*session);
    check(written.has_value(), "what was read can be written");
    const auto again = parseSession(*written);
    check(again.has_value(), "what was written can be read");
    check(sessionText(*again) == written, "it comes back exactly");
}

}  // namespace
}  // namespace poolscope::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    poolscope::fuzz::trySession({reinterpret_cast<const char*>(data), size});
    return 0;
}

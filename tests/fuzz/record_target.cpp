// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a figure or an animation in the format of POOLSCOPE_ENDING: they carry a record or none, and a record is
// a session or none.
#include "app/paint/figure_record.h"
#include "core/session/session_file.h"
#include "tests/fuzz/check.h"

namespace poolscope::fuzz {
namespace {

// The record that the bytes carry, by the rows of that format.
std::string recordOf(const QByteArray& file) {
    for (const FigureFormatRow& row : kFigureFormats) {
        if (row.ending == POOLSCOPE_ENDING) return row.recognises(file) ? row.record(file) : std::string();
    }
    for (const AnimationCarrier& row : kAnimationCarriers) {
        if (row.ending == POOLSCOPE_ENDING) return row.recognises(file) ? row.record(file) : std::string();
    }
    check(false, "the format is in a table");
    return {};
}

}  // namespace
}  // namespace poolscope::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace poolscope;
    const auto file = QByteArray::fromRawData(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const std::string record = fuzz::recordOf(file);
    if (record.empty()) return 0;
    const auto session = parseSession(record);
    if (!session) fuzz::checkError(session.error());
    return 0;
}

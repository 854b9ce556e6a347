// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a figure in one format, POOLSCOPE_FIGURE: they carry a record or none, and a record is a session or
// none.
#include "app/paint/figure_record.h"
#include "core/session/session_file.h"
#include "tests/fuzz/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace poolscope;
    const auto file = QByteArray::fromRawData(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const FigureFormatRow& format = figureFormatRow(FigureFormat::POOLSCOPE_FIGURE);
    if (!format.recognises(file)) return 0;
    const std::string record = format.record(file);
    if (record.empty()) return 0;
    const auto session = parseSession(record);
    if (!session) fuzz::checkError(session.error());
    return 0;
}

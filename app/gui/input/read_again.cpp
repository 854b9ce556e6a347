// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/input/read_again.h"

#include <QLocale>

#include "app/file/load_source.h"

namespace poolscope {

Result<Source> readPasted(const std::string& text, const std::string& name, const Reading& reading,
                          const RunControl& run) {
    return readNumbers(text, name, reading, QLocale().decimalPoint() == QLatin1String(","), run);
}

bool canReadAgain(const SourceRef& ref, const Source& source) {
    return !ref.embedded || !source.pasted.empty();
}

Result<std::shared_ptr<const Source>> readAgain(const SourceRef& ref, const Source& source, bool rgb,
                                                const RunControl& run) {
    auto read = ref.embedded ? readPasted(source.pasted, source.name, ref.reading, run) : loadSource(ref, rgb, run);
    if (!read) return tl::unexpected(read.error());
    if (read->count() == 0) return fail(read->name, "holds no image: N is 0");
    return std::make_shared<const Source>(std::move(*read));
}

}  // namespace poolscope

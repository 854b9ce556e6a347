// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as a lesson: it is a lesson, or has mistakes with lines.
#include <algorithm>

#include "core/lesson/read_lesson.h"
#include "tests/fuzz/check.h"

namespace poolscope::fuzz {
namespace {

// Every source that a lesson names is this batch of four.
Result<LessonSource> loaded(const std::string& text) {
    static const auto source = [] {
        Tensor images(Shape{4, 1, 6, 7});
        for (std::size_t i = 0; i < images.values.size(); ++i) images.values[i] = static_cast<float>(i * 37 % 11);
        Source made;
        made.name = "four";
        made.setImages(std::move(images));
        return std::make_shared<const Source>(std::move(made));
    }();
    const auto ref = parseSource(text, [](const std::string&) { return false; });
    if (!ref) return tl::unexpected(ref.error());
    return LessonSource{*ref, source};
}

void tryLesson(std::string_view text) {
    if (text.size() > 4096) return;  // large inputs of steps are slow, and say no more
    const auto lesson = readLesson(text, &loaded);
    readHeader(text);
    if (lesson) return check(!lesson->steps.empty(), "a lesson has steps");
    check(!lesson.error().empty(), "a refusal names mistakes");
    const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
    int before = 0;
    for (const Mistake& mistake : lesson.error()) {
        check(mistake.line >= 1 && mistake.line <= lines, "mistakes name lines that there are");
        check(mistake.line >= before, "mistakes are in the order of their lines");
        check(!mistake.message.empty(), "mistakes say what is wrong");
        before = mistake.line;
    }
}

}  // namespace
}  // namespace poolscope::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    poolscope::fuzz::tryLesson({reinterpret_cast<const char*>(data), size});
    return 0;
}

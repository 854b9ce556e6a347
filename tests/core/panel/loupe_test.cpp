// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/loupe.h"

#include <gtest/gtest.h>

#include "core/scene/text_width.h"
#include "tests/core/support/example.h"

namespace poolscope {
namespace {

std::string wordsOf(const TextMark& mark) {
    std::string words;
    for (const TextRun& run : mark.runs) words += run.text;
    return words;
}

// Taps are left out of the formula, and its result is not: what is wider than its room even at its smallest is cut.
TEST(Loupe, TheFormulaKeepsItsResultHoweverNarrowTheRoom) {
    auto x = std::make_shared<Tensor>(Shape{1, 1, 12, 12});
    for (std::size_t i = 0; i < x->values.size(); ++i) x->values[i] = static_cast<float>(i) * 6.3391e-5F;
    const Evaluation e = test::evaluated(x, [](Experiment& experiment) { experiment.window.size = {3, 3}; });
    for (const double scale : {1.0, 1.6}) {
        FigureStyle style;
        style.heading *= scale;
        style.body *= scale;
        const Pictures pictures = makePictures(e, {}, style.theme());
        const Links links = linkedCells(e, {FocusKind::Window, {1, 1}, 0});
        for (const bool legends : {true, false}) {
            style.legends = legends;
            for (double width = 420; width < 1500; width += 90) {
                const Scene scene = loupeScene({e, pictures, {}, style}, links, {width, legends ? 130.0 : 60.0});
                std::size_t formulas = 0;
                for (const Mark& mark : scene.marks) {
                    const auto* text = std::get_if<TextMark>(&mark);
                    if (!text || wordsOf(*text).rfind("max( ", 0) != 0) continue;
                    ++formulas;
                    EXPECT_NE(wordsOf(*text).find(" ) = 0.00"), std::string::npos) << wordsOf(*text);
                    EXPECT_LE(textWidth(text->runs, text->size * kLeastShrunk, text->face), text->maxWidth)
                        << wordsOf(*text) << " in " << width;
                }
                EXPECT_EQ(formulas, 1U);
            }
        }
    }
}

}  // namespace
}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// What a figure carries: its options as text and back, and one experiment for all that compute the same.
#include "core/session/figure_options.h"

#include <gtest/gtest.h>

#include <functional>

#include "core/experiment/parameters.h"
#include "core/session/session_file.h"
#include "tests/core/support/sessions.h"

namespace poolscope::test {
namespace {

// Nothing as it is by default.
FigureOptions fullOptions() {
    FigureOptions options;
    options.kind = FigureKind::Study;
    options.spec.panels = {PanelKind::Upstream, PanelKind::Input};
    options.spec.layout = FigureLayout::Grid;
    options.spec.widthMm = 338.67;
    options.spec.heightMm = 190.5;
    options.spec.columns = 5;
    options.spec.focus = CellRef{3, 4};
    options.spec.thread = false;
    options.spec.playback = Playback{Phase::Backward, 12};
    options.spec.title = "100 % <\"t\xff\"> &";
    options.spec.caption = "line\n]]>";
    options.ownCaption = true;
    options.study = {StudyKind::Cascade, CompareBy::References, false, 2, true, 12.5, StudyImages::Thousand};
    options.animation = AnimationSpec{AnimatedPhase::Backward, 3, 40, 5, true};
    options.theme = ThemeName::Dark;
    options.fontSize = 9.5;
    options.transparent = true;
    options.dpi = 599.9;
    options.editableText = true;
    return options;
}

const std::vector<std::function<void(FigureOptions&)>> kChanges = {
    [](auto& o) {
        o.kind = FigureKind::Panels;
        o.study.kind = {};
    },
    [](auto& o) { o.study.kind = StudyKind::Labels; },
    [](auto& o) { o.spec.panels.pop_back(); },
    [](auto& o) { o.spec.layout = FigureLayout::Row; },
    [](auto& o) { o.spec.widthMm = 89; },
    [](auto& o) { o.spec.heightMm.reset(); },
    [](auto& o) { o.spec.columns.reset(); },
    [](auto& o) { o.spec.focus.reset(); },
    [](auto& o) { o.spec.thread = true; },
    [](auto& o) { o.spec.playback->done = 11; },
    [](auto& o) { o.spec.playback->phase = Phase::Forward; },
    [](auto& o) { o.spec.playback.reset(); },
    [](auto& o) { o.spec.title = ""; },
    [](auto& o) { o.spec.caption = ""; },
    [](auto& o) { o.study.by = CompareBy::Windows; },
    [](auto& o) { o.study.references = true; },
    [](auto& o) { o.study.levels = 4; },
    [](auto& o) { o.study.turns = false; },
    [](auto& o) { o.study.distance = 1; },
    [](auto& o) { o.study.images = StudyImages::Batch; },
    [](auto& o) { o.animation.reset(); },
    [](auto& o) { o.animation->phase = AnimatedPhase::Both; },
    [](auto& o) { o.animation->from.reset(); },
    [](auto& o) { o.animation->to.reset(); },
    [](auto& o) { o.animation->fps = 2; },
    [](auto& o) { o.animation->squeeze = false; },
    [](auto& o) { o.theme = ThemeName::Print; },
    [](auto& o) { o.fontSize.reset(); },
    [](auto& o) { o.transparent = false; },
    [](auto& o) { o.dpi = 300; },
    [](auto& o) { o.editableText = false; }};

TEST(FigureRecord, EveryOptionComesBack) {
    std::vector<FigureOptions> all{{}, fullOptions()};
    for (const auto& change : kChanges) change(all.emplace_back(fullOptions()));
    for (std::size_t i = 0; i < all.size(); ++i) {
        SavedSession session = fullSession();
        session.figure = all[i];
        const auto text = sessionText(session);
        ASSERT_TRUE(text) << text.error().message;
        const auto back = parseSession(*text);
        ASSERT_TRUE(back) << back.error().where << ": " << back.error().message;
        EXPECT_TRUE(*back == session) << i << *text;
        EXPECT_TRUE(i <= 1 || back->figure != fullOptions()) << i;
        EXPECT_TRUE(parseFigureText(figureText(all[i])).value() == all[i]) << i;
    }
}

TEST(FigureRecord, IsStrict) {
    SavedSession session = fullSession();
    session.figure = fullOptions();
    const std::string text = sessionText(session).value();
    const auto errorWith = [&](const std::string& piece, const std::string& other) {
        std::string changed = text;
        const std::size_t at = changed.find(piece);
        EXPECT_NE(at, std::string::npos) << piece;
        const auto read = parseSession(changed.replace(at, piece.size(), other));
        return read ? "none" : read.error().where + ": " + read.error().message;
    };
    EXPECT_EQ(
        errorWith("\"poolscope\": \"figure\"", "\"poolscope\": \"session\"").find("figure: this key is not known"), 0U);
    EXPECT_EQ(errorWith("\"shows\": \"cascade\"", "\"shows\": \"film\"").find("figure.shows: 'film' is not one of"),
              0U);
    EXPECT_EQ(errorWith("\"upstream\"", "\"downstream\"").find("figure.panels: there is no such panel"), 0U);
    EXPECT_EQ(errorWith("\"focus\": [3, 4]", "\"focus\": [3, -4]").find("figure.focus: "), 0U);
    EXPECT_EQ(errorWith("\"done\": 12", "\"done\": -1").find("figure.playback.done: "), 0U);
    EXPECT_EQ(errorWith("\"svg_text\": true", "\"svg_texts\": true").find("figure.svg_texts: this key is not known"),
              0U);
    EXPECT_EQ(errorWith("\"dpi\": 599.9", "\"dpi\": \"many\"").find("figure.dpi: "), 0U);
}

TEST(FigureOptions, StyleHasTheFontSizeAsked) {
    FigureOptions options;
    EXPECT_DOUBLE_EQ(styleOf(options)->body, 7);
    options.fontSize = 14;
    EXPECT_DOUBLE_EQ(styleOf(options)->body, 14);
    EXPECT_DOUBLE_EQ(styleOf(options)->small, 12);
    options.spec.widthMm = 841;
    EXPECT_DOUBLE_EQ(styleOf(options)->body, 14) << "at the final size, whatever that is";
    options.fontSize = 2.9;
    EXPECT_EQ(styleOf(options).error().where, "figure.font");
    options.fontSize = 8;
    options.spec.widthMm = 19;
    EXPECT_EQ(styleOf(options).error().where, "figure.width");
}

TEST(FigureOptions, APresetHasItsSizesOfType) {
    for (const FigurePreset& preset : kFigurePresets) {
        FigureOptions options;
        options.spec.widthMm = preset.widthMm;
        options.spec.heightMm = preset.heightMm;
        const FigureStyle style = styleOf(options).value();
        EXPECT_DOUBLE_EQ(style.body, preset.type.body) << preset.name;
        EXPECT_DOUBLE_EQ(style.leastNumber, preset.type.least) << preset.name;
        EXPECT_LE(style.leastNumber, style.small);
        EXPECT_GE(style.leastNumber, preset.name.starts_with("slide") ? 18 : 5) << preset.name;
        // Lines and marks are shares of the type: a larger medium looks like the paper.
        EXPECT_NEAR(style.outline / style.body, styleOf({})->outline / styleOf({})->body, 1e-12) << preset.name;
    }
    FigureOptions page;
    page.spec.heightMm = 1;
    EXPECT_EQ(styleOf(page).error().where, "figure.height");
}

TEST(Canonical, ForgetsWhatIsNotUsed) {
    Experiment used;
    used.pool.op = PoolOp::Avg;
    used.pool.divisor = 3;
    used.pool.countIncludePad = true;
    used.gradient.kind = Upstream::Random;
    used.gradient.seed = 5;
    used.window.padding = {PadMode::Explicit, 1, 1, 0, 0};
    EXPECT_TRUE(canonical(used) == used);
    Experiment more = used;
    more.pool.p = 4;
    more.pool.ties = TieRule::Split;
    more.pool.median = MedianRule::Lower;
    more.gradient.cell = {1, 1};
    EXPECT_TRUE(canonical(more) == used);
    more.pool.op = PoolOp::Max;
    EXPECT_EQ(canonical(more).pool.ties, TieRule::Split);
    EXPECT_FALSE(canonical(more).pool.divisor.has_value());
    more.window.padding.mode = PadMode::SameUpper;
    EXPECT_TRUE((canonical(more).window.padding == Padding{PadMode::SameUpper, 0, 0, 0, 0}));
}

}  // namespace
}  // namespace poolscope::test

// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a figure's choices in files and on the command line: they may be added to but not changed.
#pragma once

#include "core/figure/animation.h"
#include "core/json/json_fields.h"
#include "core/session/figure_options.h"

namespace poolscope {

// What a figure shows: panels, a sheet, or a study by its own word.
struct FigureShows {
    FigureKind kind = FigureKind::Panels;
    StudyKind study{};

    bool operator==(const FigureShows&) const = default;
};
constexpr auto figureShowsWords() {
    std::array<Word<FigureShows>, 2 + kStudies.size()> words{
        {{{FigureKind::Panels, {}}, "panels"}, {{FigureKind::Sheet, {}}, "sheet"}}};
    for (std::size_t i = 0; i < kStudies.size(); ++i) {
        words[2 + i] = {{FigureKind::Study, kStudies[i].kind}, kStudies[i].word};
    }
    return words;
}
inline constexpr auto kFigureShowsWords = figureShowsWords();
inline constexpr std::array<Word<FigureLayout>, 3> kLayoutWords{
    {{FigureLayout::Row, "row"}, {FigureLayout::Grid, "grid"}, {FigureLayout::Flow, "flow"}}};
inline constexpr std::array<Word<Phase>, 2> kPhaseWords{{{Phase::Forward, "forward"}, {Phase::Backward, "backward"}}};
inline constexpr std::array<Word<AnimatedPhase>, countOf<AnimatedPhase>()> kAnimatedPhaseWords{
    {{AnimatedPhase::Forward, "forward"}, {AnimatedPhase::Backward, "backward"}, {AnimatedPhase::Both, "both"}}};
inline constexpr std::array<Word<ThemeName>, 3> kThemeWords{
    {{ThemeName::Light, "light"}, {ThemeName::Dark, "dark"}, {ThemeName::Print, "print"}}};
inline constexpr std::array<Word<CompareBy>, 3> kCompareWords{
    {{CompareBy::Operations, "ops"}, {CompareBy::Windows, "sizes"}, {CompareBy::References, "references"}}};
inline constexpr std::array<Word<CollisionBy>, 2> kCollisionWords{
    {{CollisionBy::Distance, "distance"}, {CollisionBy::Ratio, "ratio"}}};
inline constexpr std::array<Word<StudyImages>, 4> kStudyImagesWords{{{StudyImages::One, "one"},
                                                                     {StudyImages::Batch, "batch"},
                                                                     {StudyImages::Thousand, "thousand"},
                                                                     {StudyImages::All, "all"}}};
inline constexpr std::array<Word<Palette>, 4> kPaletteWords{
    {{Palette::Grey, "grey"}, {Palette::Viridis, "viridis"}, {Palette::Cividis, "cividis"}, {Palette::Magma, "magma"}}};
inline constexpr std::array<Word<NumberScale>, 2> kScaleWords{
    {{NumberScale::Byte, "byte"}, {NumberScale::Unit, "unit"}}};
inline constexpr std::array<Word<PatchView>, 2> kPatchWords{
    {{PatchView::Matrix, "matrix"}, {PatchView::Tiles, "tiles"}}};
inline constexpr std::array<Word<Numbers>, 3> kNumbersWords{
    {{Numbers::Auto, "auto"}, {Numbers::On, "on"}, {Numbers::Off, "off"}}};
inline constexpr std::array<Word<bool>, 2> kSwitchWords{{{true, "on"}, {false, "off"}}};
inline constexpr std::array<Word<InputMap>, 3> kMapWords{
    {{InputMap::Values, "values"}, {InputMap::Coverage, "coverage"}, {InputMap::Wins, "wins"}}};
static_assert(isComplete<FigureLayout>(kLayoutWords) && isComplete<Phase>(kPhaseWords) &&
              isComplete<ThemeName>(kThemeWords) && isComplete<Palette>(kPaletteWords) &&
              isComplete<NumberScale>(kScaleWords) && isComplete<PatchView>(kPatchWords) &&
              isComplete<Numbers>(kNumbersWords) && isComplete<InputMap>(kMapWords) &&
              isComplete<CompareBy>(kCompareWords) && isComplete<StudyImages>(kStudyImagesWords) &&
              isComplete<CollisionBy>(kCollisionWords));

// "auto", "fit" or "LO,HI". Errors name "range".
std::string toText(const DisplayRange& range);
Result<DisplayRange> parseRange(std::string_view text);

}  // namespace poolscope

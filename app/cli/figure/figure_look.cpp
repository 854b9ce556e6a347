// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/figure/figure_look.h"

#include <algorithm>

#include "app/paint/figure_formats.h"
#include "core/base/text.h"
#include "core/base/word.h"
#include "core/base/word_list.h"
#include "core/session/figure_words.h"

namespace poolscope::cli {
namespace {

constexpr std::array<std::string_view, 10> kLook{"--width", "--height", "--preset",      "--font-size", "--dpi",
                                                 "--theme", "--title",  "--transparent", "--svg-text",  "--caption"};

template <class T, std::size_t n>
std::string namesOf(const std::array<T, n>& words) {
    std::string names;
    for (const T& word : words) names += (names.empty() ? "" : ", ") + std::string(word.name);
    return names;
}

void readSize(OptionValues& values, FigureSpec& spec) {
    for (const char* side : {"--width", "--height"}) {
        values.onlyIf(!values.given(side), "--preset",
                      "sets the size, and so does " + std::string(side) + ": give one of them");
    }
    if (const auto name = values.given("--preset")) {
        const auto preset = std::find_if(kFigurePresets.begin(), kFigurePresets.end(),
                                         [&](const FigurePreset& known) { return known.name == *name; });
        if (preset == kFigurePresets.end()) {
            return values.refuse(usage("--preset", quoteArgument(*name) + " is not one of " + namesOf(kFigurePresets)));
        }
        spec.widthMm = preset->widthMm;
        spec.heightMm = preset->heightMm;
    }
    // Of a width alone the height follows, whatever it was.
    if (values.given("--width")) spec.heightMm.reset();
    values.real("--width", spec.widthMm);
    if (values.given("--height")) values.real("--height", spec.heightMm.emplace());
}

// "89 mm", "254 x 190.5 mm".
std::string sizeText(const FigurePreset& preset) {
    const std::string width = shortestNumber(preset.widthMm);
    return (preset.heightMm ? width + " x " + shortestNumber(*preset.heightMm) : width) + " mm";
}

// Of the formats in which an option means something.
std::string titlesOf(FigureTrait trait) {
    return joined(figureColumn(&FigureFormatRow::title, trait));
}

// What can be chosen of what a figure shows.
struct Meaning {
    bool panels = false;  // it is made of panels
    bool choice = false;  // which panels, or pictures of a sheet
    bool plane = false;
    bool upstream = false;
    bool palette = false;
    bool numbers = false;
};

Meaning meaningOf(const FigureOptions& options) {
    switch (options.kind) {
        case FigureKind::Panels:
            return {true, true, true, true, true, true};
        case FigureKind::Sheet:
            return {false, true, true, true, true, false};
        case FigureKind::Study:
            break;
    }
    const StudyRow& row = studyRow(options.study.kind);
    return {false, false, row.sees != StudySees::ManyImages, row.upstream, row.pictures, row.numbers};
}

// What differs in a study cannot be asked for.
void checkThrough(OptionValues& values, const StudyChoice& study) {
    const StudyRow& row = studyRow(study.kind);
    const bool windows = row.through == StudyThrough::Windows;
    const bool contenders = row.through == StudyThrough::Contenders;
    const bool sizes = contenders && study.by == CompareBy::Windows;
    const std::string why = "is what the study " + std::string(row.command) + " goes through";
    values.onlyIf(!windows && !sizes, "--size", why);
    values.onlyIf(!windows && (!sizes || study.references), "--stride", why);
    values.onlyIf(!contenders || sizes, "--op", why);
}

}  // namespace

void declareLook(Arguments& a, const std::string& defaultWidth, FigureUse use) {
    const bool still = use == FigureUse::Still;
    a.addOption("--width", "MM",
                "Width in millimetres, 20 to 2000; the height follows. Default: " + defaultWidth + ".");
    a.addOption("--height", "MM", "Height in millimetres, of a page that is filled.");
    std::string presets;
    for (const FigurePreset& preset : kFigurePresets) {
        presets += (presets.empty() ? "" : ", ") + std::string(preset.name) + " (" + sizeText(preset) + ")";
    }
    a.addOption("--preset", "NAME",
                "A size by its use, with its sizes of type: " + presets + ". Slides and pages are filled.");
    a.offer(wordsOf(namesOf(kFigurePresets)));
    a.addOption(
        "--font-size", "PT",
        "Size of text in points at this width, 3 to 144. Default: that of the preset, else 7, larger above 190 mm.");
    a.addOption("--dpi", "N",
                still ? titlesOf(&FigureFormatRow::hasDpi) + ": pixels per inch. Default: 300."
                      : "Pixels per inch. Default: 150.");
    a.addOption("--theme", "light|dark|print", "Colours of everything but values. Default: print.");
    a.addFlag("--transparent", "No background.");
    if (still) {
        a.addFlag("--svg-text",
                  titlesOf(&FigureFormatRow::hasEditableText) +
                      ": text that can be edited, instead of outlines; it looks right where the fonts Inter and "
                      "JetBrains Mono are installed.");
    }
    a.addOption("--title", "TEXT", "A line above the figure.");
    a.addOption("--caption", "TEXT", "A line beneath it; empty for none. Default: the images and the parameters.");
}

void readLook(OptionValues& values, FigureOptions& options, FigureUse use) {
    readSize(values, options.spec);
    if (values.given("--font-size")) values.real("--font-size", options.fontSize.emplace());
    values.real("--dpi", options.dpi);
    values.word("--theme", kThemeWords, options.theme);
    options.transparent = options.transparent || values.flag("--transparent");
    if (use == FigureUse::Still) options.editableText = options.editableText || values.flag("--svg-text");
    if (const auto title = values.given("--title")) options.spec.title = *title;
    if (const auto caption = values.given("--caption")) {
        options.ownCaption = true;
        options.spec.caption = *caption;
    }
}

void refuseLook(OptionValues& values, const std::string& why) {
    for (const std::string_view option : kLook) values.onlyIf(false, std::string(option), why);
    values.onlyIf(false, "--palette", why);
}

void declarePalette(Arguments& a) {
    a.addOption("--palette", "NAME", "Colours of values in pictures: " + namesOf(kPaletteWords) + ". Default: grey.");
    a.offer(wordsOf(namesOf(kPaletteWords)));
}

void readPalette(OptionValues& values, Palette& palette) {
    values.word("--palette", kPaletteWords, palette);
}

void checkOptions(OptionValues& values, const FigureOptions& options) {
    const Meaning means = meaningOf(options);
    const auto only = [&](const char* option, bool meant) {
        if (!values.takes(option)) return;
        values.onlyIf(meant, option, "means nothing for a figure that shows " + showsText(options));
    };
    only("--panels", means.choice);
    for (const char* option :
         {"--layout", "--focus", "--thread", "--step", "--patches-as", "--map", "--hide-black", "--composite"}) {
        only(option, means.panels);
    }
    only("--plane", means.plane);
    only("--upstream", means.upstream);
    only("--palette", means.palette);
    for (const char* option : {"--numbers", "--values"}) only(option, means.numbers);
    if (options.kind == FigureKind::Study) checkThrough(values, options.study);
}

std::string showsText(const FigureOptions& options) {
    switch (options.kind) {
        case FigureKind::Panels:
            return "panels";
        case FigureKind::Sheet:
            return "a contact sheet";
        case FigureKind::Study:
            break;
    }
    return std::string(studyRow(options.study.kind).shows);
}

}  // namespace poolscope::cli

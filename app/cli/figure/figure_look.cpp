// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/figure/figure_look.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/session/figure_words.h"

namespace poolscope {
namespace {

constexpr std::array<std::string_view, 9> kLook{"--width", "--preset",      "--font-size", "--dpi",    "--theme",
                                                "--title", "--transparent", "--svg-text",  "--caption"};

template <class T, std::size_t n>
std::string namesOf(const std::array<T, n>& words) {
    std::string names;
    for (const T& word : words) names += (names.empty() ? "" : ", ") + std::string(word.name);
    return names;
}

void readWidth(OptionValues& values, double& widthMm) {
    values.onlyIf(!values.given("--width"), "--preset", "sets the width, and so does --width: give one of them");
    if (const auto name = values.given("--preset")) {
        const auto preset = std::find_if(kFigurePresets.begin(), kFigurePresets.end(),
                                         [&](const FigurePreset& known) { return known.name == *name; });
        if (preset == kFigurePresets.end()) {
            return values.refuse(usage("--preset", quoteArgument(*name) + " is not one of " + namesOf(kFigurePresets)));
        }
        widthMm = preset->widthMm;
    }
    values.real("--width", widthMm);
}

using Kinds = std::initializer_list<FigureKind>;

bool isOneOf(FigureKind kind, Kinds kinds) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

}  // namespace

void declareLook(Arguments& a, const std::string& defaultWidth, FigureUse use) {
    const bool still = use == FigureUse::Still;
    a.addOption("--width", "MM",
                "Width in millimetres, 20 to 2000; the height follows. Default: " + defaultWidth + ".");
    std::string presets;
    for (const FigurePreset& preset : kFigurePresets) {
        presets +=
            (presets.empty() ? "" : ", ") + std::string(preset.name) + " (" + shortestNumber(preset.widthMm) + " mm)";
    }
    a.addOption("--preset", "NAME", "A width by its use: " + presets + ".");
    a.addOption("--font-size", "PT",
                "Size of text in points at this width, 3 to 144. Default: 7.5, larger above 190 mm.");
    a.addOption("--dpi", "N", still ? "PNG: pixels per inch. Default: 300." : "Pixels per inch. Default: 150.");
    a.addOption("--theme", "light|dark|print", "Colours of everything but values. Default: print.");
    a.addFlag("--transparent", "No background.");
    if (still) {
        a.addFlag("--svg-text",
                  "SVG: text that can be edited, instead of outlines; it looks right where the fonts Inter and "
                  "JetBrains Mono are installed.");
    }
    a.addOption("--title", "TEXT", "A line above the figure.");
    a.addOption("--caption", "TEXT", "A line beneath it; empty for none. Default: the images and the parameters.");
}

void readLook(OptionValues& values, FigureOptions& options, FigureUse use) {
    readWidth(values, options.spec.widthMm);
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
}

void readPalette(OptionValues& values, Palette& palette) {
    values.word("--palette", kPaletteWords, palette);
}

void checkOptions(OptionValues& values, const FigureOptions& options) {
    using enum FigureKind;
    const FigureKind kind = options.kind;
    const auto only = [&](const char* option, Kinds kinds) {
        if (!values.takes(option)) return;
        values.onlyIf(isOneOf(kind, kinds), option, "means nothing for a figure that shows " + showsText(kind));
    };
    only("--panels", {Panels, Sheet});
    for (const char* option : {"--layout", "--focus", "--step", "--patches-as", "--map", "--hide-black"}) {
        only(option, {Panels});
    }
    only("--plane", {Panels, Sheet, Charts, Shift, Compare, Cascade});
    only("--upstream", {Panels, Sheet, Charts});
    only("--palette", {Panels, Sheet, Shift, Compare, Cascade, Dataset, Labels});
    for (const char* option : {"--numbers", "--values"}) only(option, {Panels, Compare, Cascade});
    // What differs in a study cannot be asked for.
    const bool sizes = kind == Compare && options.study.by == CompareBy::Windows;
    const std::string through =
        std::string("is what the study ") + (kind == Compare ? "compare" : "sweep") + " goes through";
    values.onlyIf(kind != Sweep && !sizes, "--size", through);
    values.onlyIf(kind != Sweep && (!sizes || options.study.references), "--stride", through);
    values.onlyIf(kind != Compare || sizes, "--op", through);
}

std::string showsText(FigureKind kind) {
    switch (kind) {
        case FigureKind::Panels:
            return "panels";
        case FigureKind::Sheet:
            return "a contact sheet";
        case FigureKind::Charts:
            return "charts of an experiment";
        case FigureKind::Shift:
            return "an image moved";
        case FigureKind::Compare:
            return "a comparison";
        case FigureKind::Cascade:
            return "a cascade";
        case FigureKind::Dataset:
        case FigureKind::Labels:
            return "pooled images by label";
        case FigureKind::Ties:
            return "ties";
        case FigureKind::Moved:
            return "the change under a motion";
        case FigureKind::Sweep:
            return "a sweep";
        case FigureKind::Cost:
            return "cost";
        case FigureKind::Wins:
            break;
    }
    return "who wins";
}

}  // namespace poolscope

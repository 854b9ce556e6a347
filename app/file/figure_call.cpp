// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file/figure_call.h"

#include <algorithm>
#include <string_view>

#include "app/file/load_source.h"
#include "app/file/session_io.h"
#include "core/base/text.h"
#include "core/experiment/parameters.h"
#include "core/session/figure_words.h"

namespace poolscope {
namespace {

using Words = std::vector<std::string>;

// With the = a value may begin with a dash; an empty value stands by itself.
void add(Words& words, const std::string& option, const std::string& value) {
    if (value.empty()) {
        words.insert(words.end(), {option, value});
    } else {
        words.push_back(option + "=" + value);
    }
}

template <class T, std::size_t n>
void addWord(Words& words, const std::string& option, const std::array<Word<T>, n>& names, T value, T usual) {
    if (value != usual) add(words, option, std::string(wordFor(std::span<const Word<T>>(names), value)));
}

void addFlag(Words& words, const std::string& option, bool on) {
    if (on) words.push_back(option);
}

std::string numbersText(const std::vector<std::int64_t>& numbers) {
    std::string text;
    for (const std::int64_t number : numbers) text += (text.empty() ? "" : ",") + std::to_string(number);
    return text;
}

std::string pairText(std::int64_t first, std::int64_t second) {
    return numbersText({first, second});
}

std::string sourceText(const SavedSession& session, const Source& source) {
    const Experiment& e = session.saved.experiment;
    std::vector<ImageRange> ranges;
    if (e.source.images && e.source.images->isList()) {
        for (std::int64_t i = e.images.first; i <= e.images.last; ++i)
            ranges.push_back({source.number(i), source.number(i)});
    } else {
        ranges.push_back(e.images);
    }
    const std::string chosen = toText(ImageSelection(std::move(ranges)));
    if (e.source.mnist) return "mnist:" + chosen;
    const std::string member = e.source.member.empty() ? "" : "#" + e.source.member;
    return sourcePaths(session, "").back() + member +
           (source.count() == 1 && source.numbers.empty() ? "" : "#" + chosen);
}

void addPooling(Words& words, const Experiment& experiment) {
    for (const Parameter& parameter : poolingParameters()) {
        if (isUsual(parameter, experiment) || !meansSomething(parameter, experiment)) continue;
        const std::string option = "--" + std::string(parameter.word);
        if (parameter.value.isFlag) {
            words.push_back(option);
        } else {
            add(words, option, parameter.value.print(experiment));
        }
    }
}

void addReading(Words& words, const Reading& reading) {
    if (reading.reshape.size() != 2) addWord(words, "--axes", kAxesWords, reading.axes, Axes::Auto);
    if (!reading.reshape.empty()) add(words, "--reshape", numbersText(reading.reshape));
    addFlag(words, "--transpose", reading.transpose);
    if (const auto& crop = reading.crop) {
        add(words, "--crop", numbersText({{crop->first.row, crop->first.col, crop->size.rows, crop->size.cols}}));
    }
    if (reading.resize) add(words, "--resize", pairText(reading.resize->rows, reading.resize->cols));
    if (!reading.labels.empty()) add(words, "--labels", toText(reading.labels));
    if (!reading.names.empty()) add(words, "--names", reading.names);
    addWord(words, "--comma", kCommaWords, reading.comma, Comma::Auto);
}

void addExperiment(Words& words, const SavedSession& session, const Source& source) {
    const Experiment& e = session.saved.experiment;
    words.push_back(sourceText(session, source));
    addFlag(words, "--rgb", source.rgb);
    addReading(words, e.source.reading);
    addPooling(words, e);
    const std::int64_t channels = source.images.shape.c * e.filters.mapsPerChannel();
    if (e.plane != 0) add(words, "--plane", pairText(e.plane / channels, e.plane % channels));
    if (e.gradient.kind == Upstream::Random) add(words, "--upstream", "random:" + std::to_string(e.gradient.seed));
    if (e.gradient.kind == Upstream::OneCell) {
        add(words, "--upstream", "cell:" + pairText(e.gradient.cell.row, e.gradient.cell.col));
    }
}

void addView(Words& words, const ViewSpec& view) {
    const ViewSpec usual;
    addWord(words, "--palette", kPaletteWords, view.palette, usual.palette);
    if (view.range != usual.range) add(words, "--range", toText(view.range));
    addWord(words, "--values", kScaleWords, view.values, usual.values);
    addWord(words, "--patches-as", kPatchWords, view.patches, usual.patches);
    addWord(words, "--numbers", kNumbersWords, view.numbers, usual.numbers);
    addWord(words, "--map", kMapWords, view.map, usual.map);
    addFlag(words, "--hide-black", view.hideBlack);
    addFlag(words, "--composite", view.composite);
}

void addPanels(Words& words, const FigureOptions& options, const WindowGrid& grid) {
    const FigureSpec& spec = options.spec;
    const bool sheet = options.kind == FigureKind::Sheet;
    FigureSpec usual;
    if (sheet) usual.panels = {PanelKind::Input, PanelKind::Output};
    addFlag(words, "--contact-sheet", sheet);
    std::string panels;
    for (const PanelKind panel : spec.panels) panels += (panels.empty() ? "" : ",") + std::string(toText(panel));
    if (spec.panels != usual.panels) add(words, "--panels", panels);
    if (sheet && spec.columns) add(words, "--columns", std::to_string(*spec.columns));
    addWord(words, "--layout", kLayoutWords, spec.layout, usual.layout);
    if (spec.focus) add(words, "--focus", pairText(spec.focus->row, spec.focus->col));
    addWord(words, "--thread", kSwitchWords, spec.thread, usual.thread);
    if (spec.playback) add(words, "--step", std::to_string(playbackStep(*spec.playback, grid)));
}

// Size and dots per inch of what is drawn by a call that does not say them.
struct UsualSize {
    double widthMm = FigureSpec{}.widthMm;
    double dpi = FigureOptions{}.dpi;
};

void addSize(Words& words, const FigureSpec& spec, const UsualSize& usual) {
    const FigurePreset* preset = presetOf(spec);
    if (preset && preset->type != paperType(preset->widthMm)) return add(words, "--preset", std::string(preset->name));
    if (spec.widthMm != usual.widthMm) add(words, "--width", shortestNumber(spec.widthMm));
    if (spec.heightMm) add(words, "--height", shortestNumber(*spec.heightMm));
}

void addLook(Words& words, const FigureOptions& options, const UsualSize& usual) {
    addSize(words, options.spec, usual);
    if (options.fontSize) add(words, "--font-size", shortestNumber(*options.fontSize));
    addWord(words, "--theme", kThemeWords, options.theme, FigureOptions{}.theme);
    addFlag(words, "--transparent", options.transparent);
    if (options.dpi != usual.dpi) add(words, "--dpi", shortestNumber(options.dpi));
    if (!options.spec.title.empty()) add(words, "--title", options.spec.title);
    if (options.ownCaption) add(words, "--caption", options.spec.caption);
}

void addStill(Words& words, const FigureOptions& options, std::span<const std::string> outputs) {
    UsualSize usual;
    if (!anyHas(outputs, &FigureFormatRow::hasDpi)) usual.dpi = options.dpi;  // which means nothing
    addLook(words, options, usual);
    addFlag(words, "--svg-text", options.editableText && anyHas(outputs, &FigureFormatRow::hasEditableText));
}

void addAnimation(Words& words, const FigureOptions& options, const AnimationSpec& spec) {
    const AnimationSpec usual;
    addFlag(words, "--squeeze", spec.squeeze);
    const AnimatedPhase phase = spec.squeeze ? AnimatedPhase::Forward : usual.phase;
    addWord(words, "--phase", kAnimatedPhaseWords, spec.phase, phase);
    addLook(words, options, {spec.squeeze ? kSqueezeWidthMm : UsualSize{}.widthMm, kAnimationDpi});
    if (spec.squeeze) return;
    if (spec.from) add(words, "--from", std::to_string(*spec.from));
    if (spec.to) add(words, "--to", std::to_string(*spec.to));
    if (spec.fps != usual.fps) add(words, "--fps", shortestNumber(spec.fps));
}

bool canBeSaid(const SavedSession& session) {
    const Experiment& e = session.saved.experiment;
    return session.figure->kind != FigureKind::Study && !e.source.embedded && e.gradient.kind != Upstream::Given;
}

std::string quoted(const std::string& word) {
    constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=.,:/@%";
    if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
    std::string text = "'";
    for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

}  // namespace

bool isFromOutput(const DrawnFigure& figure) {
    return !canBeSaid(figure.session);
}

std::vector<std::string> figureWords(const DrawnFigure& figure, const Source& source, const WindowGrid& grid,
                                     std::span<const std::string> outputs) {
    Words words{"figure"};
    if (canBeSaid(figure.session)) {
        addExperiment(words, figure.session, source);
        addPanels(words, figure.options(), grid);
        addView(words, figure.session.view);
        addStill(words, figure.options(), outputs);
    } else {
        add(words, "--session", outputs.front());
    }
    for (const std::string& output : outputs) words.insert(words.end(), {"-o", output});
    return words;
}

namespace {

std::string lineOf(const Words& words) {
    std::string line = "poolscope";
    for (const std::string& word : words) line += " " + quoted(word);
    return line;
}

// What LaTeX takes for a command of its own.
std::string latexText(const std::string& text) {
    constexpr std::string_view kSpecial = "#$%&_{}";
    std::string latex;
    for (const char c : text) {
        if (c == '\\') {
            latex += "\\textbackslash{}";
        } else if (c == '~' || c == '^') {
            latex += std::string("\\") + c + "{}";
        } else {
            if (kSpecial.find(c) != std::string_view::npos) latex += '\\';
            latex += c;
        }
    }
    return latex;
}

}  // namespace

std::string figureCall(const DrawnFigure& figure, const Source& source, const WindowGrid& grid,
                       std::span<const std::string> outputs) {
    return lineOf(figureWords(figure, source, grid, outputs));
}

std::string animationCall(const SavedSession& session, const AnimationSpec& spec, const Source& source,
                          const WindowGrid& grid, std::span<const std::string> outputs) {
    Words words{"animate"};
    if (canBeSaid(session)) {
        addExperiment(words, session, source);
        FigureOptions options = *session.figure;
        options.spec.focus.reset();
        options.spec.playback.reset();
        if (!spec.squeeze) addPanels(words, options, grid);
        addView(words, session.view);
    } else {
        add(words, "--session", outputs.front());
    }
    addAnimation(words, *session.figure, spec);
    for (const std::string& output : outputs) words.insert(words.end(), {"-o", output});
    return lineOf(words);
}

std::string latexFigure(const DrawnFigure& figure, const std::string& path) {
    const std::string file = path.substr(path.rfind('/') + 1);
    return "% needs \\usepackage{graphicx}\n\\begin{figure}\n  \\centering\n  \\includegraphics[width=" +
           shortestNumber(figure.options().spec.widthMm) + "mm]{" + file + "}\n  \\caption{" +
           latexText(figure.description) + "}\n\\end{figure}\n";
}

}  // namespace poolscope

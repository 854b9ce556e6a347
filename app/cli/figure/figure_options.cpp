// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/figure/figure_options.h"

#include "app/cli/figure/figure_look.h"
#include "app/file/figure_call.h"
#include "core/base/word_list.h"
#include "core/session/figure_words.h"

namespace poolscope::cli {
namespace {

void readPanels(OptionValues& values, std::vector<PanelKind>& panels) {
    const auto text = values.given("--panels");
    if (!text) return;
    panels.clear();
    for (const std::string& name : splitAtCommas(*text)) {
        const auto panel = panelNamed(name);
        if (!panel) return values.refuse(usage("--panels", quoteArgument(name) + " is not one of " + panelWords()));
        panels.push_back(*panel);
    }
}

void readColumns(OptionValues& values, FigureOptions& options) {
    if (!values.given("--columns")) return;
    std::int64_t columns = 0;
    values.integer("--columns", columns);
    values.onlyIf(options.kind == FigureKind::Sheet, "--columns",
                  "means nothing for a figure that shows " + showsText(options));
    if (columns < 1) return values.refuse(usage("--columns", "must be 1 or more"));
    options.spec.columns = static_cast<std::size_t>(columns);
}

void readFocus(OptionValues& values, std::optional<CellRef>& focus) {
    const auto text = values.given("--focus");
    if (!text) return;
    if (*text == "none") return focus.reset();
    values.pair("--focus", "ROW,COL or none", focus.emplace().row, focus->col);
}

void readView(OptionValues& values, ViewSpec& view, PoolOp op) {
    readPalette(values, view.palette);
    values.word("--numbers", kNumbersWords, view.numbers);
    values.word("--values", kScaleWords, view.values);
    values.word("--patches-as", kPatchWords, view.patches);
    values.word("--map", kMapWords, view.map);
    if (view.map == InputMap::Wins) refuseWithoutWinner(values, op, "--map", "wins");
    view.hideBlack = view.hideBlack || values.flag("--hide-black");
    view.composite = view.composite || values.flag("--composite");
}

void readUpstream(OptionValues& values, const Start& start, std::optional<UpstreamChoice>& upstream) {
    const auto text = values.given("--upstream");
    if (!text) return;
    auto named = upstreamNamed("--upstream", *text);
    if (!named) return values.refuse(tl::unexpected(named.error()));
    upstream = std::move(*named);
    const SourceRef* file = fileOf(upstream);
    if (file && isStandardStream(file->path) && isStandardStream(start.experiment.source.path)) {
        values.refuse(usage("--upstream", "SOURCE is read from standard input already"));
    }
}

}  // namespace

void declareFigure(Arguments& a, FigureUse use) {
    const bool still = use == FigureUse::Still;
    a.heading("Figure");
    if (still) {
        a.addFlag("--contact-sheet",
                  "All images of SOURCE in small instead of the panels of one, each with its index and its label.");
    }
    a.addOption(
        "--panels", "LIST",
        "Which panels, in this order, between commas: " + panelWords() + ". Default: input,patches,output,gradient" +
            (still ? "; of a contact sheet, which has no others than input, output and gradient: input,output." : "."));
    a.offer(wordsOf(panelWords()));
    if (still) {
        a.addOption(
            "--columns", "N",
            "How many images stand in a row of a contact sheet. Default: as many as stay readable, in even rows "
            "where there are such.");
    }
    a.addOption("--layout", "row|grid|flow",
                "One row, two columns, or as many as stay readable at this width. A row that is too narrow for "
                "the words of its panels is broken; on a page flow takes as many rows as fill it. Default: flow.");
    if (still) {
        a.addOption("--focus", "ROW,COL|none",
                    "Output cell to highlight, counted from 0, with everything linked to it.");
        a.addOption("--step", "N",
                    "The algorithm after N steps: a window forward each, then a window backward each. Default: all.");
    }
    a.addOption("--thread", "on|off",
                still ? "The line that leads the window of --focus through the panels. Default: on."
                      : "The line that leads the window at work through the panels. Default: on.");
    a.addOption("--plane", "N,C",
                "Image and channel to draw, counted from 0 within SOURCE as chosen and after --filters. Default: 0,0.");
    a.addOption("--upstream", kUpstreamHint,
                "The gradient that arrives: ones, random numbers, 1 at one output cell, or the numbers of a file. "
                "Default: ones.");
    declareLook(a, "183", use);
    declarePalette(a);
    a.addOption("--numbers", "auto|on|off",
                "Values in cells: where they can be read, as small as they must be, never. Default: auto.");
    a.addOption("--values", "byte|unit",
                "Values as they are, or as parts of the top of the range, 0 to 1 with three decimals. Default: byte.");
    a.addOption("--patches-as", "matrix|tiles", "X_col, or each patch where its window stands. Default: matrix.");
    a.addOption("--map", "values|coverage|wins",
                "What the input shows: values, how many windows see a cell, or how many it wins. Default: values.");
    a.addFlag("--hide-black", "Leave out windows whose every value is 0, and the gradient they send.");
    a.addFlag("--composite",
              "With --rgb: the input and the output show red, green and blue together; numbers, patches and the "
              "gradient stay those of the plane.");
}

FigureChoice readFigure(OptionValues& values, const Start& start, PoolOp op, FigureUse use) {
    const bool still = use == FigureUse::Still;
    FigureChoice choice;
    if (start.figure) choice.options = *start.figure;
    if (!still) {
        choice.options.kind = FigureKind::Panels;
        if (!choice.options.animation) choice.options.dpi = kAnimationDpi;
    } else {
        choice.options.animation.reset();
    }
    choice.view = start.view;
    FigureSpec& spec = choice.options.spec;
    if (still && values.flag("--contact-sheet") && choice.options.kind != FigureKind::Sheet) {
        choice.options.kind = FigureKind::Sheet;
        spec.panels = {PanelKind::Input, PanelKind::Output};
    }
    checkOptions(values, choice.options);
    readPanels(values, spec.panels);
    if (still) readColumns(values, choice.options);
    values.word("--layout", kLayoutWords, spec.layout);
    if (still) readFocus(values, spec.focus);
    values.word("--thread", kSwitchWords, spec.thread);
    if (still && values.given("--step")) values.integer("--step", choice.step.emplace());
    if (values.given("--plane")) {
        PlaneChoice& plane = choice.plane.emplace();
        values.pair("--plane", "N,C", plane.n, plane.c);
    }
    readUpstream(values, start, choice.upstream);
    readLook(values, choice.options, use);
    readView(values, choice.view, op);
    return choice;
}

Outcome<void> takeUpstream(Start& start, const FigureChoice& choice) {
    if (!choice.upstream) return {};
    auto gradient = gradientOf("--upstream", *choice.upstream);
    if (!gradient) return tl::unexpected(gradient.error());
    start.experiment.gradient = std::move(*gradient);
    return {};
}

Outcome<Experiment> chosenExperiment(Experiment experiment, const FigureChoice& choice, const Shape& features) {
    if (!choice.plane) return experiment;
    const auto [n, c] = *choice.plane;
    if (choice.options.kind == FigureKind::Sheet && n != 0) {
        return usage("--plane", "a contact sheet shows every image: N must be 0, C is the channel");
    }
    if (n < 0 || n >= features.n || c < 0 || c >= features.c) {
        return failed({"--plane", "there is no plane " + std::to_string(n) + "," + std::to_string(c) +
                                      " in a figure of " + toText(features) + ": N is 0 to " +
                                      std::to_string(features.n - 1) + ", C is 0 to " +
                                      std::to_string(features.c - 1)});
    }
    experiment.plane = n * features.c + c;
    return experiment;
}

Outcome<FigureOptions> chosenOptions(const FigureChoice& choice, const WindowGrid& grid) {
    FigureOptions options = choice.options;
    if (!choice.step) return options;
    const std::int64_t last = lastStep(grid);
    if (*choice.step < 0 || *choice.step > last) {
        return failed({"--step", "there is no step " + std::to_string(*choice.step) + ": steps are 0 to " +
                                     std::to_string(last) + ", one for each of the " + std::to_string(last / 2) +
                                     " windows forward and backward"});
    }
    options.spec.playback.reset();
    if (*choice.step < last) options.spec.playback = playbackAt(*choice.step, grid);
    return options;
}

}  // namespace poolscope::cli

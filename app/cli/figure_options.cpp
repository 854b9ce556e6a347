// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/figure_options.h"

namespace poolscope {
namespace {

void readPanels(OptionValues& values, std::vector<PanelKind>& panels) {
    const auto text = values.given("--panels");
    if (!text) return;
    panels.clear();
    for (const std::string& name : splitAtCommas(*text)) {
        const auto panel = panelNamed(name);
        if (!panel) {
            return values.refuse(
                usage("--panels", quoteArgument(name) + " is not one of input, patches, output, gradient"));
        }
        panels.push_back(*panel);
    }
}

}  // namespace

ExportOptions FigureChoice::exportOptions() const {
    ExportOptions options;
    options.dpi = dpi;
    options.editableText = svgText;
    if (!transparent) options.background = style().theme().card;
    return options;
}

void declareFigure(Arguments& a) {
    a.heading("Figure");
    a.addOption("--panels", "LIST",
                "Which panels, in this order, between commas: input, patches, output, gradient. Default: all four.");
    a.addOption("--layout", "row|grid|flow",
                "One row, two columns, or as many as stay readable at this width. Default: flow.");
    a.addOption("--focus", "ROW,COL", "Output cell to highlight, counted from 0, with everything linked to it.");
    a.addOption("--plane", "N,C",
                "Image and channel to draw, counted from 0 within SOURCE as chosen and after --filters. Default: 0,0.");
    a.addOption("--width", "MM", "Width in millimetres, 20 to 2000; the height follows. Default: 183.");
    a.addOption("--preset", "NAME",
                "A width by its use: single-column (89 mm), double-column (183 mm), slide-16x9 (338.67 mm), poster "
                "(841 mm).");
    a.addOption("--dpi", "N", "PNG: pixels per inch. Default: 300.");
    a.addOption("--palette", "NAME", "Colours of values: grey, viridis, cividis, magma. Default: grey.");
    a.addOption("--theme", "light|dark|print", "Colours of everything else. Default: print.");
    a.addFlag("--transparent", "No background.");
    a.addFlag(
        "--svg-text",
        "SVG: text that can be edited, instead of outlines; it looks right where the fonts Inter and JetBrains Mono "
        "are installed.");
    a.addOption("--numbers", "auto|on|off", "Values in cells: where they fit, always, never. Default: auto.");
    a.addOption("--title", "TEXT", "A line above the panels.");
}

FigureChoice readFigure(OptionValues& values, const ViewSpec& view) {
    FigureChoice choice;
    choice.view = view;
    readPanels(values, choice.spec.panels);
    values.choice<FigureLayout>(
        "--layout", {{"row", FigureLayout::Row}, {"grid", FigureLayout::Grid}, {"flow", FigureLayout::Flow}},
        choice.spec.layout);
    if (values.given("--focus")) {
        CellRef& focus = choice.spec.focus.emplace();
        values.pair("--focus", "ROW,COL", focus.row, focus.col);
    }
    if (values.given("--plane")) {
        PlaneChoice& plane = choice.plane.emplace();
        values.pair("--plane", "N,C", plane.n, plane.c);
    }
    values.onlyIf(!values.given("--width"), "--preset", "sets the width, and so does --width: give one of them");
    values.choice<double>("--preset",
                          {{"single-column", 89}, {"double-column", 183}, {"slide-16x9", 338.67}, {"poster", 841}},
                          choice.spec.widthMm);
    values.real("--width", choice.spec.widthMm);
    values.real("--dpi", choice.dpi);
    values.choice<Palette>("--palette",
                           {{"grey", Palette::Grey},
                            {"viridis", Palette::Viridis},
                            {"cividis", Palette::Cividis},
                            {"magma", Palette::Magma}},
                           choice.view.palette);
    values.choice<ThemeName>(
        "--theme", {{"light", ThemeName::Light}, {"dark", ThemeName::Dark}, {"print", ThemeName::Print}}, choice.theme);
    choice.transparent = values.flag("--transparent");
    choice.svgText = values.flag("--svg-text");
    values.choice<Numbers>("--numbers", {{"auto", Numbers::Auto}, {"on", Numbers::On}, {"off", Numbers::Off}},
                           choice.view.numbers);
    if (const auto title = values.given("--title")) choice.spec.title = *title;
    return choice;
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scene/words.h"

#include <algorithm>

#include "core/scene/text_width.h"

namespace poolscope {

TextMark textMark(const Point& at, double size, std::vector<TextRun> runs, FontFace face, HorizontalAlign align,
                  VerticalAlign level) {
    return {
        .at = at, .align = align, .level = level, .size = size, .face = face, .maxWidth = 0, .runs = std::move(runs)};
}

Rect boxOf(const TextMark& text) {
    const double full = textWidth(text.runs, text.size, text.face);
    const double width = text.maxWidth > 0 ? std::min(full, text.maxWidth) : full;
    const double height = text.size * 0.8;
    double x = text.at.x;
    switch (text.align) {
        case HorizontalAlign::Left:
            break;
        case HorizontalAlign::Centre:
            x -= width / 2;
            break;
        case HorizontalAlign::Right:
            x -= width;
            break;
    }
    double y = text.at.y;
    switch (text.level) {
        case VerticalAlign::Top:
            break;
        case VerticalAlign::Middle:
            y -= height / 2;
            break;
        case VerticalAlign::Baseline:
            y -= height;
            break;
    }
    return {x, y, width, height};
}

void addWords(Scene& scene, const Point& at, double size, const TextRun& run, double maxWidth, HorizontalAlign align) {
    if (run.text.empty()) return;
    TextMark mark = textMark(at, size, {run}, FontFace::Sans, align);
    mark.maxWidth = std::max(1.0, maxWidth);
    scene.marks.emplace_back(std::move(mark));
}

std::vector<std::string> linesOf(const std::string& words, double size, double room, bool bold) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < words.size();) {
        const std::size_t end = std::min(words.find(' ', begin), words.size());
        const std::string word = words.substr(begin, end - begin);
        const bool fits = !lines.empty() && textWidth(lines.back() + " " + word, size, FontFace::Sans, bold) <= room;
        if (fits) {
            lines.back() += " " + word;
        } else if (!word.empty()) {
            lines.push_back(word);
        }
        begin = end + 1;
    }
    return lines;
}

double addParagraph(Scene& scene, const Point& at, double width, const TextRun& words, const FigureStyle& style) {
    double y = at.y;
    for (const std::string& line : linesOf(words.text, style.small, width, words.bold)) {
        addWords(scene, {at.x, y + style.small * 0.75}, style.small, {line, words.colour, words.bold}, width);
        y += style.small * 1.45;
    }
    return y;
}

double addTitle(Scene& scene, const Point& at, double width, const std::string& title, const FigureStyle& style) {
    double y = at.y;
    for (const std::string& line : linesOf(title, style.title, width, true)) {
        addWords(scene, {at.x, y + style.title * 0.56}, style.title, {line, style.theme().text, true}, width);
        y += style.title * 1.3;
    }
    return y > at.y ? y - at.y + style.title * 0.46 : 0;
}

}  // namespace poolscope

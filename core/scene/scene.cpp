// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scene/scene.h"

#include "core/base/text.h"

namespace poolscope {
namespace {

std::string tenth(double value) {
    std::string text = fixedNumber(value, 1);
    return text == "-0.0" ? "0.0" : text;
}

std::string toText(const Rect& r) {
    return tenth(r.x) + "," + tenth(r.y) + " " + tenth(r.width) + "x" + tenth(r.height);
}

std::string toText(const std::optional<Colour>& fill, const std::optional<Stroke>& stroke) {
    std::string text;
    if (fill) text += " fill " + toHex(*fill);
    if (stroke) text += " stroke " + toHex(stroke->colour) + " " + tenth(stroke->width);
    if (stroke && stroke->dashed) text += " dashed";
    return text;
}

// FNV-1a: the pixels of a heat map as one number, so that a golden text notices when one changes.
std::string digest(const std::vector<std::uint32_t>& values) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const std::uint32_t value : values) hash = (hash ^ value) * 1099511628211ULL;
    char buffer[17];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, hash, 16);
    return {buffer, end.ptr};
}

struct Describe {
    std::string operator()(const RectMark& m) const {
        return "rect " + toText(m.rect) + (m.radius > 0 ? " radius " + tenth(m.radius) : "") + toText(m.fill, m.stroke);
    }
    std::string operator()(const EllipseMark& m) const { return "ellipse " + toText(m.box) + toText(m.fill, m.stroke); }
    std::string operator()(const LineMark& m) const {
        std::string text = "line";
        for (const Point& p : m.points) text += " " + tenth(p.x) + "," + tenth(p.y);
        return text + toText(m.fill, m.stroke);
    }
    std::string operator()(const HatchMark& m) const { return "hatch " + toText(m.rect) + " " + toHex(m.colour); }
    std::string operator()(const TextMark& m) const {
        static constexpr const char* kAlign[] = {"left", "centre", "right"};
        std::string text = "text " + tenth(m.at.x) + "," + tenth(m.at.y) + " " + kAlign[static_cast<int>(m.align)] +
                           " " + tenth(m.size) + (m.face == FontFace::Mono ? " mono" : "");
        for (const TextRun& run : m.runs) {
            text += std::string(" ") + (run.bold ? "*" : "") + (run.subscript ? "_" : "") + "\"" + run.text + "\" " +
                    toHex(run.colour);
        }
        return text;
    }
    std::string operator()(const HeatMapMark& m) const {
        return "heat " + toText(m.rect) + " cells " + toText(m.cells) + " " + (m.argb ? digest(*m.argb) : "none") +
               (m.ground ? " ground " + toHex(*m.ground) : "");
    }
};

}  // namespace

std::string toText(const Scene& scene) {
    std::string text = "scene " + tenth(scene.size.width) + "x" + tenth(scene.size.height) + "\n";
    for (const Mark& mark : scene.marks) text += std::visit(Describe{}, mark) + "\n";
    return text;
}

}  // namespace poolscope

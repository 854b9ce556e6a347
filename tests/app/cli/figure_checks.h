// SPDX-License-Identifier: GPL-3.0-or-later
// What the checks of figures share: figures drawn by the program, seen through tools that know nothing of it, and the
// scene that they should show. A tool that is missing fails a test.
#pragma once

#include <QColor>
#include <QImage>
#include <array>
#include <cmath>

#include "core/experiment/evaluation.h"
#include "core/figure/caption.h"
#include "core/figure/figure.h"
#include "tests/app/cli/process.h"

namespace poolscope::test {

inline Words operator+(Words left, const Words& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

// The four ways to see a figure.
enum class Viewer { Png, Poppler, Mupdf, Rsvg };
inline constexpr std::array kViewers{Viewer::Png, Viewer::Poppler, Viewer::Mupdf, Viewer::Rsvg};

inline std::string toText(Viewer viewer) {
    constexpr std::array kNames{"PNG", "poppler", "mupdf", "librsvg"};
    return kNames.at(static_cast<std::size_t>(viewer));
}

inline bool within(QRgb a, QRgb b, int by) {
    return std::abs(qRed(a) - qRed(b)) <= by && std::abs(qGreen(a) - qGreen(b)) <= by &&
           std::abs(qBlue(a) - qBlue(b)) <= by;
}

inline std::string hex(QRgb colour) {
    return QColor(colour).name().toStdString();
}

class FigureChecks : public ProgramTest {
  protected:
    // One plane of values as x.npy, and what the program should compute and draw from it.
    void writeImage(const Extent& size, std::vector<float> values) {
        const Bytes bytes = writeNpy(values, std::vector<std::int64_t>{size.rows, size.cols});
        write("x.npy", {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        x_ = std::make_shared<const Tensor>(Shape{1, 1, size.rows, size.cols}, std::move(values));
    }

    // x.png, x.svg and x.pdf of x.npy.
    void draw(const Words& options) const { drawWith("300", options); }
    void drawWith(const std::string& dpi, const Words& options) const {
        const Ran ran =
            run(Words{"figure", "x.npy", "-o", "x.png", "-o", "x.svg", "-o", "x.pdf", "--dpi", dpi} + options);
        ASSERT_EQ(ran.status, 0) << ran.err;
    }

    Scene scene(const FigureSpec& wanted, const ViewSpec& view, const WindowSpec& window = {},
                ThemeName theme = ThemeName::Print) const {
        Source source;
        source.name = "x.npy";
        source.images = x_;
        Experiment experiment;
        experiment.window = window;
        const auto evaluation = evaluate(experiment, x_);
        FigureSpec spec = wanted;
        spec.caption = figureCaption(source, experiment);
        return composeFigure(evaluation.value(), view, spec, printStyle(theme, spec.widthMm)).value();
    }

    // What a tool prints.
    std::string tool(const Words& words) const {
        const Ran ran = runTool(words);
        EXPECT_EQ(ran.status, 0) << words[0] << ": is it installed? " << ran.out << ran.err;
        return ran.out;
    }

    // `name` without its ending; the PNG has the pixels it was drawn with.
    QImage seen(Viewer viewer, const std::string& name, int dpi) const {
        const std::string picture = "seen.png";
        const std::string resolution = std::to_string(dpi);
        std::filesystem::remove(work() / picture);
        switch (viewer) {
            case Viewer::Png:
                return load(name + ".png");
            case Viewer::Poppler:
                tool({"pdftoppm", "-r", resolution, "-png", "-singlefile", name + ".pdf", "seen"});
                break;
            case Viewer::Mupdf:
                tool({"mutool", "draw", "-q", "-r", resolution, "-o", picture, name + ".pdf"});
                break;
            case Viewer::Rsvg:
                tool({"rsvg-convert", "--dpi-x", resolution, "--dpi-y", resolution, "-o", picture, name + ".svg"});
                break;
        }
        return load(picture);
    }

    QImage load(const std::string& name) const {
        const QImage image(QString::fromStdString((work() / name).string()));
        EXPECT_FALSE(image.isNull()) << name;
        return image;
    }

    const Tensor& x() const { return *x_; }

  private:
    std::shared_ptr<const Tensor> x_;
};

// The heat maps of that many cells, in the order they are drawn.
inline std::vector<HeatMapMark> mapsOf(const Scene& scene, const Extent& cells) {
    std::vector<HeatMapMark> maps;
    for (const Mark& mark : scene.marks) {
        const auto* map = std::get_if<HeatMapMark>(&mark);
        if (map && map->cells == cells) maps.push_back(*map);
    }
    return maps;
}

inline std::vector<TextMark> textsOf(const Scene& scene) {
    std::vector<TextMark> texts;
    for (const Mark& mark : scene.marks) {
        if (const auto* text = std::get_if<TextMark>(&mark)) texts.push_back(*text);
    }
    return texts;
}

inline std::string plainText(const TextMark& mark) {
    std::string words;
    for (const TextRun& run : mark.runs) words += run.text;
    return words;
}

}  // namespace poolscope::test

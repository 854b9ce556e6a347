// SPDX-License-Identifier: GPL-3.0-or-later
// The files of figures: the same bytes wherever they are drawn, fonts, images, text, exact sizes, nothing outside.
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <algorithm>
#include <sstream>

#include "tests/app/cli/figure_checks.h"

namespace poolscope::test {
namespace {

const Words kFormats{"png", "svg", "pdf"};

QRegularExpressionMatch search(const std::string& text, const char* pattern) {
    return QRegularExpression(QLatin1String(pattern)).match(QString::fromStdString(text));
}

std::vector<float> ramp(std::int64_t count) {
    std::vector<float> values;
    for (std::int64_t i = 0; i < count; ++i) values.push_back(static_cast<float>(i * 37 % 256));
    return values;
}

class FigureFiles : public FigureChecks {
  protected:
    // Without spaces, which a tool may place as it likes.
    static std::string dense(std::string text) {
        std::erase_if(text, [](unsigned char c) { return c <= ' '; });
        return text;
    }
    static Words wordsOf(const std::string& text) {
        std::istringstream stream(text);
        Words words{std::istream_iterator<std::string>(stream), {}};
        std::sort(words.begin(), words.end());
        return words;
    }

    void expectSoundPdf(const std::string& name) const {
        const std::string images = tool({"pdfimages", "-list", name});
        EXPECT_EQ(images.find("jpeg"), std::string::npos) << images;
        EXPECT_EQ(images.find("jpx"), std::string::npos) << images;
        const std::string fonts = tool({"pdffonts", name});
        EXPECT_EQ(fonts.find("Type 3"), std::string::npos) << fonts;
        std::istringstream lines(fonts);
        std::string line;
        int count = -2;  // the head of the table
        while (std::getline(lines, line)) {
            if (++count > 0) {
                EXPECT_TRUE(search(line, "Identity-H +yes +(yes|no) +yes ").hasMatch()) << line;
            }
        }
        EXPECT_GE(count, 2) << fonts;
    }
    void expectWords(const std::string& name, const Words& labels) const {
        const std::string text = dense(tool({"pdftotext", "-raw", name, "-"}));
        for (const std::string& label : labels) EXPECT_NE(text.find(dense(label)), std::string::npos) << label;
    }
};

TEST_F(FigureFiles, AreTheSameWhereverTheyAreDrawn) {
    const auto other = work() / "other";
    std::filesystem::create_directories(other / "home");
    const Words study{"study", "cascade", "mnist:18"};
    const Words figure{"figure", "mnist:18", "--focus=4,5", "--title=Digit"};
    int number = 0;
    for (const Words& call : {figure, study}) {
        const std::string name = "a" + std::to_string(number++);
        Words outputs;
        for (const std::string& format : kFormats) outputs = outputs + Words{"-o", name + '.' + format};
        ASSERT_EQ(runIn(work(), {{"LC_ALL", "C"}, {"TZ", "UTC"}}, call + outputs).status, 0);
        const Environment elsewhere{{"HOME", (other / "home").string()},
                                    {"LANG", "de_DE.UTF-8"},
                                    {"LC_ALL", "tr_TR.UTF-8"},
                                    {"TZ", "Asia/Kathmandu"},
                                    {"QT_SCALE_FACTOR", "2"}};
        ASSERT_EQ(runIn(other, elsewhere, call + outputs).status, 0);
        for (const std::string& format : kFormats) {
            tool({"cmp", name + '.' + format, (other / (name + '.' + format)).string()});
        }
    }
}

TEST_F(FigureFiles, AreTheSameAloneAndAmongOthers) {
    Words together{"figure", "mnist:17-19", "--width=40"};
    for (const std::string& format : kFormats) together = together + Words{"-o", "all-{index}." + format};
    ASSERT_EQ(run(together).status, 0);
    for (const std::string index : {"17", "18", "19"}) {
        for (const std::string& format : kFormats) {
            const std::string file = index + '.' + format;
            const Ran ran = run({"figure", "mnist:" + index, "--width=40", "-o", file});
            ASSERT_EQ(ran.status, 0) << ran.err;
            tool({"cmp", file, "all-" + file});
        }
    }
}

// Every word, number and sign of the scene, no more and no less.
TEST_F(FigureFiles, HoldAllTextAsText) {
    writeImage({12, 12}, ramp(144));
    draw({"--title=Pooling of \xc3\xa4 ramp", "--numbers=on"});
    FigureSpec spec;
    spec.title = "Pooling of \xc3\xa4 ramp";
    ViewSpec view;
    view.numbers = Numbers::On;
    std::string all;
    for (const TextMark& mark : textsOf(scene(spec, view))) all += plainText(mark) + '\n';
    EXPECT_EQ(wordsOf(tool({"pdftotext", "-layout", "x.pdf", "-"})), wordsOf(all));
    EXPECT_NE(all.find("x.npy: max, size 2x2, stride 2x2"), std::string::npos);
    expectSoundPdf("x.pdf");
}

TEST_F(FigureFiles, HoldLargePicturesExactly) {
    writeImage({150, 200}, ramp(30000));
    draw({"--panels=input,gradient"});
    const std::string images = tool({"pdfimages", "-list", "x.pdf"});
    EXPECT_EQ(std::count(images.begin(), images.end(), '\n'), 4) << images;
    expectSoundPdf("x.pdf");
}

TEST_F(FigureFiles, OfStudiesAreSoundToo) {
    const std::vector<std::pair<Words, Words>> studies = {
        {{"compare"},
         {"Input X", "max", "median", "Lp, p = 2", "every 2nd pixel", "MNIST test image 0, label 7", "dX"}},
        {{"cascade"}, {"X", "put back", "ones arrive", "MNIST test image 0, label 7", "max, size 2x2, stride 2x2"}},
        {{"sweep"}, {"MNIST test images 0 to 9", "stride"}},
        {{"dataset"}, {"The images of each label are shown", "MNIST test images 0 to 9"}}};
    for (const auto& [kind, labels] : studies) {
        const Ran ran = run(Words{"study"} + kind + Words{"mnist:0-9", "-o", "s.pdf", "-o", "s.svg", "-o", "s.png"});
        ASSERT_EQ(ran.status, 0) << ran.err;
        expectSoundPdf("s.pdf");
        expectWords("s.pdf", labels);
        const QImage png = seen(Viewer::Png, "s", 300);
        for (const Viewer viewer : {Viewer::Poppler, Viewer::Mupdf, Viewer::Rsvg}) {
            const QImage image = seen(viewer, "s", 75);
            EXPECT_NEAR(image.width(), png.width() / 4.0, 1) << kind[0] << toText(viewer);
            EXPECT_NEAR(image.height(), png.height() / 4.0, 1) << kind[0] << toText(viewer);
        }
    }
}

TEST_F(FigureFiles, HaveTheExactSize) {
    writeImage({10, 10}, ramp(100));
    for (const double width : {89.0, 183.0, 338.67, 120.5}) {
        std::ostringstream mm;
        mm << width;
        draw({"--width", mm.str()});
        FigureSpec spec;
        spec.widthMm = width;
        const Size size = scene(spec, {}).size;
        EXPECT_NE(read("x.svg").find(" width=\"" + mm.str() + "mm\""), std::string::npos) << width;

        const std::string info = tool({"pdfinfo", "-box", "x.pdf"});
        const auto found = search(info, "Page size: +([0-9.]+) x ([0-9.]+) pts");
        ASSERT_TRUE(found.hasMatch()) << info;
        EXPECT_NEAR(found.captured(1).toDouble(), width * kPointsPerMm, 0.01);
        EXPECT_NEAR(found.captured(2).toDouble(), size.height, 0.01);
        EXPECT_NE(info.find("Pages:           1\n"), std::string::npos);

        // pHYs: 300 dots per inch are 11811 per metre, in both directions.
        const std::string png = read("x.png");
        EXPECT_NE(png.find(std::string("pHYs\0\0\x2e\x23\0\0\x2e\x23\1", 13)), std::string::npos);
        const QImage image = load("x.png");
        EXPECT_EQ(image.width(), std::lround(width / 25.4 * 300));
        EXPECT_EQ(image.height(), std::lround(size.height / 72 * 300));
    }
}

// The same file with a page that is larger by 30 points on every side: around the figure nothing is painted.
TEST_F(FigureFiles, PaintNothingOutsideThePage) {
    writeImage({31, 31}, ramp(961));
    draw({"--theme=dark", "--size=3", "--pad=1", "--title=Title", "--focus=0,0"});
    std::string svg = read("x.svg");
    const auto box = search(svg, "width=\"([0-9.]+)mm\" height=\"([0-9.]+)mm\" viewBox=\"0 0 ([0-9.]+) ([0-9.]+)\"");
    ASSERT_TRUE(box.hasMatch());
    const std::string width = std::to_string(box.captured(3).toDouble() + 60);
    const std::string height = std::to_string(box.captured(4).toDouble() + 60);
    const std::string all = box.captured(0).toStdString();
    svg.replace(
        svg.find(all), all.size(),
        "width=\"" + width + "pt\" height=\"" + height + "pt\" viewBox=\"-30 -30 " + width + " " + height + "\"");
    write("wide.svg", svg);
    tool({"rsvg-convert", "--dpi-x", "144", "--dpi-y", "144", "-o", "wide.png", "wide.svg"});
    const QImage image = load("wide.png");
    int painted = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const bool outside = x < 59 || y < 59 || x > image.width() - 60 || y > image.height() - 60;
            if (outside && qAlpha(image.pixel(x, y)) != 0) ++painted;
        }
    }
    EXPECT_EQ(painted, 0);
    EXPECT_EQ(qAlpha(image.pixel(64, 64)), 255);
}

TEST_F(FigureFiles, AreTransparentWhenAsked) {
    writeImage({10, 10}, ramp(100));
    for (const bool transparent : {true, false}) {
        draw(transparent ? Words{"--transparent"} : Words{});
        tool({"mutool", "draw", "-q", "-r", "150", "-c", "rgba", "-o", "page.png", "x.pdf"});
        for (const QImage& image : {seen(Viewer::Png, "x", 300), seen(Viewer::Rsvg, "x", 300), load("page.png")}) {
            for (const QPoint& corner : {QPoint(1, 1), QPoint(image.width() - 2, image.height() - 2)}) {
                EXPECT_EQ(qAlpha(image.pixel(corner)), transparent ? 0 : 255);
            }
            EXPECT_EQ(qAlpha(image.pixel(image.width() / 8, image.height() / 2)), 255);
        }
    }
}

TEST_F(FigureFiles, HaveTheColoursOfTheTheme) {
    writeImage({10, 10}, ramp(100));
    const std::vector<std::pair<std::string, ThemeName>> themes = {
        {"light", ThemeName::Light}, {"dark", ThemeName::Dark}, {"print", ThemeName::Print}};
    for (const auto& [name, theme] : themes) {
        drawWith("450", {"--theme", name, "--width=60", "--panels=input"});
        const Theme& colours = themeNamed(theme);
        for (const Viewer viewer : kViewers) {
            const QImage image = seen(viewer, "x", 450);
            EXPECT_TRUE(within(image.pixel(2, 2), toArgb(colours.card), 1)) << name << toText(viewer);
            int text = 0;  // of the heading
            for (int y = 0; y < 100; ++y) {
                for (int x = 0; x < 300; ++x) text += within(image.pixel(x, y), toArgb(colours.text), 1) ? 1 : 0;
            }
            EXPECT_GT(text, 500) << name << toText(viewer);
        }
    }
}

// The lines of pixels with ink from the top to the first gap, and the ink in them: the heading of the first panel.
QRect headingOf(const QImage& image, int right) {
    QRect box;
    for (int y = 0; y < image.height(); ++y) {
        QRect line;
        for (int x = 0; x < right; ++x) {
            if (qGray(image.pixel(x, y)) < 128) line |= QRect(x, y, 1, 1);
        }
        if (line.isEmpty() && !box.isEmpty()) break;
        box |= line;
    }
    return box;
}

TEST_F(FigureFiles, HaveTextOfTheSameSizeEverywhere) {
    writeImage({10, 10}, ramp(100));
    drawWith("600", {"--width=89", "--panels=gradient"});
    const QRect first = headingOf(seen(Viewer::Rsvg, "x", 600), 1500);
    EXPECT_NEAR(first.height(), 7 * 0.93 / 72 * 600, 4);  // from the capital G to the tail of the g
    for (const Viewer viewer : kViewers) {
        const QRect box = headingOf(seen(viewer, "x", 600), 1500);
        EXPECT_NEAR(box.top(), first.top(), 1) << toText(viewer);
        EXPECT_NEAR(box.bottom(), first.bottom(), 1) << toText(viewer);
        EXPECT_NEAR(box.left(), first.left(), 1) << toText(viewer);
        EXPECT_NEAR(box.right(), first.right(), 2) << toText(viewer);
    }
}

// Every line of the scene is one element with its place, its size and its words.
// The strip above the patches has the most cells, and a colour of its own for nearly each.
TEST_F(FigureFiles, OfOneDigitTakeLittleRoomAsSvg) {
    const std::vector<Words> poolings = {{},
                                         {"--size=2", "--stride=1"},
                                         {"--size=3", "--stride=2", "--theme=dark"},
                                         {"--size=5", "--stride=2"},
                                         {"--size=7", "--stride=3", "--palette=viridis"},
                                         {"--size=8", "--stride=2"},
                                         {"--size=9", "--stride=1", "--op=median"}};
    for (const Words& pooling : poolings) {
        ASSERT_EQ(run(Words{"figure", "mnist:18"} + pooling + Words{"-o", "x.svg"}).status, 0);
        EXPECT_LE(read("x.svg").size(), 150'000U) << (pooling.empty() ? "" : pooling[0] + ' ' + pooling[1]);
    }
}

TEST_F(FigureFiles, HaveEditableTextInSvgWhenAsked) {
    writeImage({12, 12}, ramp(144));
    FigureSpec spec;
    spec.title = "a < b & \"c\"";
    draw({"--title", spec.title});
    EXPECT_EQ(read("x.svg").find("<text"), std::string::npos);
    const std::string outlines = read("x.svg");
    const QRect before = headingOf(seen(Viewer::Rsvg, "x", 300), 600);
    draw({"--title", spec.title, "--svg-text"});
    EXPECT_LT(read("x.svg").size(), outlines.size());

    QXmlStreamReader xml(QByteArray::fromStdString(read("x.svg")));
    const auto texts = textsOf(scene(spec, {}));
    std::size_t count = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != QStringLiteral("text")) continue;
        ASSERT_LT(count, texts.size());
        const TextMark& mark = texts[count++];
        const auto real = [&](const char* name) { return xml.attributes().value(QLatin1String(name)).toDouble(); };
        EXPECT_NEAR(real("x"), mark.at.x, 1e-3);
        EXPECT_NEAR(real("y"), mark.at.y, mark.size);
        EXPECT_LE(real("font-size"), mark.size + 1e-3);
        EXPECT_EQ(xml.readElementText(QXmlStreamReader::IncludeChildElements).toStdString(), plainText(mark));
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    EXPECT_EQ(count, texts.size());
    // Whatever font stands in for Inter, the title is where it was, and about as large.
    const QRect after = headingOf(seen(Viewer::Rsvg, "x", 300), 600);
    EXPECT_NEAR(after.left(), before.left(), 6);
    EXPECT_NEAR(after.bottom(), before.bottom(), 6);
    EXPECT_NEAR(after.height(), before.height(), 10);
    EXPECT_NEAR(after.width(), before.width(), before.width() * 0.3);

    expectRefusal(run({"figure", "x.npy", "-o", "a.pdf", "--svg-text"}), 2,
                  "poolscope: --svg-text: has no meaning without an SVG file");
}

}  // namespace
}  // namespace poolscope::test

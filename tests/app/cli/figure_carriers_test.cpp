// SPDX-License-Identifier: GPL-3.0-or-later
// What figures and animations carry away from the program: TIFF for print, titles, sources that move along, names for
// each image, sheets in so many columns, and LaTeX.
#include <QRegularExpression>
#include <set>

#include "app/file/figure_call.h"
#include "app/file/load_source.h"
#include "app/file/session_io.h"
#include "tests/app/cli/process.h"

namespace poolscope::test {
namespace {

class FigureCarriers : public ProgramTest {
  protected:
    void works(const Words& words) const {
        const Ran ran = run(words);
        ASSERT_EQ(ran.status, 0) << ran.err;
    }
};

// Which Qt does not read everywhere.
TEST_F(FigureCarriers, ATiffIsThePngInLzwWithItsDotsAndItsExperiment) {
    works({"figure", "mnist:18", "--width=40", "--panels=input", "--dpi=600", "-o", "a.tif", "-o", "a.png"});
    works({"pool", "a.tif", "--rgb", "--size=1", "--out", "tif.npy"});
    works({"pool", "a.png", "--rgb", "--size=1", "--out", "png.npy"});
    EXPECT_TRUE(read("tif.npy") == read("png.npy"));
    const std::string tiff = read("a.tif");
    const auto u32 = [&tiff](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t i = 4; i-- > 0;) value = value * 256 + static_cast<unsigned char>(tiff.at(at + i));
        return value;
    };
    // Tags are numbers with type, count and value: 259 is the compression, of which 5 is LZW, 282 the dots per unit.
    EXPECT_NE(tiff.find(std::string("\x03\x01\x03\0\x01\0\0\0\x05\0", 10)), std::string::npos);
    const std::size_t dots = tiff.find(std::string("\x1a\x01\x05\0\x01\0\0\0", 8));
    ASSERT_NE(dots, std::string::npos);
    EXPECT_EQ(u32(u32(dots + 8)), 600 * u32(u32(dots + 8) + 4));
    works({"figure", "--session=a.tif", "-o", "b.tiff"});
    EXPECT_TRUE(tiff == read("b.tiff"));
    works({"figure", "mnist:18", "--width=40", "--panels=input", "--transparent", "-o", "c.tif"});
    EXPECT_NE(read("c.tif").find(std::string("\x52\x01\x03\0\x01\0\0\0\x02\0", 10)), std::string::npos) << "alpha";
}

TEST_F(FigureCarriers, APdfSaysWhatItIsInItsTitle) {
    works({"figure", "mnist:18", "-o", "a.pdf"});
    works({"figure", "mnist:18", "--title=Pooled", "-o", "b.pdf"});
    EXPECT_NE(runTool({"pdfinfo", "a.pdf"}).out.find("MNIST test image 18, label 3: max, size 2x2"), std::string::npos);
    EXPECT_NE(QRegularExpression(QStringLiteral("Title: +Pooled\n"))
                  .match(QString::fromStdString(runTool({"pdfinfo", "b.pdf"}).out))
                  .captured(0),
              QString());
}

// LaTeX sets the caption, and the figure has none.
TEST_F(FigureCarriers, APdfHasATitleAlsoWithoutACaption) {
    works({"figure", "mnist:18", "--caption", "", "-o", "a.pdf"});
    EXPECT_NE(runTool({"pdfinfo", "a.pdf"}).out.find("MNIST test image 18, label 3: max, size 2x2"), std::string::npos);
    works({"study", "ties", "mnist:0-9", "--caption", "", "-o", "b.pdf"});
    EXPECT_NE(runTool({"pdfinfo", "b.pdf"}).out.find("MNIST test images 0 to 9: max, size 2x2"), std::string::npos);
}

TEST_F(FigureCarriers, AGridGoesOnASlideOrIsRefusedByWhatWasGiven) {
    for (const std::string preset : {"slide-4x3", "slide-16x9"}) {
        works({"figure", "mnist:18", "--preset=" + preset, "--layout=grid", "-o", "a.svg"});
    }
    expectRefusal(run({"figure", "mnist:18", "--preset=slide-16x9", "--layout=row", "-o", "x.svg",
                       "--panels=input,patches,output,gradient,upstream,input,output"}),
                  1, "poolscope: --preset: a page of 338.67 x 190.5 mm leaves no room for 7 panels");
}

TEST_F(FigureCarriers, APageIsAsLargeAsItsPreset) {
    works({"figure", "mnist:18", "--preset=slide-16x9", "-o", "a.svg"});
    EXPECT_NE(read("a.svg").find("width=\"338.67mm\" height=\"190.5mm\""), std::string::npos);
    works({"figure", "--session=a.svg", "-o", "b.svg"});
    EXPECT_TRUE(read("a.svg") == read("b.svg"));
    works({"figure", "mnist:0-9", "--contact-sheet", "--preset=slide-4x3", "-o", "c.svg"});
    EXPECT_NE(read("c.svg").find("width=\"254mm\" height=\"190.5mm\""), std::string::npos);
    for (const std::string study :
         {"wins", "shift", "cost", "ties", "dataset", "compare", "cascade", "images", "collisions"}) {
        works({"study", study, "mnist:0-9", "--preset=slide-16x9", "-o", "d.svg"});
        EXPECT_NE(read("d.svg").find("width=\"338.67mm\" height=\"190.5mm\""), std::string::npos) << study;
    }
    // Thirty tiles, each above two lines of type that is read from the last row.
    expectRefusal(run({"study", "means", "mnist:0-99", "--preset=slide-16x9", "-o", "x.svg"}), 1,
                  "poolscope: --preset: a page of 338.67 x 190.5 mm leaves no room for this figure");
    expectRefusal(
        run({"study", "sweep", "mnist:0-9", "--preset=slide-16x9", "-o", "x.svg"}), 1,
        "poolscope: --preset: a page of 338.67 x 190.5 mm leaves no room for this figure in type of 22 points: "
        "choose a font size of 14 or less, or a larger page");
    works({"study", "sweep", "mnist:0-9", "--preset=slide-16x9", "--font-size=14", "-o", "d.svg"});
    expectRefusal(run({"figure", "mnist:0-99", "--contact-sheet", "--height=20", "-o", "x.svg"}), 1,
                  "poolscope: --height: a page of 183 x 20 mm leaves no room for the pictures of a tile");
    expectRefusal(run({"figure", "mnist:18", "--height=19", "-o", "x.svg"}), 1,
                  "poolscope: --height: a height of 19 mm");
    expectRefusal(run({"figure", "mnist:18", "--preset=a4", "--height=100", "-o", "x.svg"}), 2,
                  "poolscope: --preset: sets the size, and so does --height");
}

TEST_F(FigureCarriers, TenDigitsStandInOneRowOrTwoOfFive) {
    const auto rows = [this](const Words& more) {
        Words words{"figure", "mnist:9,8,7,6,5,4,3,2,1,0", "--contact-sheet", "--svg-text", "--caption", "", "-o",
                    "a.svg"};
        words.insert(words.end(), more.begin(), more.end());
        works(words);
        std::set<QString> heights;  // of the words beneath the images and of the legend
        auto texts = QRegularExpression(QStringLiteral("<text[^>]* y=\"([0-9.]+)\""))
                         .globalMatch(QString::fromStdString(read("a.svg")));
        while (texts.hasNext()) heights.insert(texts.next().captured(1));
        return heights.size();
    };
    EXPECT_EQ(rows({}), 3U);
    EXPECT_EQ(rows({"--width=89"}), 3U);
    EXPECT_EQ(rows({"--columns=10"}), 2U);
    EXPECT_EQ(rows({"--columns=5"}), 3U);
    works({"figure", "--session=a.svg", "-o", "b.svg"});
    EXPECT_TRUE(read("a.svg") == read("b.svg"));
    expectRefusal(run({"figure", "mnist:18", "--columns=2", "-o", "x.svg"}), 2, "poolscope: --columns: means nothing");
    expectRefusal(run({"figure", "mnist:0-3", "--contact-sheet", "--columns=0", "-o", "x.svg"}), 2,
                  "poolscope: --columns: must be 1 or more");
}

TEST_F(FigureCarriers, AFigureMovedWithItsSourceGivesTheSameBytes) {
    std::filesystem::create_directories(work() / "here/data");
    writeCounting("here/data/x.npy", {6, 6});
    works({"figure", "here/data/x.npy", "-o", "here/a.pdf", "-o", "here/a.svg"});
    EXPECT_NE(read("here/a.svg").find("\"path\": \"data/x.npy\""), std::string::npos);
    std::filesystem::rename(work() / "here", work() / "there");
    for (const std::string ending : {".pdf", ".svg"}) {
        works({"figure", "--session=there/a" + ending, "-o", "there/b" + ending});
        EXPECT_TRUE(read("there/a" + ending) == read("there/b" + ending)) << ending;
    }
    std::filesystem::remove(work() / "there/data/x.npy");
    expectRefusal(run({"figure", "--session=there/a.svg", "-o", "c.svg"}), 1,
                  "poolscope: there/a.svg: its source is missing: there is no file there/data/x.npy, where it lay "
                  "beside or below the figure");
}

TEST_F(FigureCarriers, AFigureMovedWithTheNamesOfLabelsFindsThem) {
    std::filesystem::create_directories(work() / "here/data");
    writeCounting("here/data/x.npy", {2, 6, 6});
    writeCounting("here/data/y.npy", {2});
    write("here/data/names.txt", "cat\ndog\n");
    works({"figure", "here/data/x.npy", "--labels=here/data/y.npy", "--names=here/data/names.txt", "-o", "here/a.svg"});
    EXPECT_NE(read("here/a.svg").find("\"data/names.txt\""), std::string::npos);
    std::filesystem::rename(work() / "here", work() / "there");
    works({"figure", "--session=there/a.svg", "-o", "there/b.svg"});
    EXPECT_TRUE(read("there/a.svg") == read("there/b.svg"));
}

// The manual says so: bytes hold for the folder of the figure.
TEST_F(FigureCarriers, AFigureDrawnAgainElsewhereNamesItsSourceFromThere) {
    for (const std::string folder : {"a", "b"}) std::filesystem::create_directory(work() / folder);
    writeCounting("a/x.npy", {6, 6});
    works({"figure", "a/x.npy", "-o", "a/f.svg"});
    works({"figure", "--session=a/f.svg", "-o", "b/g.svg"});
    works({"figure", "--session=b/g.svg", "-o", "a/h.svg"});
    EXPECT_TRUE(read("a/f.svg") == read("a/h.svg"));
}

TEST_F(FigureCarriers, EveryImageHasItsArraysByANameWithZeros) {
    works({"pool", "mnist:7-9", "--out", "y{index:04}.npy", "--grad-in", "dx-{label}-{index}.npy", "--patches",
           "all.npy"});
    EXPECT_EQ(files(), (std::set<std::string>{"y0007.npy", "y0008.npy", "y0009.npy", "dx-9-7.npy", "dx-5-8.npy",
                                              "dx-9-9.npy", "all.npy"}));
    works({"pool", "mnist:8", "--out", "one.npy"});
    EXPECT_TRUE(read("one.npy") == read("y0008.npy"));
    expectRefusal(run({"pool", "mnist:7-9", "--out", "y{label}.npy"}), 2, "poolscope: --out: ");
    expectRefusal(run({"pool", "mnist:7-9", "--out", "y{index:x}.npy"}), 2,
                  "poolscope: --out: '{index:x}' is not {index:04}");
    works({"figure", "mnist:7-8", "--panels=input", "--width=30", "-o", "f{index:03}.svg"});
    EXPECT_EQ(files().count("f007.svg"), 1U);
}

TEST_F(FigureCarriers, AnimationsCarryTheirExperiment) {
    const Words animate{"animate",    "mnist:18", "--size=3",  "--panels=output",
                        "--width=30", "--dpi=50", "--from=60", "--to=61"};
    Words all = animate;
    all.insert(all.end(), {"-o", "a.gif", "-o", "a.webp"});
    works(all);
    for (const std::string name : {"a.gif", "a.webp"}) {
        works({"figure", "--session=" + name, "-o", "b.svg"});
        const SavedSession session = readSession((work() / name).string()).value();
        EXPECT_EQ(session.saved.experiment.window.size, (Extent{3, 3})) << name;
        EXPECT_EQ(session.figure->spec.panels, (std::vector{PanelKind::Output})) << name;
        works({"info", name});
    }
    if (runTool({"ffmpeg", "-version"}).status != 0) GTEST_SKIP() << "MP4 needs ffmpeg, which is not installed";
    Words movie = animate;
    movie.insert(movie.end(), {"-o", "a.mp4"});
    works(movie);
    works({"figure", "--session=a.mp4", "-o", "c.svg"});
    EXPECT_TRUE(read("b.svg") == read("c.svg"));
}

TEST_F(FigureCarriers, AnAnimationFindsItsSourceFromEachOfItsFolders) {
    for (const std::string folder : {"a", "b"}) std::filesystem::create_directory(work() / folder);
    writeCounting("a/x.npy", {4, 4});
    works({"animate", "a/x.npy", "--panels=output", "--width=30", "--dpi=50", "-o", "a/f.gif", "-o", "b/f.gif"});
    works({"figure", "--session=b/f.gif", "-o", "c.svg"});
    std::filesystem::rename(work() / "a", work() / "moved");
    works({"figure", "--session=moved/f.gif", "-o", "c.svg"});
}

TEST_F(FigureCarriers, TheCallOfAnAnimationMakesTheSame) {
    works({"animate", "mnist:18", "--size=3", "--panels=output", "--width=30", "--dpi=50", "--from=60", "--to=61",
           "--fps=5", "--phase=forward", "-o", "a.gif"});
    const std::string path = (work() / "a.gif").string();
    const SavedSession session = readSession(path).value();
    const auto opened = loadSession(session, path).value();
    const auto grid = makeGrid(session.saved.experiment.window, opened.source->images.shape.plane()).value();
    const AnimationSpec spec{AnimatedPhase::Forward, 60, 61, 5};
    const std::string line = animationCall(session, spec, *opened.source, grid, std::vector<std::string>{"b.gif"});
    const Ran ran = runCall(line);
    ASSERT_EQ(ran.status, 0) << line << ran.err;
    EXPECT_TRUE(read("a.gif") == read("b.gif")) << line;
}

TEST_F(FigureCarriers, TheCallOfASqueezeSaysItsWidthUnlessItIsTheUsualOne) {
    SavedSession session;
    session.saved.experiment.source.mnist = true;
    session.figure.emplace();
    session.figure->dpi = kAnimationDpi;
    Source source;
    source.images = std::make_shared<const Tensor>(Shape{1, 1, 28, 28});
    AnimationSpec squeeze;
    squeeze.phase = AnimatedPhase::Forward;
    squeeze.squeeze = true;
    const auto callOf = [&](double widthMm) {
        session.figure->spec.widthMm = widthMm;
        return animationCall(session, squeeze, source, {}, std::vector<std::string>{"a.gif"});
    };
    EXPECT_EQ(callOf(kSqueezeWidthMm), "poolscope animate mnist:0 --squeeze -o a.gif");
    EXPECT_EQ(callOf(183), "poolscope animate mnist:0 --squeeze --width=183 -o a.gif");
}

// A page with two figures and the numbers of one as a matrix and as a table.
TEST_F(FigureCarriers, LatexCompiles) {
    works({"figure", "mnist:18", "--preset=single-column", "--title=50 % & more_", "-o", "one.pdf"});
    works({"figure", "mnist:18", "--panels=input,output", "--preset=single-column", "-o", "two.pdf"});
    works({"pool", "mnist:18", "--size=7", "--out", "matrix.tex"});
    works({"pool", "mnist:18", "--size=7", "--out", "table.tex", "--latex=tabular"});
    std::string page = "\\documentclass{article}\\usepackage{amsmath,graphicx}\\begin{document}\n";
    for (const std::string name : {"one.pdf", "two.pdf"}) {
        const SavedSession session = readSession((work() / name).string()).value();
        page += latexFigure({{}, session, session.figure->spec.title + ". x#1 {a} ^~\\", {}}, "/somewhere/" + name);
    }
    page += "\\[\\input{matrix}\\]\n\\input{table}\n\\end{document}\n";
    EXPECT_NE(page.find("\\includegraphics[width=89mm]{one.pdf}"), std::string::npos) << page;
    EXPECT_NE(page.find("\\caption{50 \\% \\& more\\_. x\\#1 \\{a\\} \\^{}\\~{}\\textbackslash{}}"), std::string::npos)
        << page;
    write("page.tex", page);
    if (runTool({"pdflatex", "--version"}).status != 0) GTEST_SKIP() << "pdflatex is not installed";
    const Ran ran = runTool({"pdflatex", "-interaction=nonstopmode", "-halt-on-error", "page.tex"});
    EXPECT_EQ(ran.status, 0) << ran.out;
}

}  // namespace
}  // namespace poolscope::test

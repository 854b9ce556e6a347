// SPDX-License-Identifier: GPL-3.0-or-later
// Figures taken up again by the program: the same bytes, by --session and by the call that says it all.
#include <QImage>
#include <fstream>

#include "app/file/figure_call.h"
#include "app/file/load_source.h"
#include "app/file/session_io.h"
#include "tests/app/cli/process.h"

namespace poolscope::test {
namespace {

class FigureSession : public ProgramTest {
  protected:
    void draw(Words words, const std::string& output) const {
        words.insert(words.begin(), "figure");
        words.insert(words.end(), {"-o", output});
        const Ran ran = run(words);
        ASSERT_EQ(ran.status, 0) << ran.err;
    }
    // A picture, not square, with something of every channel.
    void writePicture(const std::string& name) const {
        std::string text = "P6 9 7 255\n";
        for (int i = 0; i < 9 * 7 * 3; ++i) text += static_cast<char>(i * 37 % 256);
        write(name, text);
    }
    std::string path(const std::string& name) const { return (work() / name).string(); }
};

// Whatever stands in a title or a name, the figure is XML that a stranger reads, and knows its experiment.
TEST_F(FigureSession, KnowsTextThatXmlHasNoPlaceFor) {
    std::string title = "a\xef\xbf\xbe\xef\xbf\xbfz\x7f\xc2\x85";
    for (char c = 1; c < 0x20; ++c) title += c;
    const std::string name = "n" + title + ".npy";
    writeCounting(name, {4, 4});
    for (const std::string ending : {".svg", ".pdf", ".png"}) {
        draw({name, "--title", title, "--caption", title, "--numbers=on"}, "once" + ending);
        draw({"--session", "once" + ending}, "again" + ending);
        EXPECT_TRUE(read("once" + ending) == read("again" + ending)) << ending;
    }
    EXPECT_EQ(runTool({"rsvg-convert", "once.svg", "-o", "once.svg.png"}).status, 0);
}

const Words kMuch{"--rgb",
                  "--filters=gabor,identity",
                  "--relu",
                  "--size=3,2",
                  "--stride=2",
                  "--pad=1,0,1,1",
                  "--op=avg",
                  "--divisor=-0.1",
                  "--plane=0,3",
                  "--upstream=random:7",
                  "--step=5",
                  "--focus=1,2",
                  "--thread=off",
                  "--width=120.25",
                  "--font-size=8",
                  "--theme=dark",
                  "--palette=magma",
                  "--numbers=on",
                  "--title=-a & 'b'",
                  "--caption=own",
                  "--layout=grid",
                  "--values=unit",
                  "--patches-as=tiles",
                  "--range=-3.5,90",
                  "--map=coverage",
                  "--hide-black",
                  "--transparent",
                  "--panels=input,patches,output,gradient,upstream,image"};

TEST_F(FigureSession, DrawsTheSameBytesFromEveryFormat) {
    writePicture("a picture.ppm");
    std::vector<Words> figures{{"mnist:18"}, {"mnist:3-5", "--plane=2,0", "--op=median", "--median=lower"}, kMuch};
    figures.back().push_back("a picture.ppm");
    for (const Words& figure : figures) {
        for (const std::string format : {"png", "svg", "pdf"}) {
            Words words = figure;
            if (format == "png") words.push_back("--dpi=111");
            if (format == "svg") words.push_back("--svg-text");
            draw(words, "a." + format);
            draw({"--session=a." + format}, "b." + format);
            EXPECT_TRUE(read("a." + format) == read("b." + format)) << format;
        }
        draw({"--session=a.pdf", "--dpi=111"}, "c.png");
        EXPECT_TRUE(read("a.png") == read("c.png")) << "a PDF knows all but the pixels";
    }
}

// Written when Qt made the whole of an SVG and of a PDF.
TEST_F(FigureSession, OpensFiguresExportedBefore) {
    const std::string folder = POOLSCOPE_SOURCE_DIR "/tests/app/cli/exported/";
    const Words words{"mnist:18",      "--panels=output", "--width=20",
                      "--numbers=off", "--size=4",        "--title=Exported before"};
    Words pixels = words;
    pixels.push_back("--dpi=72");
    draw(pixels, "now.png");
    for (const std::string name : {"before.png", "before.pdf"}) {
        draw({"--session=" + folder + name, "--dpi=72"}, "again.png");
        EXPECT_TRUE(read("again.png") == read("now.png")) << name;
    }
    Words text = words;
    text.push_back("--svg-text");
    draw(text, "now.svg");
    draw({"--session=" + folder + "before.svg"}, "again.svg");
    EXPECT_TRUE(read("again.svg") == read("now.svg"));
}

TEST_F(FigureSession, TheRangeIsSaidInTheLegendAndTakenUpAgain) {
    write("toy.csv", "1,3,2,1\n2,9,1,1\n1,3,2,3\n5,6,1,2\n");
    const auto ends = [this](const Words& options) {
        Words words{"toy.csv", "--panels=input", "--svg-text", "--numbers=off", "--caption", ""};
        words.insert(words.end(), options.begin(), options.end());
        draw(words, "a.svg");
        draw({"--session=a.svg", "--svg-text"}, "b.svg");
        EXPECT_TRUE(read("a.svg") == read("b.svg")) << options.back();
        return read("a.svg");
    };
    EXPECT_NE(ends({"--range=auto"}).find(">9<"), std::string::npos);
    EXPECT_EQ(ends({"--range=auto"}).find("range"), std::string::npos) << "files are as they were before";
    EXPECT_NE(ends({"--range=fit"}).find(">9<"), std::string::npos);
    EXPECT_NE(ends({"--range=0,255"}).find(">255<"), std::string::npos);
    EXPECT_NE(ends({"--range=-2.5,12"}).find(">-2.5<"), std::string::npos);
    EXPECT_NE(ends({"--range=0,18", "--values=unit"}).find(">1.000<"), std::string::npos);
}

TEST_F(FigureSession, SaysHowTheNumbersThatAreAskedForCameOut) {
    const auto said = [this](const Words& more) {
        Words words{"figure", "mnist:18", "--width=89", "-o", "a.svg"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words).err;
    };
    EXPECT_EQ(said({"--numbers=on"}),
              "poolscope: note: --numbers: numbers in input, output and gradient are as small as 1.8 points: 5 can be "
              "read\n");
    EXPECT_EQ(said({"--numbers=auto"}),
              "poolscope: note: --numbers: numbers in input, output and gradient would be smaller than 5 points, and "
              "are left out\n");
    EXPECT_EQ(said({"--numbers=off"}), "");
    EXPECT_EQ(said({}), "");
    write("large.pgm", "P5 70 70 255\n" + std::string(4900, 'x'));
    const Ran ran = run({"figure", "large.pgm", "--numbers=on", "--panels=input,output", "-o", "a.svg"});
    EXPECT_EQ(ran.status, 0);
    EXPECT_NE(
        ran.err.find("poolscope: note: --numbers: the panel input has too many cells for numbers, and shows none\n"),
        std::string::npos);
}

TEST_F(FigureSession, DoesNotDependOnWhereTheFilesAre) {
    writePicture("p.ppm");
    std::filesystem::create_directory(work() / "there");
    draw({"p.ppm"}, "there/a.svg");
    draw({"./there/../p.ppm#0"}, "there/b.svg");
    EXPECT_TRUE(read("there/a.svg") == read("there/b.svg"));
    // The figure and its source moved together.
    std::filesystem::rename(work() / "p.ppm", work() / "there/p.ppm");
    draw({"--session=there/a.svg"}, "c.svg");
    writePicture("other.ppm");
    std::filesystem::remove(work() / "there/p.ppm");
    expectRefusal(run({"figure", "--session=there/a.svg", "-o", "d.svg"}), 1,
                  "poolscope: there/a.svg: its source is missing: there is no file ");
    write("p.ppm", "P5 2 2 255\nabcd");
    expectRefusal(run({"figure", "--session=there/a.svg", "-o", "d.svg"}), 1, "poolscope: there/a.svg: its source ");
}

TEST_F(FigureSession, FlagsOverride) {
    draw({"mnist:18", "--theme=dark", "--size=3", "--focus=1,1", "--title=T"}, "a.svg");
    draw({"--session=a.svg", "--theme=light", "--focus=none", "--title=U"}, "b.svg");
    draw({"mnist:18", "--theme=light", "--size=3", "--title=U"}, "c.svg");
    EXPECT_TRUE(read("b.svg") == read("c.svg"));
    draw({"mnist:19", "--session=a.svg"}, "d.svg");
    draw({"mnist:19", "--theme=dark", "--size=3", "--focus=1,1", "--title=T"}, "e.svg");
    EXPECT_TRUE(read("d.svg") == read("e.svg"));
}

TEST_F(FigureSession, PicturesWithoutAnExperimentAreRefused) {
    write("x.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    write("x.pdf", "%PDF-1.4\n%%EOF\n");
    for (const std::string name : {"x.svg", "x.pdf"}) {
        expectRefusal(run({"figure", "--session=" + name, "-o", "y.svg"}), 1,
                      "poolscope: " + name + ": this picture carries no experiment");
    }
    draw({"mnist:18"}, "a.svg");
    std::string text = read("a.svg");
    const std::size_t at = text.find("\"size\": [2, 2]");
    write("a.svg", text.replace(at, 14, "\"size\": [0, 2]"));
    expectRefusal(run({"figure", "--session=a.svg", "-o", "y.svg"}), 1, "poolscope: a.svg: experiment.window.size: ");
}

// Letters of a font that is not the program's own; a PNG before them must not move their outlines.
TEST_F(FigureSession, TextOfOtherFontsIsTheSameAloneAndAfterAPicture) {
    const Words words{"figure", "mnist:1", "--panels=input", "--caption", "\xe2\x88\x91 \xe2\x8a\x97 \xd7\xa9\xd7\x9c"};
    const auto with = [&](const Words& outputs) {
        Words all = words;
        all.insert(all.end(), outputs.begin(), outputs.end());
        ASSERT_EQ(run(all).status, 0);
    };
    with({"-o", "a.svg"});
    with({"-o", "b.png", "-o", "b.svg"});
    EXPECT_TRUE(read("a.svg") == read("b.svg"));
}

TEST_F(FigureSession, LongTextIsDrawnOrRefusedQuickly) {
    EXPECT_EQ(run({"figure", "mnist:1", "--title", std::string(4096, 'w'), "-o", "a.svg"}).status, 0);
    draw({"--session=a.svg"}, "b.svg");
    EXPECT_TRUE(read("a.svg") == read("b.svg"));
    expectRefusal(run({"figure", "mnist:1", "--caption", std::string(60000, 'w'), "-o", "c.svg"}), 1,
                  "poolscope: --caption: 60000 bytes are too many");
    expectRefusal(run({"figure", "mnist:1", "--upstream=cell:99,0", "-o", "c.svg"}), 1, "poolscope: --upstream: ");
}

TEST_F(FigureSession, PoolsAsTheFigureDoes) {
    draw({"mnist:18", "--size=3", "--op=min"}, "a.png");
    EXPECT_EQ(run({"pool", "--session=a.png", "--json"}).out,
              run({"pool", "mnist:18", "--size=3", "--op=min", "--json"}).out);
}

// What carries the session that a figure carries, drawn from the words for it.
TEST_F(FigureSession, TheCallThatSaysItAllDrawsTheSameBytes) {
    writePicture("it's.ppm");
    writeCounting("x.npy", {3, 2, 6, 6});
    Words much = kMuch;
    much.push_back("it's.ppm");
    const std::vector<Words> figures{
        {"mnist:18"},
        much,
        {"x.npy#1-2", "--plane=1,1", "--op=lp", "--p=1.1", "--pad=same-lower", "--stride=1", "--upstream=cell:2,3"},
        {"x.npy#2", "--filters=all", "--size=3", "--stride=1,2", "--overlap=overwrite", "--ties=last", "--ceil"},
        {"mnist:18", "--op=softmax", "--temperature=0.25", "--range=0,100", "--overlap=col2im", "--stride=1"},
        {"mnist:0", "--op=median", "--median=lower", "--dilation=2,1", "--pad-value=zero", "--pad=1", "--caption", ""}};
    for (const Words& figure : figures) {
        draw(figure, "a.svg");
        const SavedSession session = readSession(path("a.svg")).value();
        const auto opened = loadSession(session, path("a.svg")).value();
        const auto grid = makeGrid(session.saved.experiment.window, opened.source->images.shape.plane()).value();
        const DrawnFigure drawn{{}, session, {}, {}};
        const std::vector<std::string> outputs{"b.svg"};
        const Words words = figureWords(drawn, *opened.source, grid, outputs);
        const Ran ran = run(words);
        ASSERT_EQ(ran.status, 0) << ran.err;
        EXPECT_TRUE(read("a.svg") == read("b.svg")) << figure.front();
        // And as a line for a shell.
        const std::string line = figureCall(drawn, *opened.source, grid, std::vector<std::string>{"c.svg"});
        const Ran called = runCall(line);
        ASSERT_EQ(called.status, 0) << line << called.err;
        EXPECT_TRUE(read("a.svg") == read("c.svg")) << line;
    }
}

TEST_F(FigureSession, WhatNoOptionSaysIsTakenFromTheFigure) {
    SavedSession session;
    session.saved.experiment.source.embedded = true;
    session.figure.emplace();
    Source source;
    source.images = std::make_shared<const Tensor>(Shape{1, 1, 4, 4}, std::vector<float>(16));
    const std::vector<std::string> outputs{"a.pdf", "a.svg"};
    EXPECT_EQ(figureWords({{}, session, {}, {}}, source, {}, outputs),
              (Words{"figure", "--session=a.pdf", "-o", "a.pdf", "-o", "a.svg"}));
}

TEST_F(FigureSession, AFigureTakesItsGradientFromAFileAndCarriesIt) {
    ASSERT_EQ(run({"pool", "mnist:18", "--upstream=random:7", "--upstream-out=d.npy"}).status, 0);
    const std::vector<std::string> look{"--panels=output,gradient", "--numbers=off", "--caption", ""};
    const auto drawn = [&](std::vector<std::string> words, const std::string& name) {
        words.insert(words.end(), look.begin(), look.end());
        words.insert(words.end(), {"-o", name});
        EXPECT_EQ(run(words).status, 0) << name;
        return read(name);
    };
    const auto pictures = [](const std::string& svg) { return svg.substr(svg.find("</metadata>")); };
    const std::string random = drawn({"figure", "mnist:18", "--upstream=random:7"}, "a.svg");
    const std::string given = drawn({"figure", "mnist:18", "--upstream=d.npy"}, "b.svg");
    EXPECT_TRUE(pictures(given) == pictures(random));
    // Without the file too.
    std::filesystem::remove(work() / "d.npy");
    EXPECT_TRUE(pictures(drawn({"figure", "--session=b.svg"}, "c.svg")) == pictures(random));
    ASSERT_EQ(run({"pool", "mnist:18", "--size=4", "--upstream=ones", "--upstream-out=e.npy"}).status, 0);
    expectRefusal(run({"figure", "mnist:18", "--upstream=e.npy", "-o", "d.svg"}), 1,
                  "poolscope: --upstream: the upstream gradient has shape (1, 1, 7, 7)");
    expectRefusal(run({"figure", "mnist:18", "--upstream=e.npy", "-o", "e.npy"}), 2, "poolscope: -o: ");
    expectRefusal(run({"figure", "mnist:18", "--upstream=none.npy", "-o", "d.svg"}), 1, "poolscope: none.npy: ");
}

// It is read once, and each image by itself has its part.
TEST_F(FigureSession, AGradientOfTheWholeBatchIsSharedAmongFilesOfItsImages) {
    ASSERT_EQ(run({"pool", "mnist:3-4", "--upstream=random:7", "--upstream-out=both.npy"}).status, 0);
    const std::vector<std::string> look{"--panels=output,gradient", "--numbers=off", "--caption", ""};
    const auto draw = [&](std::vector<std::string> words) {
        words.insert(words.end(), look.begin(), look.end());
        EXPECT_EQ(run(words).status, 0) << words[1];
    };
    draw({"figure", "mnist:3-4", "--upstream=both.npy", "-o", "{index}.png"});
    draw({"figure", "mnist:3", "--upstream=both.npy#0", "-o", "first.png"});
    draw({"figure", "mnist:4", "--upstream=both.npy#1", "-o", "second.png"});
    const auto pictures = [this](const std::string& name) {
        return QImage(QString::fromStdString((work() / name).string()));
    };
    EXPECT_TRUE(pictures("3.png") == pictures("first.png"));
    EXPECT_TRUE(pictures("4.png") == pictures("second.png"));
    EXPECT_FALSE(pictures("first.png") == pictures("second.png"));
}

TEST_F(FigureSession, AGradientIsAFileThatHoldsAnArray) {
    ASSERT_EQ(run({"pool", "mnist:3", "--upstream-out=cell.npy"}).status, 0);
    EXPECT_EQ(run({"pool", "mnist:3", "--upstream=cell.npy#0", "--json"}).status, 0) << "a file, though it begins so";
    expectRefusal(run({"pool", "mnist:3", "--upstream=cell:1", "--json"}), 2, "poolscope: --upstream: 'cell:1' is not");
    expectRefusal(run({"figure", "mnist:3", "--upstream=random", "-o", "a.png"}), 2, "poolscope: --upstream: ");
    expectRefusal(run({"pool", "mnist:3", "--upstream=" + std::string(400, 'x'), "--json"}), 1, "poolscope: xxx");
    expectRefusal(run({"figure", "mnist:3", "--upstream=mnist:3", "-o", "a.png"}), 1,
                  "poolscope: --upstream: names images");
    ASSERT_EQ(run({"figure", "mnist:3", "-o", "picture.png"}).status, 0);
    expectRefusal(run({"pool", "mnist:3", "--grad-out=picture.png", "--json"}), 1,
                  "poolscope: --grad-out: picture.png is a picture; a gradient is an array");
    expectRefusal(run({"figure", "mnist:9223372036854775807", "-o", "a.png"}), 1,
                  "poolscope: MNIST test set: there is no image 9223372036854775807");
}

}  // namespace
}  // namespace poolscope::test

// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of studies and contact sheets: drawn again from what they carry, changed by options, refused.
#include "app/file/session_io.h"
#include "tests/app/cli/process.h"

namespace poolscope::test {
namespace {

class StudyFigure : public ProgramTest {
  protected:
    void draw(Words words, const std::string& name) const {
        for (const char* ending : {".png", ".svg", ".pdf"}) words.insert(words.end(), {"-o", name + ending});
        const Ran ran = run(words);
        ASSERT_EQ(ran.status, 0) << ran.err;
        EXPECT_EQ(ran.out, "");
    }
    void expectSame(const std::string& a, const std::string& b) const {
        for (const std::string ending : {".png", ".svg", ".pdf"}) {
            ASSERT_FALSE(read(a + ending).empty());
            EXPECT_TRUE(read(a + ending) == read(b + ending)) << a << ending;
        }
    }
    FigureOptions carried(const std::string& name) const {
        const auto session = readSession((work() / name).string());
        EXPECT_TRUE(session && session->figure);
        return session && session->figure ? *session->figure : FigureOptions{};
    }
    // Draws, and draws again from each of the files, with all three ways to do so.
    void expectRoundTrip(const Words& words, const Words& again = {}) const {
        SCOPED_TRACE(words[1] + " " + words[2]);
        draw(words, "a");
        for (const std::string ending : {".png", ".svg", ".pdf"}) {
            draw({"figure", "--session", "a" + ending}, "b");
            expectSame("a", "b");
        }
        if (again.empty()) return;
        Words same = again;
        same.insert(same.end(), {"--session", "a.svg"});
        draw(same, "c");
        expectSame("a", "c");
    }
};

TEST_F(StudyFigure, EveryStudyIsDrawnAgainFromItsFigure) {
    const std::string set = "mnist:3-5";
    expectRoundTrip({"study", "ties", set, "--dpi=60"}, {"study", "ties"});
    EXPECT_EQ(carried("a.pdf").study.kind, StudyKind::Ties);
    expectRoundTrip({"study", "shift", set, "--dpi=60", "--by=2", "--caption", ""}, {"study", "shift"});
    EXPECT_EQ(carried("a.png").study.distance, 2);
    expectRoundTrip({"study", "shift", set, "--dpi=60", "--rotate=12.5"}, {"study", "shift"});
    expectRoundTrip({"study", "sweep", "mnist:3", "--dpi=60", "--op=avg"}, {"study", "sweep"});
    expectRoundTrip({"study", "cost", set, "--dpi=60", "--title=What it saves"}, {"study", "cost"});
    expectRoundTrip({"study", "wins", set, "--dpi=60", "--width=100"}, {"study", "wins"});
    expectRoundTrip({"study", "dataset", set, "--dpi=60", "--palette=magma"}, {"study", "dataset"});
    EXPECT_EQ(carried("a.svg").study.kind, StudyKind::Labels);
    expectRoundTrip({"study", "compare", set, "--dpi=60", "--by=sizes", "--no-references", "--theme=dark"},
                    {"study", "compare"});
    expectRoundTrip({"study", "cascade", set, "--dpi=60", "--levels=2", "--filters=sobel-x", "--transparent"},
                    {"study", "cascade"});
    expectRoundTrip({"figure", "mnist:3-9", "--contact-sheet", "--dpi=60", "--panels=input,gradient", "--width=89"});
}

// What only the window exports, from its record alone.
TEST_F(StudyFigure, FiguresOfTheWindowAreDrawnAgain) {
    ASSERT_EQ(run({"study", "ties", "mnist:3-5", "-o", "ties.svg"}).status, 0);
    const std::string svg = read("ties.svg");
    for (const std::string kind : {"charts", "shift", "dataset"}) {
        std::string other = svg;
        for (std::size_t at = other.find("\"shows\":"); at != std::string::npos; at = std::string::npos) {
            const std::size_t end = other.find(',', at);
            other.replace(at, end - at, "\"shows\": \"" + kind + "\"");
        }
        write("w.svg", other);
        ASSERT_EQ(carried("w.svg").study.kind == StudyKind::Ties, false) << kind;
        if (kind == "dataset") {
            // Ten thousand images take too long: "all" of a small file instead.
            writeCounting("x.npy", {3, 6, 6});
            draw({"figure", "x.npy", "--session", "w.svg", "--dpi=60"}, "a");
        } else {
            draw({"figure", "--session", "w.svg", "--dpi=60"}, "a");
        }
        draw({"figure", "--session", "a.png"}, "b");
        expectSame("a", "b");
    }
}

TEST_F(StudyFigure, TheSameFromAnotherFolderWithItsSource) {
    writeCounting("x.npy", {3, 6, 6});
    draw({"study", "ties", "x.npy", "--dpi=60"}, "a");
    draw({"figure", "x.npy", "--contact-sheet", "--dpi=60"}, "s");
    std::filesystem::create_directory(work() / "sub");
    std::filesystem::rename(work() / "x.npy", work() / "sub/x.npy");
    for (const std::string name : {"a", "s"}) {
        std::filesystem::rename(work() / (name + ".svg"), work() / "sub" / (name + ".svg"));
        draw({"figure", "--session", "sub/" + name + ".svg"}, "sub/again");
        EXPECT_TRUE(read("sub/" + name + ".svg") == read("sub/again.svg"));
        EXPECT_TRUE(read(name + ".png") == read("sub/again.png"));
    }
}

TEST_F(StudyFigure, OptionsOverrideWhatTheFigureCarries) {
    draw({"study", "compare", "mnist:3", "--dpi=60"}, "a");
    const std::vector<std::pair<std::string, Words>> cases{
        {"theme", {"--theme=dark"}},           {"palette", {"--palette=viridis"}},
        {"title", {"--title=Other"}},          {"caption", {"--caption=none of it"}},
        {"font", {"--font-size=6"}},           {"window", {"--size=4"}},
        {"width", {"--preset=single-column"}}, {"source", {"mnist:4"}}};
    for (const auto& [name, options] : cases) {
        Words words{"figure", "--session", "a.svg"};
        words.insert(words.end(), options.begin(), options.end());
        draw(words, "b");
        for (const std::string ending : {".png", ".svg", ".pdf"}) {
            EXPECT_FALSE(read("a" + ending) == read("b" + ending)) << name;
        }
    }
    EXPECT_NE(read("a.svg").find("width=\"183mm\""), std::string::npos);
    ASSERT_EQ(run({"figure", "--session", "a.svg", "--preset=single-column", "-o", "n.svg"}).status, 0);
    EXPECT_NE(read("n.svg").find("width=\"89mm\""), std::string::npos);
    // Another study begins with the experiment alone.
    ASSERT_EQ(run({"study", "ties", "--session", "a.svg", "-o", "t.svg"}).status, 0);
    EXPECT_NE(read("t.svg").find("width=\"140mm\""), std::string::npos);
}

TEST_F(StudyFigure, OptionsThatMeanNothingForTheKindAreRefused) {
    ASSERT_EQ(run({"study", "ties", "mnist:3-5", "-o", "ties.svg"}).status, 0);
    ASSERT_EQ(run({"study", "compare", "mnist:3", "-o", "compare.svg"}).status, 0);
    ASSERT_EQ(run({"study", "sweep", "mnist:3", "-o", "sweep.svg"}).status, 0);
    ASSERT_EQ(run({"figure", "mnist:3-5", "--contact-sheet", "-o", "sheet.svg"}).status, 0);
    const std::set<std::string> before = files();
    const std::vector<std::tuple<std::string, std::string, std::string>> cases{
        {"ties.svg", "--panels=input", "--panels: means nothing for a figure that shows ties"},
        {"ties.svg", "--layout=row", "--layout: "},
        {"ties.svg", "--focus=1,1", "--focus: "},
        {"ties.svg", "--step=3", "--step: "},
        {"ties.svg", "--plane=0,0", "--plane: "},
        {"ties.svg", "--upstream=ones", "--upstream: "},
        {"ties.svg", "--palette=magma", "--palette: means nothing for a figure that shows ties"},
        {"ties.svg", "--numbers=on", "--numbers: "},
        {"ties.svg", "--values=unit", "--values: "},
        {"ties.svg", "--map=wins", "--map: "},
        {"ties.svg", "--patches-as=tiles", "--patches-as: "},
        {"ties.svg", "--hide-black", "--hide-black: "},
        {"compare.svg", "--panels=input", "--panels: means nothing for a figure that shows a comparison"},
        {"compare.svg", "--op=avg", "--op: is what the study compare goes through"},
        {"sweep.svg", "--size=3", "--size: is what the study sweep goes through"},
        {"sheet.svg", "--focus=1,1", "--focus: means nothing for a figure that shows a contact sheet"},
        {"sheet.svg", "--numbers=on", "--numbers: "},
        {"sheet.svg", "--plane=1,0", "--plane: a contact sheet shows every image"}};
    for (const auto& [session, option, message] : cases) {
        expectRefusal(run({"figure", "--session", session, option, "-o", "b.svg"}), 2, "poolscope: " + message);
    }
    expectRefusal(run({"study", "ties", "mnist:3", "--palette=magma", "-o", "b.svg"}), 2, "poolscope: --palette: ");
    expectRefusal(run({"study", "wins", "mnist:3", "--numbers=on", "-o", "b.svg"}), 2, "poolscope: --numbers: ");
    for (const std::string option : {"--width=90", "--preset=a4", "--font-size=8", "--dpi=100", "--theme=dark",
                                     "--transparent", "--svg-text", "--title=x", "--caption=x", "--palette=grey"}) {
        const std::string name = option.substr(0, option.find('='));
        expectRefusal(run({"study", "compare", "mnist:3", option, "-o", "b.csv"}), 2, "poolscope: " + name + ": ");
    }
    expectRefusal(run({"study", "ties", "mnist:3", "--dpi=90", "-o", "b.svg"}), 2, "poolscope: --dpi: ");
    expectRefusal(run({"study", "ties", "mnist:3", "--width=19", "-o", "b.svg"}), 1, "poolscope: --width: ");
    EXPECT_EQ(files(), before);
}

TEST_F(StudyFigure, AContactSheetShowsAllOfTheRange) {
    const Ran ran = run({"figure", "mnist:0-9", "--contact-sheet", "-o", "a.svg", "-o", "{op}-{size}-{stride}.png"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(files(), (std::set<std::string>{"a.svg", "max-2x2-2x2.png"}));
    EXPECT_NE(read("a.svg").find("MNIST test images 0 to 9: max, size 2x2, stride 2x2; of each input, output"),
              std::string::npos);
    const FigureOptions options = carried("a.svg");
    EXPECT_EQ(options.kind, FigureKind::Sheet);
    EXPECT_EQ(options.spec.panels, (std::vector<PanelKind>{PanelKind::Input, PanelKind::Output}));
    for (const std::string place : {"{index}", "{label}"}) {
        expectRefusal(run({"figure", "mnist:0-9", "--contact-sheet", "-o", place + ".svg"}), 2,
                      "poolscope: -o: '" + place + ".svg' asks for one file per image, and a contact sheet shows all");
    }
    expectRefusal(run({"figure", "mnist:0-2500", "--contact-sheet", "-o", "b.svg"}), 1,
                  "poolscope: SOURCE: a contact sheet of 2501 images cannot be read: choose at most 2500");
    expectRefusal(run({"figure", "mnist:0-9", "--contact-sheet", "--panels=input,patches", "-o", "b.svg"}), 1,
                  "poolscope: --panels: a contact sheet shows input, output and gradient, and not patches");
    EXPECT_EQ(files().size(), 2U);
}

TEST_F(StudyFigure, ARangeWithoutAPlaceIsOneFigureThatNamesTheBatch) {
    ASSERT_EQ(run({"figure", "mnist:3-5", "-o", "a.svg", "-o", "b.pdf"}).status, 0);
    EXPECT_NE(read("a.svg").find("MNIST test image 3, label 0, one of images 3 to 5: max"), std::string::npos);
    ASSERT_EQ(run({"figure", "mnist:3-5", "--dpi=30", "-o", "{index}-{label}.png", "-o", "{index}.svg"}).status, 0);
    EXPECT_EQ(files(),
              (std::set<std::string>{"a.svg", "b.pdf", "3-0.png", "4-4.png", "5-1.png", "3.svg", "4.svg", "5.svg"}));
    EXPECT_NE(read("4.svg").find("MNIST test image 4, label 4: max"), std::string::npos);
    // Of a study, too: one figure for each image.
    ASSERT_EQ(run({"study", "cascade", "mnist:3-5", "-o", "c.svg"}).status, 0);
    ASSERT_EQ(run({"figure", "--session", "c.svg", "-o", "c{index}.svg"}).status, 0);
    EXPECT_NE(read("c5.svg").find("MNIST test image 5, label 1: max"), std::string::npos);
}

}  // namespace
}  // namespace poolscope::test

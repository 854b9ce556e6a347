// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/process.h"

namespace poolscope::test {
namespace {

class FigureProgram : public ProgramTest {};

TEST_F(FigureProgram, TheSameCallGivesTheSameBytes) {
    const std::vector<std::string> common{"figure", "mnist:18", "--focus=4,5", "--title=Digit", "--width=120"};
    for (const std::string name : {"a", "b"}) {
        auto words = common;
        for (const char* ending : {".png", ".svg", ".pdf"}) words.insert(words.end(), {"-o", name + ending});
        const Ran ran = run(words);
        ASSERT_EQ(ran.status, 0) << ran.err;
        EXPECT_EQ(ran.out + ran.err, "");
        // The date of a file changes only by the second.
        if (name == "a") std::this_thread::sleep_for(std::chrono::milliseconds(1100));
    }
    for (const std::string ending : {".png", ".svg", ".pdf"}) {
        EXPECT_FALSE(read("a" + ending).empty());
        EXPECT_TRUE(read("a" + ending) == read("b" + ending)) << ending;
    }
    EXPECT_NE(read("a.svg").find("width=\"120mm\""), std::string::npos);
    EXPECT_EQ(read("a.png").substr(1, 3), "PNG");
    EXPECT_EQ(read("a.pdf").substr(0, 5), "%PDF-");
}

TEST_F(FigureProgram, PresetsSetTheWidth) {
    ASSERT_EQ(run({"figure", "mnist:18", "--preset=single-column", "-o", "a.svg"}).status, 0);
    EXPECT_NE(read("a.svg").find("width=\"89mm\""), std::string::npos);
}

TEST_F(FigureProgram, OneFilePerImageWithPlaces) {
    const Ran ran = run({"figure", "mnist:3-5", "--panels=input", "--dpi=30", "--size=3,2", "-o",
                         "{index}-{label}-{size}-{stride}-{op}.png", "-o", "{op}.svg"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(files(), (Names{"3-0-3x2-3x2-max.png", "4-4-3x2-3x2-max.png", "5-1-3x2-3x2-max.png", "max.svg"}));
}

TEST_F(FigureProgram, ThePlaneChangesThePicture) {
    const std::vector<std::string> common{"figure", "mnist:3-4", "--panels=input", "--dpi=30", "-o"};
    auto first = common;
    first.push_back("a.png");
    auto second = common;
    second.insert(second.end(), {"b.png", "--plane=1,0"});
    ASSERT_EQ(run(first).status, 0);
    ASSERT_EQ(run(second).status, 0);
    EXPECT_FALSE(read("a.png") == read("b.png"));
}

TEST_F(FigureProgram, DrawsTheResponseOfAFilter) {
    const std::vector<std::string> common{"figure", "mnist:3", "--panels=input", "--dpi=30", "--filters=all", "--relu"};
    for (const std::string plane : {"0,0", "0,9"}) {
        auto words = common;
        words.insert(words.end(), {"--plane", plane, "-o", plane + ".png"});
        const Ran ran = run(words);
        EXPECT_EQ(ran.status, 0) << ran.err;
    }
    EXPECT_FALSE(read("0,0.png") == read("0,9.png"));
    auto beyond = common;
    beyond.insert(beyond.end(), {"--plane=0,10", "-o", "b.png"});
    expectRefusal(run(beyond), 1, "poolscope: --plane: there is no plane 0,10 in a figure of (1, 10, 28, 28)");
    expectRefusal(run({"figure", "mnist:3", "--filters=blur", "-o", "b.png"}), 2,
                  "poolscope: --filters: 'blur' is not one of identity, ");
}

TEST_F(FigureProgram, RefusesWhatCannotBeDrawn) {
    writeCounting("none.npy", {0, 1, 4, 4});
    writeCounting("x.npy", {2, 4, 4});
    const Names before = files();
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
        {{"mnist:3", "--width=10"}, "--width: a width of 10 mm is not legal: it must be 20 to 2000"},
        {{"mnist:3", "--width=nan"}, "--width: a width of nan mm is not legal"},
        {{"mnist:3", "--dpi=0"}, "--dpi: "},
        {{"mnist:3", "--focus=14,0"}, "--focus: there is no output cell 14,0: rows are 0 to 13"},
        {{"mnist:3", "--plane=1,0"}, "--plane: there is no plane 1,0"},
        {{"mnist:3", "--size=29"}, "--size: size 29 does not fit"},
        {{"none.npy"}, "SOURCE: there is no image to draw"},
        {{"x.npy", "-o", "{label}.png"}, "-o: x.npy has no labels"},
        {{"mnist:3", "-o", "missing/b.png"}, "missing/b.png: "}};
    for (const auto& [options, message] : cases) {
        std::vector<std::string> words{"figure", "-o", "a.png"};
        words.insert(words.end(), options.begin(), options.end());
        expectRefusal(run(words), 1, "poolscope: " + message);
    }
    EXPECT_EQ(files(), before);
}

TEST_F(FigureProgram, WrongCallsEndWithTwo) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
        {{}, "-o: is missing"},
        {{"-o", "a.jpg"}, "-o: 'a.jpg' does not end in .png, .svg, .pdf or .tif"},
        {{"-o", "a.svg", "--dpi=300"}, "--dpi: has no meaning without a PNG file"},
        {{"-o", "a.png", "-o", "./a.png"}, "-o: './a.png' is also named by another -o"},
        {{"-o", "{foo}.png"}, "-o: there is no '{foo}'"},
        {{"-o", "a.png", "--panels=input,other"}, "--panels: 'other' is not one of"},
        {{"-o", "{index}.png", "--contact-sheet"}, "-o: '{index}.png' asks for one file per image"},
        {{"-o", "a.png", "--out=y.npy"}, "--out: there is no such option here"}};
    for (const auto& [options, message] : cases) {
        std::vector<std::string> words{"figure", "mnist:3"};
        words.insert(words.end(), options.begin(), options.end());
        expectRefusal(run(words), 2, "poolscope: " + message);
    }
    expectRefusal(run({"figure", "mnist:0-30", "--panels=input", "-o", "{label}.png"}), 2,
                  "poolscope: -o: '1.png' is also named by another -o; {index} tells images apart");
    EXPECT_TRUE(files().empty());
}

}  // namespace
}  // namespace poolscope::test

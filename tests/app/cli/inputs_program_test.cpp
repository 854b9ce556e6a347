// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of images, folders of pictures, and what is too large to be in memory at once.
#include "tests/app/cli/process.h"
#include "tests/core/io/bytes.h"

namespace poolscope::test {
namespace {

using Sizes = std::vector<std::int64_t>;

class InputsProgram : public ProgramTest {
  protected:
    // The images that the program takes from the source, and nothing said on stderr but `note`.
    Array images(std::vector<std::string> source, const std::string& note = "") const {
        source.insert(source.begin(), "pool");
        source.insert(source.end(), {"--size", "1", "--input-out", "read.npy"});
        const Ran ran = run(source);
        EXPECT_EQ(ran.status, 0) << ran.err;
        if (note.empty()) {
            EXPECT_EQ(ran.err, "");
        }
        EXPECT_NE(ran.err.find(note), std::string::npos) << ran.err;
        return ran.status == 0 ? readArrayFile("read.npy") : Array{};
    }
    void folder(const std::string& name) const { std::filesystem::create_directories(work() / name); }
    // A picture of equal pixels.
    void picture(const std::string& name, int value, const std::string& size = "2 2") const {
        const int count = (size[0] - '0') * (size[2] - '0');
        std::string text = "P2\n" + size + "\n255\n";
        for (int i = 0; i < count; ++i) text += std::to_string(value) + " ";
        write(name, text + "\n");
    }
    // A file of that header and then zeros, which takes no room on the disk.
    void writeLarge(const std::string& name, const std::string& shape, std::int64_t values) const {
        const Bytes header = npy("|u1", shape, {});
        write(name, {reinterpret_cast<const char*>(header.data()), header.size()});
        std::filesystem::resize_file(work() / name, header.size() + static_cast<std::size_t>(values));
    }
    static std::vector<float> firstOf(const Array& array) {
        std::vector<float> values;
        const std::int64_t each = array.shape[1] * array.shape[2] * array.shape[3];
        for (std::int64_t i = 0; i < array.shape[0]; ++i) {
            values.push_back(array.values[static_cast<std::size_t>(i * each)]);
        }
        return values;
    }
};

TEST_F(InputsProgram, ListsKeepTheirOrder) {
    writeCounting("x.npy", {5, 2, 2});
    EXPECT_EQ(firstOf(images({"x.npy#3,2,1"})), (std::vector<float>{12, 8, 4}));
    EXPECT_EQ(firstOf(images({"x.npy#4,0-2,4"})), (std::vector<float>{16, 0, 4, 8, 16}));
    const Array two = images({"mnist:7,2"});
    EXPECT_EQ(two.shape, (Sizes{2, 1, 28, 28}));
    const Array seven = images({"mnist:7"});
    EXPECT_TRUE(std::equal(seven.values.begin(), seven.values.end(), two.values.begin()));
    expectRefusal(run({"pool", "x.npy#3,5"}), 1,
                  "poolscope: x.npy: there is no image 5: the source holds images 0 to 4");
    expectRefusal(run({"pool", "mnist:1,10000"}), 1,
                  "poolscope: MNIST test set: there is no image 10000: the source holds images 0 to 9999");
    expectRefusal(run({"pool", "mnist:1,,2"}), 1, "poolscope: mnist:1,,2: expected after mnist: a number I");
}

TEST_F(InputsProgram, FiguresOfListsCallImagesByTheirNumbers) {
    ASSERT_EQ(run({"figure", "mnist:18,7,3", "-o", "{index}-{label}.svg"}).status, 0);
    EXPECT_EQ(files(), (std::set<std::string>{"18-3.svg", "7-9.svg", "3-0.svg"}));
    ASSERT_EQ(run({"figure", "mnist:18", "-o", "alone.svg"}).status, 0);
    ASSERT_EQ(run({"figure", "mnist:18,7,3", "-o", "list.svg"}).status, 0);
    ASSERT_EQ(run({"figure", "--session", "list.svg", "-o", "again.svg"}).status, 0);
    EXPECT_EQ(read("again.svg"), read("list.svg"));
    EXPECT_EQ(images({"--session", "list.svg"}).shape, (Sizes{3, 1, 28, 28}));
    EXPECT_EQ(images({"--session", "list.svg"}).values, images({"mnist:18,7,3"}).values);
    ASSERT_EQ(run({"figure", "mnist:18,7,3", "--contact-sheet", "-o", "sheet.svg"}).status, 0);
    expectRefusal(run({"figure", "mnist:7,7", "-o", "{index}.svg"}), 2, "poolscope: -o: '7.svg' is also named by");
}

TEST_F(InputsProgram, GradientsBelongToTheImagesOfAList) {
    writeCounting("x.npy", {5, 2, 2});
    writeCounting("dy.npy", {3, 1, 1, 1});
    const Ran ran = run({"pool", "x.npy#4,0,2", "--grad-out", "dy.npy", "--grad-in", "dx.npy"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(readArrayFile("dx.npy").values, (std::vector<float>{0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2}));
    expectRefusal(run({"pool", "x.npy#4,0", "--grad-out", "dy.npy", "--grad-in", "d.npy"}), 1, "poolscope: --grad-out");
}

TEST_F(InputsProgram, LabelsOfAListAreThoseOfItsImages) {
    writeCounting("x.npy", {5, 2, 2});
    write("five.csv", "10\n11\n12\n13\n14\n");
    EXPECT_EQ(run({"info", "x.npy#3,1", "--labels", "five.csv"}).out.substr(0, 5), "forma");
    EXPECT_NE(run({"info", "x.npy#3,1", "--labels", "five.csv"}).out.find("label 11: 1\nlabel 13: 1\n"),
              std::string::npos);
    EXPECT_NE(run({"info", "x.npy#2-3", "--labels", "five.csv"}).out.find("label 12: 1\nlabel 13: 1\n"),
              std::string::npos);
    expectRefusal(run({"info", "x.npy#3,1", "--labels", "x.npy"}), 1, "poolscope: x.npy: holds an array of shape");
    write("four.csv", "10\n11\n12\n13\n");
    expectRefusal(run({"pool", "x.npy#3,1", "--labels", "four.csv"}), 1,
                  "poolscope: four.csv: holds 4 labels, but there are 5 images");
}

TEST_F(InputsProgram, AFolderIsABatchInNaturalOrder) {
    folder("p");
    picture("p/img10.pgm", 10);
    picture("p/img2.pgm", 2);
    picture("p/img1.pgm", 1);
    EXPECT_EQ(firstOf(images({"p"})), (std::vector<float>{1, 2, 10}));
    EXPECT_EQ(firstOf(images({"p/#2,0"})), (std::vector<float>{10, 1}));
    EXPECT_EQ(firstOf(images({"p#1-2"})), (std::vector<float>{2, 10}));
    EXPECT_EQ(images({"p", "--rgb"}).shape, (Sizes{3, 3, 2, 2}));
    EXPECT_NE(run({"info", "p", "--json"}).out.find("\"format\": \"folder\",\n  \"shape\": [3, 2, 2]"),
              std::string::npos)
        << run({"info", "p", "--json"}).out;
    expectRefusal(run({"pool", "p#3"}), 1, "poolscope: p: there is no image 3: the source holds images 0 to 2");
    expectRefusal(run({"pool", "p#x"}), 1, "poolscope: p: is a folder, so it holds nothing called 'x'");
    expectRefusal(run({"pool", "p", "--out", "p/y.npy"}), 2, "poolscope: --out: 'p/y.npy' lies in the folder that is");
    folder("empty");
    expectRefusal(run({"pool", "empty"}), 1, "poolscope: empty: is a folder without a picture");
}

TEST_F(InputsProgram, WhatAFolderLeavesOutIsSaid) {
    folder("p/deep/deeper");
    picture("p/a.pgm", 1);
    picture("p/b.pgm", 2, "3 2");
    picture("p/c.pgm", 3);
    picture("p/.hidden.pgm", 4);
    write("p/notes.txt", "hello");
    write("p/broken.pgm", "P2\n2 2\n255\n1 2 3\n");
    std::filesystem::create_symlink("a.pgm", work() / "p/link.pgm");
    const Ran ran = run({"pool", "p", "--size=1", "--input-out", "read.npy"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(firstOf(readArrayFile("read.npy")), (std::vector<float>{1, 3}));
    for (const char* note :
         {"1 picture of another size or type than 2x2 uint8, the commonest, was left out: b.pgm (2x3 uint8)\n",
          "1 picture cannot be read and was left out: broken.pgm (", "1 file is no picture: notes.txt\n",
          "1 hidden file was skipped: .hidden.pgm\n", "1 link was skipped: link.pgm\n",
          "1 folder in a folder was skipped: deep/deeper\n"}) {
        EXPECT_NE(ran.err.find(note), std::string::npos) << note << ran.err;
    }
    EXPECT_EQ(firstOf(images({"p", "--resize", "1,1"}, "no picture")), (std::vector<float>{1, 2, 3}))
        << "of one size when they are resized";
}

TEST_F(InputsProgram, FoldersInAFolderAreLabels) {
    folder("digits/10");
    folder("digits/9");
    picture("digits/10/a.pgm", 1);
    picture("digits/9/a.pgm", 2);
    picture("digits/9/b.pgm", 3);
    EXPECT_EQ(firstOf(images({"digits"})), (std::vector<float>{2, 3, 1}));
    EXPECT_NE(run({"info", "digits"}).out.find("label 9: 2\nlabel 10: 1\n"), std::string::npos);
    ASSERT_EQ(run({"figure", "digits", "-o", "{index}-{label}.svg"}).status, 0);
    EXPECT_TRUE(files().contains("2-10.svg"));
    folder("pets/cat");
    folder("pets/dog");
    picture("pets/dog/a.pgm", 1);
    picture("pets/cat/a.pgm", 2);
    const Ran pets = run({"info", "pets"});
    EXPECT_NE(pets.err.find("the labels are the folders: 0 cat, 1 dog\n"), std::string::npos) << pets.err;
    EXPECT_NE(pets.out.find("label 0: 1\nlabel 1: 1\n"), std::string::npos);
    EXPECT_NE(run({"study", "images", "pets", "--sort=maximum", "--size=1"}).out.find("Image 0, label cat, has"),
              std::string::npos)
        << "the folders keep their names";
    picture("pets/a.pgm", 3);
    EXPECT_NE(run({"info", "pets"}).err.find("there are no labels, since 1 picture is in none of the folders"),
              std::string::npos);
    write("l.csv", "5\n6\n7\n");
    EXPECT_NE(run({"info", "pets", "--labels", "l.csv"}).out.find("label 5: 1\nlabel 6: 1\n"), std::string::npos);
}

TEST_F(InputsProgram, FiguresOfAFolderKnowItAgain) {
    folder("p");
    picture("p/a.pgm", 1);
    picture("p/b.pgm", 2);
    ASSERT_EQ(run({"figure", "p#1", "--transpose", "-o", "a.svg"}).status, 0);
    ASSERT_EQ(run({"figure", "--session", "a.svg", "-o", "b.svg"}).status, 0);
    EXPECT_EQ(read("a.svg"), read("b.svg"));
    picture("p/c.pgm", 2);
    const Ran changed = run({"figure", "--session", "a.svg", "-o", "c.svg"});
    EXPECT_EQ(changed.status, 1);
    EXPECT_NE(changed.err.find("has changed since the session was saved"), std::string::npos) << changed.err;
}

TEST_F(InputsProgram, OfALargeArrayAPartIsRead) {
    writeLarge("large.npy", "(100000, 28, 28)", 78400000);
    expectRefusal(run({"pool", "large.npy"}), 1,
                  "poolscope: large.npy: the header declares uint8 values of shape (100000, 28, 28), more than the "
                  "67108864 values that one array may hold; #A-B chooses some of the images 0 to 99999, at most 85598");
    EXPECT_EQ(images({"large.npy#99998-99999"}).shape, (Sizes{2, 1, 28, 28}));
    EXPECT_EQ(images({"large.npy#99999,5"}).shape, (Sizes{2, 1, 28, 28}));
    expectRefusal(run({"pool", "large.npy#100000"}), 1,
                  "poolscope: large.npy: there is no image 100000: the source holds images 0 to 99999");
    const Ran info = run({"info", "large.npy", "--json"});
    EXPECT_EQ(info.status, 0) << info.err;
    EXPECT_NE(info.out.find("\"shape\": [100000, 28, 28]"), std::string::npos);
    ASSERT_EQ(run({"figure", "large.npy#70000-70001", "-o", "{index}.svg", "-o", "two.svg"}).status, 0);
    EXPECT_TRUE(files().contains("70001.svg"));
    ASSERT_EQ(run({"figure", "--session", "two.svg", "-o", "again.svg"}).status, 0);
    EXPECT_EQ(read("two.svg"), read("again.svg"));
    EXPECT_EQ(images({"--session", "70001.svg"}).shape, (Sizes{1, 1, 28, 28}));
}

TEST_F(InputsProgram, WhatIsLargeIsWrittenInPartsOfTheSameValues) {
    const Ran ran = run({"pool", "mnist:0-1499", "--filters=all", "--relu", "--json", "--out", "y.npy"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    EXPECT_NE(ran.out.find("\"shape_in\": [1500, 10, 28, 28],\n  \"shape_out\": [1500, 10, 14, 14]"), std::string::npos)
        << ran.out;
    EXPECT_NE(ran.out.find("\"windows\": 2940000"), std::string::npos);
    EXPECT_NE(ran.out.find("\"sum_grad_in\": 2940000"), std::string::npos);
    const Array all = readArrayFile("y.npy");
    EXPECT_EQ(all.shape, (Sizes{1500, 10, 14, 14}));
    ASSERT_EQ(run({"pool", "mnist:1490-1499", "--filters=all", "--relu", "--out", "last.npy"}).status, 0);
    const Array last = readArrayFile("last.npy");
    EXPECT_TRUE(std::equal(last.values.rbegin(), last.values.rend(), all.values.rbegin()));
}

// Asking for a matrix, which no part can hold, has the rest computed as a whole.
TEST_F(InputsProgram, PartsAndWholeSayTheSame) {
    std::vector<std::string> call{"pool",   "mnist:0-5499", "--size=3",       "--stride=2",     "--upstream=random:7",
                                  "--json", "--out=y.npy",  "--argmax=a.npy", "--grad-in=d.npy"};
    const Ran parts = run(call);
    ASSERT_EQ(parts.status, 0) << parts.err;
    const auto outputs = [this] { return std::vector{read("y.npy"), read("a.npy"), read("d.npy")}; };
    const auto ofParts = outputs();
    call.push_back("--patches=p.npy");
    EXPECT_EQ(run(call).out, parts.out);
    EXPECT_TRUE(outputs() == ofParts);
}

TEST_F(InputsProgram, WhatFailsInPartsLeavesNoFile) {
    writeCounting("dy.npy", {2, 1, 1, 1});
    const Ran ran =
        run({"pool", "mnist:0-9999", "--filters=all", "--grad-out", "dy.npy", "--out", "y.npy", "--grad-in", "d.npy"});
    expectRefusal(ran, 1, "poolscope: --grad-out: the upstream gradient has shape (2, 1, 1, 1)");
    EXPECT_EQ(files(), (std::set<std::string>{"dy.npy"}));
    expectRefusal(run({"pool", "mnist:0-9999", "--filters=all", "--out", "y.npy", "--argmax", "no/a.npy"}), 1,
                  "poolscope: no/a.npy: cannot be saved: there is no such folder");
    EXPECT_EQ(files(), (std::set<std::string>{"dy.npy"}));
    expectRefusal(run({"pool", "mnist:0-9999", "--filters=all", "--out", "y.npy", "--patches", "p.npy"}), 1,
                  "poolscope: --filters: 10 filters on images of shape (10000, 1, 28, 28) would give more values");
}

TEST_F(InputsProgram, ImagesWithoutCellsAreRefusedAndNoImagesAreNot) {
    const auto save = [this](const char* name, const char* shape) {
        const Bytes bytes = npy("|u1", shape, {});
        write(name, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    };
    save("rows.npy", "(2, 0, 4)");
    save("channels.npy", "(2, 0, 4, 4)");
    write("l.csv", "1\n2\n");
    for (const char* name : {"rows.npy", "channels.npy"}) {
        for (const std::vector<std::string>& call : {std::vector<std::string>{"pool", name},
                                                     {"figure", name, "-o", "a.svg"},
                                                     {"info", name, "--labels", "l.csv"}}) {
            expectRefusal(run(call), 1, std::string("poolscope: ") + name + ": the array has shape");
        }
        EXPECT_EQ(run({"info", name}).status, 0) << name;
    }
    save("none.npy", "(0, 4, 4)");
    EXPECT_EQ(images({"none.npy"}).shape, (Sizes{0, 1, 4, 4}));
    expectRefusal(run({"pool", "none.npy#0"}), 1, "poolscope: none.npy: there is no image 0: the source holds none");
}

TEST_F(InputsProgram, PagesAreChosenByTheirNumbers) {
    write("raw.pgm", std::string("P5 1 1 255\n\x05P5 1 1 255\n\x06P5 1 1 255\n\x07"));
    EXPECT_EQ(firstOf(images({"raw.pgm#2"})), (std::vector<float>{7}));
    EXPECT_EQ(firstOf(images({"raw.pgm#2,0"})), (std::vector<float>{7, 5}));
    expectRefusal(run({"pool", "raw.pgm#3"}), 1, "poolscope: raw.pgm: there is no image 3");
}

TEST_F(InputsProgram, PhotographsAreCroppedAndShrunk) {
    // 8192 x 8192 zeros, the most there may be.
    write("photo.pgm", "P5\n8192 8192\n255\n");
    std::filesystem::resize_file(work() / "photo.pgm", 17 + (std::size_t{1} << 26));
    EXPECT_EQ(images({"photo.pgm", "--resize", "28,28"}).shape, (Sizes{1, 1, 28, 28}));
    EXPECT_EQ(images({"photo.pgm", "--crop", "8000,8000,64,64"}).shape, (Sizes{1, 1, 64, 64}));
    expectRefusal(run({"pool", "photo.pgm", "--rgb"}), 1,
                  "poolscope: photo.pgm: PBM, PGM, PPM: the picture has 8192 x 8192 pixels; at most 22369621 are read");
}

}  // namespace
}  // namespace poolscope::test

// SPDX-License-Identifier: GPL-3.0-or-later
// The files that people have: how they are read, what is said about it, and that figures keep it.
#include "tests/app/cli/process.h"
#include "tests/core/io/bytes.h"

namespace poolscope::test {
namespace {

class ReadingProgram : public ProgramTest {
  protected:
    void writeBytes(const std::string& name, const Bytes& bytes) const {
        write(name, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    }
    // The images that the program takes from the source, and what it says on stderr.
    Array images(std::vector<std::string> source, const std::string& note) const {
        source.insert(source.begin(), "pool");
        source.insert(source.end(), {"--size", "1", "--input-out", "read.npy"});
        const Ran ran = run(source);
        EXPECT_EQ(ran.status, 0) << ran.err;
        if (note.empty()) {
            EXPECT_EQ(ran.err, "");
        }
        EXPECT_NE(ran.err.find(note), std::string::npos) << ran.err;
        return readArrayFile("read.npy");
    }
    using Sizes = std::vector<std::int64_t>;
};

TEST_F(ReadingProgram, AxesAreGuessedSaidAndChosen) {
    writeCounting("hwc.npy", {12, 13, 3});
    const Array guessed = images({"hwc.npy"}, "poolscope: note: hwc.npy: shape (12, 13, 3) was read channels last");
    EXPECT_EQ(guessed.shape, (Sizes{1, 3, 12, 13}));
    EXPECT_EQ(guessed.values[1], 3);
    EXPECT_EQ(images({"hwc.npy", "--axes", "nchw"}, "").shape, (Sizes{12, 1, 13, 3}));
    EXPECT_EQ(images({"hwc.npy", "--axes", "nhwc"}, "").shape, (Sizes{1, 3, 12, 13}));
    EXPECT_NE(run({"info", "hwc.npy", "--json"}).out.find("\"images\": [1, 3, 12, 13]"), std::string::npos);
    EXPECT_EQ(run({"info", "hwc.npy", "--axes=nchw", "--json"}).out.find("images"), std::string::npos);
    expectRefusal(run({"pool", "hwc.npy", "--axes", "hwc"}), 2, "poolscope: --axes: 'hwc' is not one of");
}

TEST_F(ReadingProgram, AGradientIsNeverReadChannelsLast) {
    writeCounting("x.npy", {5, 1, 20, 4});
    writeCounting("dy.npy", {5, 1, 20, 4});
    const Ran ran = run({"pool", "x.npy", "--axes=nchw", "--size=1", "--grad-out", "dy.npy", "--grad-in", "dx.npy"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(readArrayFile("dx.npy").shape, (Sizes{5, 1, 20, 4}));
}

TEST_F(ReadingProgram, RowsAreReshapedWithTheirLabels) {
    writeCounting("flat.npy", {2, 784});
    EXPECT_EQ(images({"flat.npy"}, "--reshape 28,28").shape, (Sizes{1, 1, 2, 784}));
    EXPECT_EQ(images({"flat.npy", "--reshape", "28,28"}, "").shape, (Sizes{2, 1, 28, 28}));
    write("labelled.csv", "7,1,2,3,4\n9,5,6,7,8\n");
    EXPECT_EQ(images({"labelled.csv", "--reshape", "2,2"}, "").values, (std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8}));
    EXPECT_EQ(run({"figure", "labelled.csv", "--reshape=2,2", "-o", "{index}-{label}.svg"}).status, 0);
    EXPECT_TRUE(files().contains("1-9.svg"));
    expectRefusal(run({"pool", "flat.npy", "--reshape", "28"}), 2, "poolscope: --reshape: '28' holds 1 number");
    expectRefusal(run({"pool", "flat.npy", "--reshape", "a,b"}), 2, "poolscope: --reshape: 'a' is not a number");
    expectRefusal(run({"pool", "flat.npy", "--reshape", "0,28"}), 1, "poolscope: --reshape: size 0 is not legal");
    expectRefusal(run({"pool", "flat.npy", "--reshape", "2,2"}), 1, "poolscope: flat.npy: each row has 784 numbers");
    writeCounting("list.npy", {784});
    expectRefusal(run({"pool", "list.npy"}), 1, "poolscope: list.npy: the array has shape (784,) with 1 dimension");
    write("picture.pgm", "P2\n2 2\n255\n1 2 3 4\n");
    expectRefusal(run({"pool", "picture.pgm", "--axes=nhwc"}), 1, "poolscope: --axes: is for arrays");
}

TEST_F(ReadingProgram, KaggleTablesAreLabelledDigits) {
    std::string header = "label";
    std::string row = "3";
    for (int i = 0; i < 16; ++i) {
        header += ",pixel" + std::to_string(i);
        row += "," + std::to_string(i);
    }
    write("train.csv", header + "\n" + row + "\n");
    EXPECT_EQ(images({"train.csv"}, "line 1 was taken for a header").shape, (Sizes{1, 1, 4, 4}));
    EXPECT_NE(run({"info", "train.csv"}).out.find("images  (1, 1, 4, 4)\nlabel 3: 1\n"), std::string::npos);
}

TEST_F(ReadingProgram, ALoneCommaIsWhatTheUserSays) {
    write("half.csv", "0,5\n1,5\n2,5\n");
    EXPECT_EQ(images({"half.csv"}, "two numbers; --comma decimal reads decimal commas\n").shape, (Sizes{1, 1, 3, 2}));
    EXPECT_EQ(images({"half.csv", "--comma", "decimal"}, "").values, (std::vector<float>{0.5F, 1.5F, 2.5F}));
    EXPECT_EQ(images({"half.csv", "--comma", "separator"}, "").shape, (Sizes{1, 1, 3, 2}));
    ASSERT_EQ(run({"figure", "half.csv", "--comma=decimal", "--size=1", "-o", "a.svg"}).status, 0);
    EXPECT_EQ(images({"--session", "a.svg"}, "").shape, (Sizes{1, 1, 3, 1}));
}

TEST_F(ReadingProgram, WhatChangesNothingIsRefused) {
    write("picture.pgm", "P2\n2 2\n255\n1 2 3 4\n");
    write("three.csv", "1,2,3\n4,5,6\n");
    write("german.csv", "1;2\n3;4\n");
    writeCounting("flat.npy", {2, 16});
    expectRefusal(run({"pool", "picture.pgm", "--comma=decimal"}), 1,
                  "poolscope: --comma: is for text; picture.pgm is none");
    expectRefusal(run({"pool", "mnist:18", "--comma=decimal"}), 1, "poolscope: --comma: is for text; MNIST test set");
    expectRefusal(run({"pool", "three.csv", "--comma=decimal"}), 1, "poolscope: three.csv: no comma can be decimal");
    expectRefusal(run({"pool", "german.csv", "--comma=separator"}), 1, "poolscope: german.csv: no comma separates");
    expectRefusal(run({"pool", "flat.npy", "--reshape=4,4", "--axes=nhwc"}), 2,
                  "poolscope: --axes: chooses nothing in");
    EXPECT_EQ(images({"flat.npy", "--reshape=1,4,4", "--axes=nhwc"}, "").shape, (Sizes{2, 1, 4, 4}));
    for (const char* axes : {"nchw", "nhwc"}) {
        expectRefusal(run({"figure", "mnist:18", "--axes", axes, "-o", "x.svg"}), 1,
                      "poolscope: --axes: the MNIST images have no channel axis to choose\n");
    }
    EXPECT_EQ(images({"mnist:18", "--reshape=14,56"}, "").shape, (Sizes{1, 1, 14, 56}));
    EXPECT_NE(run({"info", "mnist:18", "--reshape=14,56"}).out.find("\nlabel 3: 1\n"), std::string::npos);
    EXPECT_EQ(run({"info", "mnist:18", "--reshape=14,28"}).out.find("label"), std::string::npos);
}

TEST_F(ReadingProgram, LabelFilesAreSaidToBeWhatTheyAre) {
    writeCounting("x.npy", {2, 4, 4});
    write("l.csv", "label\n7\n2\n");
    write("words.csv", "cat\ndog\n");
    write("picture.pgm", "P2\n2 2\n255\n1 2 3 4\n");
    std::filesystem::create_directory(work() / "set");
    std::filesystem::copy_file(work() / "picture.pgm", work() / "set/a.pgm");
    EXPECT_EQ(run({"pool", "x.npy", "--labels=l.csv"}).err,
              "poolscope: note: x.npy: l.csv: line 1 was taken for a header: 'label'\n");
    expectRefusal(run({"pool", "x.npy", "--labels=words.csv"}), 1,
                  "poolscope: words.csv: holds words; labels are whole numbers\n");
    expectRefusal(run({"pool", "mnist:18", "--labels", "#y"}), 1,
                  "poolscope: --labels: MNIST test set is no archive, so it holds no labels called 'y'\n");
    expectRefusal(run({"pool", "set", "--labels", "#y"}), 1, "poolscope: --labels: set is no archive");
    expectRefusal(run({"info", ""}), 2, "poolscope: SOURCE: the name is empty\n");
    expectRefusal(run({"info", "set#1-0"}), 1, "poolscope: set#1-0: a range in '1-0' ends before it begins\n");
}

TEST_F(ReadingProgram, AnArchiveHoldsItsLabels) {
    const Bytes x = npy("|u1", "(2, 2, 2)", raw({1, 2, 3, 4, 5, 6, 7, 8}));
    writeBytes("mnist.npz",
               zipArchive({stored("x_test.npy", x), stored("y_test.npy", npy("|u1", "(2,)", raw({7, 2}))),
                           stored("few.npy", npy("|u1", "(1,)", raw({7}))), stored("notes.txt", raw("hello"))}));
    EXPECT_EQ(run({"figure", "mnist.npz#x_test", "-o", "{index}-{label}.svg"}).status, 0);
    EXPECT_TRUE(files().contains("0-7.svg"));
    EXPECT_TRUE(files().contains("1-2.svg"));
    for (const char* labels : {"y_test", "#y_test", "mnist.npz#y_test"}) {
        const Ran ran = run({"info", "mnist.npz#x_test", "--labels", labels});
        EXPECT_NE(ran.out.find("label 2: 1\nlabel 7: 1\n"), std::string::npos) << labels << ran.err;
    }
    expectRefusal(run({"pool", "mnist.npz#x_test", "--labels", "few"}), 1,
                  "poolscope: mnist.npz#few: holds 1 label, but there are 2 images\n");
    const Ran list = run({"info", "mnist.npz"});
    EXPECT_EQ(list.status, 0) << list.err;
    EXPECT_NE(list.out.find("x_test  (2, 2, 2)  uint8"), std::string::npos);
    EXPECT_NE(list.out.find("notes.txt  cannot be read: "), std::string::npos) << list.out;
    EXPECT_NE(run({"info", "mnist.npz", "--json"}).out.find("\"problem\": "), std::string::npos);
}

TEST_F(ReadingProgram, FiguresKeepTheReading) {
    writeCounting("hwc.npy", {12, 13, 3});
    write("labels.csv", "5\n");
    const std::vector<std::string> call{"figure", "hwc.npy", "--axes=nhwc", "--transpose", "--labels=labels.csv"};
    auto first = call;
    first.insert(first.end(), {"-o", "a.svg"});
    ASSERT_EQ(run(first).status, 0);
    ASSERT_EQ(run({"figure", "--session", "a.svg", "-o", "b.svg"}).status, 0);
    EXPECT_EQ(read("a.svg"), read("b.svg"));
    EXPECT_EQ(images({"--session", "a.svg"}, "").shape, (Sizes{1, 3, 13, 12}));
    EXPECT_EQ(run({"figure", "--session", "a.svg", "--axes=nchw", "-o", "c.svg"}).status, 1);  // one label, 12 images
    expectRefusal(
        run({"figure", "--session", "a.svg", "--labels=labels.csv", "-o", "labels.csv.svg", "-o", "labels.csv"}), 2,
        "poolscope: -o: ");
}

TEST_F(ReadingProgram, LabelsThatChangedAreNotThoseOfTheFigure) {
    writeCounting("x.npy", {2, 4, 4});
    write("l.csv", "7\n2\n");
    ASSERT_EQ(run({"figure", "x.npy", "--labels=l.csv", "-o", "l.svg"}).status, 0);
    EXPECT_EQ(run({"figure", "--session", "l.svg", "-o", "same.svg"}).status, 0);
    write("l.csv", "7\n3\n");
    const Ran ran = run({"figure", "--session", "l.svg", "-o", "other.svg"});
    expectRefusal(ran, 1, "poolscope: l.svg: its labels ");
    EXPECT_NE(ran.err.find("l.csv have changed since the session was saved: the SHA-256 is "), std::string::npos);
    EXPECT_EQ(run({"figure", "--session", "l.svg", "--labels=l.csv", "-o", "other.svg"}).status, 0);
    EXPECT_EQ(run({"figure", "--session", "other.svg", "-o", "again.svg"}).status, 0);
}

TEST_F(ReadingProgram, AReadingStaysWithTheImagesOfItsSession) {
    writeCounting("x.npy", {2, 4, 6});
    ASSERT_EQ(run({"figure", "x.npy", "--crop=0,0,4,4", "--transpose", "-o", "a.svg"}).status, 0);
    const std::string left = "poolscope: note: a.svg: left behind with its own images: --transpose and --crop\n";
    EXPECT_EQ(images({"x.npy", "--session", "a.svg"}, left).shape, (Sizes{2, 1, 4, 6}));
    EXPECT_EQ(images({"x.npy", "--session", "a.svg", "--crop=0,0,2,2", "--transpose"}, "").shape, (Sizes{2, 1, 2, 2}));
}

TEST_F(ReadingProgram, OnlyImagesThatAreChosenCountAgainstTheLimit) {
    EXPECT_EQ(images({"mnist:18", "--resize", "512,512"}, "").shape, (Sizes{1, 1, 512, 512}));
    const Array listed = images({"mnist:20,18", "--crop=0,0,27,27", "--resize", "270,270"}, "");
    EXPECT_EQ(listed.shape, (Sizes{2, 1, 270, 270}));
    EXPECT_NE(run({"info", "mnist:20,18", "--resize", "512,512"}).out.find("\nlabel 3: 1\n"), std::string::npos);
    ASSERT_EQ(run({"figure", "mnist:18", "--resize=512,512", "--panels=input", "-o", "a.png"}).status, 0);
    ASSERT_EQ(run({"figure", "--session=a.png", "-o", "b.png"}).status, 0);
    EXPECT_TRUE(read("a.png") == read("b.png"));
    expectRefusal(run({"pool", "mnist:0-1", "--resize", "8192,8192"}), 1,
                  "poolscope: MNIST test set: the size 8192,8192 would give (2, 1, 8192, 8192), more values than");
    expectRefusal(run({"pool", "mnist:10000", "--resize", "512,512"}), 1,
                  "poolscope: MNIST test set: there is no image 10000");
}

TEST_F(ReadingProgram, ImagesAreCroppedAndResized) {
    writeCounting("stack.npy", {2, 3, 4, 6});
    const Array part = images({"stack.npy", "--crop", "1,2,2,3"}, "");
    EXPECT_EQ(part.shape, (Sizes{2, 3, 2, 3}));
    EXPECT_EQ(std::vector<float>(part.values.begin(), part.values.begin() + 6),
              (std::vector<float>{8, 9, 10, 14, 15, 16}));
    const Array small = images({"stack.npy#1", "--crop=0,0,4,4", "--resize=2,2"}, "");
    EXPECT_EQ(small.shape, (Sizes{1, 3, 2, 2}));
    EXPECT_EQ(small.values[0], 72 + 3.5F);
    EXPECT_EQ(images({"stack.npy", "--transpose", "--crop", "5,0,1,4"}, "").values[1], 5 + 6);
    EXPECT_EQ(images({"mnist:0-2", "--resize", "14,14"}, "").shape, (Sizes{3, 1, 14, 14}));
    write("p.ppm", "P3\n2 1\n255\n10 20 30 30 40 50\n");
    EXPECT_EQ(images({"p.ppm", "--rgb", "--resize=1,1"}, "").values, (std::vector<float>{20, 30, 40}));
    expectRefusal(
        run({"pool", "stack.npy", "--crop", "1,2,4,3"}), 1,
        "poolscope: stack.npy: the part 1,2,4,3 reaches outside the image of 4x6 cells: Y + H may be at most 4");
    expectRefusal(run({"pool", "stack.npy", "--crop=-1,0,2,2"}), 1,
                  "poolscope: --crop: row and column (Y,X) must be 0");
    expectRefusal(run({"pool", "stack.npy", "--crop", "1,2,3"}), 2, "poolscope: --crop: '1,2,3' holds 3 numbers");
    expectRefusal(run({"pool", "stack.npy", "--resize", "0,4"}), 1, "poolscope: --resize: height and width (H,W) must");
    expectRefusal(run({"pool", "stack.npy", "--resize", "9000,9000"}), 1,
                  "poolscope: --resize: the image would have more");
    expectRefusal(run({"pool", "stack.npy", "--resize", "8000,8000"}), 1,
                  "poolscope: stack.npy: the size 8000,8000 would give (2, 3, 8000, 8000), more values than the limit");
    ASSERT_EQ(run({"figure", "stack.npy", "--crop=0,0,4,4", "--resize=2,2", "-o", "a.svg"}).status, 0);
    ASSERT_EQ(run({"figure", "--session", "a.svg", "-o", "b.svg"}).status, 0);
    EXPECT_EQ(read("a.svg"), read("b.svg"));
}

TEST_F(ReadingProgram, TextAsPeopleHaveIt) {
    write("german.csv", "0,5;0,25\n1,5;2,75\n");
    EXPECT_EQ(images({"german.csv"}, "commas were read as decimal points").values,
              (std::vector<float>{0.5F, 0.25F, 1.5F, 2.75F}));
    write("savetxt.txt", "# a digit\n1 2\n3 4\n");
    EXPECT_EQ(images({"savetxt.txt"}, "").values, (std::vector<float>{1, 2, 3, 4}));
    write("clip.csv", "0,5\n1,5\n2,5\n");
    images({"clip.csv"}, "decimal comma");
    writeBytes("table.csv.gz", gzip(raw("1,2\n3,4\n")));
    EXPECT_EQ(images({"table.csv.gz"}, "").values, (std::vector<float>{1, 2, 3, 4}));
    EXPECT_NE(run({"info", "table.csv.gz"}).out.find("format  csv.gz\n"), std::string::npos);
}

TEST_F(ReadingProgram, WhatFloat32CannotHoldIsSaid) {
    writeBytes("large.npy", npy("<i8", "(1, 2)", little(16777216, 8) + little(16777217, 8)));
    const Ran pooled = run({"pool", "large.npy", "--size=1", "--json"});
    EXPECT_NE(pooled.err.find("1 of 2 values was rounded to float32"), std::string::npos) << pooled.err;
    EXPECT_NE(pooled.out.find("\"rounded\": 1"), std::string::npos) << pooled.out;
    EXPECT_NE(run({"info", "large.npy", "--json"}).out.find("\"rounded\": 1,\n  \"became_infinite\": 0"),
              std::string::npos);
}

TEST_F(ReadingProgram, WhatIsNotReadIsNamed) {
    write("x.h5", "\x89HDF\r\n\x1a\nmore");
    write("m.csv", "<!DOCTYPE html>\n<p>sign in");
    writeBytes("b.xlsx", zipArchive({stored("[Content_Types].xml", raw("x")), stored("xl/workbook.xml", raw("x"))}));
    writeBytes("p.zip", zipArchive({stored("a.png", raw("x")), stored("b.png", raw("x"))}));
    expectRefusal(run({"info", "x.h5"}), 1, "poolscope: x.h5: is an HDF5 file");
    expectRefusal(run({"pool", "m.csv"}), 1, "poolscope: m.csv: is a web page");
    for (const char* command : {"info", "pool"}) {
        expectRefusal(run({command, "b.xlsx"}), 1, "poolscope: b.xlsx: is an Excel workbook");
        expectRefusal(run({command, "p.zip"}), 1, "poolscope: p.zip: is a ZIP archive of pictures");
    }
    ASSERT_EQ(run({"figure", "mnist:18", "-o", "three.pdf", "-o", "three.svg"}).status, 0);
    for (const char* file : {"three.pdf", "three.svg"}) {
        expectRefusal(run({"info", file}), 1, "poolscope: " + std::string(file) + ": is a figure of Poolscope");
        expectRefusal(run({"figure", file, "-o", "new.png"}), 1,
                      "poolscope: " + std::string(file) + ": is a figure of Poolscope");
    }
}

TEST_F(ReadingProgram, WithCeilAWindowMayBeLargerThanTheImage) {
    writeCounting("three.npy", {3, 3});
    ASSERT_EQ(run({"pool", "three.npy", "--size=4", "--stride=2", "--ceil", "--out", "y.npy"}).status, 0);
    EXPECT_EQ(readArrayFile("y.npy").shape, (Sizes{1, 1, 1, 1}));
    EXPECT_EQ(readArrayFile("y.npy").values, (std::vector<float>{8}));
    EXPECT_EQ(run({"pool", "three.npy", "--size=4", "--stride=2"}).status, 1);
}

}  // namespace
}  // namespace poolscope::test

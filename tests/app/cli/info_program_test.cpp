// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include "tests/app/cli/process.h"

namespace poolscope::test {
namespace {

class InfoProgram : public ProgramTest {
  protected:
    // IDX of unsigned bytes; the values count up and wrap.
    void writeIdx(const std::string& name, const std::vector<int>& shape) const {
        std::string bytes{'\0', '\0', '\x08', static_cast<char>(shape.size())};
        int count = 1;
        for (const int size : shape) {
            bytes += {'\0', '\0', static_cast<char>(size / 256), static_cast<char>(size % 256)};
            count *= size;
        }
        for (int i = 0; i < count; ++i) bytes += static_cast<char>(i % 3);
        write(name, bytes);
    }
};

TEST_F(InfoProgram, DescribesTheTestSet) {
    const Ran ran = run({"info", "mnist", "--json"});
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.out,
              "{\n  \"format\": \"idx.gz\",\n  \"shape\": [10000, 28, 28],\n  \"dtype\": \"uint8\",\n  \"min\": 0,\n"
              "  \"max\": 255,\n  \"sum\": 264923200,\n  \"labels\": {\"0\": 980, \"1\": 1135, \"2\": 1032, "
              "\"3\": 1010, \"4\": 982, \"5\": 892, \"6\": 958, \"7\": 1028, \"8\": 974, \"9\": 1009}\n}\n");
    EXPECT_NE(run({"info", "mnist:3-4"}).out.find("shape   (2, 28, 28)"), std::string::npos);
    expectRefusal(run({"info", "mnist:10000"}), 1, "poolscope: MNIST test set: there is no image 10000: ");
    expectRefusal(run({"info", "mnist:4-3"}), 1, "poolscope: mnist:4-3: expected after mnist: a number I, a range A-B");
}

TEST_F(InfoProgram, OfChosenImagesAllNumbersAreTheirs) {
    const auto begins = [this](const std::string& source, const std::string& facts) {
        const Ran ran = run({"info", source});
        EXPECT_NE(ran.out.find(facts), std::string::npos) << source << "\n" << ran.out << ran.err;
    };
    writeCounting("x.npy", {3, 1, 2, 2});
    writeCounting("hwc.npy", {2, 12, 12, 3});
    write("rows.csv",
          "label,pixel0,pixel1,pixel2,pixel3,pixel4,pixel5,pixel6,pixel7,pixel8,pixel9,pixel10,pixel11,"
          "pixel12,pixel13,pixel14,pixel15\n7,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0\n"
          "9,2,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0\n");
    writeIdx("a-images-idx3-ubyte", {3, 2, 2});
    writeIdx("a-labels-idx1-ubyte", {3});
    begins("mnist:2,1", "shape   (2, 28, 28)\ndtype   uint8\nmin     0\nmax     255\nsum     ");
    begins("x.npy#2,1,1", "shape   (3, 1, 2, 2)\ndtype   float32\nmin     4\nmax     11\nsum     82\n");
    begins("x.npy#2", "shape   (1, 1, 2, 2)\ndtype   float32\nmin     8\nmax     11\nsum     38\n");
    begins("hwc.npy#1", "shape   (1, 3, 12, 12)\ndtype   float32\nmin     432\nmax     863\n");
    begins("rows.csv#1", "shape   (4, 4)\ndtype   float64\nmin     0\nmax     2\nsum     2\nlabel 9: 1\n");
    begins("a-images-idx3-ubyte#2", "shape   (1, 2, 2)\ndtype   uint8\nmin     0\nmax     2\nsum     5\nlabel 2: 1\n");
    begins("a-images-idx3-ubyte", "label 0: 1\nlabel 1: 1\nlabel 2: 1\n");
    EXPECT_EQ(run({"info", "hwc.npy#1"}).out.find("images"), std::string::npos);
}

TEST_F(InfoProgram, RecognisesByContentNotByName) {
    writeIdx("images.png", {2, 3, 4});
    writeCounting("array.idx", {5});
    write("table.npy", "1;2\n3;4\n");
    write("picture.csv", "P2\n3 1\n255\n0 100 255\n");
    EXPECT_NE(run({"info", "images.png"}).out.find("format  idx\nshape   (2, 3, 4)"), std::string::npos);
    EXPECT_NE(run({"info", "array.idx"}).out.find("format  npy\nshape   (5,)\ndtype   float32"), std::string::npos);
    EXPECT_NE(run({"info", "table.npy"}).out.find("format  csv\nshape   (2, 2)"), std::string::npos);
    const Ran picture = run({"info", "picture.csv"});
    EXPECT_NE(picture.out.find("shape   (1, 3)\ndtype   uint8\nmin     0\nmax     255\nsum     355\n"),
              std::string::npos)
        << picture.out << picture.err;
}

TEST_F(InfoProgram, NumbersThatJsonLacksAreText) {
    write("table.csv", "nan,inf\n1,2\n");
    const Ran ran = run({"info", "table.csv", "--json"});
    EXPECT_NE(ran.out.find("\"min\": 1,\n  \"max\": \"inf\",\n  \"sum\": \"nan\"\n"), std::string::npos) << ran.out;
}

TEST_F(InfoProgram, SaysWhichValuesPicturesShowWhereThatIsAsked) {
    write("toy.csv", "1,3,2,1\n2,9,1,1\n");
    EXPECT_EQ(run({"info", "toy.csv"}).out.find("shown"), std::string::npos);
    EXPECT_NE(run({"info", "toy.csv", "--range=auto"}).out.find("shown   0 to 9\n"), std::string::npos);
    EXPECT_NE(run({"info", "toy.csv", "--range=-1,20.5"}).out.find("shown   -1 to 20.5\n"), std::string::npos);
    EXPECT_NE(run({"info", "mnist:3", "--range=auto", "--json"}).out.find("\"shown\": [0, 255]"), std::string::npos);
    expectRefusal(run({"info", "toy.csv", "--range=9,1"}), 2, "poolscope: --range: the range '9,1' is empty: ");
    expectRefusal(run({"info", "toy.csv", "--range=all"}), 2, "poolscope: --range: 'all' is not auto, fit or LO,HI");
}

TEST_F(InfoProgram, ChecksAndCountsLabels) {
    writeIdx("images", {7, 2, 2});
    writeIdx("labels", {7});
    writeIdx("few", {6});
    EXPECT_NE(run({"info", "images", "--labels", "labels"}).out.find("label 0: 3\nlabel 1: 2\nlabel 2: 2\n"),
              std::string::npos);
    EXPECT_NE(run({"info", "images#3", "--labels", "labels", "--json"}).out.find("\"labels\": {\"0\": 1}"),
              std::string::npos);
    expectRefusal(run({"info", "images", "--labels", "few"}), 1,
                  "poolscope: few: holds 6 labels, but there are 7 images\n");
    EXPECT_EQ(run({"info", "labels"}).status, 0);
    EXPECT_EQ(run({"pool", "labels"}).status, 1);
}

TEST_F(InfoProgram, LabelsBesideTheImagesThatDoNotFitAreLeftOut) {
    writeIdx("a-images-idx3-ubyte", {7, 2, 2});
    writeIdx("a-labels-idx1-ubyte", {6});
    const Ran ran = run({"pool", "a-images-idx3-ubyte"});
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.err,
              "poolscope: note: a-images-idx3-ubyte: the labels found with the images were left out: "
              "a-labels-idx1-ubyte: holds 6 labels, but there are 7 images\n");
    expectRefusal(run({"pool", "a-images-idx3-ubyte", "--labels", "a-labels-idx1-ubyte"}), 1,
                  "poolscope: a-labels-idx1-ubyte: holds 6 labels, but there are 7 images\n");
    expectRefusal(run({"pool", "a-images-idx3-ubyte", "--labels", "a-images-idx3-ubyte"}), 1,
                  "poolscope: a-images-idx3-ubyte: holds an array of shape (7, 2, 2), not a list of labels\n");
}

TEST_F(InfoProgram, RefusesWhatItCannotRead) {
    write("empty.png", "");
    write("words.txt", "some words\n");
    write("table.csv", "1,2\n3,x\n");
    write("torn.npy", "\x93NUMPY");
    ::mkfifo((work() / "pipe").c_str(), 0600);
    std::filesystem::create_directory(work() / "folder");
    expectRefusal(run({"info", "empty.png"}), 1, "poolscope: empty.png: the file is empty\n");
    expectRefusal(run({"info", "words.txt"}), 1, "poolscope: words.txt: is not in a format known here: ");
    expectRefusal(run({"info", "table.csv"}), 1, "poolscope: table.csv: line 2: ");
    expectRefusal(run({"info", "torn.npy"}), 1, "poolscope: torn.npy: ");
    expectRefusal(run({"info", "pipe"}), 1, "poolscope: pipe: is a pipe");
    expectRefusal(run({"info", "folder"}), 1, "poolscope: folder: is a folder without a picture");
    expectRefusal(run({"info", "/dev/zero"}), 1, "poolscope: /dev/zero: is a device");
    expectRefusal(run({"info", "nothing"}), 1, "poolscope: nothing: no such file\n");
    expectRefusal(run({"info", "words.txt#name"}), 1, "poolscope: words.txt: is not an NPZ archive");
    expectRefusal(run({"info"}), 2, "poolscope: SOURCE: is missing");
}

TEST_F(InfoProgram, HelpAndVersionGoToStandardOutput) {
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"--help"}, {"-h"}, {"--version"}, {"pool", "--help"}, {"figure", "-h"}, {"info", "x", "--help"}}) {
        const Ran ran = run(words);
        EXPECT_EQ(ran.status, 0);
        EXPECT_EQ(ran.err, "");
        EXPECT_FALSE(ran.out.empty());
    }
    EXPECT_EQ(run({"--version"}).out, "poolscope " POOLSCOPE_VERSION "\n");
    expectRefusal(run({"--nonsense"}), 2, "poolscope: --nonsense: there is no such option here\n");
    expectRefusal(run({"ponder", "ties", "mnist:0-9"}), 2, "poolscope: ponder: there is no command");
}

}  // namespace
}  // namespace poolscope::test

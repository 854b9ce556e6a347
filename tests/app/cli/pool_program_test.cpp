// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include <algorithm>

#include "tests/app/cli/process.h"

namespace poolscope::test {
namespace {

class PoolProgram : public ProgramTest {};

std::int64_t differences(const std::vector<float>& a, const std::vector<float>& b) {
    EXPECT_EQ(a.size(), b.size());
    std::int64_t count = 0;
    for (std::size_t i = 0; i < a.size(); ++i) count += a[i] != b[i] ? 1 : 0;
    return count;
}

TEST_F(PoolProgram, ZeroPaddingChangesNoOutputOfTheTestDigitsButTheirGradient) {
    const std::vector<std::string> common{"pool", "mnist:0-199", "--size=3", "--stride=2", "--pad=1", "--json"};
    auto ignore = common;
    ignore.insert(ignore.end(), {"--out", "y.npy", "--grad-in", "dx.npy"});
    auto zero = common;
    zero.insert(zero.end(), {"--pad-value=zero", "--out", "y0.npy", "--grad-in", "dx0.npy"});
    const Ran first = run(ignore);
    const Ran second = run(zero);
    ASSERT_EQ(first.status, 0) << first.err;
    ASSERT_EQ(second.status, 0) << second.err;

    EXPECT_EQ(readArrayFile("y.npy").shape, (std::vector<std::int64_t>{200, 1, 14, 14}));
    EXPECT_EQ(differences(readArrayFile("y.npy").values, readArrayFile("y0.npy").values), 0);
    EXPECT_EQ(differences(readArrayFile("dx.npy").values, readArrayFile("dx0.npy").values), 5395);
    EXPECT_EQ(readArrayFile("dx.npy").stored.sum, 39200);
    EXPECT_EQ(readArrayFile("dx0.npy").stored.sum, 33805);
    EXPECT_NE(first.out.find("\"sum_grad_in\": 39200,"), std::string::npos);
    EXPECT_NE(second.out.find("\"sum_grad_in\": 33805,"), std::string::npos);
    EXPECT_NE(second.out.find("\"lost_grad\": 5395\n"), std::string::npos);
}

TEST_F(PoolProgram, JsonHasEveryKeyInItsOrder) {
    writeCounting("x.npy", {3, 5});
    const Ran ran = run({"pool", "x.npy", "--json"});
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.err, "");
    EXPECT_EQ(ran.out,
              "{\n  \"shape_in\": [1, 1, 3, 5],\n  \"shape_out\": [1, 1, 1, 2],\n  \"windows\": 2,\n"
              "  \"tied_windows\": 0,\n  \"black_windows\": 0,\n  \"tied_inked_windows\": 0,\n"
              "  \"uncovered_rows\": 1,\n  \"uncovered_cols\": 1,\n  \"sum_grad_out\": 2,\n  \"sum_grad_in\": 2,\n"
              "  \"lost_grad\": 0\n}\n");
    const Ran average = run({"pool", "x.npy", "--op=avg", "--json"});
    EXPECT_NE(average.out.find("\"tied_windows\": null"), std::string::npos);
    EXPECT_NE(average.out.find("\"tied_inked_windows\": null"), std::string::npos);
}

TEST_F(PoolProgram, WritesEveryArrayAsTextToo) {
    writeCounting("x.npy", {4, 4});
    const Ran ran = run({"pool", "x.npy", "--out", "y.csv", "--argmax", "i.CSV", "--patches", "p.csv", "--grad-in",
                         "g.csv", "--grad-patches", "gp.csv"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(read("y.csv"), "5,7\n13,15\n");
    EXPECT_EQ(read("i.CSV"), "5,7\n13,15\n");
    EXPECT_EQ(read("p.csv"), "0,2,8,10\n1,3,9,11\n4,6,12,14\n5,7,13,15\n");
    EXPECT_EQ(read("g.csv"), "0,0,0,0\n0,1,0,1\n0,0,0,0\n0,1,0,1\n");
    EXPECT_EQ(read("gp.csv"), "0,0,0,0\n0,0,0,0\n0,0,0,0\n1,1,1,1\n");
}

TEST_F(PoolProgram, WinnersAreCountedInTheThreeWays) {
    writeCounting("x.npy", {2, 1, 2, 2});
    for (const std::string index : {"plane", "tensor", "window"}) {
        ASSERT_EQ(run({"pool", "x.npy", "--argmax", index + ".npy", "--index", index}).status, 0);
        EXPECT_EQ(readArrayFile(index + ".npy").dtype, "int64");
        EXPECT_EQ(readArrayFile(index + ".npy").shape, (std::vector<std::int64_t>{2, 1, 1, 1}));
    }
    EXPECT_EQ(readArrayFile("plane.npy").values, (std::vector<float>{3, 3}));
    EXPECT_EQ(readArrayFile("tensor.npy").values, (std::vector<float>{3, 7}));
    EXPECT_EQ(readArrayFile("window.npy").values, (std::vector<float>{3, 3}));
}

TEST_F(PoolProgram, AGlobalWindowIsAsLargeAsTheImage) {
    writeCounting("x.npy", {2, 1, 3, 5});
    const auto pooled = [this](std::vector<std::string> options) {
        options.insert(options.begin(), {"pool", "x.npy", "--size=global", "--out=y.npy", "--json"});
        const Ran ran = run(options);
        EXPECT_EQ(ran.status, 0) << ran.err;
        EXPECT_EQ(readArrayFile("y.npy").shape, (std::vector<std::int64_t>{2, 1, 1, 1}));
        return readArrayFile("y.npy").values;
    };
    EXPECT_EQ(pooled({}), (std::vector<float>{14, 29}));
    EXPECT_EQ(pooled({"--op=avg", "--stride=2"}), (std::vector<float>{7, 22}));
    EXPECT_EQ(pooled({"--crop=0,0,2,2"}), (std::vector<float>{6, 21}));
    const Ran text = run({"pool", "x.npy", "--size=global"});
    EXPECT_NE(text.out.find("size 3x5, stride 3x5"), std::string::npos) << text.out;
    expectRefusal(run({"pool", "x.npy", "--size=global", "--pad=1"}), 2,
                  "poolscope: --size: global takes the whole plane and no padding");
}

TEST_F(PoolProgram, SoftmaxMeasuresByTheRangeThatIsShown) {
    const auto pooled = [this](const std::vector<std::string>& options) {
        std::vector<std::string> words{"pool", "mnist:18", "--out=y.npy", "--grad-in=dx.npy"};
        words.insert(words.end(), options.begin(), options.end());
        const Ran ran = run(words);
        EXPECT_EQ(ran.status, 0) << ran.err;
        return std::pair(readArrayFile("y.npy").values, readArrayFile("dx.npy").values);
    };
    const auto usual = pooled({"--op=softmax"});
    EXPECT_EQ(pooled({"--op=softmax", "--temperature=0.1", "--range=0,255"}), usual);
    EXPECT_EQ(pooled({"--op=softmax", "--temperature=0.05", "--range=-255,255"}), usual) << "the same product";
    EXPECT_NE(pooled({"--op=softmax", "--range=0,510"}), usual);
    EXPECT_EQ(pooled({"--op=softmax", "--temperature=1e-9"}).first, pooled({"--op=max"}).first);
    const auto hot = pooled({"--op=softmax", "--temperature=1e9"});
    const auto average = pooled({"--op=avg"});
    for (std::size_t i = 0; i < hot.first.size(); ++i) ASSERT_NEAR(hot.first[i], average.first[i], 1e-4) << i;
    for (std::size_t i = 0; i < hot.second.size(); ++i) ASSERT_NEAR(hot.second[i], average.second[i], 1e-6) << i;
    expectRefusal(run({"pool", "mnist:18", "--temperature=1", "--json"}), 2,
                  "poolscope: --temperature: has no meaning with --op max; it belongs to softmax");
}

TEST_F(PoolProgram, ReadsTheUpstreamGradient) {
    writeCounting("x.npy", {4, 4});
    writeCounting("g.npy", {2, 2});
    ASSERT_EQ(run({"pool", "x.npy", "--grad-out", "g.npy", "--grad-in", "dx.csv"}).status, 0);
    EXPECT_EQ(read("dx.csv"), "0,0,0,0\n0,0,0,1\n0,0,0,0\n0,2,0,3\n");
    expectRefusal(run({"pool", "x.npy", "--grad-out", "x.npy", "--json"}), 1,
                  "poolscope: --grad-out: the upstream gradient has shape (1, 1, 4, 4)");
}

TEST_F(PoolProgram, FiltersAndReluMakeTheBlogsSetting) {
    const Ran ran =
        run({"pool", "mnist:0-4", "--filters", "all", "--relu", "--patches", "p.npy", "--grad-in", "g.npy", "--json"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    EXPECT_NE(ran.out.find("\"shape_in\": [5, 10, 28, 28],"), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("\"shape_out\": [5, 10, 14, 14],"), std::string::npos) << ran.out;
    const Array patches = readArrayFile("p.npy");
    EXPECT_EQ(patches.shape, (std::vector<std::int64_t>{4, 9800}));
    EXPECT_EQ(patches.stored.min, 0);
    EXPECT_GT(patches.stored.max, 255);
    EXPECT_EQ(readArrayFile("g.npy").shape, (std::vector<std::int64_t>{5, 10, 28, 28}));
}

TEST_F(PoolProgram, ResponsesArePooledInTheOrderAskedFor) {
    writeCounting("x.npy", {2, 2});  // 0 1 / 2 3
    ASSERT_EQ(run({"pool", "x.npy", "--filters=sobel-x,identity", "--size=1", "--out=y.npy"}).status, 0);
    EXPECT_EQ(readArrayFile("y.npy").shape, (std::vector<std::int64_t>{1, 2, 2, 2}));
    EXPECT_EQ(readArrayFile("y.npy").values, (std::vector<float>{5, -2, 7, -4, 0, 1, 2, 3}));
    ASSERT_EQ(run({"pool", "x.npy", "--filters=sobel-x", "--relu", "--size=1", "--out=y.csv"}).status, 0);
    EXPECT_EQ(read("y.csv"), "5,0\n7,0\n");
    EXPECT_NE(run({"pool", "x.npy", "--filters=sobel-x", "--relu"}).out.find("filter sobel-x, ReLU"),
              std::string::npos);
    expectRefusal(run({"pool", "x.npy", "--filters=all", "--out=y.csv"}), 1,
                  "poolscope: --out: CSV holds one plane, but there are 10");
}

TEST_F(PoolProgram, ReluNeedsNoFilters) {
    const Bytes bytes = writeNpy(std::vector<float>{-3, -2, -1, 4}, std::vector<std::int64_t>{2, 2});
    write("x.npy", {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    ASSERT_EQ(run({"pool", "x.npy", "--relu", "--op=min", "--out=y.csv"}).status, 0);
    EXPECT_EQ(read("y.csv"), "0\n");
}

TEST_F(PoolProgram, NoImagesGiveEmptyArrays) {
    writeCounting("x.npy", {0, 3, 4, 4});
    const Ran ran = run({"pool", "x.npy", "--out=y.npy", "--argmax=i.npy", "--patches=p.npy", "--grad-in=g.npy",
                         "--grad-patches=gp.npy", "--json"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(readArrayFile("y.npy").shape, (std::vector<std::int64_t>{0, 3, 2, 2}));
    EXPECT_EQ(readArrayFile("i.npy").shape, (std::vector<std::int64_t>{0, 3, 2, 2}));
    EXPECT_EQ(readArrayFile("p.npy").shape, (std::vector<std::int64_t>{4, 0}));
    EXPECT_EQ(readArrayFile("gp.npy").shape, (std::vector<std::int64_t>{4, 0}));
    EXPECT_EQ(readArrayFile("g.npy").shape, (std::vector<std::int64_t>{0, 3, 4, 4}));
}

TEST_F(PoolProgram, SpeaksWithoutFilesAndIsSilentWithThem) {
    const Ran spoken = run({"pool", "mnist:18"});
    EXPECT_EQ(spoken.status, 0);
    EXPECT_EQ(spoken.err, "");
    EXPECT_NE(spoken.out.find("(1, 1, 14, 14), max, size 2x2, stride 2x2"), std::string::npos) << spoken.out;
    EXPECT_EQ(run({"pool", "mnist:18", "--out", "y.npy"}).out, "");
}

TEST_F(PoolProgram, RefusesBadParametersWithTheirOption) {
    writeCounting("x.npy", {4, 4});
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
        {{"--size", "0"}, "--size: size 0 (rows) is not legal: it must be 1 to "},
        {{"--size", "5"}, "--size: size 5 does not fit"},
        {{"--size", "99999999999999999999"}, "--size: '99999999999999999999' is not a number that fits"},
        {{"--stride", "0"}, "--stride: stride 0 (rows) is not legal"},
        {{"--pad=-1"}, "--pad: padding -1 is not legal: it must be 0 or more"},
        {{"--pad", "-1"}, "--pad: padding -1 is not legal: it must be 0 or more"},
        {{"--pad", "2"}, "--pad: padding 2 (top) is not legal: it must be 0 to 1"},
        {{"--dilation", "0"}, "--dilation: dilation 0 (rows) is not legal"},
        {{"--op=lp", "--p=0"}, "--p: p 0 is not legal"},
        {{"--op=softmax", "--temperature=0"}, "--temperature: temperature 0 is not legal"},
        {{"--op=avg", "--divisor=0"}, "--divisor: divisor 0 is not legal"}};
    for (const auto& [options, message] : cases) {
        std::vector<std::string> words{"pool", "x.npy", "--out", "y.npy"};
        words.insert(words.end(), options.begin(), options.end());
        expectRefusal(run(words), 1, "poolscope: " + message);
    }
    EXPECT_EQ(files(), Names{"x.npy"});
}

TEST_F(PoolProgram, WrongCallsEndWithTwo) {
    writeCounting("x.npy", {4, 4});
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
        {{"--size", "abc"}, "--size: 'abc' is not a number; expected K, KH,KW or global\n"},
        {{"--nonsense"}, "--nonsense: there is no such option here\n"},
        {{"--filters", "sobel"}, "--filters: 'sobel' is not one of identity, sobel-x, sobel-y, laplacian, "},
        {{"--filters="}, "--filters: "},
        {{"--filters=gabor,all"}, "--filters: 'all' is not one of identity, "},
        {{"--op=lp", "--argmax=i.npy"}, "--argmax: has no meaning with --op lp"},
        {{"--index=plane"}, "--index: has no meaning without --argmax"},
        {{"--rgb"}, "--rgb: is for pictures"},
        {{"--out=x.npy"}, "--out: 'x.npy' is read as SOURCE"},
        {{"--out=y.npy", "--grad-in=./y.npy"}, "--grad-in: './y.npy' is also named by --out"},
        {{"--out=y.txt"}, "--out: 'y.txt' does not end in .npy, .csv or .tex"},
        {{"--grad-out=g.npy", "--out=y.npy"}, "--grad-out: has no meaning without"},
        {{"y.npy"}, "y.npy: this is one argument too many"}};
    for (const auto& [options, message] : cases) {
        std::vector<std::string> words{"pool", "x.npy"};
        words.insert(words.end(), options.begin(), options.end());
        expectRefusal(run(words), 2, "poolscope: " + message);
    }
    expectRefusal(run({"pool"}), 2, "poolscope: SOURCE: is missing");
    EXPECT_EQ(files(), Names{"x.npy"});
}

TEST_F(PoolProgram, CsvIsRefusedBeforeAnythingIsComputed) {
    expectRefusal(run({"pool", "mnist:0-1", "--out", "y.csv"}), 1,
                  "poolscope: --out: CSV holds one plane, but there are 2");
    EXPECT_TRUE(files().empty());
}

TEST_F(PoolProgram, WritesLatex) {
    writeCounting("x.npy", {4, 4});
    ASSERT_EQ(run({"pool", "x.npy", "--out", "y.tex", "--argmax", "i.tex", "--patches", "p.npy"}).status, 0);
    EXPECT_EQ(read("y.tex"),
              "% in math mode, with \\usepackage{amsmath}\n\\begin{bmatrix}\n5 & 7 \\\\\n13 & 15\n\\end{bmatrix}\n");
    EXPECT_EQ(read("i.tex"), read("y.tex")) << "the value of a cell is its index";
    ASSERT_EQ(run({"pool", "x.npy", "--out", "y.TEX", "--latex=tabular"}).status, 0);
    EXPECT_EQ(read("y.TEX"), "\\begin{tabular}{rr}\n5 & 7 \\\\\n13 & 15\n\\end{tabular}\n");

    expectRefusal(run({"pool", "x.npy", "--latex=bmatrix"}), 2, "poolscope: --latex: has no meaning without a file");
    expectRefusal(run({"pool", "mnist:18", "--patches=p.tex"}), 1, "poolscope: --patches: 4x196 numbers do not fit");
    expectRefusal(run({"pool", "mnist:0-1", "--out=two.tex"}), 1, "poolscope: --out: LaTeX holds one plane, but there");
    EXPECT_EQ(files(), (Names{"x.npy", "y.tex", "i.tex", "p.npy", "y.TEX"}));
}

TEST_F(PoolProgram, WritesWhatItRead) {
    writeCounting("g.npy", {1, 1, 14, 14});
    ASSERT_EQ(run({"pool", "mnist:18", "--filters=identity,emboss", "--input-out", "x.npy", "--upstream-out", "d.npy"})
                  .status,
              0);
    EXPECT_EQ(readArrayFile("x.npy").shape, (std::vector<std::int64_t>{1, 1, 28, 28}));
    EXPECT_EQ(readArrayFile("d.npy").shape, (std::vector<std::int64_t>{1, 2, 14, 14}));
    ASSERT_EQ(run({"pool", "mnist:18", "--grad-out", "g.npy", "--upstream-out", "h.npy"}).status, 0);
    EXPECT_EQ(readArrayFile("h.npy").values, readArrayFile("g.npy").values);
    // The images are one plane before the filters and two after them.
    EXPECT_EQ(run({"pool", "mnist:18", "--filters=identity,emboss", "--input-out", "x.csv"}).status, 0);
    expectRefusal(run({"pool", "mnist:18", "--filters=identity,emboss", "--upstream-out", "d.csv"}), 1,
                  "poolscope: --upstream-out: CSV holds one plane, but there are 2");
}

TEST_F(PoolProgram, TakesTheGradientByItsNameOrFromAFile) {
    writeCounting("g.npy", {1, 1, 14, 14});
    const auto upstream = [this](const std::string& option) {
        const Ran ran = run({"pool", "mnist:18", option, "--upstream-out=d.npy"});
        EXPECT_EQ(ran.status, 0) << ran.err;
        return readArrayFile("d.npy").values;
    };
    EXPECT_EQ(upstream("--upstream=ones"), std::vector<float>(196, 1));
    EXPECT_EQ(upstream("--upstream=g.npy"), upstream("--grad-out=g.npy"));
    std::vector<float> oneCell(196, 0);
    oneCell[3 * 14 + 5] = 1;
    EXPECT_EQ(upstream("--upstream=cell:3,5"), oneCell);
    EXPECT_EQ(upstream("--upstream=random:7"), upstream("--upstream=random:7"));
    EXPECT_NE(upstream("--upstream=random:7"), upstream("--upstream=random:8"));
    expectRefusal(run({"pool", "mnist:18", "--upstream=cell:14,0"}), 1, "poolscope: --upstream: ");
    expectRefusal(run({"pool", "mnist:18", "--upstream=once"}), 1, "poolscope: once: ");
    expectRefusal(run({"pool", "mnist:18", "--upstream=ones", "--grad-out=g.npy"}), 2,
                  "poolscope: --grad-out: cannot be combined with --upstream");
}

TEST_F(PoolProgram, TheCellOfAnOptionIsOfTheFirstPlaneAndThatOfASessionOfTheOneInView) {
    const auto cellWith = [this](const std::vector<std::string>& options) {
        std::vector<std::string> words{"pool", "--session=s.svg", "--upstream-out=d.npy"};
        words.insert(words.end(), options.begin(), options.end());
        const Ran ran = run(words);
        EXPECT_EQ(ran.status, 0) << ran.err;
        const std::vector<float> values = readArrayFile("d.npy").values;
        return std::find(values.begin(), values.end(), 1) - values.begin();
    };
    const Ran drawn = run({"figure", "mnist:18", "--filters=identity,emboss", "--plane=0,1", "--upstream=cell:0,2",
                           "--panels=upstream", "-o", "s.svg"});
    ASSERT_EQ(drawn.status, 0) << drawn.err;
    EXPECT_EQ(cellWith({}), 14 * 14 + 2);
    EXPECT_EQ(cellWith({"--upstream=cell:0,3"}), 3);
}

TEST_F(PoolProgram, AGradientOfTheWholeBatchIsRefusedForFilesOfItAlone) {
    const std::vector<std::string> call{"pool", "mnist:0-1", "--upstream=random:1"};
    const auto with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), call.begin(), call.end());
        return run(more);
    };
    EXPECT_EQ(with({"--json", "--out=y{index}.npy", "--grad-in=dx.npy"}).status, 0);
    EXPECT_EQ(files(), (Names{"y0.npy", "y1.npy", "dx.npy"}));
    ASSERT_EQ(run({"pool", "mnist:1", "--out=one.npy"}).status, 0);
    EXPECT_EQ(read("y1.npy"), read("one.npy"));
    expectRefusal(with({"--grad-in=dx{index}.npy"}), 1,
                  "poolscope: --upstream: its gradient is of the whole batch: names of gradients with {index}");
    ASSERT_EQ(run({"figure", "mnist:0-1", "--upstream=cell:0,0", "--plane=1,0", "-o", "s.svg"}).status, 0);
    EXPECT_EQ(run({"pool", "--session=s.svg", "--out=z{index}.npy"}).status, 0);
    expectRefusal(run({"pool", "--session=s.svg", "--upstream-out=d{index}.npy"}), 1, "poolscope: --session: its ");
}

TEST_F(PoolProgram, WritesProgramsThatRun) {
    const auto python = [this](const std::string& name) {
        return std::system(("cd '" + work().string() + "' && /usr/bin/python3 " + name + " >/dev/null 2>&1").c_str());
    };
    ASSERT_EQ(run({"pool", "mnist:18", "--size=3", "--stride=2", "--pad=1", "--numpy", "one.py"}).status, 0);
    EXPECT_EQ(files(), Names{"one.py"});
    EXPECT_EQ(read("one.py").substr(0, 62), "# MNIST test image 18, label 3: max, size 3x3, stride 2x2, pad");
    EXPECT_EQ(python("one.py"), 0);

    expectRefusal(run({"pool", "mnist:0-4", "--numpy=many.py"}), 1,
                  "poolscope: --numpy: the input (5, 1, 28, 28) has 3920 values, more than the 1024");
    expectRefusal(run({"pool", "mnist:0-4", "--numpy=many.py", "--torch=./many.py", "--input-out=x.npy"}), 2,
                  "poolscope: --torch: './many.py' is also named by --numpy");
    ASSERT_EQ(run({"pool", "mnist:0-4", "--filters=all", "--relu", "--numpy=many.py", "--torch=torch.py",
                   "--input-out=it's \"x\".npy"})
                  .status,
              0);
    EXPECT_EQ(python("many.py"), 0) << read("many.py");
    EXPECT_NE(read("torch.py").find("F.max_pool2d(X, (2, 2), (2, 2), return_indices=True)"), std::string::npos);
}

TEST_F(PoolProgram, ProgramsLoadAGradientThatIsLarge) {
    writeCounting("g.npy", {5, 1, 27, 27});
    const std::vector<std::string> call{"pool",  "mnist:0-4",         "--stride=1",  "--grad-out",
                                        "g.npy", "--input-out=x.npy", "--numpy=s.py"};
    expectRefusal(run(call), 1, "poolscope: --numpy: the upstream gradient (5, 1, 27, 27) has 3645 values");
    auto whole = call;
    whole.push_back("--upstream-out=d.npy");
    ASSERT_EQ(run(whole).status, 0);
    EXPECT_EQ(std::system(("cd '" + work().string() + "' && /usr/bin/python3 s.py >/dev/null 2>&1").c_str()), 0);
}

TEST_F(PoolProgram, AFailedRunChangesNoFile) {
    writeCounting("x.npy", {4, 4});
    write("y.npy", "precious");
    ::mkfifo((work() / "pipe").c_str(), 0600);
    std::filesystem::create_directory(work() / "folder");
    const Names before = files();
    for (const std::string target : {"missing/i.npy", "folder", "pipe", "/dev/full"}) {
        const Ran ran = run({"pool", "x.npy", "--out", "y.npy", "--argmax", target});
        expectRefusal(ran, 1, "poolscope: " + target + ": ");
        EXPECT_EQ(files(), before) << target;
        EXPECT_EQ(read("y.npy"), "precious") << target;
    }
}

TEST_F(PoolProgram, AFullStandardOutputIsAFailureAndWritesNoFile) {
    const Ran ran = run({"pool", "mnist:0", "--json", "--out", "y.npy"}, "/dev/full");
    EXPECT_EQ(ran.status, 1);
    EXPECT_EQ(ran.err, "poolscope: standard output: cannot be written: No space left on device\n");
    EXPECT_TRUE(files().empty());
}

TEST_F(PoolProgram, FileNamesAreBytes) {
    const std::string odd = "sp ace\xff\n#1#2";
    writeCounting(odd, {4, 4});
    const Ran ran = run({"pool", odd, "--out", "y\xfe \n.npy"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(files(), (Names{odd, "y\xfe \n.npy"}));
    writeCounting("-dash.npy", {4, 4});
    EXPECT_EQ(run({"pool", "--", "-dash.npy"}).status, 0);
    expectRefusal(run({"pool", "no\xff\x1b[2Jsuch\n.npy"}), 1,
                  "poolscope: no\\xff\\x1b[2Jsuch\\x0a.npy: no such file\n");
}

TEST_F(PoolProgram, RunsOnTheInstructionsThatAreNamed) {
    const Ran usual = run({"pool", "mnist:18", "--json"});
    EXPECT_EQ(runIn(work(), {{"POOLSCOPE_CPU", "sse2"}}, {"pool", "mnist:18", "--json"}).out, usual.out);
    const Ran refused = runIn(work(), {{"POOLSCOPE_CPU", "mmx"}}, {"pool", "mnist:18"});
    EXPECT_EQ(refused.status, 1);
    EXPECT_TRUE(
        refused.err.starts_with("poolscope: POOLSCOPE_CPU: there is no \"mmx\" on this machine; it can be sse2"))
        << refused.err;
}

}  // namespace
}  // namespace poolscope::test

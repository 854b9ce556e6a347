// SPDX-License-Identifier: GPL-3.0-or-later
// --session, and the files it reads.
#include <cmath>
#include <functional>

#include "app/file/load_source.h"
#include "app/file/session_io.h"
#include "core/filter/filter.h"
#include "tests/app/cli/process.h"

namespace poolscope::test {
namespace {

class SessionProgram : public ProgramTest {
  protected:
    std::string path(const std::string& name) const { return (work() / name).string(); }

    // Writes a session on `source`, a file of the folder or of MNIST, the way the window does.
    void save(const std::string& name, const std::string& source, const std::function<void(Experiment&)>& change = {},
              const ViewSpec& view = {}, bool rgb = false) const {
        const auto ref = parseSource(source.starts_with("mnist:") ? source : path(source)).value();
        const auto loaded = loadSource(ref, rgb);
        ASSERT_TRUE(loaded) << loaded.error().message;
        Experiment experiment;
        experiment.source = ref;
        experiment.images = chosenImages(ref, *loaded).value();
        if (change) change(experiment);
        const auto saved = saveSession(path(name), experiment, view, *loaded);
        ASSERT_TRUE(saved) << saved.error().where << ": " << saved.error().message;
    }

    // Both calls do the same: equal text on stdout and equal bytes in files a.* and b.*.
    void expectSame(const Words& flags, const Words& session, const Words& outputs) const {
        const auto named = [&](Words words, const std::string& prefix) {
            for (std::size_t i = 0; i + 1 < outputs.size(); i += 2) {
                words.insert(words.end(), {outputs[i], prefix + outputs[i + 1]});
            }
            return words;
        };
        const Ran a = run(named(flags, "a."));
        const Ran b = run(named(session, "b."));
        ASSERT_EQ(a.status, 0) << a.err;
        ASSERT_EQ(b.status, 0) << b.err;
        EXPECT_EQ(a.out, b.out);
        for (std::size_t i = 1; i < outputs.size(); i += 2) {
            ASSERT_FALSE(read("a." + outputs[i]).empty());
            EXPECT_TRUE(read("a." + outputs[i]) == read("b." + outputs[i])) << outputs[i];
        }
    }
};

const Words kArrays{"--out", "y.npy",     "--argmax", "i.npy",          "--patches",
                    "p.npy", "--grad-in", "dx.npy",   "--grad-patches", "g.npy"};
const Words kFigures{"-o", "f.png", "-o", "f.svg", "-o", "f.pdf"};

void manyChoices(Experiment& e) {
    e.filters = {{1, 9}, true};
    e.window = {{3, 2}, {2, 1}, {PadMode::Explicit, 1, 0, 1, 1}, {1, 2}, true};
    e.pool.padValue = PadValue::Zero;
    e.pool.ties = TieRule::Split;
}
const Words kManyChoices{"--filters=sobel-x,gabor", "--relu",           "--size=3,2", "--stride=2,1", "--pad=1,0,1,1",
                         "--dilation=1,2",          "--pad-value=zero", "--ceil",     "--ties=split"};

TEST_F(SessionProgram, PoolsAsTheSameFlagsDo) {
    save("s.poolscope", "mnist:3-5", manyChoices);
    Words flags{"pool", "mnist:3-5", "--json"};
    flags.insert(flags.end(), kManyChoices.begin(), kManyChoices.end());
    expectSame(flags, {"pool", "--session=s.poolscope", "--json"}, kArrays);
}

TEST_F(SessionProgram, EveryWordOfAFlagIsAWordOfASession) {
    const std::vector<std::pair<Words, std::function<void(Experiment&)>>> cases = {
        {{"--op=min", "--ties=last"},
         [](auto& e) {
             e.pool.op = PoolOp::Min;
             e.pool.ties = TieRule::Last;
         }},
        {{"--op=avg", "--divisor=-0.1", "--count-include-pad", "--pad=1"},
         [](auto& e) {
             e.pool.op = PoolOp::Avg;
             e.pool.divisor = -0.1;
             e.pool.countIncludePad = true;
             e.window.padding = {PadMode::Explicit, 1, 1, 1, 1};
         }},
        {{"--op=lp", "--p=1.1"},
         [](auto& e) {
             e.pool.op = PoolOp::Lp;
             e.pool.p = 1.1;
         }},
        {{"--op=median", "--median=lower", "--pad=same-upper", "--stride=1"},
         [](auto& e) {
             e.pool.op = PoolOp::Median;
             e.pool.median = MedianRule::Lower;
             e.window.padding.mode = PadMode::SameUpper;
             e.window.stride = {1, 1};
         }},
        {{"--ties=all", "--pad=same-lower", "--stride=1"}, [](auto& e) {
             e.pool.ties = TieRule::All;
             e.window.padding.mode = PadMode::SameLower;
             e.window.stride = {1, 1};
         }}};
    for (const auto& [options, change] : cases) {
        save("s.poolscope", "mnist:7", change);
        Words flags{"pool", "mnist:7", "--json"};
        flags.insert(flags.end(), options.begin(), options.end());
        expectSame(flags, {"pool", "--session=s.poolscope", "--json"}, {"--out", "y.npy", "--grad-in", "dx.npy"});
    }
}

TEST_F(SessionProgram, DrawsAsTheSameFlagsDo) {
    writeCounting("x.npy", {3, 2, 6, 6});
    save("s.poolscope", "x.npy",
         [](auto& e) {
             e.images = {1, 2};
             e.plane = 3;
             e.window.stride = {1, 1};
         },
         {.palette = Palette::Magma, .numbers = Numbers::Off});
    expectSame({"figure", "x.npy#1-2", "--plane=1,1", "--stride=1", "--palette=magma", "--numbers=off"},
               {"figure", "--session=s.poolscope"}, kFigures);
    // One image by itself keeps the channel.
    ASSERT_EQ(run({"figure", "x.npy#2", "--plane=0,1", "--stride=1", "--palette=magma", "--numbers=off", "-o", "a.svg"})
                  .status,
              0);
    ASSERT_EQ(run({"figure", "--session=s.poolscope", "-o", "{index}.svg"}).status, 0);
    EXPECT_TRUE(read("a.svg") == read("2.svg"));
}

TEST_F(SessionProgram, ThePartsOfTheViewThatNoFlagSetsCount) {
    save("a.poolscope", "mnist:3");
    save("b.poolscope", "mnist:3", {}, {.patches = PatchView::Tiles});
    save("c.poolscope", "mnist:3", {}, {.values = NumberScale::Unit, .numbers = Numbers::On});
    for (const std::string name : {"a", "b", "c"}) {
        ASSERT_EQ(run({"figure", "--session", name + ".poolscope", "-o", name + ".svg", "--numbers=on"}).status, 0);
    }
    EXPECT_FALSE(read("a.svg") == read("b.svg"));
    EXPECT_FALSE(read("a.svg") == read("c.svg"));
}

TEST_F(SessionProgram, FlagsOverride) {
    writeCounting("x.npy", {2, 9, 9});
    save("s.poolscope", "mnist:3", manyChoices, {.palette = Palette::Magma, .numbers = Numbers::Off});
    const Words base{"pool", "mnist:3", "--json", "--filters=sobel-x,gabor", "--relu", "--pad-value=zero", "--ceil"};
    const auto flags = [&](const Words& more) {
        Words words = base;
        words.insert(words.end(), more.begin(), more.end());
        return words;
    };
    const Words session{"pool", "--session=s.poolscope", "--json"};
    const auto with = [&](const Words& more) {
        Words words = session;
        words.insert(words.end(), more.begin(), more.end());
        return words;
    };
    const Words output{"--out", "y.npy"};
    // Another size leaves the stride alone.
    expectSame(flags({"--size=4", "--stride=2,1", "--pad=1,0,1,1", "--dilation=1,2", "--ties=split"}),
               with({"--size=4"}), output);
    expectSame(flags({"--size=3,2", "--stride=5", "--pad=same-upper", "--dilation=1", "--op=avg"}),
               with({"--stride=5", "--pad=same-upper", "--dilation=1", "--op=avg"}), output);
    expectSame({"pool", "x.npy#1", "--json", "--filters=identity", "--relu", "--pad-value=zero", "--ceil", "--size=3,2",
                "--stride=2,1", "--pad=1,0,1,1", "--dilation=1,2", "--ties=split"},
               {"pool", "x.npy#1", "--session=s.poolscope", "--filters=identity", "--json"}, output);
    save("plain.poolscope", "mnist:3", {}, {.palette = Palette::Magma, .numbers = Numbers::Off});
    expectSame({"figure", "mnist:3", "--palette=cividis", "--numbers=off"},
               {"figure", "--session=plain.poolscope", "--palette=cividis"}, {"-o", "f.svg"});
}

TEST_F(SessionProgram, TheGradientComesWithTheSession) {
    writeCounting("g.npy", {2, 2});
    writeCounting("x.npy", {4, 4});
    save("given.poolscope", "x.npy", [](auto& e) {
        const std::vector<float> values{0, 1, 2, 3};
        e.gradient = {Upstream::Given, 1, {}, std::make_shared<const Tensor>(Shape{1, 1, 2, 2}, values)};
    });
    expectSame({"pool", "x.npy", "--grad-out=g.npy", "--json"}, {"pool", "--session=given.poolscope", "--json"},
               {"--grad-in", "dx.npy"});
    expectRefusal(run({"pool", "--session=given.poolscope", "--size=3"}), 1,
                  "poolscope: --session: the upstream gradient has shape (1, 1, 2, 2), but");
    save("cell.poolscope", "x.npy", [](auto& e) { e.gradient = {Upstream::OneCell, 1, {1, 0}, nullptr}; });
    ASSERT_EQ(run({"pool", "--session=cell.poolscope", "--grad-in=dx.csv"}).status, 0);
    EXPECT_EQ(read("dx.csv"), "0,0,0,0\n0,0,0,0\n0,0,0,0\n0,1,0,0\n");
    // It belongs to the images it was made for.
    ASSERT_EQ(run({"pool", "x.npy", "--session=cell.poolscope", "--grad-in=ones.csv"}).status, 0);
    EXPECT_EQ(read("ones.csv"), "0,0,0,0\n0,1,0,1\n0,0,0,0\n0,1,0,1\n");
}

TEST_F(SessionProgram, AMovedFolderStillOpens) {
    std::filesystem::create_directories(work() / "old/data");
    const std::string odd = "old/data/100 %\xff\n.npy";
    writeCounting(odd, {4, 4});
    save("old/s.poolscope", odd);
    save("far.poolscope", odd);
    std::filesystem::create_directory(work() / "away");
    std::filesystem::rename(work() / "far.poolscope", work() / "away/far.poolscope");
    EXPECT_EQ(run({"pool", "--session=away/far.poolscope", "--out=far.csv"}).status, 0);  // by its absolute path
    std::filesystem::rename(work() / "old", work() / "new");
    const Ran ran = run({"pool", "--session", "new/s.poolscope", "--out=y.csv"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(read("y.csv"), "5,7\n13,15\n");
    EXPECT_EQ(read("far.csv"), "5,7\n13,15\n");
    const Ran missing = run({"pool", "--session=away/far.poolscope"});
    expectRefusal(missing, 1, "poolscope: away/far.poolscope: its source is missing: there is no file ");
    EXPECT_NE(missing.err.find("old/data/100 %\\xff\\x0a.npy"), std::string::npos) << missing.err;
}

TEST_F(SessionProgram, AChangedSourceIsRefusedNamingBoth) {
    writeCounting("x.npy", {4, 4});
    save("s.poolscope", "x.npy");
    EXPECT_EQ(run({"pool", "--session=s.poolscope"}).status, 0);
    write("x.npy", read("x.npy").replace(130, 1, "\x01"));
    const Ran ran = run({"pool", "--session=s.poolscope", "--out=y.npy"});
    expectRefusal(ran, 1, "poolscope: s.poolscope: its source x.npy has changed since the session was saved");
    EXPECT_EQ(files(), (Names{"s.poolscope", "x.npy"}));
    // Named as SOURCE it is taken as it is.
    EXPECT_EQ(run({"pool", "x.npy", "--session=s.poolscope"}).status, 0);
    std::filesystem::remove(work() / "x.npy");
    expectRefusal(run({"pool", "--session=s.poolscope"}), 1,
                  "poolscope: s.poolscope: its source is missing: there is no file x.npy and /");
}

TEST_F(SessionProgram, PicturesKeepTheirChannels) {
    write("p.ppm", "P6 2 2 255\n" + std::string("\x01\x02\x03\x10\x20\x30\x40\x50\x60\x70\x71\x72"));
    save("rgb.poolscope", "p.ppm", {}, {}, true);
    save("grey.poolscope", "p.ppm");
    expectSame({"pool", "p.ppm", "--rgb"}, {"pool", "--session=rgb.poolscope"}, {"--out", "y.npy"});
    expectSame({"pool", "p.ppm"}, {"pool", "--session=grey.poolscope"}, {"--out", "y.npy"});
    expectSame({"pool", "p.ppm", "--rgb"}, {"pool", "--session=grey.poolscope", "--rgb"}, {"--out", "y.npy"});
    save("mnist.poolscope", "mnist:3");
    expectRefusal(run({"pool", "--session=mnist.poolscope", "--rgb"}), 2, "poolscope: --rgb: is for pictures");
}

TEST_F(SessionProgram, EmbeddedImagesAreInTheSession) {
    Source source;
    source.name = "drawn";
    source.images = std::make_shared<const Tensor>(Shape{1, 1, 2, 2},
                                                   std::vector<float>{-1, -0.0F, -7, -std::nextafter(0.0F, 1.0F)});
    Experiment experiment;
    experiment.source.embedded = true;
    experiment.source.path = "drawn";
    const auto saved = saveSession(path("s.poolscope"), experiment, {}, source);
    ASSERT_TRUE(saved) << saved.error().message;
    ASSERT_EQ(run({"pool", "--session=s.poolscope", "--patches=p.csv"}).status, 0);
    EXPECT_EQ(read("p.csv"), "-1\n-0\n-7\n-1e-45\n");
    const auto opened = openSession(path("s.poolscope"));
    ASSERT_TRUE(opened);
    EXPECT_TRUE(opened->experiment == experiment);
    EXPECT_TRUE(sameBits(*opened->source->images.tensor(), *source.images.tensor()));
}

TEST_F(SessionProgram, BadSessionsAreRefused) {
    save("s.poolscope", "mnist:3");
    std::string text = read("s.poolscope");
    write("stride.poolscope", text.replace(text.find("\"stride\": [2"), 12, "\"stride\": [0"));
    write("new.poolscope", "{\"poolscope\": \"session\", \"version\": 2}");
    write("deep.poolscope", "{\"a\":" + std::string(1'000'000, '['));
    write("x.npy", "\x93NUMPY");
    save("beyond.poolscope", "mnist:3", [](auto& e) { e.images = {9999, 10000}; });
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"stride.poolscope", "stride.poolscope: experiment.window.stride: stride 0 is not legal: it must be 1 to "},
        {"new.poolscope", "new.poolscope: version: this session has version 2, but this program knows only 1"},
        {"deep.poolscope", "deep.poolscope: a[0][0]"},
        {"x.npy", "x.npy: this is not a Poolscope session"},
        {"beyond.poolscope", "beyond.poolscope: experiment.images: there is no image 10000 in MNIST test set"},
        {".", ".: is a directory"},
        {"none.poolscope", "none.poolscope: no such file"}};
    const Names before = files();
    for (const auto& [name, message] : cases) {
        expectRefusal(run({"pool", "--session", name, "--out=y.npy"}), 1, "poolscope: " + message);
        expectRefusal(run({"figure", "--session", name, "-o", "y.svg"}), 1, "poolscope: " + message);
    }
    expectRefusal(run({"pool", "--session="}), 2, "poolscope: --session: ");
    EXPECT_EQ(files(), before);
}

TEST_F(SessionProgram, WhatIsReadIsNotWrittenOver) {
    writeCounting("x.npy", {4, 4});
    save("s.poolscope", "x.npy");
    expectRefusal(run({"pool", "--session=s.poolscope", "--out=./x.npy"}), 2,
                  "poolscope: --out: './x.npy' is read as SOURCE");
    std::filesystem::create_symlink("s.poolscope", work() / "link.svg");
    expectRefusal(run({"figure", "--session=s.poolscope", "-o", "link.svg"}), 2,
                  "poolscope: -o: 'link.svg' is read as --session");
}

TEST_F(SessionProgram, WhatTheWindowSavesItOpensAgain) {
    writeCounting("x.npy", {3, 6, 6});
    const auto change = [](Experiment& e) {
        manyChoices(e);
        e.images = {1, 2};
        e.plane = 1;
    };
    ViewSpec view{Palette::Viridis};
    view.values = NumberScale::Unit;
    view.patches = PatchView::Tiles;
    view.numbers = Numbers::On;
    save("s.poolscope", "x.npy", change, view);
    const auto opened = openSession(path("s.poolscope"));
    ASSERT_TRUE(opened) << opened.error().message;
    Experiment expected;
    change(expected);
    expected.source.path = path("x.npy");
    EXPECT_TRUE(opened->experiment == expected);
    EXPECT_EQ(opened->view, view);
    EXPECT_EQ(opened->source->count(), 3);
    // The same again, byte for byte.
    const auto again = sessionBytes(path("s.poolscope"), opened->experiment, opened->view, *opened->source);
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, read("s.poolscope"));
    // The test set is not loaded twice.
    save("m.poolscope", "mnist:3");
    const auto mnist = std::make_shared<const Source>(loadSource(parseSource("mnist").value(), false).value());
    EXPECT_EQ(openSession(path("m.poolscope"), mnist)->source, mnist);
    EXPECT_EQ(saveSession(path("none/s.poolscope"), opened->experiment, view, *opened->source).error().where,
              path("none/s.poolscope"));
}

}  // namespace
}  // namespace poolscope::test

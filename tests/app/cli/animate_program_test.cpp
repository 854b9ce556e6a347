// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include "app/file/load_source.h"
#include "app/file/session_io.h"
#include "tests/app/cli/process.h"

namespace poolscope::test {
namespace {

class AnimateProgram : public ProgramTest {
  protected:
    // A small and quick animation, four frames.
    static Words animate(const Words& more, const std::string& source = "mnist:18") {
        Words words{"animate",  source,      "--panels=output", "--width=30",
                    "--dpi=50", "--from=60", "--to=62",         "--phase=forward"};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    static int sideOf(const std::string& gif, std::size_t at) {
        return static_cast<unsigned char>(gif.at(at)) + 256 * static_cast<unsigned char>(gif.at(at + 1));
    }
    // Images in a GIF made here: each has one graphic control block.
    static std::size_t framesOf(const std::string& gif) {
        const std::string control("\x21\xf9\x04", 3);
        std::size_t count = 0;
        for (std::size_t at = gif.find(control); at != std::string::npos; at = gif.find(control, at + 1)) ++count;
        return count;
    }
    void makeFolder(const std::string& name) const { std::filesystem::create_directory(work() / name); }
    // The first ffmpeg that the program finds.
    void putFfmpeg(const std::string& script) const {
        makeFolder("bin");
        write("bin/ffmpeg", "#!/bin/sh\n" + script);
        ::chmod((work() / "bin/ffmpeg").c_str(), 0700);
        path_ = std::getenv("PATH");
        ::setenv("PATH", ((work() / "bin").string() + ":" + path_).c_str(), 1);
    }
    void TearDown() override {
        if (!path_.empty()) ::setenv("PATH", path_.c_str(), 1);
        ProgramTest::TearDown();
    }

  private:
    mutable std::string path_;
};

TEST_F(AnimateProgram, WritesEveryFormatAtOnceAndTheSameBytesAgain) {
    for (const std::string name : {"a", "b"}) {
        const Ran ran = run(animate({"-o", name + ".gif", "-o", name + ".webp", "-o", name + "/"}));
        ASSERT_EQ(ran.status, 0) << ran.err;
        EXPECT_EQ(ran.out + ran.err, "");
    }
    EXPECT_EQ(files(), (Names{"a", "a.gif", "a.webp", "b", "b.gif", "b.webp"}));
    EXPECT_EQ(read("a.gif").substr(0, 6), "GIF89a");
    EXPECT_EQ(read("a.webp").substr(0, 4), "RIFF");
    for (const std::string name : {".gif", ".webp", "/frame-0001.png", "/frame-0004.png"}) {
        EXPECT_FALSE(read("a" + name).empty()) << name;
        EXPECT_TRUE(read("a" + name) == read("b" + name)) << name;
    }
    EXPECT_FALSE(std::filesystem::exists(work() / "a/frame-0005.png"));
    EXPECT_EQ(framesOf(read("a.gif")), 4U);
}

TEST_F(AnimateProgram, TheSizeFollowsFromWidthAndDpi) {
    ASSERT_EQ(run(animate({"-o", "a.gif"})).status, 0);
    EXPECT_EQ(sideOf(read("a.gif"), 6), 59) << "30 mm at 50 dpi";
    ASSERT_EQ(run({"animate", "mnist:18", "--to=0", "--phase=forward", "--preset=single-column", "-o", "b.gif"}).status,
              0);
    EXPECT_EQ(sideOf(read("b.gif"), 6), 526) << "89 mm at 150 dpi";
}

TEST_F(AnimateProgram, PhasesAndPartsChooseTheFrames) {
    const auto frames = [&](const Words& more) {
        Words words{"animate", "mnist:18", "--panels=input", "--width=20", "--dpi=20", "-o", "a.gif"};
        words.insert(words.end(), more.begin(), more.end());
        const Ran ran = run(words);
        EXPECT_EQ(ran.status, 0) << ran.err;
        return framesOf(read("a.gif"));
    };
    EXPECT_EQ(frames({}), 394U) << "196 windows twice, each phase with the frame before its first window";
    EXPECT_EQ(frames({"--phase=backward"}), 197U);
    EXPECT_EQ(frames({"--from=190"}), 14U);
    EXPECT_EQ(frames({"--to=1", "--phase=forward"}), 3U);
}

TEST_F(AnimateProgram, OptionsOfFiguresAndPoolingChangeThePicture) {
    ASSERT_EQ(run(animate({"-o", "a.webp"})).status, 0);
    const std::vector<Words> changes{{"--theme=dark"},      {"--palette=viridis"}, {"--title=Digit"}, {"--op=min"},
                                     {"--panels=gradient"}, {"--transparent"},     {"--fps=5"},       {"--size=3"},
                                     {"--numbers=on"},      {"--width=31"}};
    for (const Words& change : changes) {
        Words words = animate({"-o", "b.webp"});
        std::erase_if(words, [&](const std::string& word) {
            return word.starts_with("--") && word.substr(0, word.find('=')) == change[0].substr(0, change[0].find('='));
        });
        if (change[0].starts_with("--size"))
            std::erase_if(words, [](const auto& w) { return w.starts_with("--from"); });
        words.insert(words.end(), change.begin(), change.end());
        const Ran ran = run(words);
        ASSERT_EQ(ran.status, 0) << change[0] << ran.err;
        EXPECT_FALSE(read("a.webp") == read("b.webp")) << change[0];
    }
}

TEST_F(AnimateProgram, OneAnimationPerImageWithPlaces) {
    const Ran ran = run(animate({"-o", "{index}-{label}.gif", "-o", "{index}-{size}/", "-o", "{op}.gif"}, "mnist:3-4"));
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(files(), (Names{"3-0.gif", "4-4.gif", "3-2x2", "4-2x2", "max.gif"}));
    EXPECT_FALSE(read("3-0.gif") == read("4-4.gif"));
}

TEST_F(AnimateProgram, BeginsWithASession) {
    Experiment experiment;
    experiment.source = parseSource("mnist:18").value();
    experiment.images = {18, 18};
    experiment.window.size = experiment.window.stride = {4, 4};
    const auto loaded = loadSource(experiment.source, false);
    ASSERT_TRUE(loaded);
    ASSERT_TRUE(saveSession((work() / "s.poolscope").string(), experiment, {}, *loaded));
    const Ran ran = run({"animate", "--session=s.poolscope", "--panels=output", "--width=30", "-o", "a.gif"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(framesOf(read("a.gif")), 100U) << "49 windows";
    ASSERT_EQ(run({"animate", "mnist:18", "--size=4", "--panels=output", "--width=30", "-o", "b.gif"}).status, 0);
    EXPECT_TRUE(read("a.gif") == read("b.gif"));
}

TEST_F(AnimateProgram, AnAnimationBringsItsOwnTimeAndWindows) {
    EXPECT_EQ(run(animate({"--fps=5", "-o", "a.gif"})).status, 0);
    const Ran again = run({"animate", "--session=a.gif", "-o", "b.gif"});
    EXPECT_EQ(again.status, 0) << again.err;
    EXPECT_TRUE(read("a.gif") == read("b.gif"));
    EXPECT_EQ(run({"animate", "--session=a.gif", "--to=61", "-o", "c.gif"}).status, 0);
    EXPECT_EQ(framesOf(read("c.gif")), framesOf(read("a.gif")) - 1);
}

TEST_F(AnimateProgram, RefusesWhatCannotBeAnimated) {
    writeCounting("none.npy", {0, 1, 4, 4});
    write("file", "");
    const Names before = files();
    const std::vector<std::pair<Words, std::string>> cases = {
        {{"--from=-1"}, "--from: there is no window -1: windows are 0 to 195"},
        {{"--to=196"}, "--to: there is no window 196: windows are 0 to 195"},
        {{"--from=5", "--to=4"}, "--to: the last window, 4, comes before the first, 5"},
        {{"--size=3", "--stride=1"}, "--from: all windows make 1354 frames, which is more than 400"},
        {{"--fps=0"}, "--fps: 0 frames a second: must be 0.1 to 60"},
        {{"--fps=nan"}, "--fps: nan frames a second"},
        {{"--fps=60"}, "--fps: 60 frames a second are too many for a GIF"},
        {{"--transparent"}, "--transparent: a GIF cannot show through"},
        {{"--width=10"}, "--width: a width of 10 mm is not legal"},
        {{"--dpi=0"}, "--dpi: "},
        {{"--plane=1,0"}, "--plane: there is no plane 1,0"},
        {{"--to=1", "-o", "missing/b.gif"}, "missing/b.gif: cannot be saved: there is no such folder"},
        {{"--to=1", "-o", "new/", "-o", "missing/b/"}, "missing/b/: cannot be made: the folder around it is not there"},
        {{"--to=1", "-o", "file/"}, "file/: cannot be made: there is a file in its place"}};
    for (const auto& [options, message] : cases) {
        Words words{"animate", "mnist:3", "-o", "a.gif"};
        words.insert(words.end(), options.begin(), options.end());
        expectRefusal(run(words), 1, "poolscope: " + message);
    }
    expectRefusal(run({"animate", "none.npy", "-o", "a.gif"}), 1, "poolscope: SOURCE: there is no image to draw");
    EXPECT_EQ(files(), before);
}

TEST_F(AnimateProgram, WrongCallsEndWithTwo) {
    const std::vector<std::pair<Words, std::string>> cases = {
        {{}, "-o: is missing: name a file that ends in .gif, .webp, .mp4 or / "},
        {{"-o", "a.png"}, "-o: 'a.png' does not end in .gif, .webp, .mp4 or / "},
        {{"-o", "a.gif", "-o", "./a.gif"}, "-o: './a.gif' is also named by another -o"},
        {{"-o", "a.gif", "--phase=sideways"}, "--phase: 'sideways' is not one of forward, backward, both"},
        {{"-o", "a.gif", "--from=x"}, "--from: 'x' is not a number"},
        {{"-o", "a.gif", "--focus=1,1"}, "--focus: there is no such option here"}};
    for (const auto& [options, message] : cases) {
        Words words{"animate", "mnist:3"};
        words.insert(words.end(), options.begin(), options.end());
        expectRefusal(run(words), 2, "poolscope: " + message);
    }
    EXPECT_TRUE(files().empty());
}

TEST_F(AnimateProgram, TheSqueezeIsAFilmOfTwoSeconds) {
    ASSERT_EQ(run({"animate", "mnist:18", "--squeeze", "--dpi=50", "-o", "a.gif"}).status, 0);
    EXPECT_EQ(sideOf(read("a.gif"), 6), 177) << "90 mm at 50 dpi";
    EXPECT_EQ(sideOf(read("a.gif"), 8), 177);
    EXPECT_EQ(framesOf(read("a.gif")), 41U);
    ASSERT_EQ(run({"animate", "mnist:18", "--squeeze", "--phase=both", "--width=40", "--dpi=50", "--size=3",
                   "--stride=1", "-o", "b/"})
                  .status,
              0);
    EXPECT_TRUE(std::filesystem::exists(work() / "b/frame-0082.png"));
    EXPECT_FALSE(std::filesystem::exists(work() / "b/frame-0083.png"));
}

TEST_F(AnimateProgram, TheSqueezeTakesOnlyWhatItHonours) {
    for (const std::string option : {"--from=3", "--to=3", "--fps=5", "--panels=input", "--layout=row", "--numbers=on",
                                     "--values=unit", "--patches-as=tiles", "--map=wins", "--hide-black"}) {
        const std::string name = option.substr(0, option.find('='));
        expectRefusal(run({"animate", "mnist:18", "--squeeze", option, "-o", "a.gif"}), 2,
                      "poolscope: " + name + ": means nothing with --squeeze");
    }
    expectRefusal(run({"animate", "mnist:18", "--squeeze", "--size=15", "--stride=1", "-o", "a.gif"}), 1,
                  "poolscope: --squeeze: the windows hold ");
    EXPECT_TRUE(files().empty());
}

TEST_F(AnimateProgram, NeverWritesOverWhatItReads) {
    ASSERT_EQ(run(animate({"-o", "f/"})).status, 0);
    const std::string before = read("f/frame-0002.png");
    expectRefusal(run(animate({"-o", "f/"}, "f/frame-0002.png")), 2,
                  "poolscope: -o: 'f/frame-0002.png' is read as SOURCE and cannot be written over");
    EXPECT_TRUE(read("f/frame-0002.png") == before);
}

TEST_F(AnimateProgram, Mp4NeedsFfmpeg) {
    putFfmpeg("cat >/dev/null; for last; do :; done; echo movie >\"$last\"\n");
    ASSERT_EQ(run(animate({"-o", "a.mp4"})).status, 0);
    EXPECT_EQ(read("a.mp4"), "movie\n");
    write("bin/ffmpeg", "#!/bin/sh\necho no such codec >&2; exit 1\n");
    expectRefusal(run(animate({"-o", "b.mp4"})), 1, "poolscope: ffmpeg: failed with status 1: no such codec");
    EXPECT_EQ(files(), (Names{"a.mp4", "bin"}));
}

TEST_F(AnimateProgram, AnInterruptLeavesNothingBehind) {
    putFfmpeg("kill -INT $PPID; exec sleep 1000\n");
    makeFolder("tmp");
    ::setenv("TMPDIR", (work() / "tmp").c_str(), 1);
    const Ran ran = run(animate({"-o", "a.gif", "-o", "f/", "-o", "a.mp4"}));
    ::unsetenv("TMPDIR");
    EXPECT_EQ(ran.status, -1) << "ended by the signal";
    EXPECT_EQ(ran.err, "");
    EXPECT_EQ(files(), (Names{"bin", "tmp"}));
    for (const auto& entry : std::filesystem::directory_iterator(work() / "tmp")) {
        // Qt makes a folder for the sockets of a user without one.
        EXPECT_TRUE(entry.path().filename().string().starts_with("runtime-")) << entry.path();
    }
}

}  // namespace
}  // namespace poolscope::test

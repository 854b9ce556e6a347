// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/film/animation_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <numeric>
#include <set>
#include <thread>

#include "app/file/load_source.h"
#include "tests/app/film/animations.h"
#include "tests/app/paint/scenes.h"

namespace poolscope {
namespace {

namespace fs = std::filesystem;
using test::Decoded;
using test::decodedGif;
using test::decodedWebp;
using test::psnr;

const ExportOptions kOnWhite{72, rgb(0xffffff)};

// A square that walks over a heat map; the third frame is as the second.
Film walkingFilm(double fps = 2, Size size = {61, 40}) {
    Film film{fps, {1, 1, 1, 1, 4}, {}};
    film.scene = [size](std::size_t i) -> Result<Scene> {
        const double x = i < 2 ? 5.0 * static_cast<double>(i) : 5.0 * static_cast<double>(i - 1);
        return sceneOf(size, {heatMap({4, 4, 32, 32}, {16, 16}), RectMark{{x, 10, 8, 8}, rgb(0xe8590c), {}}});
    };
    return film;
}

// The figure of a digit, as on the command line.
Film digitFilm(const AnimationSpec& spec, ThemeName theme, Palette palette) {
    const auto source = loadSource(parseSource("mnist:18").value(), false);
    EXPECT_TRUE(source);
    const auto digit = std::make_shared<const Tensor>(selectImages(source->images, 18, 18));
    const auto evaluation = evaluate(Experiment{}, digit);
    EXPECT_TRUE(evaluation);
    ViewSpec view;
    view.palette = palette;
    const auto film = makeFilm(*evaluation, view, {}, printStyle(theme, 183), spec);
    EXPECT_TRUE(film);
    return film.value_or(Film{});
}

QImage still(const Film& film, std::size_t i, const ExportOptions& options) {
    return drawImage(film.scene(i).value(), options).value_or(QImage());
}

QByteArray rendered(const Film& film, const std::string& name, const ExportOptions& options = kOnWhite) {
    const auto files = renderAnimation(film, {{name, *animationFormat(name)}}, options);
    EXPECT_TRUE(files) << (files ? "" : files.error().message);
    return files ? files->files.at(0).bytes : QByteArray();
}

class AnimationFile : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "poolscope-test-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        fs::create_directory(folder_ / "out");
        fs::create_directory(folder_ / "bin");
        fs::create_directory(folder_ / "tmp");
        path_ = qgetenv("PATH");
        temporary_ = qgetenv("TMPDIR");
        qputenv("TMPDIR", QByteArray::fromStdString((folder_ / "tmp").string()));
    }
    void TearDown() override {
        qputenv("PATH", path_);
        temporary_.isEmpty() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", temporary_);
        fs::remove_all(folder_);
    }

    std::string out(const std::string& name) const { return (folder_ / "out" / name).string(); }
    static std::set<std::string> names(const fs::path& folder) {
        std::set<std::string> result;
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            result.insert(fs::relative(entry.path(), folder).string());
        return result;
    }
    std::set<std::string> written() const { return names(folder_ / "out"); }
    bool leftNothingBehind() const { return written().empty() && names(folder_ / "tmp").empty(); }

    // What is called ffmpeg from now on.
    void putFfmpeg(const std::string& script) const {
        const fs::path program = folder_ / "bin" / "ffmpeg";
        std::ofstream(program) << "#!/bin/sh\nhere=" << folder_.string() << "\n" << script;
        ::chmod(program.c_str(), 0700);
        qputenv("PATH", QByteArray::fromStdString((folder_ / "bin").string()) + ":/usr/bin:/bin");
    }
    std::string exported(const std::string& name, const Film& film = walkingFilm(), const RunControl& run = {}) const {
        const auto ok = exportAnimation(film, {{out(name), *animationFormat(name)}}, kOnWhite, run);
        return ok ? "saved" : ok.error().where + ": " + ok.error().message;
    }

    fs::path folder_;

  private:
    QByteArray path_;
    QByteArray temporary_;
};

TEST(AnimationFormat, FollowsTheEnding) {
    EXPECT_EQ(animationFormat("a.gif"), AnimationFormat::Gif);
    EXPECT_EQ(animationFormat("a.WebP"), AnimationFormat::WebP);
    EXPECT_EQ(animationFormat("a/b.mp4"), AnimationFormat::Mp4);
    EXPECT_EQ(animationFormat("frames/"), AnimationFormat::Frames);
    EXPECT_EQ(animationFormat("frames"), std::nullopt);
    EXPECT_EQ(animationFormat("a.png"), std::nullopt);
}

TEST(Gif, HasEveryFrameItsTimeAndLoops) {
    const Film film = walkingFilm();
    const Decoded gif = decodedGif(rendered(film, "a.gif"));
    EXPECT_EQ(gif.size, QSize(61, 40));
    EXPECT_EQ(gif.loops, 0);
    ASSERT_EQ(gif.frames.size(), 5U);
    EXPECT_EQ(gif.ms, (std::vector<int>{500, 500, 500, 500, 2000}));
    for (std::size_t i = 0; i < 5; ++i) EXPECT_GT(psnr(gif.frames[i], still(film, i, kOnWhite)), 40) << i;
}

TEST(Gif, StoresOnlyWhatChanged) {
    const Decoded gif = decodedGif(rendered(walkingFilm(), "a.gif"));
    ASSERT_EQ(gif.rects.size(), 5U);
    EXPECT_EQ(gif.rects[0], QRect(0, 0, 61, 40));
    EXPECT_EQ(gif.rects[1], QRect(0, 10, 13, 8)) << "where the square was and is";
    EXPECT_EQ(gif.rects[2], QRect(0, 0, 1, 1)) << "nothing";
}

TEST(Gif, HundredthsAddUpAtAnyRate) {
    const auto ms = [](double fps) { return decodedGif(rendered(walkingFilm(fps), "a.gif")).ms; };
    EXPECT_EQ(ms(3), (std::vector<int>{330, 340, 330, 330, 1340})) << "8 frames, 2670 ms";
    EXPECT_EQ(ms(50), (std::vector<int>{20, 20, 20, 20, 80}));
    const auto files = renderAnimation(walkingFilm(51), {{"a.gif", AnimationFormat::Gif}}, kOnWhite);
    ASSERT_FALSE(files);
    EXPECT_EQ(files.error().where, "animation.fps");
}

TEST(Gif, FramesOfAFigureAreAsGoodAsTheStills) {
    const ExportOptions options{96, themeNamed(ThemeName::Light).card};
    for (const Palette palette : {Palette::Grey, Palette::Viridis}) {
        const Film film = digitFilm({AnimatedPhase::Both, 55, 60, 4}, ThemeName::Light, palette);
        const Decoded gif = decodedGif(rendered(film, "a.gif", options));
        ASSERT_EQ(gif.frames.size(), 14U);
        for (std::size_t i = 0; i < gif.frames.size(); ++i)
            EXPECT_GT(psnr(gif.frames[i], still(film, i, options)), 40) << i;
    }
}

TEST(Gif, HoldsPicturesOfMoreThan256Colours) {
    const auto film = [] {
        Film result{2, {1, 1}, {}};
        result.scene = [](std::size_t i) -> Result<Scene> {
            auto argb = std::make_shared<std::vector<std::uint32_t>>();
            for (std::uint32_t k = 0; k < 4096; ++k)
                argb->push_back(0xff000000U | (k % 64 * 4 << 16) | (k / 64 * 4 << 8) | (i == 0 ? 40U : 200U));
            return sceneOf({64, 64}, {HeatMapMark{{0, 0, 64, 64}, {64, 64}, argb}});
        };
        return result;
    }();
    const QByteArray bytes = rendered(film, "a.gif");
    const Decoded gif = decodedGif(bytes);
    ASSERT_EQ(gif.frames.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) EXPECT_GT(psnr(gif.frames[i], still(film, i, kOnWhite)), 30) << i;
    EXPECT_TRUE(bytes == rendered(film, "a.gif"));
}

TEST(WebP, FramesAreTheStillsBitForBit) {
    const Film film = digitFilm({AnimatedPhase::Both, 55, 62, 4}, ThemeName::Print, Palette::Magma);
    const std::vector<ExportOptions> each{{100, rgb(0xffffff)}, {60, std::nullopt}};
    for (const ExportOptions& options : each) {
        const Decoded webp = decodedWebp(rendered(film, "a.webp", options));
        EXPECT_EQ(webp.loops, 0);
        ASSERT_EQ(webp.frames.size(), film.ticks.size());
        for (std::size_t i = 0; i < webp.frames.size(); ++i) {
            EXPECT_TRUE(webp.frames[i] == still(film, i, options).convertToFormat(QImage::Format_ARGB32)) << i;
            EXPECT_EQ(webp.ms[i], film.ticks[i] * 250);
        }
    }
}

TEST(WebP, KeepsTheTimeOfFramesThatAreAlike) {
    const Decoded webp = decodedWebp(rendered(walkingFilm(3), "a.webp"));
    EXPECT_EQ(std::accumulate(webp.ms.begin(), webp.ms.end(), 0), 2667);
}

TEST(Animations, AreTheSameBytesEveryTime) {
    const Film film = digitFilm({AnimatedPhase::Both, 60, 63, 2}, ThemeName::Dark, Palette::Viridis);
    const ExportOptions options{80, themeNamed(ThemeName::Dark).card};
    for (const char* name : {"a.gif", "a.webp", "a/"}) {
        EXPECT_TRUE(rendered(film, name, options) == rendered(film, name, options)) << name;
    }
}

TEST(Animations, RefuseWhatAFormatCannotHold) {
    const auto refused = [](const Film& film, const std::string& name, const ExportOptions& options) {
        const auto files = renderAnimation(film, {{name, *animationFormat(name)}}, options);
        return files ? std::string("none") : files.error().where;
    };
    EXPECT_EQ(refused(walkingFilm(), "a.gif", {72, std::nullopt}), "figure.background");
    EXPECT_EQ(refused(walkingFilm(), "a.mp4", {72, std::nullopt}), "figure.background");
    EXPECT_EQ(refused(walkingFilm(), "a.gif", {0, rgb(0xffffff)}), "dpi");
    EXPECT_EQ(refused(walkingFilm(2, {17000, 2}), "a.webp", kOnWhite), "figure");
    EXPECT_EQ(refused(walkingFilm(2, {40000, 2}), "a.gif", kOnWhite), "figure");
}

TEST_F(AnimationFile, FramesAreNumberedPngsInAFolder) {
    fs::create_directory(out("f"));
    std::ofstream(out("f/notes.txt")) << "mine";
    std::ofstream(out("f/frame-0002.png")) << "old";
    EXPECT_EQ(exported("f/"), "saved");
    EXPECT_EQ(exported("new/"), "saved");
    EXPECT_EQ(written(), (std::set<std::string>{"f", "f/notes.txt", "f/frame-0001.png", "f/frame-0002.png",
                                                "f/frame-0003.png", "f/frame-0004.png", "f/frame-0005.png", "new",
                                                "new/frame-0001.png", "new/frame-0002.png", "new/frame-0003.png",
                                                "new/frame-0004.png", "new/frame-0005.png"}));
    const QImage second(QString::fromStdString(out("f/frame-0002.png")));
    EXPECT_TRUE(second.convertToFormat(QImage::Format_RGB32) == still(walkingFilm(), 1, kOnWhite));
}

TEST_F(AnimationFile, FramesOfALongerAnimationAreNotMixedUp) {
    fs::create_directory(out("f"));
    std::ofstream(out("f/frame-0006.png")) << "old";
    EXPECT_EQ(exported("f/"), out("f/") +
                                  ": holds frame-0006.png of another animation, and this one ends with frame 5: remove "
                                  "those frames or choose another folder");
    EXPECT_EQ(written(), (std::set<std::string>{"f", "f/frame-0006.png"}));
}

TEST_F(AnimationFile, ManyFramesAreSavedWithFewFilesOpen) {
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlimit few{256, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
    Film film = walkingFilm();
    film.ticks.assign(300, 1);
    EXPECT_EQ(exported("f/", film), "saved");
    EXPECT_EQ(written().size(), 301U);
    EXPECT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
}

TEST_F(AnimationFile, AFailedWriteLeavesNothing) {
    fs::create_directory(out("f"));
    fs::create_directory(out("f/frame-0003.png"));
    EXPECT_NE(exported("f/").find("frame-0003.png: cannot be saved: this is a folder"), std::string::npos);
    EXPECT_EQ(written(), (std::set<std::string>{"f", "f/frame-0003.png"}));
    fs::remove_all(out("f"));

    std::ofstream(out("file")) << "mine";
    EXPECT_EQ(exported("file/"), out("file/") + ": cannot be made: there is a file in its place");
    fs::remove(out("file"));

    const auto ok = exportAnimation(
        walkingFilm(), {{out("f/"), AnimationFormat::Frames}, {out("missing/a.gif"), AnimationFormat::Gif}}, kOnWhite);
    EXPECT_FALSE(ok);
    EXPECT_TRUE(leftNothingBehind()) << "the folder that was made is gone again";
    EXPECT_NE(exported("missing/f/").find("the folder around it is not there"), std::string::npos);
    fs::create_directory(out("a.gif"));
    EXPECT_NE(exported("a.gif").find("this is a folder"), std::string::npos);
}

TEST_F(AnimationFile, AStoppedExportLeavesNothing) {
    putFfmpeg("cat >/dev/null; echo movie >\"$(eval echo \\${$#})\"\n");
    for (const char* name : {"a.gif", "a.webp", "a.mp4", "f/"}) {
        std::stop_source stop;
        Film film = walkingFilm();
        film.scene = [&stop, inner = film.scene](std::size_t i) {
            if (i == 3) stop.request_stop();
            return inner(i);
        };
        Progress progress;
        EXPECT_EQ(exported(name, film, {stop.get_token(), &progress}), std::string(kStopped) + ": ");
        EXPECT_LT(progress.fraction(), 1);
        EXPECT_TRUE(leftNothingBehind()) << name;
    }
}

TEST_F(AnimationFile, ProgressRisesToOne) {
    Progress progress;
    EXPECT_EQ(exported("a.gif", walkingFilm(), {{}, &progress}), "saved");
    EXPECT_EQ(progress.fraction(), 1);
}

TEST_F(AnimationFile, FfmpegIsGivenEveryFrameInEvenSize) {
    putFfmpeg(
        "echo \"$*\" >$here/arguments; cat >$here/raw\n"
        "for last; do :; done; echo movie >\"$last\"\n");
    EXPECT_EQ(exported("a.mp4"), "saved");
    EXPECT_EQ(written(), std::set<std::string>{"a.mp4"});
    std::ifstream movie(out("a.mp4"));
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(movie), {}), "movie\n");
    EXPECT_TRUE(names(folder_ / "tmp").empty());
    EXPECT_EQ(fs::file_size(folder_ / "raw"), 8U * 62 * 40 * 4) << "8 ticks";
    std::ifstream arguments(folder_ / "arguments");
    const std::string words{std::istreambuf_iterator<char>(arguments), {}};
    for (const char* part : {"-video_size 62x40", "-framerate 2", "libx264", "yuv420p", "bgr0"})
        EXPECT_NE(words.find(part), std::string::npos) << part;

    std::ifstream raw(folder_ / "raw", std::ios::binary);
    const std::string pixels{std::istreambuf_iterator<char>(raw), {}};
    const QImage second(reinterpret_cast<const uchar*>(pixels.data()) + 62 * 40 * 4, 62, 40, QImage::Format_RGB32);
    EXPECT_TRUE(second.copy(0, 0, 61, 40) == still(walkingFilm(), 1, kOnWhite));
}

TEST_F(AnimationFile, AMissingOrFailingFfmpegIsSaidInWords) {
    qputenv("PATH", QByteArray::fromStdString((folder_ / "bin").string()));
    EXPECT_EQ(exported("a.mp4").find("ffmpeg: an MP4 is made by the program ffmpeg, and there is none in PATH"), 0U);
    putFfmpeg("echo one >&2; echo 'Unknown encoder libx264' >&2; exit 3\n");
    EXPECT_EQ(exported("a.mp4"), "ffmpeg: failed with status 3: Unknown encoder libx264");
    putFfmpeg("cat >/dev/null; echo no room >&2; exit 1\n");
    EXPECT_EQ(exported("a.mp4"), "ffmpeg: failed with status 1: no room");
    putFfmpeg("kill -9 $$\n");
    EXPECT_EQ(exported("a.mp4"), "ffmpeg: was killed");
    putFfmpeg("exit 0\n");
    EXPECT_EQ(exported("a.mp4", walkingFilm(2, {400, 400})), "ffmpeg: ended before the last frame");
    putFfmpeg("cat >/dev/null\n");
    EXPECT_EQ(exported("a.mp4"), "ffmpeg: ended well, but left no MP4");
    EXPECT_TRUE(leftNothingBehind());
}

TEST_F(AnimationFile, AnFfmpegThatHangsCanBeStopped) {
    putFfmpeg("echo $$ >$here/running; exec sleep 1000\n");
    std::stop_source stop;
    std::jthread watcher([&] {
        while (!fs::exists(folder_ / "running")) std::this_thread::yield();
        stop.request_stop();
    });
    EXPECT_EQ(exported("a.mp4", walkingFilm(2, {600, 600}), stop.get_token()), std::string(kStopped) + ": ");
    EXPECT_TRUE(leftNothingBehind());
}

}  // namespace
}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// The lessons that come with the program, and their translations.
#include "app/file/lessons.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <set>

#include "app/file/load_source.h"

namespace poolscope {
namespace {

Lesson read(const std::string& name, const std::string& language) {
    static const SourceLoader kSources = lessonSources({});  // the test set is loaded once
    auto lesson = readLesson(lessonText(name, language), kSources);
    if (lesson) return std::move(*lesson);
    for (const Mistake& mistake : lesson.error()) {
        ADD_FAILURE() << name << ", line " << mistake.line << ": " << mistake.message;
    }
    return {};
}

TEST(Resources, OfTheTestSetAreLinkedIn) {
    EXPECT_TRUE(QFile::exists(QStringLiteral(":/mnist/t10k-images-idx3-ubyte.gz")));
    EXPECT_TRUE(QFile::exists(QStringLiteral(":/mnist/t10k-labels-idx1-ubyte.gz")));
}

TEST(EmbeddedLessons, AreAClassSet) {
    const std::vector<std::string> names = lessonNames();
    EXPECT_GE(names.size(), 15U);
    std::set<AskKind> asked;
    for (const std::string& name : names) {
        const Lesson lesson = read(name, "en");
        EXPECT_FALSE(lesson.header.title.empty()) << name;
        EXPECT_EQ(lesson.header.language, "en") << name;
        EXPECT_GE(lesson.steps.size(), 4U) << name;
        EXPECT_LE(lesson.steps.size(), 9U) << name;
        EXPECT_GE(lesson.questions(), 1U) << name;
        for (const LessonStep& step : lesson.steps) {
            if (!step.question) continue;
            asked.insert(step.question->kind);
            EXPECT_FALSE(step.question->hint.empty()) << name << ": " << step.heading;
            EXPECT_FALSE(step.question->why.empty()) << name << ": " << step.heading;
        }
    }
    EXPECT_EQ(asked.size(), 6U) << "every kind of question is asked somewhere";
}

// Only the words of a translation differ.
TEST(EmbeddedLessons, TranslationsDoAndAskTheSame) {
    int translated = 0;
    for (const std::string& name : lessonNames()) {
        const Lesson german = read(name, "de_AT");
        if (german.header.language == "en") continue;
        ++translated;
        EXPECT_EQ(german.header.language, "de");
        const Lesson english = read(name, "en");
        EXPECT_NE(german.header.title, english.header.title);
        ASSERT_EQ(german.steps.size(), english.steps.size()) << name;
        for (std::size_t i = 0; i < english.steps.size(); ++i) {
            const LessonStep& a = english.steps[i];
            const LessonStep& b = german.steps[i];
            EXPECT_TRUE(sameBits(*a.source->images.tensor(), *b.source->images.tensor())) << name << ": " << a.heading;
            EXPECT_TRUE(a.experiment == b.experiment && a.revealed == b.revealed) << name << ": " << a.heading;
            EXPECT_TRUE(a.playback == b.playback && a.view == b.view) << name << ": " << a.heading;
            EXPECT_TRUE(a.focus == b.focus && a.panel == b.panel) << name << ": " << a.heading;
            ASSERT_EQ(a.question.has_value(), b.question.has_value()) << name << ": " << a.heading;
            if (!a.question) continue;
            EXPECT_EQ(a.question->answers, b.question->answers) << name << ": " << a.heading;
        }
    }
    EXPECT_GE(translated, 1);
}

// The words of those that draw other numbers are true of them: no number stands in them that was of the file.
TEST(EmbeddedLessons, SomeHaveOtherNumbers) {
    const SourceLoader sources = lessonSources({});
    const std::string text = lessonText("01-window", "en");
    const auto own = readLesson(text, sources);
    const auto other = readLesson(text, sources, {}, {7});
    ASSERT_TRUE(own && other);
    EXPECT_TRUE(own->hasOtherNumbers);
    const Question& asked = *own->steps[3].question;
    EXPECT_EQ(asked.hint, "It sees 0, 90, 60 and 50. Which of the four is the largest?");
    EXPECT_EQ(asked.why, "90 is the largest of 0, 90, 60 and 50.");
    const Question& askedOther = *other->steps[3].question;
    EXPECT_NE(askedOther.answers, asked.answers);
    EXPECT_TRUE(askedOther.why.starts_with(toText(askedOther.answers[0]) + " is the largest of ")) << askedOther.why;
    for (const std::string& name : lessonNames()) {
        const auto drawn = readLesson(lessonText(name, "en"), sources, {}, {3});
        ASSERT_TRUE(drawn.has_value()) << name << ": " << drawn.error().front().message;
        EXPECT_EQ(drawn->seed, 3U);
    }
}

TEST(EmbeddedLessons, AreInEnglishWhereThereIsNoTranslation) {
    EXPECT_EQ(lessonText("01-window", "xx"), lessonText("01-window", "en"));
    EXPECT_EQ(lessonText("01-window", ""), lessonText("01-window", "en"));
    EXPECT_NE(lessonText("01-window", "de"), lessonText("01-window", "en"));
    EXPECT_EQ(lessonText("no such lesson", "en"), "");
}

TEST(EmbeddedLessons, LoadTheTestSetOnce) {
    const SourceLoader load = lessonSources({});
    const auto first = load("mnist:18");
    const auto second = load("mnist:3");
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->source, second->source);
    EXPECT_EQ(second->ref.images, (ImageRange{3, 3}));
    EXPECT_FALSE(load("no-such-file.npy").has_value());
}

// A picture of two pixels, red and blue.
constexpr std::string_view kRedAndBlue = "P3 2 1 255 255 0 0 0 0 255\n";

TEST(OwnLessons, UseTheColoursOfAPictureBesideThem) {
    const QTemporaryDir folder;
    QFile picture(folder.filePath(QStringLiteral("two.ppm")));
    ASSERT_TRUE(picture.open(QIODevice::WriteOnly));
    picture.write(kRedAndBlue.data(), kRedAndBlue.size());
    picture.close();
    const std::string begin = "title: T\nabout: A.\nstep: S\nsay: Look.\nset: size 1, plane 2\nsource: ";
    const auto lesson = readLesson(begin + "two.ppm rgb\n", lessonSources(folder.path().toStdString()));
    ASSERT_TRUE(lesson.has_value()) << lesson.error()[0].message;
    EXPECT_EQ(lesson->steps[0].source->images.shape, (Shape{1, 3, 1, 2}));
    EXPECT_EQ(lesson->steps[0].source->images.tensor()->plane(2)[1], 255);
    const auto grey = readLesson(begin + "two.ppm\n", lessonSources(folder.path().toStdString()));
    ASSERT_FALSE(grey.has_value()) << "there is no plane 2";
    const auto digits = loadSource(parseSource("mnist:18").value(), false);
    ASSERT_TRUE(digits.has_value());
    for (const auto& kept : {std::shared_ptr<const Source>(), std::make_shared<const Source>(*digits)}) {
        const auto none = readLesson(begin + "mnist:18 rgb\n", lessonSources({}, kept));
        ASSERT_FALSE(none.has_value());
        EXPECT_NE(none.error()[0].message.find("has no colours"), std::string::npos) << none.error()[0].message;
    }
}

TEST(EmbeddedLessons, AllStandInTheOrderOnce) {
    QStringList files;
    for (const QString& file : QDir(QStringLiteral(":/lessons")).entryList({QStringLiteral("*.lesson")})) {
        files << file.chopped(7);
    }
    QStringList names;
    for (const std::string& name : lessonNames()) names << QString::fromStdString(name);
    EXPECT_EQ(lessonHours().size(), 2U);
    EXPECT_EQ(names.first(), QStringLiteral("12-why-pool"));
    EXPECT_EQ(names.last(), QStringLiteral("15-write-it-yourself"));
    names.sort();
    EXPECT_EQ(names, files);
}

TEST(OwnLessons, AreTheLessonFilesOfAFolderByName) {
    const QTemporaryDir folder;
    for (const char* name : {"b.lesson", "a.lesson", "c.txt"}) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    }
    const std::string path = folder.path().toStdString();
    EXPECT_EQ(lessonFiles(path), (std::vector<std::string>{path + "/a.lesson", path + "/b.lesson"}));
    EXPECT_TRUE(lessonFiles(path + "/missing").empty());
}

}  // namespace
}  // namespace poolscope

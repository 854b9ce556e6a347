// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file/load_source.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

#include "app/file/save_file.h"
#include "app/file/session_io.h"
#include "app/file/stored_file.h"

namespace poolscope {
namespace {

class LoadSource : public testing::Test {
  protected:
    std::string write(const char* name, const QByteArray& bytes) const {
        const std::string path = QFile::encodeName(folder_.filePath(QString::fromLatin1(name))).toStdString();
        EXPECT_TRUE(saveFiles({{path, bytes}}).has_value());
        return path;
    }
    static RunControl stopped() {
        std::stop_source stop;
        stop.request_stop();
        return stop.get_token();
    }
    template <class Value>
    static void expectStopped(const Result<Value>& result) {
        ASSERT_FALSE(result.has_value());
        EXPECT_EQ(result.error().where, kStopped);
    }

    const QTemporaryDir folder_;
};

TEST_F(LoadSource, StopsWhenItIsToldAndSaysHowFarItIs) {
    const SourceRef ref = parseSource(write("image.csv", "1,2\n3,4\n")).value();
    Progress progress;
    const auto source = loadSource(ref, false, {{}, &progress});
    ASSERT_TRUE(source.has_value()) << source.error().message;
    EXPECT_EQ(progress.fraction(), 1);
    expectStopped(loadSource(ref, false, stopped()));
    expectStopped(decodeSource(readSourceBytes(ref).value(), ref, false, stopped()));
    expectStopped(readNumbers("1 2", "pasted", {}, false, stopped()));
}

TEST_F(LoadSource, TakesTheNamesOfLabelsFromTheFileBeside) {
    SourceRef ref = parseSource(write("rows.csv", "label,a,b\n1,5,6\n0,7,8\n")).value();
    ref.reading.reshape = {1, 2};
    EXPECT_TRUE(loadSource(ref, false).value().classNames.empty());
    write("labels.txt", "coat\ndress\n");
    const Source source = loadSource(ref, false).value();
    EXPECT_EQ(source.nameOf(source.labels[0]), "dress");
    EXPECT_EQ(source.nameOf(7), "7");
    // What cannot be names is left out and said.
    for (const char* wrong : {"coat\n", "0\n1\n", "\xff\xfe\n"}) {
        write("labels.txt", wrong);
        const Source left = loadSource(ref, false).value();
        EXPECT_TRUE(left.classNames.empty()) << wrong;
        ASSERT_FALSE(left.notes.empty()) << wrong;
        EXPECT_TRUE(left.notes.back().text.starts_with("the names found with the images were left out: ")) << wrong;
    }
    ref.reading.names = write("mine.txt", "one\ntwo\n");
    EXPECT_EQ(loadSource(ref, false).value().classNames, (std::vector<std::string>{"one", "two"}));
    // A session finds them again, also where it was moved with them.
    Experiment experiment;
    experiment.source = ref;
    const std::string path = write("a.poolscope", {});
    ASSERT_TRUE(saveSession(path, experiment, {}, loadSource(ref, false).value()).has_value());
    const auto opened = openSession(path, nullptr, {});
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(opened->source->nameOf(1), "two");
    ref.reading.names = write("none.txt", "one\n");
    EXPECT_EQ(loadSource(ref, false).error().where, ref.reading.names);
}

TEST_F(LoadSource, SessionsStopWhenTheyAreTold) {
    Experiment experiment;
    experiment.source = parseSource(write("image.csv", "1,2\n3,4\n")).value();
    const Source source = loadSource(experiment.source, false).value();
    const std::string path = write("a.poolscope", {});
    ASSERT_TRUE(saveSession(path, experiment, {}, source).has_value());
    Progress progress;
    ASSERT_TRUE(openSession(path, nullptr, {{}, &progress}).has_value());
    EXPECT_EQ(progress.fraction(), 1);
    expectStopped(openSession(path, nullptr, stopped()));
    expectStopped(loadSession(readSession(path).value(), path, false, nullptr, stopped()));
}

}  // namespace
}  // namespace poolscope

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

// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the studies: their words are those of figures that exist, and each answers.
#include "core/study/study_kinds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stop_token>

#include "tests/core/support/questions.h"

namespace poolscope {
namespace {

// Figures carry these: a word may be added, none may change.
TEST(StudyKinds, KeepTheWordsOfFiguresThatExist) {
    std::set<std::string_view> words;
    for (const StudyRow& row : kStudies) words.insert(row.word);
    EXPECT_EQ(words.size(), kStudies.size()) << "each has a word of its own";
    for (const std::string_view word :
         {"ties", "moved", "sweep", "cost", "wins", "dataset", "compare", "cascade", "charts", "shift", "labels"}) {
        EXPECT_TRUE(words.contains(word)) << word;
    }
}

TEST(StudyKinds, CommandsAreToldApartAndExplained) {
    std::set<std::string_view> commands;
    for (const StudyRow& row : kStudies) {
        EXPECT_FALSE(row.shows.empty()) << row.word;
        if (row.command.empty()) continue;
        EXPECT_TRUE(commands.insert(row.command).second) << row.command;
        EXPECT_FALSE(row.tells.empty()) << row.word;
    }
    EXPECT_TRUE(commands.contains("shift"));
}

TEST(StudyKinds, EachAnswersItsQuestion) {
    for (const StudyRow& row : kStudies) {
        for (const StudyImages images : {StudyImages::One, StudyImages::Batch, StudyImages::All}) {
            const auto found = askStudy(test::ask(row.kind, images));
            EXPECT_TRUE(found) << row.word << ": " << found.error().message;
        }
        std::stop_source stop;
        stop.request_stop();
        const auto stopped = askStudy(test::ask(row.kind), stop.get_token());
        EXPECT_TRUE(stopped || stopped.error().where == kStopped) << row.word;
    }
}

TEST(StudyKinds, EachViewIsTheViewOfAStudy) {
    for (const StudyViewRow& view : kStudyViews) {
        const auto shows = [&](const StudyRow& row) { return row.view == view.view; };
        EXPECT_TRUE(std::any_of(kStudies.begin(), kStudies.end(), shows)) << view.name;
    }
}

}  // namespace
}  // namespace poolscope

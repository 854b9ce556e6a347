// SPDX-License-Identifier: GPL-3.0-or-later
// Studies composed: a figure takes its look from what is wanted.
#include "core/study_figure/study_sheet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/figure/figure.h"
#include "core/study_figure/study_caption.h"
#include "tests/core/support/questions.h"
#include "tests/core/support/scene_marks.h"

namespace poolscope {
namespace {

using test::ask;

// How a figure is wanted.
struct Look {
    FigureSpec spec;
    ThemeName theme = ThemeName::Print;
    std::optional<double> fontSize;
    ViewSpec view;
};

Scene compose(const StudyQuestion& q, const StudyResult& found, const Look& look) {
    const FigureStyle style = printStyle(look.theme, look.spec.widthMm, look.fontSize);
    auto scene = composeStudy(q, found, look.view, look.spec, style);
    EXPECT_TRUE(scene) << scene.error().message;
    return scene ? *scene : Scene{};
}

TEST(StudyCaption, NamesTheImagesAskedAndTheParameters) {
    StudyQuestion q = ask(StudyKind::Shift);
    q.experiment.plane = 2;
    q.choice.images = StudyImages::One;
    EXPECT_EQ(studyCaption(q), "set.npy, image 3, label 0, one of images 1 to 4: max, size 2x2, stride 2x2");
    q.choice.images = StudyImages::All;
    EXPECT_EQ(studyCaption(q), "set.npy, images 0 to 5: max, size 2x2, stride 2x2");
    q.choice.kind = StudyKind::Sweep;
    EXPECT_EQ(studyCaption(q), "set.npy, images 0 to 5: max pooling");
}

TEST(ComposeStudy, EveryKindTakesWidthThemePaletteTypeTitleAndCaption) {
    for (const StudyRow& row : kStudies) {
        const StudyQuestion q = ask(row.kind);
        const StudyResult found = askStudy(q).value();
        Look look;
        look.spec.caption = studyCaption(q);
        const Scene plain = compose(q, found, look);
        EXPECT_NEAR(plain.size.width, 183 * kPointsPerMm, 1e-9);
        EXPECT_EQ(plain, compose(q, found, look));
        EXPECT_NE(test::wordsOf(plain).find(studyCaption(q)), std::string::npos) << test::wordsOf(plain);
        for (const Mark& mark : plain.marks) {
            if (const auto* text = std::get_if<TextMark>(&mark)) {
                EXPECT_GT(text->at.y, 0);
                EXPECT_LT(text->at.y, plain.size.height) << text->runs[0].text;
            }
        }

        Look other = look;
        other.spec.widthMm = 89;
        EXPECT_NEAR(compose(q, found, other).size.width, 89 * kPointsPerMm, 1e-9);
        other = look;
        other.theme = ThemeName::Dark;
        EXPECT_NE(compose(q, found, other), plain) << row.word;
        other = look;
        other.fontSize = 9;
        EXPECT_NE(compose(q, found, other), plain);
        other = look;
        other.spec.title = "A title";
        const Scene titled = compose(q, found, other);
        EXPECT_NE(test::wordsOf(titled).find("A title\n"), std::string::npos);
        EXPECT_GT(titled.size.height, plain.size.height);
        other = look;
        other.spec.caption.clear();
        const Scene bare = compose(q, found, other);
        EXPECT_EQ(test::wordsOf(bare).find(studyCaption(q)), std::string::npos);
        EXPECT_LT(bare.size.height, plain.size.height);
        other.spec.caption = "own words";
        EXPECT_NE(test::wordsOf(compose(q, found, other)).find("own words\n"), std::string::npos);

        other = look;
        other.view.palette = Palette::Magma;
        EXPECT_EQ(compose(q, found, other) != plain, row.pictures) << row.word;
    }
}

// A slide is read from the last row: large type, and not much height.
TEST(ComposeStudy, EveryKindGoesOnAPageOrSaysThatItCannot) {
    struct Page {
        Size mm;
        TypeSizes type;
    };
    constexpr std::array<Page, 3> kPages{
        {{{338.67, 190.5}, {22, 18, 18}}, {{254, 190.5}, {20, 18, 18}}, {{210, 297}, {10, 9, 7}}}};
    for (const StudyRow& row : kStudies) {
        const StudyQuestion q = ask(row.kind);
        const StudyResult found = askStudy(q).value();
        for (const Page& page : kPages) {
            FigureSpec spec;
            spec.widthMm = page.mm.width;
            spec.heightMm = page.mm.height;
            const FigureStyle style = printStyle(ThemeName::Print, page.type);
            const std::string where =
                std::string(row.word) + " on a page " + shortestNumber(page.mm.width) + " mm wide";
            const auto scene = composeStudy(q, found, {}, spec, style);
            // Several charts or pictures with long heads may be too much for large type.
            constexpr std::array kMuch{StudyKind::Charts, StudyKind::Compare, StudyKind::Dataset, StudyKind::Shift,
                                       StudyKind::Sweep};
            const bool isMuch = std::find(kMuch.begin(), kMuch.end(), row.kind) != kMuch.end();
            if (isMuch && page.type.least > 10 && !scene) {
                EXPECT_EQ(scene.error().where, "figure.height") << where;
                continue;
            }
            ASSERT_TRUE(scene) << where << ": " << scene.error().message;
            EXPECT_NEAR(scene->size.height, page.mm.height * kPointsPerMm, 1e-9) << where;
            for (const Mark& mark : scene->marks) {
                const auto* text = std::get_if<TextMark>(&mark);
                if (!text) continue;
                EXPECT_LE(text->at.y, scene->size.height) << where << ": " << text->runs[0].text;
                EXPECT_EQ(text->least, style.leastNumber) << where << ": " << text->runs[0].text;
            }
        }
    }
}

TEST(ComposeStudy, ANarrowFigureIsRefusedBeforeItIsUnreadable) {
    const StudyQuestion q = ask(StudyKind::Ties);
    FigureSpec spec;
    spec.widthMm = 20;
    const auto scene = composeStudy(q, askStudy(q).value(), {}, spec, printStyle(ThemeName::Print, spec.widthMm));
    ASSERT_FALSE(scene);
    EXPECT_EQ(scene.error().where, "figure.width");
}

}  // namespace
}  // namespace poolscope

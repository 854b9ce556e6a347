// SPDX-License-Identifier: GPL-3.0-or-later
// Studies asked and composed: what is found, and that a figure takes its look from the options.
#include "core/study_figure/study_sheet.h"

#include <gtest/gtest.h>

#include "core/figure/figure.h"
#include "tests/core/support/scene_marks.h"

namespace poolscope {
namespace {

// Six images of 8x8 with some ink in each, two labels.
std::shared_ptr<const Source> source() {
    Tensor images({6, 1, 8, 8});
    for (std::size_t i = 0; i < images.values.size(); ++i) {
        images.values[i] = i % 5 < 2 ? static_cast<float>(i * 37 % 256) : 0.0F;
    }
    Source made;
    made.name = "some/where/set.npy";
    made.images = std::make_shared<const Tensor>(std::move(images));
    made.labels = {1, 0, 1, 0, 1, 0};
    return std::make_shared<const Source>(std::move(made));
}

StudyQuestion ask(FigureKind kind, StudyImages images = StudyImages::Batch) {
    StudyQuestion q;
    q.kind = kind;
    q.choice.images = images;
    q.source = source();
    q.experiment.source.path = "some/where/set.npy";
    q.experiment.images = {1, 4};
    return q;
}

const std::vector<FigureKind> kKinds{FigureKind::Charts,  FigureKind::Shift,  FigureKind::Compare, FigureKind::Cascade,
                                     FigureKind::Dataset, FigureKind::Labels, FigureKind::Ties,    FigureKind::Moved,
                                     FigureKind::Sweep,   FigureKind::Cost,   FigureKind::Wins};

bool hasPictures(FigureKind kind) {
    using enum FigureKind;
    return kind == Shift || kind == Compare || kind == Cascade || kind == Dataset || kind == Labels;
}

Scene compose(const StudyQuestion& q, const StudyResult& found, const FigureOptions& options,
              const ViewSpec& view = {}) {
    auto scene = composeStudy(q, found, view, options, styleOf(options).value());
    EXPECT_TRUE(scene) << scene.error().message;
    return scene ? *scene : Scene{};
}

TEST(AskStudy, FindsWhatTheStudiesFindInTheImagesAsked) {
    const StudyQuestion q = ask(FigureKind::Ties);
    const Tensor batch = selectImages(*q.source->images, 1, 4);
    const std::vector<int> labels{0, 1, 0, 1};
    EXPECT_EQ(std::get<TieStudy>(askStudy(q).value()), tieStudy(q.experiment, batch, labels).value());
    EXPECT_EQ(std::get<ShiftStudy>(askStudy(ask(FigureKind::Moved)).value()),
              shiftStudy(q.experiment, batch, 1).value());
    EXPECT_EQ(std::get<WinStudy>(askStudy(ask(FigureKind::Wins)).value()), winStudy(q.experiment, batch).value());
    EXPECT_EQ(std::get<Cost>(askStudy(ask(FigureKind::Cost)).value()), costOf(q.experiment, batch.shape).value());
    EXPECT_EQ(std::get<DatasetStudy>(askStudy(ask(FigureKind::Dataset, StudyImages::All)).value()),
              datasetStudy(q.experiment, *q.source->images, q.source->labels).value());
    const auto shift = std::get<ShiftResult>(askStudy(ask(FigureKind::Shift, StudyImages::One)).value());
    EXPECT_EQ(std::get<ShiftStudy>(shift.found.moves),
              shiftStudy(q.experiment, selectImages(*q.source->images, 1, 1), 1).value());
    EXPECT_EQ(shift.curves.curves.input.size(), 8U);
}

TEST(AskStudy, AChoiceIsAsked) {
    StudyQuestion q = ask(FigureKind::Moved);
    q.choice.turns = true;
    q.choice.distance = 10;
    const Tensor batch = selectImages(*q.source->images, 1, 4);
    EXPECT_EQ(std::get<TurnResult>(askStudy(q).value()).turn, rotationStudy(q.experiment, batch, 10).value());
    q = ask(FigureKind::Cascade);
    q.choice.levels = 2;
    EXPECT_EQ(std::get<CascadeResult>(askStudy(q).value()).study.levels.size(), 2U);
    q = ask(FigureKind::Compare);
    q.choice.by = CompareBy::Windows;
    q.choice.references = false;
    const auto every = std::get<Compare>(askStudy(q).value());
    EXPECT_EQ(every.comparands.size(), 9U);
    q.choice.images = StudyImages::One;
    EXPECT_NE(std::get<Compare>(askStudy(q).value()).inputChange, every.inputChange);
}

TEST(AskStudy, WhichImagesAreAsked) {
    StudyQuestion q = ask(FigureKind::Shift);
    q.experiment.plane = 2;
    EXPECT_EQ(askedImages(q), (ImageRange{1, 4}));
    q.choice.images = StudyImages::One;
    EXPECT_EQ(askedImages(q), (ImageRange{3, 3}));
    EXPECT_EQ(studyCaption(q), "set.npy, image 3, label 0, one of images 1 to 4: max, size 2x2, stride 2x2");
    q.choice.images = StudyImages::Thousand;
    EXPECT_EQ(askedImages(q), (ImageRange{0, 5}));
    q.choice.images = StudyImages::All;
    EXPECT_EQ(askedImages(q), (ImageRange{0, 5}));
    EXPECT_EQ(studyCaption(q), "set.npy, images 0 to 5: max, size 2x2, stride 2x2");
    q.kind = FigureKind::Sweep;
    EXPECT_EQ(studyCaption(q), "set.npy, images 0 to 5: max pooling");
}

TEST(AskStudy, RefusesWhatIsNoDistance) {
    for (const FigureKind kind : {FigureKind::Moved, FigureKind::Shift}) {
        for (const double by : {0.0, 1.5, -1.0, 1e300, 9.0}) {
            StudyQuestion q = ask(kind);
            q.choice.distance = by;
            const auto found = askStudy(q);
            ASSERT_FALSE(found) << by;
            EXPECT_EQ(found.error().where, "study.by");
        }
    }
    StudyQuestion none = ask(FigureKind::Charts);
    none.experiment.images = {0, -1};
    EXPECT_EQ(askStudy(none).error().where, "input");
}

TEST(ComposeStudy, EveryKindTakesWidthThemePaletteTypeTitleAndCaption) {
    for (const FigureKind kind : kKinds) {
        const StudyQuestion q = ask(kind);
        const StudyResult found = askStudy(q).value();
        FigureOptions options;
        options.kind = kind;
        const Scene plain = compose(q, found, options);
        EXPECT_NEAR(plain.size.width, 183 * kPointsPerMm, 1e-9);
        EXPECT_EQ(plain, compose(q, found, options));
        EXPECT_NE(test::wordsOf(plain).find(studyCaption(q)), std::string::npos) << test::wordsOf(plain);
        for (const Mark& mark : plain.marks) {
            if (const auto* text = std::get_if<TextMark>(&mark)) {
                EXPECT_GT(text->at.y, 0);
                EXPECT_LT(text->at.y, plain.size.height) << text->runs[0].text;
            }
        }

        FigureOptions other = options;
        other.spec.widthMm = 89;
        EXPECT_NEAR(compose(q, found, other).size.width, 89 * kPointsPerMm, 1e-9);
        other = options;
        other.theme = ThemeName::Dark;
        EXPECT_NE(compose(q, found, other), plain) << static_cast<int>(kind);
        other = options;
        other.fontSize = 9;
        EXPECT_NE(compose(q, found, other), plain);
        other = options;
        other.spec.title = "A title";
        const Scene titled = compose(q, found, other);
        EXPECT_NE(test::wordsOf(titled).find("A title\n"), std::string::npos);
        EXPECT_GT(titled.size.height, plain.size.height);
        other = options;
        other.ownCaption = true;
        const Scene bare = compose(q, found, other);
        EXPECT_EQ(test::wordsOf(bare).find(studyCaption(q)), std::string::npos);
        EXPECT_LT(bare.size.height, plain.size.height);
        other.spec.caption = "own words";
        EXPECT_NE(test::wordsOf(compose(q, found, other)).find("own words\n"), std::string::npos);

        ViewSpec view;
        view.palette = Palette::Magma;
        EXPECT_EQ(compose(q, found, options, view) != plain, hasPictures(kind)) << static_cast<int>(kind);
    }
}

TEST(ComposeStudy, ANarrowFigureIsRefusedBeforeItIsUnreadable) {
    const StudyQuestion q = ask(FigureKind::Ties);
    FigureOptions options;
    options.spec.widthMm = 20;
    const auto scene = composeStudy(q, askStudy(q).value(), {}, options, styleOf(options).value());
    ASSERT_FALSE(scene);
    EXPECT_EQ(scene.error().where, "figure.width");
}

}  // namespace
}  // namespace poolscope

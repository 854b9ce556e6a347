// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/tile_sheet.h"

#include <gtest/gtest.h>

#include "core/figure/figure.h"
#include "tests/core/support/scene_marks.h"

namespace poolscope {
namespace {

struct Set {
    explicit Set(std::int64_t count, std::vector<int> labels = {}, std::int64_t side = 4) {
        Tensor images({count, 1, side, side});
        for (std::size_t i = 0; i < images.values.size(); ++i) images.values[i] = static_cast<float>(i * 37 % 256);
        source.name = "set.npy";
        source.images = std::make_shared<const Tensor>(std::move(images));
        source.labels = std::move(labels);
        Experiment experiment;
        experiment.source.path = "set.npy";
        experiment.images = {0, count - 1};
        evaluation = evaluate(experiment, source.images.tensor()).value();
    }
    Result<Scene> compose(const FigureSpec& spec, const ViewSpec& view = {}) const {
        return composeSheet(evaluation, source, view, spec, printStyle(ThemeName::Print, spec.widthMm));
    }

    Source source;
    Evaluation evaluation;
};

FigureSpec sheetOf(std::vector<PanelKind> panels, double widthMm = 183) {
    FigureSpec spec;
    spec.panels = std::move(panels);
    spec.widthMm = widthMm;
    return spec;
}

std::vector<HeatMapMark> picturesOf(const Scene& scene) {
    std::vector<HeatMapMark> pictures;
    for (const Mark& mark : scene.marks) {
        if (const auto* picture = std::get_if<HeatMapMark>(&mark)) pictures.push_back(*picture);
    }
    return pictures;
}

TEST(TileSheet, EveryImageWithItsPicturesIndexAndLabel) {
    const Set set(5, {7, 2, 1, 0, 4});
    const Scene scene = set.compose(sheetOf({PanelKind::Input, PanelKind::Output, PanelKind::Gradient})).value();
    const auto pictures = picturesOf(scene);
    ASSERT_EQ(pictures.size(), 17U) << "three for each image, and two of the legend";
    const auto& e = set.evaluation;
    for (std::size_t i = 0; i < 5; ++i) {
        const auto plane = static_cast<std::int64_t>(i);
        EXPECT_EQ((*pictures[3 * i].argb)[5], toArgb(colourOf(e.x->plane(plane)[5], {0, 255}, Palette::Grey, {})));
        EXPECT_EQ((*pictures[3 * i + 1].argb)[3],
                  toArgb(colourOf(e.forward->y.plane(plane)[3], {0, 255}, Palette::Grey, {})));
    }
    EXPECT_NE(test::wordsOf(scene).find("0  label 7\n1  label 2\n"), std::string::npos) << test::wordsOf(scene);
    EXPECT_NE(set.compose(sheetOf({PanelKind::Input}), {Palette::Magma}).value(),
              set.compose(sheetOf({PanelKind::Input})).value());
}

TEST(TileSheet, NothingOverlapsOrLeavesTheSheet) {
    for (const std::int64_t count : {1, 2, 30, 100, 2500}) {
        for (const double width : {60.0, 89.0, 183.0}) {
            const Set set(count);
            const Scene scene = set.compose(sheetOf({PanelKind::Input, PanelKind::Output}, width)).value();
            auto pictures = picturesOf(scene);
            ASSERT_EQ(pictures.size(), static_cast<std::size_t>(2 * count + 1));
            EXPECT_GT(pictures.back().rect.y, pictures[pictures.size() - 2].rect.bottom()) << "the legend";
            EXPECT_LT(pictures.back().rect.bottom(), scene.size.height);
            pictures.pop_back();
            EXPECT_NEAR(scene.size.width, width * kPointsPerMm, 1e-9);
            for (std::size_t i = 0; i < pictures.size(); ++i) {
                const Rect& r = pictures[i].rect;
                EXPECT_GE(r.width, 10);
                EXPECT_LT(r.right(), scene.size.width);
                EXPECT_LT(r.bottom(), scene.size.height);
                if (i == 0) continue;
                const Rect& before = pictures[i - 1].rect;
                EXPECT_TRUE(r.x > before.right() || r.y > before.bottom());
            }
        }
    }
}

TEST(TileSheet, ManyImagesAreSmallerUntilTheyFillAPage) {
    const auto side = [](std::int64_t count) {
        return picturesOf(Set(count).compose(sheetOf({PanelKind::Input})).value())[0].rect.width;
    };
    EXPECT_GT(side(10), side(200));
    EXPECT_GT(side(200), side(1000));
}

TEST(TileSheet, TheCaptionNamesImagesAndParameters) {
    const Set set(3);
    EXPECT_EQ(sheetCaption(set.source, set.evaluation.experiment, {PanelKind::Input, PanelKind::Output}),
              "set.npy, images 0 to 2: max, size 2x2, stride 2x2; of each input, output");
    FigureSpec spec = sheetOf({PanelKind::Input});
    spec.title = "Above";
    spec.caption = "beneath";
    const std::string words = test::wordsOf(set.compose(spec).value());
    EXPECT_TRUE(words.starts_with("Above\n")) << words;
    EXPECT_TRUE(words.ends_with("beneath\n")) << words;
}

TEST(TileSheet, TheCaptionNamesTheChannelThatIsShown) {
    Source source;
    source.name = "colours.npy";
    source.images = std::make_shared<const Tensor>(Shape{2, 3, 4, 4});
    Experiment experiment;
    experiment.source.path = "colours.npy";
    experiment.images = {0, 1};
    experiment.plane = 2;
    EXPECT_EQ(sheetCaption(source, experiment, {PanelKind::Input}),
              "colours.npy, images 0 to 1, channel 2 (counted from 0): max, size 2x2, stride 2x2; of each input");
}

TEST(TileSheet, TheLegendHasTheScalesOfAllImages) {
    const Set set(3);
    const std::string words = test::wordsOf(set.compose(sheetOf({PanelKind::Input, PanelKind::Gradient})).value());
    EXPECT_NE(words.find("0\n255\nvalues\n0\n+1\ngradients\n"), std::string::npos) << words;
    const std::string input = test::wordsOf(set.compose(sheetOf({PanelKind::Input})).value());
    EXPECT_EQ(input.find("gradients"), std::string::npos);
}

// Beside each other, or on two lines; always whole.
TEST(TileSheet, TheLegendStaysOnANarrowSheet) {
    for (const double width : {30.0, 40.0, 60.0, 183.0}) {
        const Scene scene = Set(3).compose(sheetOf({PanelKind::Input, PanelKind::Gradient}, width)).value();
        const std::string words = test::wordsOf(scene);
        EXPECT_NE(words.find("values\n"), std::string::npos) << width;
        EXPECT_NE(words.find("gradients\n"), std::string::npos) << width;
        const auto pictures = picturesOf(scene);
        EXPECT_EQ(pictures[6].rect.y == pictures[7].rect.y, width > 100) << width;
        EXPECT_LT(pictures[7].rect.right(), scene.size.width) << width;
    }
}

TEST(TileSheet, RefusesWhatCannotBeRead) {
    EXPECT_EQ(Set(kMostTiles + 1, {}, 2).compose(sheetOf({PanelKind::Input})).error().where, "input");
    EXPECT_EQ(Set(2).compose(sheetOf({PanelKind::Patches})).error().where, "figure.panels");
    EXPECT_EQ(Set(2).compose(sheetOf({})).error().where, "figure.panels");
    EXPECT_EQ(Set(2).compose(sheetOf({PanelKind::Input}, 10)).error().where, "figure.width");
    EXPECT_EQ(Set(2).compose(sheetOf(std::vector<PanelKind>(12, PanelKind::Input), 20)).error().where, "figure.width");
}

}  // namespace
}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// Sheets of single images: which pictures in which order, and the words beneath.
#include "core/study_figure/image_sheet.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/figure/figure.h"
#include "core/filter/filter.h"
#include "core/study_figure/image_words.h"
#include "core/study_figure/pair_figure.h"
#include "tests/core/support/questions.h"

namespace poolscope {
namespace {

std::string wordsOf(const TileSheet& sheet) {
    std::string text;
    for (const SheetTile& tile : sheet.tiles) {
        for (const auto& line : tile.lines) {
            for (const TextRun& run : line) text += run.text;
            text += "|";
        }
        text += "\n";
    }
    return text;
}

StudyQuestion sorted(ImageMeasure measure, std::int64_t top) {
    StudyQuestion q = test::ask(StudyKind::Images);
    q.choice.sort = measure;
    q.choice.top = top;
    return q;
}

TEST(ImageSheet, ShowsTheImagesOfTheBatchByTheirMeasure) {
    // Images 1 to 4 of the source.
    const StudyQuestion q = sorted(ImageMeasure::Mean, 2);
    const auto study = std::get<ImageStudy>(askStudy(q).value());
    ASSERT_EQ(study.images.size(), 4U);
    const auto values = study.valuesOf(ImageMeasure::Mean);
    const auto places = sortedPlaces(values);
    const TileSheet sheet = imageTiles(q, study, {}, ThemeName::Print).value();
    ASSERT_EQ(sheet.tiles.size(), 2U);
    EXPECT_EQ(sheet.tiles[0].pictures.size(), 2U);
    EXPECT_EQ(sheet.tiles[0].pictures[0].cells, (Extent{8, 8}));
    EXPECT_EQ(sheet.tiles[0].pictures[1].cells, (Extent{4, 4}));
    std::string expected;
    for (const std::int64_t place : {places[0], places[1]}) {
        const std::int64_t image = place + 1;
        expected += std::to_string(image) + " · " + std::to_string(q.source->labels[static_cast<std::size_t>(image)]) +
                    "|" + measureText(ImageMeasure::Mean, values[static_cast<std::size_t>(place)]) + "|\n";
    }
    EXPECT_EQ(wordsOf(sheet), expected);
    EXPECT_EQ(sheet.head.title, "These 2 of 4 images come first by mean, from the largest down");
}

TEST(ImageSheet, KeepsItsPicturesWithinTheWidth) {
    const StudyQuestion q = sorted(ImageMeasure::Ink, 4);
    const TileSheet sheet = imageTiles(q, std::get<ImageStudy>(askStudy(q).value()), {}, ThemeName::Print).value();
    for (const double width : {120.0, 500.0}) {
        const Scene scene = drawTiles(sheet, width, {});
        std::size_t pictures = 0;
        for (const Mark& mark : scene.marks) {
            const auto* picture = std::get_if<HeatMapMark>(&mark);
            if (!picture) continue;
            ++pictures;
            EXPECT_LE(picture->rect.right(), width);
            EXPECT_LE(picture->rect.bottom(), scene.size.height);
        }
        EXPECT_EQ(pictures, 8U) << width;
    }
}

TEST(ImageSheet, RefusesMoreThanCanBeRead) {
    StudyQuestion q = test::ask(StudyKind::Images);
    ImageStudy many;
    many.images.resize(500);
    q.choice.top = 500;
    const Error ofImages = imageTiles(q, many, {}, ThemeName::Print).error();
    EXPECT_EQ(ofImages.where, "study.top");
    EXPECT_EQ(ofImages.message, "500 images on a sheet cannot be read: choose at most 400");
    // What can be chosen is what is counted.
    CollisionStudy pairs;
    pairs.pairs.resize(201);
    EXPECT_EQ(collisionTiles(q, pairs, {}, ThemeName::Print).error().message,
              "201 pairs on a sheet cannot be read: choose at most 200");
    MeansResult means;
    means.labels.resize(134);
    const Error ofMeans = meanTiles(q, means, {}, ThemeName::Print).error();
    EXPECT_EQ(ofMeans.where, "labels") << "there is no choice of how many";
    EXPECT_EQ(ofMeans.message, "134 labels on a sheet cannot be read: choose images with at most 133");
}

TEST(ImageSheet, FillsAPageWithoutLeavingIt) {
    const StudyQuestion q = sorted(ImageMeasure::Ink, 4);
    const TileSheet sheet = imageTiles(q, std::get<ImageStudy>(askStudy(q).value()), {}, ThemeName::Print).value();
    const auto sideIn = [&sheet](double height) {
        const Scene scene = drawTiles(sheet, 400, printStyle(ThemeName::Print, 183), height);
        EXPECT_LE(scene.size.height, height + 0.01);
        double side = 0;
        for (const Mark& mark : scene.marks) {
            if (const auto* picture = std::get_if<HeatMapMark>(&mark)) side = std::max(side, picture->rect.width);
        }
        return side;
    };
    EXPECT_GT(sideIn(70), 15);
    EXPECT_GT(sideIn(110), sideIn(70));
}

TEST(CollisionSheet, NamesBothImagesAndBothDistances) {
    const StudyQuestion q = test::ask(StudyKind::Collisions, StudyImages::All);
    const auto study = std::get<CollisionStudy>(askStudy(q).value());
    ASSERT_FALSE(study.pairs.empty());
    const TileSheet sheet = collisionTiles(q, study, {}, ThemeName::Print).value();
    ASSERT_EQ(sheet.tiles.size(), study.pairs.size());
    EXPECT_EQ(sheet.tiles[0].pictures.size(), 4U);
    const Collision& first = study.pairs.front();
    EXPECT_NE(q.source->labels[static_cast<std::size_t>(first.first)],
              q.source->labels[static_cast<std::size_t>(first.second)]);
    EXPECT_TRUE(wordsOf(sheet).starts_with(shortImageName(*q.source, first.first) + " | " +
                                           shortImageName(*q.source, first.second) + "|Y "))
        << wordsOf(sheet);
}

TEST(MeanSheet, HasAMeanTheNearestAndTheFarthestOfEachLabel) {
    const StudyQuestion q = test::ask(StudyKind::Means, StudyImages::All);
    const auto means = std::get<MeansResult>(askStudy(q).value());
    const TileSheet sheet = meanTiles(q, means, {}, ThemeName::Print).value();
    EXPECT_EQ(sheet.perRow, 3U);
    ASSERT_EQ(sheet.tiles.size(), 6U);
    EXPECT_EQ(sheet.tiles[3].lines[0][0].text, "label 1");
    EXPECT_EQ(sheet.tiles[3].lines[1][0].text, "mean of 3 images");
    EXPECT_TRUE(sheet.tiles[4].lines[1][0].text.starts_with(
        "image " + std::to_string(means.labels[1].after.nearest.image) + ", "));
}

TEST(OutlierSentence, NamesWhoStandsOut) {
    Source source = *test::sixImages();
    source.classNames = {"coat", "dress"};
    ImageStudy study;
    study.first = 1;
    study.images.resize(5);
    for (std::size_t i = 0; i < 5; ++i) study.images[i].largest = i == 3 ? 90 : 10 + static_cast<double>(i) / 2;
    EXPECT_EQ(
        outlierSentence(study, source, ImageMeasure::Largest),
        "Image 4, label dress, has the largest value: 90, where the median is 11. 1 of 5 images lies far above the "
        "others, beyond 14.3.");
    EXPECT_EQ(outlierSentence(study, source, ImageMeasure::Loss), "") << "nothing was measured";
}

TEST(OutlierSentence, SpeaksOfWhatIsShown) {
    Source source = *test::sixImages();
    source.labels.clear();
    ImageStudy study;
    study.images.resize(5);
    for (std::size_t i = 0; i < 5; ++i) study.images[i].largest = 10 + static_cast<double>(i);
    const auto sentence = [&](bool ascending, const std::vector<std::int64_t>& some) {
        return outlierSentence(study, source, ImageMeasure::Largest, ascending, some);
    };
    EXPECT_EQ(outlierSentence(study, source, ImageMeasure::Largest, true),
              "Image 0 has the smallest maximum: 10, where the median is 12.");
    EXPECT_EQ(sentence(false, {1, 3}), "Of these 2 images, image 3 has the largest value: 13, where the median is 12.");
    EXPECT_EQ(sentence(true, {3, 1}),
              "Of these 2 images, image 1 has the smallest maximum: 11, where the median is 12.");
    EXPECT_EQ(sentence(false, {2}), "Image 2: maximum 12.") << "one image is no median";
    EXPECT_EQ(sentence(false, {}), "");
    study.images[3].largest = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(sentence(false, {1, 3}), "Of these 2 images, image 1: maximum 11; of the others it is not defined.");
}

// The image that the words name is the first on the sheet.
TEST(OutlierSentence, IsOfTheFirstImageOfItsSheet) {
    for (const std::int64_t top : {2, 4}) {
        for (const bool ascending : {false, true}) {
            StudyQuestion q = sorted(ImageMeasure::Mean, top);
            q.choice.ascending = ascending;
            const auto study = std::get<ImageStudy>(askStudy(q).value());
            const TileSheet sheet = imageTiles(q, study, {}, ThemeName::Print).value();
            const std::string first = imageName(*q.source, sheet.tiles.front().images.front());
            EXPECT_NE(sheet.head.note.find(first.substr(1)), std::string::npos) << sheet.head.note;
            EXPECT_EQ(sheet.head.note.starts_with("Of these 4 images, "), top == 4) << sheet.head.note;
            EXPECT_NE(sheet.head.note.find(ascending ? "has the smallest mean" : "has the largest mean"),
                      std::string::npos);
        }
    }
}

TEST(ImageSheet, GrowsToAPageThatScrolls) {
    StudyQuestion q = sorted(ImageMeasure::Ink, 4);
    const TileSheet sheet = imageTiles(q, std::get<ImageStudy>(askStudy(q).value()), {}, ThemeName::Print).value();
    const FigureStyle style;
    const auto sideIn = [&](double height) {
        double side = 0;
        for (const Mark& mark : drawTiles(sheet, 900, style, height, nullptr, kLeastScrolled).marks) {
            if (const auto* picture = std::get_if<HeatMapMark>(&mark)) side = std::max(side, picture->rect.width);
        }
        return side / style.small;
    };
    EXPECT_GT(sideIn(600), sideIn(200));
    EXPECT_NEAR(sideIn(60), kLeastScrolled, 0.01) << "smaller they are not: the page scrolls";
}

TEST(PairFigure, SettingsThatAreHeldSayWhatDiffers) {
    Experiment held;
    Experiment now = held;
    now.window.size = {3, 3};
    EXPECT_EQ(settingsApart(held, now), (std::array<std::string, 2>{"size 2x2", "size 3x3"}));
    now = held;
    now.window.dilation = {2, 2};
    EXPECT_EQ(settingsApart(held, now), (std::array<std::string, 2>{"held", "dilation 2x2"}));
    now.filters.filters = {0, 1};
    held.filters.filters = {0};
    EXPECT_EQ(settingsApart(held, now)[1], "dilation 2x2, filters identity, " + std::string(filterBank()[1].name));
    const auto source = test::sixImages();
    PairSide first = pairSide({}, source->images, 0, 0).value();
    first.name = "image 0, label 0";
    first.brief = "0 · 0";
    PairSide second = first;
    first.setting = "size 2x2";
    second.setting = "size 3x3";
    const PairStudy study = pairStudy(first, second);
    const FigureStyle style;
    const PairPictures pictures = makePictures(study, {0, 255}, {}, style.theme());
    const ViewSpec view;
    std::string words;
    for (const Mark& mark : layoutPair({study, pictures, view, style}, {940, 470}).scene.marks) {
        const auto* text = std::get_if<TextMark>(&mark);
        if (!text) continue;
        for (const TextRun& run : text->runs) words += run.text;
        words += "|";
    }
    EXPECT_NE(words.find("|size 3x3|"), std::string::npos) << words;
    EXPECT_NE(words.find("ΔdX  8x8  ±"), std::string::npos) << "differences have a scale: " << words;
    EXPECT_NE(words.find("0 · 0|X"), std::string::npos) << "X is of no setting: " << words;
    const StudyWords told = pairWords({study, pictures, view, style}, {StudyPlane::Output, 0, {1, 2}});
    EXPECT_EQ(told.lines.back().first, "window");
    EXPECT_EQ(told.lines.back().second, "rows 2–3, columns 4–5");
}

TEST(PairFigure, LinksCellsOfBothUnderTheirOwnWindows) {
    Experiment coarse;
    coarse.window.size = coarse.window.stride = {4, 4};
    const auto source = test::sixImages();
    PairStudy study =
        pairStudy(pairSide({}, source->images, 0, 0).value(), pairSide(coarse, source->images, 0, 0).value());
    EXPECT_FALSE(study.y) << "4x4 and 2x2 cells";
    ASSERT_TRUE(study.x && study.dx);
    EXPECT_EQ(*std::max_element(study.x->values.begin(), study.x->values.end()), 0);
    const FigureStyle style;
    const ViewSpec view;
    const PairPictures pictures = makePictures(study, {0, 255}, view, style.theme());
    const PairContext context{study, pictures, view, style};
    const StudyFigure figure = layoutPair(context, {900, 700});
    EXPECT_EQ(figure.areas.size(), 8U) << "there is no difference of Y";
    for (const StudyArea& area : figure.areas) EXPECT_LE(area.cells.rect.bottom(), 700);
    const StudyFocus corner{StudyPlane::Input, 0, {7, 7}};
    const StudyWords words = pairWords(context, corner);
    EXPECT_EQ(words.title, "X(7, 7)");
    // X and dX three times each, Y of both: the last window of each.
    std::size_t outlines = 0;
    for (const Mark& mark : focusOverlay(figure, context, corner).marks) {
        const auto* rect = std::get_if<RectMark>(&mark);
        const Rect last = figure.area(StudyPlane::Output, 1)->cellRect({1, 1});
        if (rect && last.grown(4).contains({rect->rect.x, rect->rect.y})) ++outlines;
    }
    EXPECT_GT(outlines, 0U);
}

}  // namespace
}  // namespace poolscope

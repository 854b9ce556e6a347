// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study_figure/compass.h"

#include <gtest/gtest.h>

#include "core/study/study_kinds.h"
#include "core/study_figure/contact_sheet.h"

namespace poolscope {
namespace {

template <class T>
std::vector<T> marksOf(const Scene& scene) {
    std::vector<T> found;
    for (const Mark& mark : scene.marks) {
        if (const T* one = std::get_if<T>(&mark)) found.push_back(*one);
    }
    return found;
}

std::size_t countOf(const Scene& scene, const std::string& words) {
    std::size_t count = 0;
    for (const TextMark& text : marksOf<TextMark>(scene)) count += text.runs.front().text == words ? 1 : 0;
    return count;
}

// One dot in the top left cell of a 2x2 window: right, down and down right keep it in its window.
Tensor dot() {
    Tensor x(Shape{1, 1, 4, 4});
    x.values[0] = 6;
    return x;
}

CompassPair dotCompass() {
    return shiftCompass({}, dot(), shiftStudy(Experiment{}, dot(), 1).value(), 1, {}).value();
}

TEST(ShiftCompass, SaysWhereTheOutputStaysTheSame) {
    const CompassPair pair = dotCompass();
    const std::vector<std::size_t> same{5, 7, 8};
    for (std::size_t i = 0; i < 9; ++i) {
        ASSERT_TRUE(pair.output.tiles[i]);
        const CompassTile& tile = *pair.output.tiles[i];
        if (i == 4) {
            EXPECT_EQ(tile.verdict, "");
            EXPECT_EQ(tile.name, "the output");
            continue;
        }
        const bool stays = std::find(same.begin(), same.end(), i) != same.end();
        EXPECT_EQ(tile.same, stays) << tile.name;
        EXPECT_EQ(tile.verdict, stays ? "same" : "changed 100.0 %") << tile.name;
        EXPECT_FALSE(pair.input.tiles[i]->same);
        // The pictures agree with the words.
        EXPECT_EQ(*tile.picture.argb == *pair.output.tiles[4]->picture.argb, stays) << tile.name;
    }
    EXPECT_EQ(pair.output.tiles[0]->name, "up left");
    EXPECT_EQ(pair.output.tiles[8]->name, "down right");
    EXPECT_EQ(pair.input.tiles[5]->verdict, "changed 200.0 %");
    EXPECT_NE(compassText(pair.output).find("\nright: same\n"), std::string::npos);
}

TEST(ShiftCompass, OfSeveralImagesSaysHowManyStayTheSame) {
    Tensor two(Shape{2, 1, 4, 4});
    two.values[0] = 6;
    two.values[16 + 1] = 6;  // moving right leaves the window
    const ShiftStudy study = shiftStudy(Experiment{}, two, 1).value();
    const CompassPair pair = shiftCompass({}, selectImages(two, 0, 0), study, 1, {}).value();
    EXPECT_EQ(pair.output.tiles[5]->verdict, "changed 100.0 %");
    EXPECT_EQ(pair.output.tiles[5]->more, "1 of 2 same");
    EXPECT_EQ(pair.output.tiles[7]->verdict, "all 2 same");
    EXPECT_EQ(pair.output.tiles[1]->more, "");
}

TEST(ShiftCompass, IsMarkedByMoreThanColour) {
    const Scene scene = drawCompass(dotCompass().output, {400, 420}, {});
    EXPECT_EQ(marksOf<HeatMapMark>(scene).size(), 9U);
    EXPECT_EQ(countOf(scene, "same"), 3U);
    EXPECT_EQ(countOf(scene, "changed 100.0 %"), 5U);
    std::size_t filled = 0;
    for (const EllipseMark& mark : marksOf<EllipseMark>(scene)) filled += mark.fill ? 1 : 0;
    EXPECT_EQ(filled, 3U);
    // Two strokes make an equals sign, a third strikes it out.
    EXPECT_EQ(marksOf<LineMark>(scene).size(), 3U * 2 + 5U * 3);
    for (const HeatMapMark& heat : marksOf<HeatMapMark>(scene)) {
        EXPECT_GE(heat.rect.x, 0);
        EXPECT_LE(heat.rect.right(), 400);
        EXPECT_LE(heat.rect.bottom(), 420);
    }
}

TEST(TurnCompass, HasOnlyItsMiddleRow) {
    const MotionChange changed = rotationStudy({}, dot(), 90).value();
    const CompassPair pair = turnCompass({}, dot(), {90, changed, changed}, {}).value();
    EXPECT_FALSE(pair.input.tiles[1]);
    EXPECT_EQ(pair.input.tiles[3]->name, "90° counter-clockwise");
    EXPECT_EQ(pair.output.tiles[5]->verdict, "changed 200.0 %");
    EXPECT_EQ(marksOf<HeatMapMark>(drawCompass(pair.input, {300, 150}, {})).size(), 3U);
}

TEST(ShiftCompass, BehindFiltersShowsXAndItsChange) {
    Experiment relu;
    relu.filters.relu = true;
    Tensor x = dot();
    x.values[10] = -6;
    const CompassPair pair = shiftCompass(relu, x, shiftStudy(relu, x, 1).value(), 1, {}).value();
    EXPECT_EQ(pair.input.head.title, "X of the image moved by 1 pixel");
    EXPECT_EQ(pair.output.head.title, "Y of the image moved by 1 pixel");
    EXPECT_EQ(pair.input.tiles[4]->name, "X");
    EXPECT_EQ(pair.input.tiles[5]->verdict, "changed 200.0 %") << "of X, where only the dot moves";
    // What the ReLU takes away is not seen.
    const CompassPair alone = shiftCompass(relu, dot(), shiftStudy(relu, dot(), 1).value(), 1, {}).value();
    for (std::size_t i = 0; i < 9; ++i) {
        EXPECT_EQ(*pair.input.tiles[i]->picture.argb, *alone.input.tiles[i]->picture.argb) << i;
    }
}

TEST(ShiftCompass, RefusesWhatCannotBePooled) {
    Experiment large;
    large.window.size = {9, 9};
    EXPECT_EQ(shiftCompass(large, dot(), {}, 1, {}).error().where, "window.size");
}

// Images of 2x2, each of one value, after one that nobody asks about.
StudyQuestion askOf(const std::vector<float>& values, const std::vector<int>& labels) {
    const auto images = static_cast<std::int64_t>(values.size());
    Tensor x(Shape{images, 1, 2, 2});
    for (std::size_t i = 0; i < x.values.size(); ++i) x.values[i] = values[i / 4];
    Source source;
    source.setImages(std::move(x));
    source.labels = labels;
    source.range = {{0, 255, true}, 255};
    StudyQuestion q;
    q.choice.kind = StudyKind::Labels;
    q.choice.images = StudyImages::Batch;
    q.experiment.images = {1, images - 1};
    q.source = std::make_shared<const Source>(std::move(source));
    return q;
}

TEST(ContactSheet, PlacesDigitsByLabel) {
    StudyQuestion q = askOf({200, 10, 20, 30, 40}, {2, 7, 2, 7, 7});
    const ContactSheet sheet = contactSheet(q, {}, ThemeName::Print, {2}).value();
    ASSERT_EQ(sheet.rows.size(), 2U);
    EXPECT_EQ(sheet.rows[0].label, "2");
    EXPECT_EQ(sheet.rows[0].images, 1) << "that are asked about";
    EXPECT_EQ(sheet.rows[0].shown, (std::vector<std::int64_t>{2}));
    EXPECT_EQ(sheet.rows[1].label, "7");
    EXPECT_EQ(sheet.rows[1].images, 3);
    EXPECT_EQ(sheet.rows[1].shown, (std::vector<std::int64_t>{1, 3}));
    // Grey 30 of 0..255.
    EXPECT_EQ(sheet.rows[1].pictures[1].argb->front(), toArgb(rgb(0x1e1e1e)));
    const Scene scene = drawContactSheet(sheet, 200, {});
    const auto pictures = marksOf<HeatMapMark>(scene);
    ASSERT_EQ(pictures.size(), 3U);
    EXPECT_LT(pictures[0].rect.bottom(), pictures[1].rect.y);
    EXPECT_EQ(pictures[1].rect.y, pictures[2].rect.y);
    EXPECT_LE(pictures[2].rect.right(), 200);
    EXPECT_LE(pictures[2].rect.bottom(), scene.size.height);
    EXPECT_EQ(countOf(scene, "7"), 1U);
    auto named = std::make_shared<Source>(*q.source);
    named->classNames = {"", "", "coat"};
    q.source = named;
    EXPECT_EQ(contactSheet(q, {}, ThemeName::Print).value().rows[0].label, "coat");
}

TEST(ContactSheet, IsAPlainGridWithoutLabels) {
    const StudyQuestion q = askOf({200, 1, 2, 3, 4}, {});
    const ContactSheet sheet = contactSheet(q, {}, ThemeName::Print, {3, 1}).value();
    ASSERT_EQ(sheet.rows.size(), 1U);
    EXPECT_EQ(sheet.rows[0].shown, (std::vector<std::int64_t>{1, 2, 3}));
    EXPECT_EQ(marksOf<TextMark>(drawContactSheet(sheet, 200, {})).size(), 0U);
}

}  // namespace
}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// Every study in every preset: what is written can be read.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/scene/words.h"
#include "core/session/figure_options.h"
#include "core/study_figure/study_caption.h"
#include "core/study_figure/study_sheet.h"
#include "tests/core/support/questions.h"
#include "tests/core/support/scene_marks.h"

namespace poolscope {
namespace {

using test::ask;

// A hundred images of 28x28 with ten labels, so that there is as much to say as there will be.
StudyQuestion askMany(StudyKind kind) {
    StudyQuestion q = ask(kind);
    Tensor images({100, 1, 28, 28});
    Source made;
    made.name = "set.npy";
    for (std::size_t i = 0; i < images.values.size(); ++i) {
        images.values[i] = i % 28 > 5 && i % 28 < 22 && i % 5 < 2 ? static_cast<float>(i * 37 % 256) : 0.0F;
    }
    made.setImages(std::move(images));
    for (int i = 0; i < 100; ++i) made.labels.push_back(i * 7 % 10);
    q.source = std::make_shared<const Source>(std::move(made));
    q.experiment.images = {0, 99};
    return q;
}

// Of every vertical axis in percent: its texts stand in one column.
std::vector<double> axisHeights(const Scene& scene) {
    std::vector<double> heights;
    const auto texts = test::marksOf<TextMark>(scene);
    for (const TextMark& zero : texts) {
        if (zero.runs[0].text != "0 %") continue;
        double top = zero.at.y;
        for (const TextMark& tick : texts) {
            const bool below = std::any_of(texts.begin(), texts.end(), [&](const TextMark& other) {
                return other.runs[0].text == "0 %" && other.at.x == zero.at.x && other.at.y > tick.at.y &&
                       other.at.y < zero.at.y;
            });
            if (tick.at.x == zero.at.x && tick.at.y < zero.at.y && !below) top = std::min(top, tick.at.y);
        }
        heights.push_back(zero.at.y - top);
    }
    return heights;
}

// Letters touch where boxes share more than a little of their lines.
bool overlap(const TextMark& a, const TextMark& b) {
    const Rect one = boxOf(a);
    const Rect two = boxOf(b);
    const double slack = 0.2 * std::min(a.size, b.size);
    return std::min(one.right(), two.right()) - std::max(one.x, two.x) > slack &&
           std::min(one.bottom(), two.bottom()) - std::max(one.y, two.y) > slack;
}

TEST(StudyPresets, CanBeReadInEveryPresetOrIsRefused) {
    for (const StudyRow& row : kStudies) {
        const StudyQuestion q = askMany(row.kind);
        const StudyResult found = askStudy(q).value();
        for (const FigurePreset& preset : kFigurePresets) {
            const std::string where = std::string(row.word) + ", " + std::string(preset.name);
            FigureOptions options;
            options.spec.widthMm = preset.widthMm;
            options.spec.heightMm = preset.heightMm;
            options.spec.caption = studyCaption(q);
            const FigureStyle style = styleOf(options).value();
            const auto scene = composeStudy(q, found, {}, options.spec, style);
            if (!scene) {
                EXPECT_EQ(scene.error().where, preset.heightMm ? "figure.height" : "figure.width") << where;
                EXPECT_TRUE(preset.type.body > 10 || !preset.heightMm) << where << ": " << scene.error().message;
                continue;
            }
            for (const double height : axisHeights(*scene)) EXPECT_GE(height, 2.5 * style.small) << where;
            const Rect page = Rect{0, 0, scene->size.width, scene->size.height}.grown(0.1);
            const auto texts = test::marksOf<TextMark>(*scene);
            for (std::size_t i = 0; i < texts.size(); ++i) {
                const Rect box = boxOf(texts[i]);
                EXPECT_TRUE(page.contains({box.x, box.y}) && page.contains({box.right(), box.bottom()}))
                    << where << ": " << texts[i].runs[0].text;
                for (std::size_t j = 0; j < i; ++j) {
                    EXPECT_FALSE(overlap(texts[i], texts[j]))
                        << where << ": " << texts[i].runs[0].text << " over " << texts[j].runs[0].text;
                }
            }
        }
    }
}

// What was a few pixels high, beneath a chart that was not.
TEST(StudyPresets, WinsFillASlide) {
    const StudyQuestion q = askMany(StudyKind::Wins);
    FigureOptions options;
    options.spec.widthMm = 338.67;
    options.spec.heightMm = 190.5;
    const FigureStyle style = styleOf(options).value();
    const Scene scene = composeStudy(q, askStudy(q).value(), {}, options.spec, style).value();
    double highest = 0;
    for (const RectMark& bar : test::marksOf<RectMark>(scene)) highest = std::max(highest, bar.rect.height);
    EXPECT_GT(highest, 2 * style.small);
}

TEST(StudyPresets, SaysWhichTypeWouldFit) {
    const StudyQuestion q = askMany(StudyKind::Sweep);
    const StudyResult found = askStudy(q).value();
    FigureOptions options;
    options.spec.widthMm = 338.67;
    options.spec.heightMm = 190.5;
    const auto refused = composeStudy(q, found, {}, options.spec, styleOf(options).value());
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("in type of 22 points: choose a font size of 15 or less"), std::string::npos)
        << refused.error().message;
    options.fontSize = 15;
    EXPECT_TRUE(composeStudy(q, found, {}, options.spec, styleOf(options).value()));
}

}  // namespace
}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/composite.h"

#include <gtest/gtest.h>

#include <numeric>

#include "core/panel/panel.h"
#include "tests/core/support/example.h"

namespace poolscope {
namespace {

using test::evaluated;

// Two by two windows over 4x4 pixels whose channels differ: red rises, green falls, blue is 200.
std::shared_ptr<const Tensor> colours() {
    std::vector<float> values;
    for (int i = 0; i < 16; ++i) values.push_back(static_cast<float>(10 * i));
    for (int i = 0; i < 16; ++i) values.push_back(static_cast<float>(250 - 10 * i));
    values.resize(48, 200);
    return std::make_shared<const Tensor>(Shape{1, 3, 4, 4}, std::move(values));
}

struct Shown {
    explicit Shown(ViewSpec v, std::int64_t plane = 0, const std::function<void(Experiment&)>& change = {})
        : view(v), evaluation(evaluated(colours(), [&](Experiment& e) {
              e.plane = plane;
              if (change) change(e);
          })) {
        evaluation.stored = storedRange(evaluation.images()->values, "uint8");
        pictures = makePictures(evaluation, view, style.theme());
    }
    std::string words(PanelKind kind) const {
        const PanelContext context{evaluation, pictures, view, style};
        return toText(layoutPanel(kind, context, {300, 350}).scene);
    }

    ViewSpec view;
    Evaluation evaluation;
    FigureStyle style;
    Pictures pictures;
};

ViewSpec together() {
    ViewSpec view;
    view.composite = true;
    return view;
}

TEST(Composite, InputAndOutputShowThreePlanesAndTheRestTheOneInView) {
    const Shown shown(together(), 1);
    EXPECT_EQ((*shown.pictures.input.argb)[5], toArgb({50, 200, 200}));
    EXPECT_EQ((*shown.pictures.output.argb)[0], toArgb({50, 250, 200})) << "each plane is pooled by itself";
    EXPECT_EQ((*shown.pictures.patches.argb)[0], toArgb({250, 250, 250})) << "the first tap of the green plane";
    const std::string input = shown.words(PanelKind::Input);
    EXPECT_NE(input.find("red, green and blue; numbers of green"), std::string::npos) << input;
    EXPECT_NE(input.find("\"200\""), std::string::npos) << "the number of the green plane\n" << input;
    EXPECT_NE(shown.words(PanelKind::Output).find("numbers of green"), std::string::npos);
    EXPECT_NE(shown.words(PanelKind::Patches).find("X_col · green"), std::string::npos);
}

TEST(Composite, IsForPlanesAsTheyAreStored) {
    ViewSpec palette = together();
    palette.palette = Palette::Magma;
    ViewSpec range = together();
    range.range = {RangeKind::Fit, {}};
    for (const Shown& shown : {Shown({}), Shown(palette), Shown(range),
                               Shown(together(), 0, [](Experiment& e) { e.filters.relu = true; })}) {
        EXPECT_FALSE(isComposite(shown.evaluation, shown.view));
        EXPECT_EQ(shown.words(PanelKind::Input).find("numbers of"), std::string::npos);
    }
    EXPECT_TRUE(isComposite(Shown(together()).evaluation, together()));
}

TEST(Composite, LargePlanesAreAveragedChannelByChannel) {
    const std::int64_t side = kMostShown * 2;
    std::vector<float> values(static_cast<std::size_t>(3 * side * side));
    std::fill(values.begin(), values.begin() + side * side, 90.0F);
    const Tensor all(Shape{1, 3, side, side}, std::move(values));
    const CellColours stored{{0, 255}, Palette::Grey, false, &themeNamed(ThemeName::Light)};
    const Picture picture =
        partPicture({all.plane(0), all.plane(1), all.plane(2)}, {{side, side}, {}, {side, side}}, stored);
    EXPECT_EQ(picture.shown, (Extent{kMostShown, kMostShown}));
    EXPECT_EQ(picture.argb->back(), toArgb({90, 0, 0}));
}

}  // namespace
}  // namespace poolscope

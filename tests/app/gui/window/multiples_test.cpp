// SPDX-License-Identifier: GPL-3.0-or-later
// The pages that compare poolings and that pool again and again: pointed at, changed, exported.
#include <QCheckBox>

#include "app/gui/study/cascade_page.h"
#include "app/gui/study/compare_page.h"
#include "app/gui/view/scene_view.h"
#include "core/figure/figure.h"
#include "tests/app/gui/support/window_fixture.h"
#include "tests/core/support/scene_marks.h"

namespace poolscope {
namespace {

class Multiples : public Window {
  protected:
    // Shows a page and waits until its study is there and painted.
    template <class PageType>
    PageType& shown(const char* action) {
        trigger(action);
        auto* page = window_.findChild<PageType*>();
        ready(*page);
        return *page;
    }
    static void ready(MultiplesPage& page) {
        ASSERT_TRUE(QTest::qWaitFor([&] { return page.isVisible() && !page.busy(); }, kPatience));
        page.view().grab();  // laid out when it is painted
    }
    static QPointF centreOf(const MultiplesPage& page, StudyPlane plane, std::size_t item, const CellRef& cell) {
        const CellArea* area = page.figure().area(plane, item);
        EXPECT_TRUE(area && area->shows(cell)) << item;
        if (!area) return {};
        const Point at = area->cellRect(cell).centre();
        return {at.x, at.y};
    }
    static void hoverOver(MultiplesPage& page, StudyPlane plane, std::size_t item, const CellRef& cell) {
        const QPointF at = centreOf(page, plane, item, cell);
        QMouseEvent move(QEvent::MouseMove, at, page.view().mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                         Qt::NoModifier);
        QApplication::sendEvent(&page.view(), &move);
    }
    static std::string said(const MultiplesPage& page) { return page.view().accessibleDescription().toStdString(); }
    static bool says(const MultiplesPage& page, const std::string& words) {
        return test::wordsOf(page.figure().scene).find(words) != std::string::npos;
    }
    QString labelsOf(const QWidget& page) {
        QString text;
        for (const QLabel* label : page.findChildren<QLabel*>()) {
            if (label->isVisible()) text += label->text() + QLatin1Char('\n');
        }
        return text;
    }
};

TEST_F(Multiples, PointingAtTheInputSaysWhatEveryPoolingMakesOfIt) {
    auto& page = shown<ComparePage>("study.compare");
    const float x = evaluation().inputPlane()[12 * 28 + 12];
    hoverOver(page, StudyPlane::Input, 0, {12, 12});
    EXPECT_EQ(page.focus(), (StudyFocus{StudyPlane::Input, 0, {12, 12}}));
    const std::string words = said(page);
    EXPECT_EQ(words.find("X(12, 12) = " + std::to_string(static_cast<int>(x)) + " · max "), 0U) << words;
    for (const char* name : {" · avg ", " · min ", " · median ", " · Lp, p = 2 ", " · every 2nd pixel ", " · blur, "}) {
        EXPECT_NE(words.find(name), std::string::npos) << name << words;
    }
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&page.view(), &leave);
    EXPECT_EQ(page.focus(), std::nullopt);
    EXPECT_EQ(said(page).find("Moved by one pixel the input changes by "), 0U) << "what was found";
}

TEST_F(Multiples, TheWayToCompareIsChosenOnThePageAndInTheMenu) {
    auto& page = shown<ComparePage>("study.compare");
    EXPECT_TRUE(says(page, "median\n"));
    choose("Compare: sizes × strides");
    ready(page);
    EXPECT_TRUE(says(page, "4x4, stride 3"));
    EXPECT_FALSE(says(page, "median\n"));
    EXPECT_TRUE(action("compare.windows")->isChecked());
    EXPECT_TRUE(says(page, "blur, every 2nd pixel"));
    labelled<QCheckBox>("with subsampling and blur")->click();
    ready(page);
    EXPECT_FALSE(says(page, "blur, every 2nd pixel"));
    trigger("study.workbench");
    trigger("compare.references");
    ready(page);
    EXPECT_TRUE(says(page, "max, blur, every 2nd pixel"));
}

TEST_F(Multiples, AChangedSettingIsFollowedOnceThePageIsSeen) {
    auto& page = shown<ComparePage>("study.compare");
    trigger("study.workbench");
    afterEvaluation([&] {
        session().edit(QStringLiteral("Stride"), {}, [](Experiment& e) {
            e.window.size = {4, 4};
            e.window.stride = {4, 4};
        });
    });
    EXPECT_TRUE(page.busy());  // nothing is made for nobody
    trigger("study.compare");
    ready(page);
    EXPECT_TRUE(says(page, "7x7 · shift"));
    EXPECT_TRUE(says(page, "every 4th pixel"));
}

TEST_F(Multiples, WhatIsNotPossibleIsSaidAndThePicturesStay) {
    auto& page = shown<CascadePage>("study.cascade");
    settle([&] { session().edit(QStringLiteral("Size"), {}, [](Experiment& e) { e.window.size = {40, 40}; }); });
    EXPECT_TRUE(labelsOf(page).contains(QStringLiteral("Not possible: "))) << labelsOf(page).toStdString();
    EXPECT_TRUE(says(page, "14x14"));
    settle([&] { session().undoStack().undo(); });
    EXPECT_FALSE(labelsOf(page).contains(QStringLiteral("Not possible: ")));
}

TEST_F(Multiples, LevelsAreAddedAndTheirCellsLeadToTheInput) {
    auto& page = shown<CascadePage>("study.cascade");
    EXPECT_NE(page.figure().area(StudyPlane::Output, 3), nullptr);
    EXPECT_EQ(page.figure().area(StudyPlane::Output, 4), nullptr);
    choose("Levels: 4");
    ready(page);
    EXPECT_NE(page.figure().area(StudyPlane::Output, 4), nullptr);
    EXPECT_TRUE(action("cascade.4")->isChecked());
    hoverOver(page, StudyPlane::Output, 2, {2, 3});
    const std::string words = said(page);
    EXPECT_EQ(words.find("Y2(2, 3) = "), 0U) << words;
    EXPECT_NE(words.find("rows of X 8–11 · columns of X 12–15 · won by X("), std::string::npos) << words;
    EXPECT_NE(words.find("ends in Y4(0, 0)"), std::string::npos) << words;
}

TEST_F(Multiples, KeysWalkOverCellsAndPictures) {
    auto& page = shown<CascadePage>("study.cascade");
    QWidget& view = page.view();
    named<QToolButton>("Levels: 3")->setFocus();
    view.setFocus(Qt::TabFocusReason);
    EXPECT_EQ(page.focus(), (StudyFocus{StudyPlane::Input, 0, {14, 14}}));
    QTest::keyClick(&view, Qt::Key_Up);
    QTest::keyClick(&view, Qt::Key_Left);
    EXPECT_EQ(page.focus(), (StudyFocus{StudyPlane::Input, 0, {13, 13}}));
    const std::int64_t step = session().step();
    QTest::keyClick(&view, Qt::Key_PageDown);
    EXPECT_EQ(page.focus(), (StudyFocus{StudyPlane::Output, 1, {6, 6}}));
    EXPECT_EQ(session().step(), step);  // and does not play
    QTest::keyClick(&view, Qt::Key_PageUp);
    EXPECT_EQ(page.focus()->plane, StudyPlane::Input);
    QTest::keyClick(&view, Qt::Key_Escape);
    EXPECT_EQ(page.focus(), std::nullopt);
}

TEST_F(Multiples, AClickKeepsACellLit) {
    auto& page = shown<ComparePage>("study.compare");
    const QPointF at = centreOf(page, StudyPlane::Output, 1, {7, 7});
    QTest::mouseClick(&page.view(), Qt::LeftButton, {}, at.toPoint());
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&page.view(), &leave);
    EXPECT_EQ(page.focus(), (StudyFocus{StudyPlane::Output, 1, {7, 7}}));
    EXPECT_EQ(said(page).find("avg (7, 7) · rows of X 14–15 · columns 14–15 · max "), 0U) << said(page);
}

TEST_F(Multiples, TheExportIsWhatIsInView) {
    auto& compare = shown<ComparePage>("study.compare");
    const auto drawn = [](const Page& page) {
        const FigureDraft draft = page.figureDraft().value();
        return draft.draw(draft.view, draft.options, {}).value().scene;
    };
    const std::string words = test::wordsOf(drawn(compare));
    EXPECT_NE(words.find("MNIST test image 18, label 3: operations, size 2x2, stride 2x2\n"), std::string::npos)
        << words;
    auto& cascade = shown<CascadePage>("study.cascade");
    const Scene scene = drawn(cascade);
    EXPECT_NE(test::wordsOf(scene).find("label 3: max, size 2x2, stride 2x2\n"), std::string::npos);
    EXPECT_NEAR(scene.size.width, 183 * kPointsPerMm, 0.1);
}

}  // namespace
}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// A picture opens with its colours; grey is a choice. What is exported shows the same.
#include <QClipboard>
#include <QImage>
#include <QSpinBox>

#include "app/file/figure_draw.h"
#include "app/file/session_io.h"
#include "app/gui/action/notices.h"
#include "app/gui/session/figure_draft.h"
#include "app/gui/window/readings.h"
#include "core/panel/composite.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class Colours : public Window {
  protected:
    // Red rises to the right, green falls downwards; white in a corner, so that the range is all of 0 to 255.
    static QImage picture() {
        QImage made(12, 8, QImage::Format_RGB888);
        for (int y = 0; y < 8; ++y) {
            for (int x = 0; x < 12; ++x) made.setPixelColor(x, y, QColor(20 * x, 200 - 20 * y, 40));
        }
        made.setPixelColor(11, 7, Qt::white);
        return made;
    }
    QString saved(const QImage& made, const char* name = "colour.png") {
        const QString path = folder_.filePath(QString::fromLatin1(name));
        EXPECT_TRUE(made.save(path));
        return path;
    }
    std::uint32_t pixel(const Picture& of, const CellRef& cell) {
        return (*of.argb)[static_cast<std::size_t>(flatIndex(of.cells, cell))];
    }
    bool isTogether() { return isComposite(evaluation(), session().rendered()->view); }
    void press(const char* button) {
        for (const NoticeButton& each : window_.notices().buttons()) {
            if (each.text != QString::fromUtf8(button)) continue;
            QSignalSpy read(&window_.readings(), &Readings::finished);
            each.press();
            ASSERT_TRUE(read.count() > 0 || read.wait(kPatience));
            return settle();
        }
        FAIL() << "nothing offers " << button;
    }
};

TEST_F(Colours, OpenTogetherAndGreyIsAChoice) {
    open(saved(picture()));
    ASSERT_EQ(evaluation().x->shape, (Shape{1, 3, 8, 12}));
    EXPECT_TRUE(isTogether());
    EXPECT_EQ(pixel(pictures().input, {2, 3}), toArgb({60, 160, 40}));
    EXPECT_EQ(pixel(pictures().output, {1, 1}), toArgb({60, 160, 40}));
    EXPECT_TRUE(says("numbers") || lines(PanelKind::Input).join(QLatin1Char(' ')).contains(QStringLiteral("of red")));
    EXPECT_EQ(named<QSpinBox>("Plane in view: channel c")->text(), QStringLiteral("red"));
    settle([&] { named<QSpinBox>("Plane in view: channel c")->setValue(1); });
    EXPECT_EQ(named<QSpinBox>("Plane in view: channel c")->text(), QStringLiteral("green"));
    EXPECT_EQ(pixel(pictures().input, {2, 3}), toArgb({60, 160, 40})) << "the colours stay";
    settle([&] { trigger("view.composite"); });
    EXPECT_EQ(pixel(pictures().input, {2, 3}), toArgb({160, 160, 160})) << "the green plane";
    press("Read as grey");
    EXPECT_EQ(evaluation().x->shape, (Shape{1, 1, 8, 12}));
    EXPECT_EQ(evaluation().x->at(0, {2, 3}), static_cast<float>((11 * 60 + 16 * 160 + 5 * 40) / 32));
    EXPECT_FALSE(isTogether());
}

TEST_F(Colours, APictureWithoutThemStaysGrey) {
    const QImage grey = picture().convertToFormat(QImage::Format_Grayscale8);
    open(saved(grey));
    EXPECT_EQ(evaluation().x->shape, (Shape{1, 1, 8, 12}));
    const std::vector<float> values = evaluation().x->values;
    open(saved(grey.convertToFormat(QImage::Format_RGB888), "three.png"));
    EXPECT_EQ(evaluation().x->shape, (Shape{1, 1, 8, 12})) << "three equal channels are grey";
    EXPECT_EQ(evaluation().x->values, values);
    EXPECT_FALSE(session().source()->rgb);
}

TEST_F(Colours, ThatWouldBeAboveTheLimitsAreReadInGreyAndThatIsSaid) {
    QImage large(6000, 4000, QImage::Format_RGB888);
    large.fill(QColor(200, 30, 60));
    open(saved(large));
    EXPECT_EQ(evaluation().x->shape, (Shape{1, 1, 4000, 6000}));
    EXPECT_TRUE(says("The picture is read in grey")) << visibleText().toStdString();
}

TEST_F(Colours, ComeWithThePasteAndCanBeTakenOff) {
    QApplication::clipboard()->setImage(picture());
    settle([&] {
        QSignalSpy opened(&window_.documents(), &Documents::opened);
        trigger("edit.paste");
        EXPECT_TRUE(opened.wait(kPatience));
    });
    EXPECT_EQ(evaluation().x->shape.c, 3);
    EXPECT_TRUE(isTogether());
    press("Read as grey");
    EXPECT_EQ(evaluation().x->shape.c, 1);
    EXPECT_EQ(evaluation().x->at(0, {2, 3}), static_cast<float>((11 * 60 + 16 * 160 + 5 * 40) / 32));
}

TEST_F(Colours, AreInTheFigureAndComeBackWithIt) {
    open(saved(picture()));
    const auto draft = window_.pages().board().figureDraft();
    ASSERT_TRUE(draft.has_value());
    const auto drawn = draft->draw(draft->view, draft->options, {});
    ASSERT_TRUE(drawn.has_value()) << drawn.error().message;
    const auto text = sessionText(drawn->session);
    EXPECT_NE(text->find("\"composite\": true"), std::string::npos) << *text;
    const auto again = loadSession(*parseSession(*text), folder_.filePath(QStringLiteral("x")).toStdString());
    ASSERT_TRUE(again.has_value()) << again.error().message;
    EXPECT_TRUE(again->view.composite);
    EXPECT_TRUE(again->source->rgb);

    open(QStringLiteral("mnist:18"));
    const auto digit = window_.pages().board().figureDraft();
    const auto plain = digit->draw(digit->view, digit->options, {});
    EXPECT_EQ(sessionText(plain->session)->find("composite"), std::string::npos) << "it means nothing there";
}

}  // namespace
}  // namespace poolscope

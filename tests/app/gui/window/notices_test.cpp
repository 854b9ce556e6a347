// SPDX-License-Identifier: GPL-3.0-or-later
// What was refused is said above every page, until it is closed or something succeeds.
#include <QClipboard>
#include <QMimeData>

#include "app/gui/action/notice_bar.h"
#include "app/gui/action/notices.h"
#include "app/gui/output/copier.h"
#include "app/gui/output/figure_output.h"
#include "app/gui/output/tensor_dialog.h"
#include "app/gui/output/tensor_output.h"
#include "app/gui/window/kept_session.h"
#include "app/gui/window/presentation.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class NoticesOn : public Window, public testing::WithParamInterface<const char*> {
  protected:
    void SetUp() override {
        Window::SetUp();
        trigger(GetParam());
        QApplication::processEvents();
        ASSERT_FALSE(bar().isVisible());
    }
    NoticeBar& bar() { return *window_.findChild<NoticeBar*>(); }
    QString missing(const char* name) { return folder_.filePath(QStringLiteral("no/") + QLatin1String(name)); }

    // The words stand in the bar, which is seen whole above the page, and go with its cross.
    void expectRefusal(const char* words) {
        QApplication::processEvents();
        EXPECT_TRUE(says(words)) << words << " in " << visibleText().toStdString();
        ASSERT_TRUE(bar().isVisible()) << words;
        auto* label = bar().findChild<QLabel*>();
        EXPECT_TRUE(label->text().contains(QString::fromUtf8(words))) << label->text().toStdString();
        EXPECT_GE(label->height(), label->heightForWidth(label->width())) << "all of it";
        const QWidget& page = window_.pages().current();
        EXPECT_LE(bar().mapToGlobal(bar().rect().bottomLeft()).y(), page.mapToGlobal(QPoint()).y());
        QTest::mouseClick(named<QToolButton>("Close the notice"), Qt::LeftButton);
        EXPECT_FALSE(bar().isVisible());
        EXPECT_TRUE(window_.notices().refusal().isEmpty());
    }
    template <class Signal>
    void afterSignal(const typename QtPrivate::FunctionPointer<Signal>::Object* sender, Signal signal,
                     const std::function<void()>& action) {
        QSignalSpy spy(sender, signal);
        action();
        ASSERT_TRUE(spy.count() > 0 || spy.wait(kPatience));
    }
    void save(const QString& path) {
        afterSignal(&window_.keptSession(), &KeptSession::saved, [&] { window_.keptSession().save(path); });
    }
};

TEST_P(NoticesOn, OpeningThatFails) {
    for (const char* name : {"a.csv", "a.poolscope", "a.lesson", "a.svg"}) {
        open(missing(name));
        expectRefusal(name);
    }
    afterSignal(&window_.documents(), &Documents::opened,
                [&] { window_.documents().openGradient(QFile::encodeName(missing("dout.npy")).toStdString()); });
    expectRefusal("dout.npy");
}

TEST_P(NoticesOn, PastingThatFails) {
    QApplication::clipboard()->setText(QStringLiteral("1\t2\nhello\t4\n"));
    afterSignal(&window_.documents(), &Documents::opened, [&] { trigger("edit.paste"); });
    expectRefusal("line 2");
    QApplication::clipboard()->setMimeData(new QMimeData);
    trigger("edit.paste");
    expectRefusal("The clipboard holds no image");
}

TEST_P(NoticesOn, ExportingThatFails) {
    open(arrayFile(QStringLiteral("set.npy"), std::vector<float>(4 * 64, 3), {4, 8, 8}));  // soon drawn on every page
    ASSERT_TRUE(QTest::qWaitFor([&] { return window_.pages().current().figureDraft().has_value(); }, kPatience));
    afterSignal(&window_.figures(), &FigureOutput::exported,
                [&] { window_.figures().exportTo(QFile::encodeName(missing("figure.svg")).toStdString()); });
    expectRefusal("figure.svg");
    window_.figures().exportTo("figure.doc");
    expectRefusal("figure.doc");
    afterSignal(&window_.tensors(), &TensorOutput::exported, [&] {
        window_.tensors().exportTo({PoolArray::Output, TensorFormat::Npy, missing("y.npy")});
    });
    expectRefusal("Not written");
}

TEST_P(NoticesOn, CopyingThatFails) {
    openArray(std::vector<float>(1100 * 1000, 3), {1100, 1000});
    session().edit({}, {}, [](Experiment& e) { e.window = {{1, 1}, {1, 1}, {}, {1, 1}, false}; });
    settle();
    afterSignal(&window_.copier(), &Copier::copied, [&] { trigger("edit.copy.numbers"); });
    expectRefusal("Not copied");
}

TEST_P(NoticesOn, SavingThatFails) {
    save(missing("a.poolscope"));
    expectRefusal("a.poolscope");
}

TEST_P(NoticesOn, TheNextSuccessTakesThemAway) {
    const auto refused = [&] {
        save(missing("a.poolscope"));
        ASSERT_TRUE(bar().isVisible());
    };
    refused();
    save(folder_.filePath(QStringLiteral("a.poolscope")));
    EXPECT_FALSE(bar().isVisible());
    refused();
    open(QStringLiteral("mnist:3"));
    EXPECT_FALSE(bar().isVisible());
    refused();
    afterSignal(&window_.copier(), &Copier::copied, [&] { trigger("edit.copy.torch"); });
    EXPECT_FALSE(bar().isVisible());
    refused();
    afterSignal(&window_.tensors(), &TensorOutput::exported, [&] {
        window_.tensors().exportTo({PoolArray::Output, TensorFormat::Npy, folder_.filePath(QStringLiteral("y.npy"))});
    });
    EXPECT_FALSE(bar().isVisible());
}

// A word about a file is another matter than what the picture cannot show.
TEST_P(NoticesOn, StandBesideAnErrorOfTheSetting) {
    save(missing("a.poolscope"));
    settle([&] { session().edit({}, {}, [](Experiment& e) { e.window.stride = {0, 0}; }); });
    EXPECT_TRUE(says("Not possible:"));
    settle([&] { trigger("edit.undo"); });
    EXPECT_FALSE(says("Not possible:"));
    expectRefusal("a.poolscope");
}

TEST_P(NoticesOn, AreSeenWhilePresentingAndNeverWidenTheWindow) {
    window_.resize(1024, 700);
    window_.presentation().set(true);
    save(missing((std::string(400, 'a') + ".poolscope").c_str()));
    QApplication::processEvents();
    EXPECT_TRUE(bar().isVisible());
    window_.presentation().set(false);
    window_.resize(1024, 700);
    QApplication::processEvents();
    EXPECT_EQ(window_.width(), 1024);
}

INSTANTIATE_TEST_SUITE_P(EveryPage, NoticesOn,
                         testing::Values("study.workbench", "study.charts", "study.shift", "study.compare",
                                         "study.cascade", "study.dataset"),
                         [](const auto& page) { return std::string(page.param).substr(6); });

}  // namespace
}  // namespace poolscope

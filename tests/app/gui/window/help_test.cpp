// SPDX-License-Identifier: GPL-3.0-or-later
// What helps: the manual, the origins of numbers, and lessons of one's own.
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTextBrowser>

#include "app/gui/lesson/lesson_desk.h"
#include "app/gui/lesson/lesson_frame.h"
#include "app/gui/lesson/own_lessons.h"
#include "app/gui/manual/manual.h"
#include "core/experiment/parameters.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class Help : public Window {
  protected:
    Manual* manual() {
        press(Qt::Key_F1);
        return window_.findChild<Manual*>();
    }
    QString textOf(Manual& manual, int chapter) {
        manual.findChild<QListWidget*>()->setCurrentRow(chapter);
        return manual.findChild<QTextBrowser*>()->toPlainText();
    }
    void write(const QString& name, const QByteArray& text) {
        QFile file(folder_.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
};

TEST_F(Help, TheManualTellsOfEveryActionAndSetting) {
    Manual* open = manual();
    ASSERT_NE(open, nullptr);
    EXPECT_EQ(manual(), open) << "asked for again it comes to the front";
    EXPECT_EQ(window_.findChildren<Manual*>().size(), 1);
    const QString settings = textOf(*open, 2);
    for (const Parameter& each : parameters()) {
        EXPECT_TRUE(settings.contains(QStringLiteral("--") + QString::fromUtf8(each.word.data()))) << each.word;
    }
    const QString commands = textOf(*open, 3);
    for (const QAction* each : window_.actions().all()) {
        EXPECT_TRUE(commands.contains(window_.actions().name(each))) << each->text().toStdString();
    }
    EXPECT_TRUE(textOf(*open, 1).contains(QStringLiteral("Squeeze")));
    EXPECT_TRUE(textOf(*open, 4).contains(QStringLiteral("poolscope study sweep")));
    EXPECT_TRUE(textOf(*open, 5).contains(QStringLiteral("row-major order wins")));
    EXPECT_TRUE(textOf(*open, 6).contains(QStringLiteral("poolscope study ties mnist:0-9999")));
    EXPECT_TRUE(textOf(*open, 7).contains(QStringLiteral("same-upper")));
    EXPECT_TRUE(open->findChild<QTextBrowser*>()->openExternalLinks());
    textOf(*open, 8);
    EXPECT_TRUE(open->findChild<QTextBrowser*>()->toHtml().contains(
        QStringLiteral("href=\"http://cs231n.github.io/convolutional-networks/#pool\"")));
}

TEST_F(Help, TheManualFindsWordsInLaterChaptersAndBeginsAgain) {
    Manual* open = manual();
    ASSERT_NE(open, nullptr);
    auto* list = open->findChild<QListWidget*>();
    auto* words = open->findChild<QLineEdit*>();
    for (const auto& [typed, chapter] :
         {std::pair{"count-include-pad", 2}, {"CS231n", 5}, {"window of fixed size", 0}}) {
        words->setText(QString::fromUtf8(typed));
        QTest::keyClick(words, Qt::Key_Return);
        EXPECT_EQ(list->currentRow(), chapter) << typed;
        EXPECT_EQ(open->findChild<QTextBrowser*>()->textCursor().selectedText(), QString::fromUtf8(typed));
    }
}

TEST_F(Help, ANumberOfALessonTellsWhereItComesFrom) {
    QSignalSpy opened(&window_.documents(), &Documents::opened);
    trigger("lesson.open.07-ties");
    ASSERT_TRUE(opened.wait(kPatience));
    LessonFrame& frame = window_.lessons().lessonFrame();
    auto* about = labelled<QPushButton>("About this number");
    EXPECT_FALSE(about->isVisible());
    while (frame.walk()->step().number.empty()) settle([&] { frame.next(); });
    EXPECT_TRUE(about->isVisible());
    about->click();
    const auto isTold = [] {
        for (const QWidget* each : QApplication::topLevelWidgets()) {
            if (each->isVisible() && each->inherits("QWhatsThat")) return true;
        }
        return false;
    };
    EXPECT_TRUE(QTest::qWaitFor(isTold, kPatience));
}

TEST_F(Help, LessonsOfAFolderStandInTheMenuAndOpen) {
    write(QStringLiteral("b.lesson"), "title: Ours & theirs\nabout: A.\nstep: S\ninput: 1 2 | 3 4\nsay: Look.\n");
    write(QStringLiteral("a.lesson"), "no lesson\n");
    write(QStringLiteral("c.txt"), "title: Not one\n");
    window_.settings().setLessonFolder(folder_.path());
    auto* own = window_.findChild<OwnLessons*>();
    ASSERT_NE(own, nullptr);
    auto* menu = qobject_cast<QMenu*>(own->parent());
    Q_EMIT menu->aboutToShow();
    QStringList texts;
    for (const QAction* each : menu->actions()) texts << each->text();
    EXPECT_EQ(texts.mid(0, 2), QStringList({QStringLiteral("a.lesson"), QStringLiteral("Ours && theirs")}));
    EXPECT_FALSE(texts.join(QLatin1Char('\n')).contains(QStringLiteral("Not one")));
    QSignalSpy opened(&window_.documents(), &Documents::opened);
    menu->actions().at(1)->trigger();
    ASSERT_TRUE(opened.wait(kPatience));
    ASSERT_TRUE(window_.lessons().lessonFrame().walk().has_value());
    EXPECT_EQ(window_.lessons().lessonFrame().walk()->lesson().header.title, "Ours & theirs");
}

}  // namespace
}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/manual/manual_text.h"

#include <QAction>
#include <QFile>
#include <QLocale>
#include <QTextDocument>

#include "app/file/lessons.h"
#include "app/gui/action/actions.h"
#include "app/gui/widget/choice_row.h"
#include "core/experiment/parameters.h"
#include "core/lesson/read_lesson.h"
#include "core/panel/panel_kinds.h"
#include "core/pool/operation.h"
#include "core/pool/overlaps.h"
#include "core/study/study_kinds.h"

namespace poolscope {
namespace {

// HTML in the making, of texts that are not.
class Writer {
  public:
    void heading(const QString& text) { html_ += QStringLiteral("<h3>%1</h3>").arg(text.toHtmlEscaped()); }
    void paragraph(const QString& text) { html_ += QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped()); }
    void link(const QString& text, const QString& address) {
        html_ += QStringLiteral("<p>%1<br><a href=\"%2\">%2</a></p>").arg(text.toHtmlEscaped(), address);
    }
    // What is called `name`, what it is, and beneath that in small type how it is said elsewhere.
    void entry(const QString& name, const QString& what, const QString& also = {}) {
        html_ += QStringLiteral("<p><b>%1</b>").arg(name.toHtmlEscaped());
        if (!also.isEmpty()) html_ += QStringLiteral(" &nbsp; <code>%1</code>").arg(also.toHtmlEscaped());
        if (!what.isEmpty()) html_ += QStringLiteral("<br>%1").arg(what.toHtmlEscaped());
        html_ += QStringLiteral("</p>");
    }
    const QString& html() const { return html_; }

  private:
    QString html_;
};

QString tr(const char* text) {
    return QCoreApplication::translate("Manual", text);
}

QString textOf(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString plain(QString title) {
    return title.remove(QLatin1Char('&'));
}

Chapter window() {
    Writer w;
    w.paragraph(
        tr("A window of fixed size moves over the input X. im2col lays the cells of each window into a column "
           "of X_col, the largest of a column wins and becomes a cell of the output Y. Backward, the gradient "
           "of that cell goes to the winner, and col2im adds up what arrives in each pixel."));
    w.heading(tr("Panels"));
    for (const PanelRow& panel : kPanelRows) w.entry(translated(panel.title), translated(panel.tip));
    w.heading(tr("Operations"));
    for (const Operation& operation : operations()) {
        w.entry(translated(operation.word.title), translated(operation.word.tip),
                QStringLiteral("--op ") + textOf(operation.word.name));
    }
    w.heading(tr("Studies"));
    for (const StudyViewRow& view : kStudyViews) w.entry(plain(translated(view.title)), translated(view.tip));
    return {tr("What you see"), w.html()};
}

Chapter settings() {
    Writer w;
    w.paragraph(
        tr("Each is a control at the side of the window, an option of the command line and a word of lessons."));
    for (const Parameter& parameter : parameters()) {
        const QString title = *parameter.title ? translated(parameter.title) : textOf(parameter.word);
        QString value = textOf(parameter.hint);
        if (parameter.words) value.replace(QStringLiteral("%1"), textOf(parameter.words()));
        const QString option = QStringLiteral("--%1 %2").arg(textOf(parameter.word), value).trimmed();
        w.entry(title, *parameter.tip ? translated(parameter.tip) : QString(), option);
    }
    return {tr("Settings"), w.html()};
}

Chapter commands(const Actions& actions) {
    Writer w;
    QString category;
    for (const QAction* action : actions.all()) {
        const ActionInfo& info = actions.info(action);
        if (info.category != category) {
            category = info.category;
            w.heading(actions.categoryTitle(category));
        }
        QStringList keys;
        for (const QKeySequence& key : action->shortcuts()) keys << key.toString(QKeySequence::NativeText);
        w.entry(actions.name(action), info.tip, keys.join(QStringLiteral(", ")));
    }
    return {tr("Commands"), w.html()};
}

// Of every lesson in the language of the desktop: what it is about, and where the numbers that it quotes come from.
Chapter lessons() {
    Writer w;
    Writer numbers;
    const std::string language = QLocale().name().toStdString();
    for (const std::string& name : lessonNames()) {
        const std::string text = lessonText(name, language);
        const LessonHeader header = readHeader(text);
        w.entry(textOf(header.title), textOf(header.about), QStringLiteral("poolscope lessons ") + textOf(name));
        for (const QuotedNumber& quoted : quotedNumbers(text)) {
            numbers.entry(QStringLiteral("%1: %2").arg(textOf(header.title), textOf(quoted.heading)),
                          textOf(quoted.origin));
        }
    }
    w.heading(tr("About the numbers"));
    return {tr("Lessons"), w.html() + numbers.html()};
}

// What is written, of the resources of the program.
Chapter written(const QString& title, const QString& path) {
    QFile file(path);
    QTextDocument document;
    if (file.open(QIODevice::ReadOnly)) document.setMarkdown(QString::fromUtf8(file.readAll()));
    return {title, document.toHtml()};
}

Chapter sources() {
    Writer w;
    w.paragraph(
        tr("\"Convnet: Implementing Maxpool Layer with Numpy\" by Agustinus Kristiadi (wiseodd), 2016: the post with "
           "im2col, argmax and col2im which this program shows at work."));
    w.link(tr("CS231n, Convolutional Neural Networks for Visual Recognition: pooling layers"),
           QStringLiteral("http://cs231n.github.io/convolutional-networks/#pool"));
    w.paragraph(
        tr("The digits are the MNIST test set by Yann LeCun, Corinna Cortes and Christopher Burges, CC BY-SA "
           "3.0."));
    return {tr("Sources"), w.html()};
}

}  // namespace

std::vector<Chapter> manualChapters(const Actions& actions) {
    return {window(),
            written(tr("In the window"), QStringLiteral(":/manual/window.md")),
            settings(),
            commands(actions),
            written(tr("On the command line"), QStringLiteral(":/manual/command-line.md")),
            written(tr("Conventions"), QStringLiteral(":/manual/conventions.md")),
            lessons(),
            written(tr("Writing lessons"), QStringLiteral(":/lessons/README.md")),
            sources()};
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/study_page.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextDocumentFragment>
#include <QVBoxLayout>
#include <mutex>
#include <utility>

#include "app/gui/view/canvas.h"
#include "app/gui/widget/foot_notice.h"

namespace poolscope {
namespace {

// Values of what enters the pooling: with less a page that is not seen keeps its answer and is quick to come back to.
constexpr std::int64_t kMostKept = std::int64_t{1} << 20;

// Found out once, however often it is drawn.
struct Answer {
    std::mutex mutex;
    std::shared_ptr<const StudyResult> found;

    Result<std::shared_ptr<const StudyResult>> to(const StudyQuestion& question, const RunControl& run) {
        const std::scoped_lock lock(mutex);
        if (found) return found;
        auto asked = askStudy(question, run);
        if (!asked) return tl::unexpected(asked.error());
        found = std::make_shared<const StudyResult>(std::move(*asked));
        return found;
    }
};

}  // namespace

StudyPage::StudyPage(Session& session, QWidget* parent) : Page(parent), session_(session) {
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(12, 12, 12, 12);
    column_->setSpacing(10);
    notice_ = new QLabel;
    notice_->setObjectName(QStringLiteral("notice"));
    notice_->setWordWrap(true);
    compute_ = new QPushButton(tr("Compute"));
    compute_->setToolTip(tr("Compute what this view shows for the setting as it is"));
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(notice_, 1);
    row->addWidget(compute_);
    column_->addLayout(row);
    showNotice({});
    refused_ = new FootNotice(this);
    connect(compute_, &QPushButton::clicked, this, &StudyPage::followAnew);
    connect(&session_, &Session::evaluated, this, &StudyPage::refresh);
    connect(&session_, &Session::errorChanged, this, &StudyPage::showState);
}

void StudyPage::hideEvent(QHideEvent*) {
    leave();
}

void StudyPage::leave() {
    if (!followed_) return;
    // What belongs to a source that is gone is of no use, however small the picture in view was.
    const bool isOfNow = session_.rendered() && session_.rendered()->source == followed_->source;
    if (isOfNow && followed_->evaluation.x->shape.count() <= kMostKept) return;
    leaving_ = true;
    letGo();
    leaving_ = false;
    if (!givenUp_) session_.releaseLater(std::exchange(followed_, nullptr));
}

void StudyPage::showEvent(QShowEvent*) {
    refresh();
    showState();
}

// Hovering and playing make new pictures of the same evaluation.
bool StudyPage::isSameEvaluation(const Rendered& rendered) const {
    return followed_ && followed_->evaluation.forward == rendered.evaluation.forward &&
           followed_->evaluation.backward == rendered.evaluation.backward &&
           followed_->evaluation.experiment == rendered.evaluation.experiment && followed_->source == rendered.source;
}

bool StudyPage::hasFollowed() const {
    const auto& rendered = session_.rendered();
    return rendered && isSameEvaluation(*rendered) && followed_->view == rendered->view &&
           followed_->themeName == rendered->themeName;
}

void StudyPage::followAnew() {
    followed_.reset();
    refresh();
}

void StudyPage::refresh() {
    const auto& rendered = session_.rendered();
    if (!rendered || hasFollowed()) return;
    if (!isVisible()) {
        if (givenUp_ && !isSameEvaluation(*rendered)) givenUp_ = false;
        return leave();
    }
    const bool same = isSameEvaluation(*rendered);
    session_.releaseLater(std::exchange(followed_, rendered));
    if (same && givenUp_) return;
    givenUp_ = false;
    showState();
    if (same) {
        recolour(*rendered);
    } else {
        follow(*rendered);
    }
}

bool StudyPage::isAnswered() const {
    const auto& rendered = session_.rendered();
    const auto shown = answered();
    return rendered && shown && *shown == questionOf(*rendered, shown->choice);
}

void StudyPage::canBeGivenUp(Worker& work) {
    connect(&work, &Worker::cancelled, this, [this] {
        if (!leaving_) goBack();
    });
}

void StudyPage::goBack() {
    if (const auto shown = answered()) showChoice(shown->choice);
    givenUp_ = !isAnswered();
    showState();
}

void StudyPage::showState() {
    const auto& error = session_.error();
    refused_->say(error ? tr("Not possible: %1. What is shown belongs to the last setting that was.")
                              .arg(QString::fromStdString(error->message))
                        : QString(),
                  screenStyle(session_).body);
    if (givenUp_) {
        showNotice(answered() ? tr("Cancelled. What is shown belongs to the last setting that was computed.")
                              : tr("Cancelled before it was computed."));
        compute_->show();
    } else {
        showNotice(session_.rendered() ? QString() : tr("There is no picture yet: open or draw one."));
    }
}

void StudyPage::showNotice(const QString& message) {
    notice_->setText(message);
    notice_->setVisible(!message.isEmpty());
    compute_->hide();
}

void StudyPage::showFailure(const Error& error) {
    if (error.where != kStopped) showNotice(QString::fromStdString(error.message));
}

void StudyPage::tell(const QString& sentence) {
    setAccessibleDescription(sentence);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void StudyPage::tell(QLabel& line, const QString& richText) {
    line.setText(richText);
    line.setAccessibleName(QTextDocumentFragment::fromHtml(richText).toPlainText().simplified());
    QAccessibleEvent event(&line, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

StudyQuestion StudyPage::questionOf(const Rendered& rendered, const StudyChoice& choice) const {
    return {choice, rendered.evaluation.experiment, rendered.source, rendered.view.range};
}

FigureDraft StudyPage::draftOf(const StudyQuestion& question, std::shared_ptr<const StudyResult> found) const {
    FigureOptions options;
    options.kind = FigureKind::Study;
    options.study = question.choice;
    const auto answer = std::make_shared<Answer>();
    answer->found = std::move(found);
    const auto draw = [question, answer](const ViewSpec& view, const FigureOptions& chosen,
                                         const RunControl& run) -> Result<DrawnFigure> {
        const auto result = answer->to(question, run);
        if (!result) return tl::unexpected(result.error());
        return drawStudy(question, **result, view, chosen, run);
    };
    FigureDraft draft{session_.view(), options, {}, session_.rendered(), draw};
    if (question.choice.images == StudyImages::All) draft.images = "";
    return draft;
}

}  // namespace poolscope

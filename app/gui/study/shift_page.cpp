// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/shift_page.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "app/gui/session/study_input.h"
#include "app/gui/view/chart_scene.h"
#include "app/gui/view/scene_view.h"
#include "app/gui/widget/busy_bar.h"
#include "app/gui/widget/number_box.h"

namespace poolscope {
namespace {

constexpr int kLeastBeside = 760;
constexpr int kCompassWords = 92;  // how much higher than wide a compass is

Result<ShiftAnswer> answerOf(const StudyQuestion& question, const ViewSpec& view, ThemeName theme,
                             const RunControl& run) {
    auto found = findMotion(question, run);
    if (!found) return tl::unexpected(found.error());
    auto compass = compassOf(question, *found, view, theme, run.stopToken());
    if (!compass) return tl::unexpected(compass.error());
    return ShiftAnswer{question, std::move(*compass), found->all, found->images, std::move(*found)};
}

}  // namespace

ShiftPage::ShiftPage(Session& session, QWidget* parent) : StudyPage(session, parent) {
    makeControls();
    makeViews();
}

void ShiftPage::makeControls() {
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    which_ = new ChoiceRow<StudyImages>(
        tr("Images"),
        {{StudyImages::One, tr("One image"), tr("The image in view")},
         {StudyImages::Batch, tr("This batch"), tr("All images of X")},
         {StudyImages::Thousand, tr("1000 images"), tr("A thousand images of the source, from the one in view on")}});
    motion_ = new ChoiceRow<bool>(tr("Motion"), {{false, tr("Shift"), tr("The image is moved the eight ways")},
                                                 {true, tr("Rotate"), tr("The image is turned both ways")}});
    which_->setValue(StudyImages::One);
    by_ = new NumberBox;
    by_->setAccessibleName(tr("How far"));
    by_->setToolTip(tr("Pixels that the image is moved by, or degrees that it is turned by"));
    by_->setKeyboardTracking(false);
    by_->setFixedWidth(76);
    row->addWidget(which_);
    row->addWidget(motion_);
    row->addWidget(by_);
    row->addStretch(1);
    row->addWidget(BusyBar::of({&study_, &curveRun_}, tr("the study")));
    column()->addLayout(row);
    setMotion(false, 1);
    which_->onChosen(this, [this](StudyImages) { followAnew(); });
    motion_->onChosen(this, [this](bool turns) {
        setMotion(turns, turns ? 10 : 1);
        followAnew();
    });
    connect(by_, &QDoubleSpinBox::valueChanged, this, &ShiftPage::followAnew);
    for (Worker* work : {&study_, &curveRun_}) canBeGivenUp(*work);
}

void ShiftPage::setMotion(bool turns, double distance) {
    const QSignalBlocker quiet(by_);
    motion_->setValue(turns);
    by_->setDecimals(turns ? NumberBox::kAllDecimals : 0);
    by_->setRange(turns ? 0.01 : 1, turns ? 360 : 999'999);
    by_->setSuffix(turns ? tr("°") : tr(" px"));
    by_->setValue(distance);
}

void ShiftPage::takeChoice(const StudyChoice& choice) {
    showChoice(choice);
    followAnew();
}

void ShiftPage::showChoice(const StudyChoice& choice) {
    if (choice.images != StudyImages::All) which_->setValue(choice.images);
    setMotion(choice.turns, choice.distance);
}

void ShiftPage::makeViews() {
    truth_ = new QLabel;
    truth_->setObjectName(QStringLiteral("facts"));
    truth_->setWordWrap(true);
    truth_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    input_ = new SceneView(session(), tr("The image moved"));
    output_ = new SceneView(session(), tr("The output of the image moved"));
    chart_ = new ChartScene(session());
    auto* compasses = new QHBoxLayout;
    compasses->setSpacing(10);
    for (SceneView* view : {input_, output_}) {
        view->setMinimumSize(180, 240);
        view->setHeightForWidth([](int width) { return width + kCompassWords; });
        view->setFocusPolicy(Qt::TabFocus);
        view->setAccessibleDescription(tr("Not yet computed"));
        compasses->addWidget(view);
    }
    setHome(input_);
    auto* left = new QVBoxLayout;
    left->setSpacing(10);
    left->addLayout(compasses);
    left->addWidget(truth_, 1);
    halves_ = new QBoxLayout(QBoxLayout::LeftToRight);
    halves_->setSpacing(10);
    halves_->addLayout(left, 9);
    halves_->addWidget(chart_, 4);
    column()->addLayout(halves_, 1);
}

// Beside each other the curves leave the pictures too little room in a narrow window.
void ShiftPage::resizeEvent(QResizeEvent*) {
    halves_->setDirection(width() < kLeastBeside ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

StudyChoice ShiftPage::choice() const {
    StudyChoice choice;
    choice.kind = StudyKind::Shift;
    choice.turns = turning();
    choice.distance = by_->value();
    choice.images = which_->value();
    return choice;
}

// Other colours leave the curves what they are.
void ShiftPage::follow(const Rendered& rendered) {
    const StudyQuestion question = questionOf(rendered, choice());
    if (question != asked_) curves_.reset();
    asked_ = question;
    study_.run<ShiftAnswer>(
        "study",
        [question, view = rendered.view, theme = rendered.themeName](const RunControl& run) {
            return answerOf(question, view, theme, run);
        },
        [this](const Result<ShiftAnswer>& answer) {
            if (!answer) return showFailure(answer.error());
            showNotice({});
            show(*answer);
            complete();
        });
    if (curves_) return;
    curveRun_.run<MotionCurves>(
        "study", [question](const RunControl& run) { return findCurves(question, run); },
        [this](const Result<MotionCurves>& found) {
            if (!found) return showFailure(found.error());
            show(*found);
            complete();
        });
}

void ShiftPage::complete() {
    if (answer_ && answer_->question == asked_ && curves_) complete_ = {*answer_, *curves_};
}

std::optional<StudyQuestion> ShiftPage::answered() const {
    return complete_ ? std::optional(complete_->answer.question) : std::nullopt;
}

void ShiftPage::goBack() {
    study_.cancel();
    curveRun_.cancel();
    asked_ = answered();
    if (complete_) {
        show(complete_->answer);
        show(complete_->curves);
    }
    StudyPage::goBack();
}

void ShiftPage::letGo() {
    study_.cancel();
    curveRun_.cancel();
    asked_.reset();
    answer_.reset();
    curves_.reset();
    complete_.reset();
    for (SceneView* view : {input_, output_}) view->setBase({});
}

void ShiftPage::show(const ShiftAnswer& answer) {
    answer_ = answer;
    tell(*truth_, sentence(answer));
    const auto draw = [](const ShiftCompass& compass) {
        return [compass](const Size& size, const FigureStyle& style) { return drawCompass(compass, size, style); };
    };
    input_->setBase(draw(answer.compass.input));
    output_->setBase(draw(answer.compass.output));
    input_->setAccessibleDescription(QString::fromStdString(compassText(answer.compass.input)));
    output_->setAccessibleDescription(QString::fromStdString(compassText(answer.compass.output)));
}

void ShiftPage::show(const MotionCurves& curves) {
    curves_ = curves;
    chart_->setChart(motionChart(curves.curves, curves.axis, studySubjectOf(*asked_)));
}

QString ShiftPage::sentence(const ShiftAnswer& answer) const {
    const MotionChange& all = answer.all;
    const auto changed = [](const RelativeChange& change) { return percent(change.fraction()); };
    const double by = answer.question.choice.distance;
    const QString motion = answer.question.choice.turns ? tr("A turn by %1° either way").arg(by)
                           : by == 1                    ? tr("A shift by one pixel")
                                                        : tr("A shift by %1 pixels").arg(by);
    const QString images = answer.images == 1 ? tr("the image") : tr("%1 images").arg(answer.images);
    const QString before = all.image ? tr("Change of %1: %2, of X, what enters the pooling: %3")
                                           .arg(images, changed(*all.image), changed(all.input))
                                     : tr("Change of %1: %2").arg(images, changed(all.input));
    const QString facts = tr("%1. %2, of the output: %3; %4 of %5 outputs stay the same.")
                              .arg(motion, before, changed(all.output))
                              .arg(all.identical)
                              .arg(all.count);
    const bool defined = std::isfinite(all.input.fraction()) && std::isfinite(all.output.fraction());
    const QString truth = all.identical == all.count ? tr("Here the output does not notice it.")
                          : !defined                 ? tr("Of values that are not finite the change is not defined.")
                          : all.output.fraction() < all.input.fraction()
                              ? tr("Pooling makes the change smaller; it does not remove it.")
                              : tr("Here pooling does not even make the change smaller.");
    return QStringLiteral("<p style='font-size:13pt'><b>%1</b></p><p style='font-size:11pt'>%2</p>").arg(truth, facts);
}

std::optional<FigureDraft> ShiftPage::figureDraft() const {
    const auto& rendered = session().rendered();
    if (!rendered) return std::nullopt;
    const StudyQuestion question = questionOf(*rendered, choice());
    if (question != answered()) return draftOf(question, nullptr);
    return draftOf(question,
                   std::make_shared<const StudyResult>(ShiftResult{complete_->answer.found, complete_->curves}));
}

}  // namespace poolscope

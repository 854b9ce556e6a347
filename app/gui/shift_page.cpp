// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/shift_page.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/busy_bar.h"
#include "app/gui/chart_view.h"
#include "app/gui/scene_view.h"
#include "app/gui/segmented.h"
#include "app/gui/study_input.h"
#include "core/figure/figure.h"
#include "core/figure/place.h"

namespace poolscope {
namespace {

enum Which { kOneImage, kBatch, kThousand };
constexpr std::int64_t kMany = 1000;
constexpr std::int64_t kLongestShift = 8;
constexpr int kLeastBeside = 760;
constexpr int kCompassWords = 92;  // how much higher than wide a compass is

// Everything a worker needs for one question.
struct Question {
    Experiment experiment;
    Tensor image;  // seen in the compass
    std::shared_ptr<const Tensor> all;
    ImageRange asked;  // of all
    CompassLook look;
    double by = 1;
};

Result<ShiftAnswer> askShift(const Question& q, const RunControl& run) {
    const auto by = static_cast<std::int64_t>(q.by);
    const auto study = shiftStudy(q.experiment, selectImages(*q.all, q.asked.first, q.asked.last), by, run);
    if (!study) return tl::unexpected(study.error());
    auto compass = shiftCompass(q.experiment, q.image, *study, by, q.look, run.stopToken());
    if (!compass) return tl::unexpected(compass.error());
    return ShiftAnswer{std::move(*compass), study->all, q.asked.count()};
}

Result<ShiftAnswer> askTurn(const Question& q, const RunControl& run) {
    const Tensor images = selectImages(*q.all, q.asked.first, q.asked.last);
    const auto left = rotationStudy(q.experiment, images, q.by, run.part(0, 0.5));
    if (!left) return tl::unexpected(left.error());
    const auto right = rotationStudy(q.experiment, images, -q.by, run.part(0.5, 1));
    if (!right) return tl::unexpected(right.error());
    auto compass = turnCompass(q.experiment, q.image, {q.by, *left, *right}, q.look, run.stopToken());
    if (!compass) return tl::unexpected(compass.error());
    return ShiftAnswer{std::move(*compass), sumOf(*left, *right), q.asked.count()};
}

Result<Chart> curvesOf(const Question& q, bool turning, const StudySubject& subject, const RunControl& run) {
    const Tensor images = selectImages(*q.all, q.asked.first, q.asked.last);
    const auto windows = comparedWindows(q.experiment, images.shape);
    MotionAxis axis{turning ? "turn in degrees" : "shift in pixels", {}};
    if (turning) {
        for (int degrees = 5; degrees <= 45; degrees += 5) axis.at.push_back(degrees);
        const auto curves = rotationCurves(q.experiment, images, windows, axis.at, run);
        if (!curves) return tl::unexpected(curves.error());
        return motionChart(*curves, axis, subject);
    }
    const std::int64_t most = std::min(kLongestShift, std::max(images.shape.h, images.shape.w));
    for (std::int64_t by = 1; by <= most; ++by) axis.at.push_back(static_cast<double>(by));
    const auto curves = shiftCurves(q.experiment, images, windows, most, run);
    if (!curves) return tl::unexpected(curves.error());
    return motionChart(*curves, axis, subject);
}

}  // namespace

ShiftPage::ShiftPage(Session& session, QWidget* parent) : StudyPage(session, parent) {
    makeControls();
    makeViews();
}

void ShiftPage::makeControls() {
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    which_ = new Segmented(tr("Images"), {tr("One image"), tr("This batch"), tr("1000 images")},
                           {tr("The image in view"), tr("All images of X"),
                            tr("A thousand images of the source, from the one in view on")});
    motion_ = new Segmented(tr("Motion"), {tr("Shift"), tr("Rotate")});
    which_->setCurrent(kOneImage);
    motion_->setCurrent(0);
    by_ = new QDoubleSpinBox;
    by_->setAccessibleName(tr("How far"));
    by_->setKeyboardTracking(false);
    by_->setFixedWidth(76);
    row->addWidget(which_);
    row->addWidget(motion_);
    row->addWidget(by_);
    row->addStretch(1);
    row->addWidget(BusyBar::ofStudies({&study_, &curveRun_}));
    column()->addLayout(row);
    const auto range = [this] {
        const QSignalBlocker quiet(by_);
        by_->setDecimals(turning() ? 1 : 0);
        by_->setRange(1, turning() ? 180 : 9999);
        by_->setSuffix(turning() ? tr("°") : tr(" px"));
        by_->setValue(turning() ? 10 : 1);
    };
    range();
    connect(which_, &Segmented::chosen, this, &ShiftPage::ask);
    connect(motion_, &Segmented::chosen, this, [this, range] {
        range();
        ask();
    });
    connect(by_, &QDoubleSpinBox::valueChanged, this, &ShiftPage::ask);
}

void ShiftPage::makeViews() {
    truth_ = new QLabel;
    truth_->setObjectName(QStringLiteral("facts"));
    truth_->setWordWrap(true);
    truth_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    truth_->setAccessibleName(tr("What is true"));
    input_ = new SceneView(session(), tr("The image moved"));
    output_ = new SceneView(session(), tr("The output of the image moved"));
    curves_ = new ChartView(session());
    auto* compasses = new QHBoxLayout;
    compasses->setSpacing(10);
    for (SceneView* view : {input_, output_}) {
        view->setMinimumSize(180, 240);
        view->setHeightForWidth([](int width) { return width + kCompassWords; });
        view->setFocusPolicy(Qt::TabFocus);
        compasses->addWidget(view);
    }
    auto* left = new QVBoxLayout;
    left->setSpacing(10);
    left->addLayout(compasses);
    left->addWidget(truth_, 1);
    halves_ = new QBoxLayout(QBoxLayout::LeftToRight);
    halves_->setSpacing(10);
    halves_->addLayout(left, 9);
    halves_->addWidget(curves_, 4);
    column()->addLayout(halves_, 1);
}

// Beside each other the curves leave the pictures too little room in a narrow window.
void ShiftPage::resizeEvent(QResizeEvent*) {
    halves_->setDirection(width() < kLeastBeside ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

bool ShiftPage::turning() const {
    return motion_->current() == 1;
}

// Of the source.
ImageRange ShiftPage::chosenImages(const Rendered& rendered) const {
    const Evaluation& e = rendered.evaluation;
    const ImageRange batch = e.experiment.images;
    if (which_->current() == kBatch) return batch;
    if (which_->current() == kOneImage) {
        const std::int64_t image = batch.first + e.experiment.plane / e.x->shape.c;
        return {image, image};
    }
    const std::int64_t all = rendered.source->count();
    const std::int64_t count = std::min(kMany, all);
    const std::int64_t first = std::min(batch.first, all - count);
    return {first, first + count - 1};
}

void ShiftPage::follow(const Rendered&) {
    ask();
}

void ShiftPage::ask() {
    const auto& rendered = session().rendered();
    if (!rendered || !isVisible()) return;
    const Evaluation& e = rendered->evaluation;
    const Question question{e.experiment,
                            imageInView(e),
                            rendered->source->images,
                            chosenImages(*rendered),
                            {planeInView(e), rendered->view.palette, rendered->themeName},
                            by_->value()};
    const bool turn = turning();
    study_.run<ShiftAnswer>(
        [question, turn](const RunControl& run) { return turn ? askTurn(question, run) : askShift(question, run); },
        [this](const Result<ShiftAnswer>& answer) {
            if (!answer) return showFailure(answer.error());
            showNotice({});
            show(*answer);
        });
    const std::int64_t count = question.asked.count();
    const StudySubject subject = which_->current() == kOneImage ? subjectOf(*rendered) : subjectOf(*rendered, count);
    curveRun_.run<Chart>(
        [question, turn, subject](const RunControl& run) { return curvesOf(question, turn, subject, run); },
        [this](const Result<Chart>& chart) {
            if (!chart) return showFailure(chart.error());
            curves_->setChart(*chart);
        });
}

void ShiftPage::show(const ShiftAnswer& answer) {
    answer_ = answer;
    truth_->setText(sentence(answer));
    const auto draw = [](const ShiftCompass& compass) {
        return [compass](const Size& size, const FigureStyle& style) { return drawCompass(compass, size, style); };
    };
    input_->setBase(draw(answer.compass.input));
    output_->setBase(draw(answer.compass.output));
    input_->setAccessibleDescription(QString::fromStdString(compassText(answer.compass.input)));
    output_->setAccessibleDescription(QString::fromStdString(compassText(answer.compass.output)));
}

QString ShiftPage::sentence(const ShiftAnswer& answer) const {
    const Comparison& all = answer.all;
    const auto percent = [](const Change& change) { return QString::fromStdString(percentText(change.fraction())); };
    const QString motion = turning()           ? tr("A turn by %1° either way").arg(by_->value())
                           : by_->value() == 1 ? tr("A shift by one pixel")
                                               : tr("A shift by %1 pixels").arg(by_->value());
    const QString images = answer.images == 1 ? tr("the image") : tr("%1 images").arg(answer.images);
    const QString facts = tr("%1 changes %2 by %3, the output by %4; %5 of %6 outputs stay the same.")
                              .arg(motion, images, percent(all.input), percent(all.output))
                              .arg(all.identical)
                              .arg(all.count);
    const QString truth = all.identical == all.count ? tr("Here the output does not notice it.")
                          : all.output.fraction() < all.input.fraction()
                              ? tr("Pooling makes the change smaller; it does not remove it.")
                              : tr("Here pooling does not even make the change smaller.");
    return QStringLiteral("<p style='font-size:13pt'><b>%1</b></p><p style='font-size:11pt'>%2</p>").arg(truth, facts);
}

std::optional<FigureDraft> ShiftPage::figureDraft() const {
    if (!answer_) return std::nullopt;
    StudyChoice study;
    study.turns = turning();
    study.distance = by_->value();
    study.images = static_cast<StudyImages>(which_->current());
    const auto draw = [answer = *answer_, chart = curves_->chart()](double widthMm,
                                                                    const FigureStyle& style) -> Result<Scene> {
        const double width = widthMm * kPointsPerMm;
        const double gap = style.small * 2;
        const double half = (width - gap) / 2;
        const bool rows = answer.compass.input.tiles[0].has_value();
        const Size size{half, rows ? half * 1.22 : half * 0.55};
        Scene scene{{width, size.height}, {}};
        place(scene, drawCompass(answer.compass.input, size, style), {0, 0});
        place(scene, drawCompass(answer.compass.output, size, style), {half + gap, 0});
        if (!chart) return scene;
        place(scene, drawChart(*chart, {width, half * 0.8}, style), {0, size.height + gap});
        scene.size.height += gap + half * 0.8;
        return scene;
    };
    return draftOf(FigureKind::Shift, study, {}, draw);
}

}  // namespace poolscope

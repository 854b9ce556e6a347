// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/output/animation_dialog.h"

#include <QAbstractButton>
#include <QDoubleSpinBox>
#include <QFile>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QVBoxLayout>
#include <cmath>

#include "app/file/figure_call.h"
#include "app/file/session_io.h"
#include "app/film/animation_file.h"
#include "app/gui/output/figure_preview.h"
#include "app/gui/session/qt_text.h"
#include "app/gui/widget/busy_bar.h"
#include "app/gui/widget/choice_row.h"
#include "app/gui/widget/control_rows.h"
#include "app/gui/widget/number_box.h"
#include "core/figure/caption.h"

namespace poolscope {
namespace {

QList<FileFormat> animationFiles() {
    QList<FileFormat> all;
    for (const AnimationFormatRow& row : kAnimationFormats) {
        all.append({translated(row.title), shown(row.ending)});
    }
    return all;
}

// Everything a worker needs.
struct AnimationOrder {
    std::shared_ptr<const Rendered> rendered;
    ViewSpec view;
    FigureOptions options;
    AnimationSpec spec;

    std::string caption() const {
        if (spec.squeeze && !options.ownCaption) return {};
        return options.ownCaption ? options.spec.caption
                                  : figureCaption(*rendered->source, rendered->evaluation.experiment);
    }
    Result<Film> film(const RunControl& run) const {
        const auto style = styleOf(options);
        if (!style) return tl::unexpected(style.error());
        FigureSpec figure = options.spec;
        figure.caption = caption();
        return makeFilm(rendered->evaluation, view, figure, *style, spec, run);
    }
};

AnimationOrder orderOf(const FigureDraft& draft, const AnimationChoice& choice, const AnimationSpec& spec) {
    AnimationOrder order{draft.rendered, choice.figure.viewFor(draft), choice.figure.optionsFor(draft), spec};
    order.options.animation = spec;
    return order;
}

// One row of windows that has something to show, as far as it is told in the time that one watches.
AnimationSpec proposal(AnimationSpec spec, const Evaluation& e) {
    constexpr double kWatched = 20;  // seconds
    const double phases = spec.phase == AnimatedPhase::Both ? 2 : 1;
    const auto most = static_cast<std::int64_t>((kWatched - kHoldSeconds) * spec.fps / phases) - 1;
    const CellRef told = telltaleWindow(e);
    const std::int64_t cols = e.grid.cols.output;
    const std::int64_t count = std::clamp<std::int64_t>(most, 1, cols);
    const std::int64_t first = std::clamp<std::int64_t>(told.col - count / 2, 0, cols - count);
    spec.from = told.row * cols + first;
    spec.to = *spec.from + count - 1;
    return spec;
}

// The windows that were chosen last time, where there are such.
AnimationSpec within(AnimationSpec spec, const Evaluation& e) {
    const std::int64_t last = e.grid.output().count() - 1;
    if (!spec.from || !spec.to || *spec.to > last) return proposal(spec, e);
    return spec;
}

}  // namespace

AnimationDialog::AnimationDialog(const FigureDraft& draft, const AnimationChoice& choice, QWidget* parent)
    : FigureDialog(draft, choice.figure, FormUse::Animation, animationFiles(), parent),
      spec_(within(choice.spec, draft.rendered->evaluation)),
      proposed_(proposal(choice.spec, draft.rendered->evaluation)) {
    setWindowTitle(tr("Export animation"));
    addControls();
    addScrubber();
    auto* busy = BusyBar::of({&writer_}, tr("the export"));
    busy->findChild<QAbstractButton*>()->hide();  // the dialog's own Cancel does the same
    buttons()->insertWidget(1, busy);
    auto* command =
        addCopyButton(tr("Copy as co&mmand line"), tr("The call of poolscope that makes the same animation"));
    connect(command, &QPushButton::clicked, this, &AnimationDialog::commandRequested);
    connect(&writer_, &Worker::busyChanged, this, [this] {
        exportButton()->setEnabled(!writer_.busy());
        controls_->setEnabled(!writer_.busy());
    });
    watchNumbers();
    setSpec(spec_);
}

AnimationChoice AnimationDialog::choice() const {
    AnimationChoice choice;
    choice.figure = figureChoice();
    choice.spec = spec_;
    // What was only proposed is proposed anew for another image.
    if (spec_.from == proposed_.from && spec_.to == proposed_.to) {
        choice.spec.from.reset();
        choice.spec.to.reset();
    }
    return choice;
}

QString AnimationDialog::call() const {
    std::vector<std::string> outputs;
    for (const QString& path : figureChoice().paths()) outputs.push_back(encoded(path));
    const auto& drawn = preview().figure();
    if (outputs.empty() || !drawn) return {};
    const Rendered& rendered = *draft().rendered;
    return QFile::decodeName(
        animationCall(drawn->session, spec_, *rendered.source, rendered.evaluation.grid, outputs).c_str());
}

void AnimationDialog::addControls() {
    controls_ = new QWidget;
    QVBoxLayout* column = addSection(controls_, tr("ANIMATION"));
    auto* shows = new ChoiceRow<bool>(
        tr("Shows"), {{false, tr("each window"), tr("One window after the other, with what the panels show of it")},
                      {true, tr("squeeze"), tr("Pooling in two seconds, without numbers")}});
    shows->setValue(spec_.squeeze);
    column->addWidget(labelledControl(tr("Shows"), shows));
    auto* phase = new ChoiceRow<AnimatedPhase>(
        tr("Phase"), {{AnimatedPhase::Forward, tr("forward"), tr("Every window finds its value")},
                      {AnimatedPhase::Backward, tr("backward"), tr("Every window sends its gradient back")},
                      {AnimatedPhase::Both, tr("both"), tr("First all of the one, then all of the other")}});
    phase->setValue(spec_.phase);
    column->addWidget(labelledControl(tr("Phase"), phase));
    phase->onChosen(this, [this](AnimatedPhase chosen) {
        AnimationSpec spec = spec_;
        spec.phase = chosen;
        setSpec(spec);
    });
    shows->onChosen(this, [this](bool squeeze) {
        AnimationSpec spec = spec_;
        spec.squeeze = squeeze;
        setSpec(spec);
    });
    const int last =
        static_cast<int>(std::min<std::int64_t>(draft().rendered->evaluation.grid.output().count() - 1, 1'000'000'000));
    const auto window = [&](const QString& text, const QString& name,
                            std::optional<std::int64_t> AnimationSpec::*field) {
        auto* spin = new QSpinBox;
        spin->setAccessibleName(name);
        spin->setToolTip(tr("Windows are counted in rows, 0 to %1, as the columns of X_col").arg(last));
        spin->setRange(0, last);
        spin->setKeyboardTracking(false);
        spin->setValue(static_cast<int>((spec_.*field).value_or(0)));
        column->addWidget(labelledControl(text, spin));
        ofWindows_ << spin;
        connect(spin, &QSpinBox::valueChanged, this, [this, field](int value) {
            AnimationSpec spec = spec_;
            spec.*field = value;
            setSpec(spec);
        });
    };
    window(tr("From"), tr("First window"), &AnimationSpec::from);
    window(tr("To"), tr("Last window"), &AnimationSpec::to);
    auto* fps = new NumberBox;
    fps->setAccessibleName(tr("Windows a second"));
    fps->setToolTip(tr("How fast the windows follow each other"));
    fps->setRange(kLeastFps, kMostFps);
    fps->setDecimals(1);
    fps->setSuffix(tr(" windows a second"));
    fps->setKeyboardTracking(false);
    fps->setValue(spec_.fps);
    column->addWidget(labelledControl(tr("Speed"), fps));
    ofWindows_ << fps;
    connect(fps, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        AnimationSpec spec = spec_;
        spec.fps = value;
        setSpec(spec);
    });
    column->addSpacing(8);
    aboveForm()->insertWidget(0, controls_);
}

void AnimationDialog::addScrubber() {
    scrubber_ = new QSlider(Qt::Horizontal);
    scrubber_->setAccessibleName(tr("Frame of the preview"));
    scrubber_->setToolTip(tr("Another frame in the preview"));
    underPreview()->insertWidget(1, scrubber_);
    connect(scrubber_, &QSlider::valueChanged, this, &AnimationDialog::refresh);
}

Result<FilmTimes> AnimationDialog::timesOf(const AnimationSpec& spec) const {
    return filmTimes(spec, draft().rendered->evaluation.grid, {});
}

void AnimationDialog::setSpec(const AnimationSpec& spec) {
    const bool other = spec.squeeze != spec_.squeeze;
    spec_ = spec;
    for (QWidget* control : ofWindows_) control->setEnabled(!spec.squeeze);
    form().setHasPanels(!spec.squeeze);
    if (const auto times = timesOf(spec)) {
        const QSignalBlocker quiet(scrubber_);
        const auto frames = static_cast<int>(times->ticks.size());
        scrubber_->setRange(0, frames - 1);
        // Where something is seen to happen.
        if (other || scrubber_->value() == 0) scrubber_->setValue(frames / (spec.squeeze ? 2 : 3));
    }
    refresh();
}

FigureDialog::Work AnimationDialog::work() const {
    return [order = orderOf(draft(), choice(), spec_),
            frame = scrubber_->value()](const RunControl& run) -> Result<DrawnFigure> {
        const auto film = order.film(run);
        if (!film) return tl::unexpected(film.error());
        auto scene = film->scene(std::min<std::size_t>(static_cast<std::size_t>(frame), film->ticks.size() - 1));
        if (!scene) return tl::unexpected(scene.error());
        return drawnFigure(std::move(*scene), order.rendered->evaluation.experiment, order.view, order.options,
                           order.caption(), *order.rendered->source);
    };
}

QString AnimationDialog::factsOf(const DrawnFigure& drawn) const {
    const auto times = timesOf(spec_);
    if (!times) return {};
    const QLocale locale;
    const auto pixels = [&](double points) {
        return locale.toString(static_cast<qlonglong>(std::llround(points * drawn.options().dpi / 72)));
    };
    return tr("%1 frames, %2 seconds, %3x%4 pixels")
        .arg(times->ticks.size())
        .arg(locale.toString(times->seconds(), 'f', 1), pixels(drawn.scene.size.width),
             pixels(drawn.scene.size.height));
}

void AnimationDialog::accept() {
    if (!isWriting() && isReadyToWrite() && mayWrite()) write();
}

void AnimationDialog::reject() {
    if (!isWriting()) return QDialog::reject();
    writer_.cancel();
    say(tr("Cancelled. Nothing was written."));
}

void AnimationDialog::write() {
    std::vector<AnimationTarget> targets;
    for (const QString& path : figureChoice().paths()) {
        const std::string name = encoded(path);
        targets.push_back({name, *animationFormat(name)});
    }
    say(tr("Writing…"));
    writer_.run<void>(
        "figure",
        [order = orderOf(draft(), choice(), spec_), targets](const RunControl& run) -> Result<void> {
            const auto film = order.film(run.part(0, 0.1));
            if (!film) return tl::unexpected(film.error());
            const auto session = figureSession(order.rendered->evaluation.experiment, order.view, order.options,
                                               *order.rendered->source);
            if (!session) return tl::unexpected(session.error());
            const auto options = carryingOptions(*session, order.caption());
            if (!options) return tl::unexpected(options.error());
            const auto carriers = carrying(targets, *session);
            if (!carriers) return tl::unexpected(carriers.error());
            return exportAnimation(*film, *carriers, *options, run.part(0.1, 1));
        },
        [this](const Result<void>& done) {
            if (done) return QDialog::accept();
            say({});
            showFailure(done.error());
        });
}

}  // namespace poolscope

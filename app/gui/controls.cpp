// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/controls.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/filter/filter.h"

namespace poolscope {
namespace {

void addSection(QVBoxLayout* column, const QString& title) {
    auto* label = new QLabel(title);
    label->setObjectName(QStringLiteral("section"));
    if (column->count() > 0) column->addSpacing(7);
    column->addWidget(label);
}

QWidget* labelled(const QString& name, QWidget* control) {
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    auto* label = new QLabel(name);
    label->setFixedWidth(kLabelWidth);
    line->addWidget(label);
    line->addWidget(control, 1);
    return row;
}

// Stands for "as many as there are taps".
constexpr double kAutoDivisor = -1e6;

bool isSquare(const Extent& e) {
    return e.rows == e.cols;
}

// Columns as rows; padding that the command line gave four numbers stays where it can.
void makeSquare(WindowSpec& window) {
    for (Extent* extent : {&window.size, &window.stride, &window.dilation}) extent->cols = extent->rows;
    Padding& padding = window.padding;
    if (padding.left == padding.top) return;
    padding.left = padding.top;
    padding.right = padding.bottom;
}

// Padding as the two numbers the control shows; the command line can say four.
Extent padPair(const Padding& padding) {
    return {padding.top, padding.left};
}

}  // namespace

Controls::Controls(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    setObjectName(QStringLiteral("sidebar"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(11, 11, 10, 11);
    column->setSpacing(5);
    addOperation(column);
    addFeatures(column);
    addWindow(column);
    addEdges(column);
    addGradient(column);
    addDisplay(column);
    column->addStretch();
    connect(&session_, &Session::experimentChanged, this, &Controls::showExperiment);
    connect(&session_, &Session::sourceChanged, this, &Controls::showExperiment);
    connect(&session_, &Session::viewChanged, this, &Controls::showView);
    connect(&session_, &Session::errorChanged, this, &Controls::showError);
    connect(&session_, &Session::evaluated, this, &Controls::showFacts);
    // A number that was typed is a step of its own.
    for (QAbstractSpinBox* box : std::initializer_list<QAbstractSpinBox*>{power_, divisor_, seed_}) {
        connect(box, &QAbstractSpinBox::editingFinished, &session_, &Session::endMerge);
    }
    showExperiment();
    showView();
}

void Controls::addOperation(QVBoxLayout* column) {
    addSection(column, tr("OPERATION"));
    op_ = new Segmented(
        tr("Operation"), {tr("max"), tr("avg"), tr("min"), tr("median"), tr("Lp")},
        {tr("The largest value of the window"), tr("The mean of the window"), tr("The smallest value of the window"),
         tr("The middle value of the window"), tr("The p-norm of the window, (Σ |x|^p)^(1/p)")});
    column->addWidget(op_);
    power_ = new QDoubleSpinBox;
    power_->setRange(-99, 1e6);
    power_->setDecimals(2);
    power_->setSingleStep(0.5);
    power_->setKeyboardTracking(false);
    power_->setAccessibleName(tr("p of the Lp norm"));
    power_->setToolTip(tr("The power p of the norm; larger p comes closer to the maximum"));
    powerRow_ = labelled(tr("p"), power_);
    column->addWidget(powerRow_);
    countPad_ = new QCheckBox(tr("count padding in the mean"));
    countPad_->setToolTip(tr("Divide by all taps of image and padding, padding counting as zeros"));
    column->addWidget(countPad_);
    divisor_ = new QDoubleSpinBox;
    divisor_->setRange(kAutoDivisor, 1e6);
    divisor_->setDecimals(2);
    divisor_->setSpecialValueText(tr("number of taps"));
    divisor_->setKeyboardTracking(false);
    divisor_->setAccessibleName(tr("Divisor of the mean"));
    divisor_->setToolTip(tr("What the sum is divided by; clear it for the number of taps"));
    divisorRow_ = labelled(tr("Divisor"), divisor_);
    column->addWidget(divisorRow_);
    connect(divisor_, &QDoubleSpinBox::valueChanged, this, [this](double d) {
        session_.edit(tr("Divisor"), QStringLiteral("divisor"),
                      [d](Experiment& e) { e.pool.divisor = d == kAutoDivisor ? std::nullopt : std::optional(d); });
    });
    median_ = new Segmented(tr("Median of an even count"), {tr("mean"), tr("lower")},
                            {tr("Mean of the two middle values"), tr("The lower of the two middle values")});
    medianRow_ = labelled(tr("Even"), median_);
    column->addWidget(medianRow_);
    opError_ = new QLabel;
    opError_->setObjectName(QStringLiteral("error"));
    opError_->setWordWrap(true);
    opError_->hide();
    column->addWidget(opError_);

    static constexpr PoolOp kOps[] = {PoolOp::Max, PoolOp::Avg, PoolOp::Min, PoolOp::Median, PoolOp::Lp};
    connect(op_, &Segmented::chosen, this,
            [this](int i) { session_.edit(tr("Operation"), {}, [i](Experiment& e) { e.pool.op = kOps[i]; }); });
    connect(power_, &QDoubleSpinBox::valueChanged, this,
            [this](double p) { session_.edit(tr("p"), QStringLiteral("p"), [p](Experiment& e) { e.pool.p = p; }); });
    connect(countPad_, &QCheckBox::toggled, this, [this](bool on) {
        session_.edit(tr("Count padding"), {}, [on](Experiment& e) { e.pool.countIncludePad = on; });
    });
    connect(median_, &Segmented::chosen, this, [this](int i) {
        session_.edit(tr("Median"), {},
                      [i](Experiment& e) { e.pool.median = i == 0 ? MedianRule::Mean : MedianRule::Lower; });
    });
}

void Controls::addFeatures(QVBoxLayout* column) {
    addSection(column, tr("BEFORE THE POOLING"));
    filters_ = new QComboBox;
    filters_->addItem(tr("no filter"));
    filters_->addItem(tr("all ten filters"));
    for (const Filter& filter : filterBank())
        filters_->addItem(QString::fromUtf8(filter.name.data(), static_cast<qsizetype>(filter.name.size())));
    filters_->setAccessibleName(tr("Filters"));
    filters_->setToolTip(tr("3x3 filters, stride 1, padding 1: a dot product over the same im2col"));
    relu_ = new QCheckBox(tr("ReLU"));
    relu_->setToolTip(tr("max(x, 0) of every value before the pooling"));
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(filters_, 1);
    line->addWidget(relu_);
    column->addLayout(line);
    filterError_ = new QLabel;
    filterError_->setObjectName(QStringLiteral("error"));
    filterError_->setWordWrap(true);
    filterError_->hide();
    column->addWidget(filterError_);
    connect(filters_, &QComboBox::activated, this, [this](int i) {
        session_.edit(tr("Filters"), {}, [i](Experiment& e) {
            e.filters.filters.clear();
            if (i == 1) e.filters.filters = allFilters();
            if (i > 1) e.filters.filters = {static_cast<std::size_t>(i - 2)};
            e.plane = 0;
            e.gradient = {};
        });
    });
    connect(relu_, &QCheckBox::toggled, this,
            [this](bool on) { session_.edit(tr("ReLU"), {}, [on](Experiment& e) { e.filters.relu = on; }); });
}

void Controls::addWindow(QVBoxLayout* column) {
    addSection(column, tr("WINDOW"));
    size_ = new PairControl(tr("Size"), tr("Kernel size k: rows and columns of the window"), 1);
    stride_ =
        new PairControl(tr("Stride"), tr("Stride s: how far the window moves from one output cell to the next"), 1);
    padding_ = new PairControl(tr("Padding"), tr("Padding p: rows and columns added around the image"), 0);
    dilation_ = new PairControl(tr("Dilation"), tr("Dilation d: distance between neighbouring taps of the window"), 1);
    dilation_->setSliderTo(6);
    for (PairControl* control : {size_, stride_, padding_, dilation_}) {
        column->addWidget(control);
        connect(control, &PairControl::released, &session_, &Session::endMerge);
    }
    connect(size_, &PairControl::edited, this,
            [this](const Extent& v) { editPair(tr("Size"), QStringLiteral("size"), &WindowSpec::size, v); });
    connect(stride_, &PairControl::edited, this,
            [this](const Extent& v) { editPair(tr("Stride"), QStringLiteral("stride"), &WindowSpec::stride, v); });
    connect(dilation_, &PairControl::edited, this, [this](const Extent& v) {
        editPair(tr("Dilation"), QStringLiteral("dilation"), &WindowSpec::dilation, v);
    });
    connect(padding_, &PairControl::edited, this, [this](const Extent& v) {
        session_.edit(tr("Padding"), QStringLiteral("padding"), [v](Experiment& e) {
            e.window.padding = {PadMode::Explicit, v.rows, v.cols, v.rows, v.cols};
        });
    });

    auto* line = new QHBoxLayout;
    square_ = new QCheckBox(tr("square"));
    square_->setChecked(true);
    square_->setToolTip(tr("Rows and columns share one control"));
    ceil_ = new QCheckBox(tr("ceil mode"));
    ceil_->setToolTip(tr("Round the output size up: the last window may overhang the image"));
    line->addWidget(square_);
    line->addSpacing(8);
    line->addWidget(ceil_);
    line->addStretch();
    column->addLayout(line);
    connect(square_, &QCheckBox::toggled, this, [this](bool on) {
        for (PairControl* control : {size_, stride_, padding_, dilation_}) control->setSquare(on);
        // What is out of sight must not differ from what is shown.
        if (on) session_.edit(tr("Square"), {}, [](Experiment& e) { makeSquare(e.window); });
    });
    connect(ceil_, &QCheckBox::toggled, this,
            [this](bool on) { session_.edit(tr("Ceil mode"), {}, [on](Experiment& e) { e.window.ceilMode = on; }); });

    presets_ = new Segmented(tr("Presets"), {tr("2/2"), tr("3/2"), tr("3/1"), tr("global")},
                             {tr("Size 2, stride 2"), tr("Size 3, stride 2"), tr("Size 3, stride 1"),
                              tr("One window over the whole image")});
    column->addWidget(labelled(tr("Presets"), presets_));
    connect(presets_, &Segmented::chosen, this, [this](int i) {
        if (i == 0) setWindow(tr("Preset 2/2"), {2, 2}, {2, 2});
        if (i == 1) setWindow(tr("Preset 3/2"), {3, 3}, {2, 2});
        if (i == 2) setWindow(tr("Preset 3/1"), {3, 3}, {1, 1});
        if (i == 3 && session_.source()) {
            const Extent all = session_.source()->images->shape.plane();
            setWindow(tr("Preset global"), all, all);
        }
    });
}

void Controls::addEdges(QVBoxLayout* column) {
    addSection(column, tr("EDGES"));
    padMode_ =
        new Segmented(tr("Padding mode"), {tr("as set"), tr("same-upper"), tr("same-lower")},
                      {tr("The padding set above"),
                       tr("Output size ceil(input / stride); an odd row or column goes to the end (same-upper)"),
                       tr("Output size ceil(input / stride); an odd row or column goes to the start (same-lower)")});
    column->addWidget(padMode_);
    padValue_ = new Segmented(tr("Pad value"), {tr("−∞"), tr("0")},
                              {tr("Padding is not data: a window is its taps inside the image"),
                               tr("Padding is zeros, which can win and take the gradient with them")});
    column->addWidget(labelled(tr("Pad value"), padValue_));
    connect(padMode_, &Segmented::chosen, this, [this](int i) {
        session_.edit(tr("Padding mode"), {}, [i](Experiment& e) { e.window.padding.mode = static_cast<PadMode>(i); });
    });
    connect(padValue_, &Segmented::chosen, this, [this](int i) {
        session_.edit(tr("Pad value"), {}, [i](Experiment& e) { e.pool.padValue = static_cast<PadValue>(i); });
    });
}

void Controls::addGradient(QVBoxLayout* column) {
    addSection(column, tr("GRADIENT"));
    addUpstream(column);
    overlap_ = new Segmented(tr("Overlaps"), {tr("+=  add"), tr("=  overwrite")},
                             {tr("A cell under several windows adds up what they send"),
                              tr("A cell keeps only the last gradient sent: wrong on purpose, watch the sums")});
    column->addWidget(labelled(tr("Overlaps"), overlap_));
    connect(overlap_, &Segmented::chosen, this, [this](int i) {
        session_.edit(tr("Overlaps"), {}, [i](Experiment& e) { e.pool.overlap = static_cast<Overlap>(i); });
    });
    ties_ = new Segmented(
        tr("Ties go to"), {tr("first"), tr("last"), tr("split"), tr("all")},
        {tr("The first of equal winners in row-major order takes the gradient"),
         tr("The last of equal winners takes the gradient"), tr("Equal winners share the gradient equally"),
         tr("Every equal winner takes the whole gradient: wrong on purpose, watch the sums")});
    tiesRow_ = labelled(tr("Ties go to"), ties_);
    column->addWidget(tiesRow_);
    facts_ = new QLabel;
    facts_->setObjectName(QStringLiteral("facts"));
    facts_->setWordWrap(true);
    facts_->setTextFormat(Qt::PlainText);  // laid out anew for every picture
    column->addWidget(facts_);
    connect(ties_, &Segmented::chosen, this, [this](int i) {
        session_.edit(tr("Tie rule"), {}, [i](Experiment& e) { e.pool.ties = static_cast<TieRule>(i); });
    });
}

void Controls::addUpstream(QVBoxLayout* column) {
    upstream_ = new QComboBox;
    upstream_->addItems({tr("ones"), tr("random tenths"), tr("one cell"), tr("painted"), tr("from a file…")});
    upstream_->setAccessibleName(tr("Upstream gradient"));
    upstream_->setToolTip(
        tr("What arrives from above: ones, random tenths, 1 from the focused window only, values dragged "
           "onto dout, or an array of the output's shape"));
    column->addWidget(labelled(tr("Upstream"), upstream_));
    connect(upstream_, &QComboBox::activated, this, &Controls::chooseUpstream);
    seed_ = new QSpinBox;
    seed_->setRange(0, 999999);
    seed_->setKeyboardTracking(false);
    seed_->setAccessibleName(tr("Seed of the random gradient"));
    seed_->setToolTip(tr("The same seed gives the same gradient everywhere"));
    seedRow_ = labelled(tr("Seed"), seed_);
    column->addWidget(seedRow_);
    connect(seed_, &QSpinBox::valueChanged, this, [this](int seed) {
        session_.edit(tr("Seed"), QStringLiteral("seed"),
                      [seed](Experiment& e) { e.gradient.seed = static_cast<std::uint32_t>(seed); });
    });
    paint_ = new QDoubleSpinBox;
    paint_->setRange(-1000, 1000);
    paint_->setDecimals(2);
    paint_->setSingleStep(0.1);
    paint_->setKeyboardTracking(false);
    paint_->setAccessibleName(tr("Gradient to paint"));
    paint_->setToolTip(tr("What dragging over dout writes"));
    paintRow_ = labelled(tr("Paint"), paint_);
    column->addWidget(paintRow_);
    connect(paint_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        Brush brush = session_.brush();
        brush.gradient = static_cast<float>(value);
        session_.setBrush(brush);
    });
    connect(&session_, &Session::brushChanged, this, &Controls::showUpstream);
    gradientError_ = new QLabel;
    gradientError_->setObjectName(QStringLiteral("error"));
    gradientError_->setWordWrap(true);
    gradientError_->hide();
    column->addWidget(gradientError_);
}

void Controls::chooseUpstream(int kind) {
    showUpstream();  // until it is so
    if (kind == 4) {
        Q_EMIT gradientFileRequested();
        return;
    }
    session_.setUpstream(static_cast<Upstream>(kind));
}

void Controls::showUpstream() {
    const GradientSpec& gradient = session_.experiment().gradient;
    upstream_->setCurrentIndex(static_cast<int>(gradient.kind));
    seedRow_->setVisible(gradient.kind == Upstream::Random);
    paintRow_->setVisible(gradient.kind == Upstream::Given);
    const QSignalBlocker seed(seed_);
    const QSignalBlocker paint(paint_);
    seed_->setValue(static_cast<int>(gradient.seed));
    paint_->setValue(double{session_.brush().gradient});
}

void Controls::addDisplay(QVBoxLayout* column) {
    addSection(column, tr("DISPLAY"));
    map_ = new Segmented(tr("Input shows"), {tr("values"), tr("seen by"), tr("wins")},
                         {tr("The values of the input"), tr("How many windows lie over each cell"),
                          tr("How many windows each cell wins")});
    column->addWidget(labelled(tr("Input"), map_));
    values_ = new Segmented(tr("Values"), {tr("0–255"), tr("0–1")},
                            {tr("Numbers as stored"), tr("Numbers divided by 255, three decimals")});
    palette_ = new Segmented(tr("Palette"), {tr("grey"), tr("viridis"), tr("cividis"), tr("magma")});
    patches_ = new Segmented(tr("Patches"), {tr("matrix"), tr("tiles")},
                             {tr("X_col: one column per window"), tr("Each patch where its window stands")});
    column->addWidget(labelled(tr("Values"), values_));
    column->addWidget(palette_);
    column->addWidget(labelled(tr("Patches"), patches_));
    hideBlack_ = new QCheckBox(tr("hide all-black windows"));
    hideBlack_->setToolTip(tr("Leave out windows whose every tap is zero, and the gradient they send"));
    column->addWidget(hideBlack_);
    connect(hideBlack_, &QCheckBox::toggled, this, [this](bool on) {
        ViewSpec view = session_.view();
        view.hideBlack = on;
        session_.setView(view);
    });
    const auto onView = [this](Segmented* control, auto set) {
        connect(control, &Segmented::chosen, this, [this, set](int i) {
            ViewSpec view = session_.view();
            set(view, i);
            session_.setView(view);
        });
    };
    onView(map_, [](ViewSpec& v, int i) { v.map = static_cast<InputMap>(i); });
    onView(values_, [](ViewSpec& v, int i) { v.values = static_cast<NumberScale>(i); });
    onView(palette_, [](ViewSpec& v, int i) { v.palette = static_cast<Palette>(i); });
    onView(patches_, [](ViewSpec& v, int i) { v.patches = static_cast<PatchView>(i); });
}

void Controls::editPair(const QString& what, const QString& key, Extent WindowSpec::*field, const Extent& value) {
    session_.edit(what, key, [field, value](Experiment& e) { e.window.*field = value; });
}

void Controls::setWindow(const QString& what, const Extent& size, const Extent& stride) {
    session_.edit(what, {}, [&](Experiment& e) {
        e.window.size = size;
        e.window.stride = stride;
        e.window.dilation = {1, 1};
    });
}

void Controls::showExperiment() {
    const Experiment& e = session_.experiment();
    static constexpr int kSegmentOf[] = {0, 2, 1, 3, 4};  // by PoolOp
    op_->setCurrent(kSegmentOf[static_cast<int>(e.pool.op)]);
    powerRow_->setVisible(e.pool.op == PoolOp::Lp);
    countPad_->setVisible(e.pool.op == PoolOp::Avg);
    divisorRow_->setVisible(e.pool.op == PoolOp::Avg);
    medianRow_->setVisible(e.pool.op == PoolOp::Median);
    const std::vector<std::size_t>& chosen = e.filters.filters;
    filters_->setCurrentIndex(chosen.empty() ? 0 : chosen.size() == 1 ? static_cast<int>(chosen.front()) + 2 : 1);
    tiesRow_->setVisible(hasWinner(e.pool.op));
    {
        const QSignalBlocker power(power_);
        const QSignalBlocker count(countPad_);
        const QSignalBlocker ceil(ceil_);
        const QSignalBlocker divisor(divisor_);
        const QSignalBlocker rectifier(relu_);
        divisor_->setValue(e.pool.divisor.value_or(kAutoDivisor));
        relu_->setChecked(e.filters.relu);
        power_->setValue(e.pool.p);
        countPad_->setChecked(e.pool.countIncludePad);
        ceil_->setChecked(e.window.ceilMode);
    }
    median_->setCurrent(e.pool.median == MedianRule::Mean ? 0 : 1);
    const Extent pad = padPair(e.window.padding);
    if (!isSquare(e.window.size) || !isSquare(e.window.stride) || !isSquare(e.window.dilation) || !isSquare(pad)) {
        square_->setChecked(false);
    }
    if (session_.source()) {
        const Extent plane = session_.source()->images->shape.plane();
        const auto side = static_cast<int>(std::min(plane.rows, plane.cols));
        size_->setSliderTo(std::clamp(side / 2, 4, 32));
        stride_->setSliderTo(std::clamp(side / 2, 4, 32));
        padding_->setSliderTo(8);
    }
    size_->setValue(e.window.size);
    stride_->setValue(e.window.stride);
    padding_->setValue(pad);
    padding_->setEnabled(e.window.padding.mode == PadMode::Explicit);
    dilation_->setValue(e.window.dilation);
    padMode_->setCurrent(static_cast<int>(e.window.padding.mode));
    padValue_->setCurrent(static_cast<int>(e.pool.padValue));
    ties_->setCurrent(static_cast<int>(e.pool.ties));
    overlap_->setCurrent(static_cast<int>(e.pool.overlap));
    showUpstream();
    int preset = -1;
    const auto is = [&](Extent size, Extent stride) {
        return e.window.size == size && e.window.stride == stride && e.window.dilation == Extent{1, 1};
    };
    if (is({2, 2}, {2, 2})) preset = 0;
    if (is({3, 3}, {2, 2})) preset = 1;
    if (is({3, 3}, {1, 1})) preset = 2;
    if (session_.source() && e.window.size == session_.source()->images->shape.plane()) preset = 3;
    presets_->setCurrent(preset);
}

void Controls::showView() {
    const ViewSpec& v = session_.view();
    values_->setCurrent(static_cast<int>(v.values));
    palette_->setCurrent(static_cast<int>(v.palette));
    patches_->setCurrent(static_cast<int>(v.patches));
    map_->setCurrent(static_cast<int>(v.map));
    const QSignalBlocker hide(hideBlack_);
    hideBlack_->setChecked(v.hideBlack);
}

void Controls::showError() {
    const auto& error = session_.error();
    const auto messageFor = [&](const char* field) {
        return error && error->where == field ? QString::fromStdString(error->message) : QString();
    };
    size_->setError(messageFor("window.size"));
    stride_->setError(messageFor("window.stride"));
    padding_->setError(messageFor("window.padding"));
    dilation_->setError(messageFor("window.dilation"));
    opError_->setText(messageFor("pool.p") + messageFor("pool.divisor"));
    filterError_->setText(messageFor("filters"));
    filterError_->setVisible(!filterError_->text().isEmpty());
    gradientError_->setText(messageFor("gradient"));
    gradientError_->setVisible(!gradientError_->text().isEmpty());
    opError_->setVisible(!opError_->text().isEmpty());
}

void Controls::showFacts() {
    if (session_.rendered()) facts_->setText(factsText(session_.rendered()->evaluation));
}

QString factsText(const Evaluation& e) {
    const QLocale locale;
    const WindowFacts& facts = e.forward->facts;
    const auto count = [&](std::int64_t n) { return locale.toString(static_cast<qlonglong>(n)); };
    QStringList lines;
    if (hasWinner(e.experiment.pool.op) && facts.windows > 0) {
        const double share = 100.0 * static_cast<double>(facts.tied) / static_cast<double>(facts.windows);
        lines << Controls::tr("%1 of %2 windows are tied (%3\u00a0%).")
                     .arg(count(facts.tied), count(facts.windows), locale.toString(share, 'f', 0));
        if (facts.black > 0) {
            lines << Controls::tr("%1 of them are all black: their gradient lands on background.")
                         .arg(count(facts.black));
        }
    } else {
        lines << Controls::tr("Every tap of a window takes part; no single winner.");
    }
    const GradientSums& sums = e.backward->sums;
    if (sums.overwritten != 0) {
        lines << Controls::tr("Overwriting loses %1 of the gradient.").arg(locale.toString(sums.overwritten, 'g', 6));
    }
    if (e.experiment.pool.ties == TieRule::All && sums.arrived != sums.upstream) {
        lines << Controls::tr("Ties to all: %1 arrive where %2 were sent.")
                     .arg(locale.toString(sums.arrived, 'g', 6), locale.toString(sums.upstream, 'g', 6));
    }
    if (sums.lost != 0) {
        lines << Controls::tr("%1 of the gradient falls into the padding and is lost.")
                     .arg(locale.toString(sums.lost, 'g', 6));
    }
    const auto counted = [&](std::int64_t n, const QString& one, const QString& many) {
        return n == 1 ? one : many.arg(count(n));
    };
    const QString rows = counted(e.grid.rows.uncovered(), Controls::tr("1 row"), Controls::tr("%1 rows"));
    const QString cols = counted(e.grid.cols.uncovered(), Controls::tr("1 column"), Controls::tr("%1 columns"));
    if (e.grid.rows.uncovered() > 0 && e.grid.cols.uncovered() > 0) {
        lines << Controls::tr("%1 and %2 lie in no window.").arg(rows, cols);
    } else if (e.grid.rows.uncovered() + e.grid.cols.uncovered() > 0) {
        lines << Controls::tr("In no window: %1.").arg(e.grid.rows.uncovered() > 0 ? rows : cols);
    }
    return lines.join(QLatin1Char(' '));
}

}  // namespace poolscope

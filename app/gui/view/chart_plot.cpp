// SPDX-License-Identifier: GPL-3.0-or-later
// Chart values as QCharts, with the scales and colours that the scenes have.
#include "app/gui/view/chart_plot.h"

#include <QBarSeries>
#include <QBarSet>
#include <QCategoryAxis>
#include <QCursor>
#include <QFontMetricsF>
#include <QGraphicsLayout>
#include <QGraphicsLineItem>
#include <QGraphicsSimpleTextItem>
#include <QHorizontalBarSeries>
#include <QHorizontalStackedBarSeries>
#include <QLegend>
#include <QLineSeries>
#include <QStackedBarSeries>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "app/gui/widget/style.h"

namespace poolscope {
namespace {

constexpr int kAbove = 12;  // room for the highest tick and the text of the highest column

void showTip(bool shown, const QString& words) {
    if (shown) {
        QToolTip::showText(QCursor::pos(), words);
    } else {
        QToolTip::hideText();
    }
}

// Long names are broken at the space nearest to their middle.
std::string inTwoLines(std::string words) {
    constexpr std::size_t kLong = 18;
    if (words.size() <= kLong) return words;
    const std::size_t after = words.find(' ', words.size() / 2);
    const std::size_t before = words.rfind(' ', words.size() / 2);
    const std::size_t at = after == std::string::npos ||
                                   (before != std::string::npos && words.size() / 2 - before < after - words.size() / 2)
                               ? before
                               : after;
    if (at != std::string::npos) words[at] = '\n';
    return words;
}

double heightOf(const Bar& bar) {
    return std::isfinite(bar.value) && bar.value > 0 ? bar.value : 0.0;
}

bool hasOwnColours(const std::vector<BarGroup>& groups) {
    return std::any_of(groups.begin(), groups.end(), [](const BarGroup& g) { return g.hue || g.tone; });
}

// Series and groups, lying or standing, with the value of the longest bar that can be shown.
struct Bars {
    const std::vector<Series>& series;
    const std::vector<BarGroup>& groups;
    double full = 1;
    bool lying = false;
};

QString tipOf(const Bars& bars, std::size_t group, std::size_t series) {
    const Bar& bar = bars.groups[group].bars[series];
    const QString value = bar.text.empty() ? QString::number(bar.value) : QString::fromStdString(bar.text);
    const QString name = QString::fromStdString(bars.series[series].name);
    return QString::fromStdString(bars.groups[group].label) + QStringLiteral(" · ") + name + QStringLiteral(": ") +
           value;
}

constexpr int kLeader = 14;  // pixels, from the end of a curve to a name that had to move

// Text at the end of a bar or of a curve.
struct BarText {
    QGraphicsSimpleTextItem* item = nullptr;
    QPointF end;                          // in values
    QGraphicsLineItem* leader = nullptr;  // of the name of a curve: from there to it
};

class Plotter {
  public:
    Plotter(const FigureStyle& style, const QFont& font) : style_(style), t_(style.theme()), font_(font) {
        chart_->setBackgroundVisible(false);
        chart_->setMargins({0, kAbove, 18, 0});
        chart_->layout()->setContentsMargins(0, 0, 0, 0);
        chart_->legend()->hide();  // it cuts names; the card has one of its own
    }

    QChart* operator()(const BarChart& chart) {
        double full = chart.full;
        for (const BarGroup& group : chart.groups) {
            for (const Bar& bar : group.bars) full = chart.full > 0 ? full : std::max(full, heightOf(bar));
        }
        const Bars bars{chart.series, chart.groups, full > 0 ? full : 1, true};
        QAbstractBarSeries* series = nullptr;
        if (hasOwnColours(chart.groups)) {
            series = new QHorizontalStackedBarSeries;
            fillHued(series, bars);
        } else {
            series = new QHorizontalBarSeries;
            fill(series, bars);
        }
        series->setBarWidth(0.7);
        auto* values = new QCategoryAxis;
        values->setRange(0, bars.full);
        values->append(QStringLiteral(" "), bars.full);  // an axis without labels shows a dot
        values->setVisible(false);
        add(series, namedAxis(series, bars), Qt::AlignLeft, values, Qt::AlignBottom);
        addTexts(series, bars);
        return chart_;
    }

    QChart* operator()(const ColumnChart& chart) {
        const AxisScale scale = scaleOf(chart);
        const Bars bars{chart.series, chart.groups, scale.high, false};
        const bool hued = hasOwnColours(chart.groups);
        QAbstractBarSeries* series = nullptr;
        if (hued) {
            series = new QStackedBarSeries;
            fillHued(series, bars);
        } else {
            series = new QBarSeries;
            fill(series, bars);
        }
        series->setBarWidth(chart.bins ? 0.84 : 0.62);
        QCategoryAxis* groups = groupAxis(series, bars);
        setName(groups, chart.x.label);
        add(series, groups, Qt::AlignBottom, scaleAxis(scale, true), Qt::AlignLeft);
        addTexts(series, bars);
        addCuts(series, bars);
        return chart_;
    }

    QChart* operator()(const LineChart& chart) {
        const LineScales scales = scalesOf(chart);
        QCategoryAxis* x = scaleAxis(scales.x, false);
        QCategoryAxis* y = scaleAxis(scales.y, true);
        setName(x, chart.x.label);
        const double beside = (scales.x.high - scales.x.low) * 0.03;  // for the marks of the first and last points
        x->setRange(scales.x.low - beside, scales.x.high + beside);
        chart_->addAxis(x, Qt::AlignBottom);
        chart_->addAxis(y, Qt::AlignLeft);
        std::vector<BarText> names;
        for (std::size_t i = 0; i < chart.curves.size(); ++i) {
            const Curve& curve = chart.curves[i];
            for (QLineSeries* piece : piecesOf(curve, toQt(curveColour(chart, i, style_)))) {
                piece->attachAxis(x);
                piece->attachAxis(y);
                addTip(piece, chart);
            }
            const auto last = std::find_if(curve.points.rbegin(), curve.points.rend(),
                                           [](const Point& p) { return std::isfinite(p.x) && std::isfinite(p.y); });
            if (last == curve.points.rend()) continue;
            auto* item = newText(curve.label);
            item->setBrush(toQt(curveNameColour(chart, i, style_)));
            auto* leader = new QGraphicsLineItem(chart_);
            leader->setPen(QPen(toQt(curveColour(chart, i, style_)), 1));
            names.push_back({item, {last->x, last->y}, leader});
        }
        addNames(std::move(names));
        return chart_;
    }

  private:
    void add(QAbstractSeries* series, QAbstractAxis* groups, Qt::Alignment groupSide, QAbstractAxis* values,
             Qt::Alignment valueSide) {
        chart_->addSeries(series);
        chart_->addAxis(groups, groupSide);
        chart_->addAxis(values, valueSide);
        series->attachAxis(groups);
        series->attachAxis(values);
    }

    void style(QAbstractAxis* axis) const {
        axis->setLabelsFont(font_);
        axis->setTruncateLabels(false);
        axis->setLabelsColor(toQt(t_.quiet));
        axis->setLinePen(QPen(toQt(t_.quiet), 1));
        axis->setTitleVisible(false);  // without words it would be a dot
        axis->setGridLinePen(QPen(toQt(t_.line), 1));
    }

    void setName(QAbstractAxis* axis, const std::string& name) const {
        axis->setTitleText(QString::fromStdString(name));
        axis->setTitleFont(font_);
        axis->setTitleBrush(toQt(t_.quiet));
        axis->setTitleVisible(!name.empty());
    }

    // The ticks of the scene, no others.
    QCategoryAxis* scaleAxis(const AxisScale& scale, bool grid) const {
        auto* axis = new QCategoryAxis;
        style(axis);
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
        for (const AxisTick& tick : scale.ticks) axis->append(QString::fromStdString(tick.text), tick.value);
        axis->setRange(scale.low, scale.high);
        axis->setGridLineVisible(grid);
        axis->setLineVisible(!grid);
        return axis;
    }

    // Lying groups count upwards and are read downwards.
    static std::size_t placeOf(const Bars& bars, std::size_t group) {
        return bars.lying ? bars.groups.size() - 1 - group : group;
    }

    // As many of the names as there is room for, evenly. The columns stand at 0, 1, 2, ...
    QCategoryAxis* groupAxis(QAbstractBarSeries* series, const Bars& bars) const {
        auto* axis = new QCategoryAxis;
        style(axis);
        axis->setRange(-0.5, static_cast<double>(bars.groups.size()) - 0.5);
        axis->setGridLineVisible(false);
        // One empty label keeps the room in which the names stand.
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
        axis->append(QStringLiteral(" "), -0.5);
        std::vector<QGraphicsSimpleTextItem*> names;
        double widest = 1;
        for (const BarGroup& group : bars.groups) {
            names.push_back(newText(group.label));
            names.back()->setBrush(toQt(t_.quiet));
            widest = std::max(widest, names.back()->boundingRect().width());
        }
        QChart* chart = chart_;
        QObject::connect(chart, &QChart::plotAreaChanged, series, [chart, series, names, widest](const QRectF& area) {
            const double pitch = area.width() / static_cast<double>(std::max<std::size_t>(1, names.size()));
            const auto every = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil((widest + 6) / pitch)));
            for (std::size_t i = 0; i < names.size(); ++i) {
                const QRectF box = names[i]->boundingRect();
                const double x = chart->mapToPosition({static_cast<double>(i), 0}, series).x() - box.width() / 2;
                names[i]->setPos(std::min(x, chart->size().width() - box.width()), area.bottom() + 5);
                names[i]->setVisible(i % every == 0);
            }
        });
        return axis;
    }

    // Names of lying bars stand at their left in full, in room made for them: an axis would shorten them.
    QCategoryAxis* namedAxis(QAbstractBarSeries* series, const Bars& bars) const {
        auto* axis = new QCategoryAxis;
        style(axis);
        axis->setRange(-0.5, static_cast<double>(bars.groups.size()) - 0.5);
        axis->setGridLineVisible(false);
        axis->setLabelsVisible(false);
        axis->append(QStringLiteral(" "), static_cast<double>(bars.groups.size()) - 0.5);
        std::vector<BarText> names;
        double widest = 0;
        for (std::size_t g = 0; g < bars.groups.size(); ++g) {
            auto* item = newText(inTwoLines(bars.groups[g].label));
            widest = std::max(widest, item->boundingRect().width());
            names.push_back({item, {0, static_cast<double>(placeOf(bars, g))}});
        }
        double texts = 0;
        for (const BarGroup& group : bars.groups) {
            for (const Bar& bar : group.bars) {
                texts = std::max(texts, QFontMetricsF(font_).horizontalAdvance(QString::fromStdString(bar.text)));
            }
        }
        chart_->setMargins({static_cast<int>(std::ceil(widest)) + 9, 0, static_cast<int>(std::ceil(texts)) + 10, 0});
        QChart* chart = chart_;
        QObject::connect(chart, &QChart::plotAreaChanged, series, [chart, series, names](const QRectF& area) {
            for (const BarText& name : names) {
                const QRectF box = name.item->boundingRect();
                const double y = chart->mapToPosition(name.end, series).y();
                name.item->setPos(area.left() - 9 - box.width(), y - box.height() / 2);
            }
        });
        return axis;
    }

    QGraphicsSimpleTextItem* newText(const std::string& words) const {
        auto* item = new QGraphicsSimpleTextItem(QString::fromStdString(words), chart_);
        item->setFont(font_);
        item->setBrush(toQt(t_.text));
        item->setZValue(20);
        return item;
    }

    QBarSet* newSet(const QString& name, const QColor& colour) const {
        auto* set = new QBarSet(name);
        set->setColor(colour);
        set->setBorderColor(Qt::transparent);
        return set;
    }

    std::size_t seriesPlace(const Bars& bars, std::size_t series) const {
        return bars.lying ? bars.series.size() - 1 - series : series;
    }

    QColor colourOf(const Bars& bars, std::size_t series) const {
        return toQt(toneColour(style_, bars.series[series].tone));
    }

    // Of a group that has one of its own.
    QColor colourOf(const Bars& bars, const BarGroup& group) const {
        if (group.hue) return toQt(slotColour(t_, static_cast<std::int64_t>(*group.hue)));
        return toQt(toneColour(style_, group.tone.value_or(bars.series.front().tone)));
    }

    // A set for each series.
    void fill(QAbstractBarSeries* into, const Bars& bars) const {
        for (std::size_t i = 0; i < bars.series.size(); ++i) {
            const std::size_t s = seriesPlace(bars, i);
            QBarSet* set = newSet(QString::fromStdString(bars.series[s].name), colourOf(bars, s));
            QStringList tips;
            for (std::size_t g = 0; g < bars.groups.size(); ++g) {
                const std::size_t group = placeOf(bars, g);
                set->append(std::min(heightOf(bars.groups[group].bars[s]), bars.full));
                tips << tipOf(bars, group, s);
            }
            into->append(set);
            QObject::connect(set, &QBarSet::hovered, into,
                             [tips](bool shown, int index) { showTip(shown, tips.value(index)); });
        }
    }

    // One series, a colour for each group: a set for each group, stacked on nothing.
    void fillHued(QAbstractBarSeries* into, const Bars& bars) const {
        for (std::size_t g = 0; g < bars.groups.size(); ++g) {
            const BarGroup& group = bars.groups[g];
            QBarSet* set = newSet({}, colourOf(bars, group));
            for (std::size_t i = 0; i < bars.groups.size(); ++i) {
                set->append(i == placeOf(bars, g) ? std::min(heightOf(group.bars[0]), bars.full) : 0.0);
            }
            into->append(set);
            QObject::connect(set, &QBarSet::hovered, into,
                             [tip = tipOf(bars, g, 0)](bool shown, int) { showTip(shown, tip); });
        }
    }

    // At the end of each bar, moved with the plot; hidden while they do not all fit.
    void addTexts(QAbstractBarSeries* series, const Bars& bars) const {
        std::vector<BarText> texts;
        double widest = 0;
        const auto count = static_cast<double>(bars.series.size());
        for (std::size_t g = 0; g < bars.groups.size(); ++g) {
            for (std::size_t s = 0; s < bars.series.size() && s < bars.groups[g].bars.size(); ++s) {
                const Bar& bar = bars.groups[g].bars[s];
                auto* item = newText(bar.text);
                widest = std::max(widest, item->boundingRect().width());
                const double width = series->barWidth();
                const auto place = static_cast<double>(placeOf(bars, g)) - width / 2 +
                                   width * (static_cast<double>(seriesPlace(bars, s)) + 0.5) / count;
                const double value = std::min(heightOf(bar), bars.full);
                texts.push_back({item, bars.lying ? QPointF(value, place) : QPointF(place, value)});
            }
        }
        const double step = series->barWidth() / count;
        QChart* chart = chart_;
        const bool lying = bars.lying;
        const auto move = [chart, series, texts, widest, step, lying, single = count < 2](const QRectF& area) {
            const QPointF one = chart->mapToPosition({1, 1}, series) - chart->mapToPosition({0, 0}, series);
            const double room = single ? one.x() : one.x() * step;
            for (const BarText& text : texts) {
                const QRectF box = text.item->boundingRect();
                const QPointF end = chart->mapToPosition(text.end, series);
                text.item->setPos(lying ? end + QPointF(5, -box.height() / 2)
                                        : end - QPointF(box.width() / 2, box.height() + 1));
                text.item->setVisible(area.width() > 0 && (lying || widest + 4 < room));
            }
        };
        QObject::connect(chart, &QChart::plotAreaChanged, series, move);
    }

    // Columns that are higher than they are drawn: a slanted gap, and their values beside the group.
    void addCuts(QAbstractBarSeries* series, const Bars& bars) const {
        const auto count = static_cast<double>(bars.series.size());
        for (std::size_t g = 0; g < bars.groups.size(); ++g) {
            for (std::size_t s = 0; s < bars.groups[g].bars.size() && s < bars.series.size(); ++s) {
                const Bar& bar = bars.groups[g].bars[s];
                if (heightOf(bar) <= bars.full * (1 + 1e-9)) continue;
                auto* gap = new QGraphicsPolygonItem(chart_);
                gap->setBrush(toQt(t_.card));
                gap->setPen(Qt::NoPen);
                gap->setZValue(20);
                auto* ground = new QGraphicsRectItem(chart_);
                ground->setBrush(toQt(t_.card));
                ground->setPen(Qt::NoPen);
                ground->setZValue(19);
                auto* text = newText(bar.text);
                const double left =
                    static_cast<double>(g) + series->barWidth() * (static_cast<double>(s) / count - 0.5);
                const double right = left + series->barWidth() / count;
                const double begin = static_cast<double>(g) - series->barWidth() / 2;
                const double end = begin + series->barWidth();
                const double full = bars.full;
                QChart* chart = chart_;
                const auto row = static_cast<double>(s);
                QObject::connect(
                    chart, &QChart::plotAreaChanged, series,
                    [chart, series, gap, ground, text, left, right, begin, end, full, row](const QRectF& area) {
                        const QPointF a = chart->mapToPosition({left, full}, series) + QPointF(-1, 8);
                        const QPointF b = chart->mapToPosition({right, full}, series) + QPointF(1, 5);
                        gap->setPolygon(QPolygonF{{a, b, b + QPointF(0, 4), a + QPointF(0, 4)}});
                        const QRectF box = text->boundingRect();
                        double x = chart->mapToPosition({end, full}, series).x() + 4;
                        if (x + box.width() > area.right() + 14) {
                            x = chart->mapToPosition({begin, full}, series).x() - box.width() - 4;
                        }
                        text->setPos(x, area.top() + row * box.height());
                        ground->setRect(text->mapRectToParent(box));
                    });
            }
        }
    }

    // Beside the ends of the curves, each as near to its own as the others let it.
    void addNames(std::vector<BarText> names) const {
        if (names.empty()) return;
        std::stable_sort(names.begin(), names.end(),
                         [](const auto& a, const auto& b) { return a.end.y() > b.end.y(); });
        double widest = 0;
        for (const BarText& name : names) widest = std::max(widest, name.item->boundingRect().width());
        chart_->setMargins({0, kAbove, static_cast<int>(std::ceil(widest)) + 10 + kLeader, 0});
        QChart* chart = chart_;
        QObject::connect(chart, &QChart::plotAreaChanged, chart, [chart, names](const QRectF& area) {
            std::vector<double> wanted;
            for (const BarText& name : names) wanted.push_back(chart->mapToPosition(name.end).y());
            const double height = names.front().item->boundingRect().height();
            const std::vector<double> heights = spreadNames(wanted, height, area.top(), area.bottom());
            const bool led = wantLeaders(wanted, heights, height);
            for (std::size_t i = 0; i < names.size(); ++i) {
                const double x = area.right() + 4 + (led ? kLeader : 0);
                names[i].item->setPos(x, heights[i] - height / 2);
                const QPointF end = chart->mapToPosition(names[i].end) + QPointF(4, 0);
                names[i].leader->setLine({end, {x - 3, heights[i]}});
                names[i].leader->setVisible(led);
            }
        });
    }

    // A curve without the points that are not finite.
    std::vector<QLineSeries*> piecesOf(const Curve& curve, const QColor& colour) {
        std::vector<QLineSeries*> pieces;
        bool open = false;
        for (const Point& p : curve.points) {
            const bool finite = std::isfinite(p.x) && std::isfinite(p.y);
            if (finite && !open) {
                auto* piece = new QLineSeries;
                piece->setName(QString::fromStdString(curve.label));
                piece->setPen(QPen(colour, 2, curve.tone == Tone::Input ? Qt::DashLine : Qt::SolidLine));
                piece->setPointsVisible(curve.tone != Tone::Input);
                piece->setMarkerSize(4);
                pieces.push_back(piece);
            }
            open = finite;
            if (finite) pieces.back()->append(p.x, p.y);
        }
        for (QLineSeries* piece : pieces) chart_->addSeries(piece);
        return pieces;
    }

    // The nearest point, in words.
    static void addTip(QLineSeries* piece, const LineChart& chart) {
        const QString what = QString::fromStdString(chart.x.label);
        QObject::connect(piece, &QXYSeries::hovered, piece, [piece, what, axis = chart.y](const QPointF& at, bool on) {
            const QList<QPointF> points = piece->points();
            const auto nearest =
                std::min_element(points.begin(), points.end(), [&](const QPointF& a, const QPointF& b) {
                    return std::abs(a.x() - at.x()) < std::abs(b.x() - at.x());
                });
            if (nearest == points.end()) return;
            const QString value = axis.percent ? QString::number(nearest->y() * 100, 'f', 1) + QStringLiteral(" %")
                                               : QString::number(nearest->y());
            showTip(on, piece->name() + QStringLiteral(" · ") + what + QLatin1Char(' ') +
                            QString::number(nearest->x()) + QStringLiteral(": ") + value);
        });
    }

    const FigureStyle& style_;
    const Theme& t_;
    QFont font_;
    QChart* chart_ = new QChart;
};

}  // namespace

QChart* plotChart(const Chart& chart, const FigureStyle& style, const QFont& font) {
    return std::visit(Plotter(style, font), chart);
}

}  // namespace poolscope

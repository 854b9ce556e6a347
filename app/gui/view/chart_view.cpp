// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/view/chart_view.h"

#include <QChartView>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "app/gui/view/canvas.h"
#include "app/gui/view/chart_plot.h"
#include "app/gui/widget/style.h"

namespace poolscope {
namespace {

constexpr int kHeadPixels = 14;
constexpr int kNotePixels = 12;

// The names of the series beside their colours, where there is more than one.
QString legendOf(const Chart& chart, ThemeName theme) {
    FigureStyle style;
    style.themeName = theme;
    const auto names = [&](const std::vector<Series>& series) {
        QString words;
        for (const Series& one : series) {
            words += QStringLiteral("<span style='color:%1'>■</span>&nbsp;%2 &nbsp; ")
                         .arg(toQt(toneColour(style, one.tone)).name(),
                              QString::fromStdString(one.name).toHtmlEscaped().replace(QLatin1Char(' '),
                                                                                       QStringLiteral("&nbsp;")));
        }
        return series.size() > 1 && !isEmptyChart(chart) ? words : QString();
    };
    if (const auto* bars = std::get_if<BarChart>(&chart)) return names(bars->series);
    if (const auto* columns = std::get_if<ColumnChart>(&chart)) return names(columns->series);
    return {};
}

}  // namespace

ChartView::ChartView(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(9, 8, 9, 6);
    column->setSpacing(1);
    setAccessibleName(tr("Chart"));
    setAccessibleDescription(tr("Not yet counted"));
    head_ = new QLabel;
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    bold.setPixelSize(kHeadPixels);
    head_->setFont(bold);
    words_ = new QLabel;
    words_->setObjectName(QStringLiteral("quiet"));
    legend_ = new QLabel;
    legend_->setTextFormat(Qt::RichText);
    QFont small = font();
    small.setPixelSize(kNotePixels);
    for (QLabel* label : {words_, legend_}) label->setFont(small);
    for (QLabel* label : {head_, words_, legend_}) {
        // In as many lines as it takes, never cut.
        label->setWordWrap(true);
        QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        policy.setHeightForWidth(true);
        label->setSizePolicy(policy);
        column->addWidget(label);
    }
    view_ = new QChartView;
    view_->setFocusPolicy(Qt::NoFocus);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setRenderHint(QPainter::Antialiasing);
    view_->setRubberBand(QChartView::RectangleRubberBand);
    view_->setToolTip(tr("Drag to zoom in, right click to zoom out; values stand at the pointer"));
    view_->setBackgroundBrush(Qt::NoBrush);
    view_->setStyleSheet(QStringLiteral("QChartView { background: transparent; }"));
    view_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(view_, 1);
    // A new theme arrives with a picture.
    connect(&session_, &Session::evaluated, this, [this] {
        if (plotted_ != shownTheme()) plot();
    });
}

ThemeName ChartView::shownTheme() const {
    return session_.rendered() ? session_.rendered()->themeName : session_.themeName();
}

void ChartView::setChart(const Chart& chart) {
    chart_ = chart;
    const ChartHead& head = chartHeadOf(chart);
    title_ = QString::fromStdString(head.title);
    note_ = QString::fromStdString(head.note);
    plot();
}

void ChartView::plot() {
    plotted_ = shownTheme();
    FigureStyle style;
    style.themeName = plotted_;
    QFont small = font();
    small.setPixelSize(kNotePixels);
    const std::unique_ptr<QChart> old(view_->chart());
    const bool plotted = chart_ && !isEmptyChart(*chart_);
    view_->setChart(plotted ? plotChart(*chart_, style, small) : new QChart);
    if (!plotted) view_->chart()->setBackgroundVisible(false);
    const QString words = chart_ ? QString::fromStdString(chartText(*chart_)) : note_;
    // A QChartView has no name of its own.
    for (QWidget* widget : {static_cast<QWidget*>(this), static_cast<QWidget*>(view_)}) {
        widget->setAccessibleName(title_);
        widget->setAccessibleDescription(words);
    }
    showWords();
    update();
}

void ChartView::showWords() {
    head_->setText(title_);
    const QString names = chart_ ? legendOf(*chart_, plotted_) : QString();
    legend_->setText(names);
    legend_->setVisible(!names.isEmpty());
    words_->setText(note_);
    words_->setVisible(!note_.isEmpty());
}

void ChartView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintCard(painter, rect(), themeNamed(plotted_), hasFocus());
}

void ChartView::focusInEvent(QFocusEvent*) {
    update();
}

void ChartView::focusOutEvent(QFocusEvent*) {
    update();
}

}  // namespace poolscope

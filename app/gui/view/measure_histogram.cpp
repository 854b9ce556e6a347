// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/view/measure_histogram.h"

#include <QKeyEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "app/gui/view/canvas.h"
#include "app/gui/widget/style.h"

namespace poolscope {
namespace {

constexpr std::size_t kBars = 60;
constexpr int kMargin = 8;
constexpr int kWords = 15;
constexpr int kGrip = 6;  // pixels around an end that take it

}  // namespace

MeasureHistogram::MeasureHistogram(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::SplitHCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Range of the measure"));
    setToolTip(tr("Drag over a range to see only its images; a double click shows all again"));
    connect(&session_, &Session::evaluated, this, qOverload<>(&QWidget::update));
}

void MeasureHistogram::setValues(const std::vector<double>& values, std::function<QString(double)> text) {
    text_ = std::move(text);
    std::vector<float> defined;
    double low = 0;
    double high = 0;
    for (const double value : values) {
        if (!std::isfinite(value)) continue;
        low = defined.empty() ? value : std::min(low, value);
        high = defined.empty() ? value : std::max(high, value);
        defined.push_back(static_cast<float>(value));
    }
    bars_ = {};
    if (!defined.empty()) {
        // One value alone still has a width.
        if (!(high > low)) high = low + std::max(1.0, std::abs(low)) * 1e-3;
        bars_ = {low, high, (high - low) / kBars, std::vector<std::int64_t>(kBars)};
        for (const float value : defined) {
            const double bar = (double{value} - low) / bars_.width;
            ++bars_.bins[static_cast<std::size_t>(std::clamp(bar, 0.0, kBars - 1.0))];
        }
    }
    describe();
    update();
}

void MeasureHistogram::setRange(std::optional<ValueScale> range) {
    if (range == range_) return;
    range_ = range;
    describe();
    update();
    Q_EMIT rangeChanged();
}

int MeasureHistogram::xOf(double value) const {
    const double share = std::clamp((value - bars_.low) / (bars_.high - bars_.low), 0.0, 1.0);
    return kMargin + static_cast<int>(std::lround(share * (width() - 2 * kMargin)));
}

double MeasureHistogram::valueAt(int x) const {
    const double share = double(x - kMargin) / std::max(1, width() - 2 * kMargin);
    return std::lerp(bars_.low, bars_.high, std::clamp(share, 0.0, 1.0));  // exact at both ends
}

void MeasureHistogram::describe() {
    if (bars_.bins.empty()) return setAccessibleDescription(tr("Nothing is measured"));
    const ValueScale now = range_.value_or(ValueScale{bars_.low, bars_.high});
    setAccessibleDescription(
        tr("From %1 to %2; left and right move the lower end, with Shift the upper one, Escape shows all")
            .arg(text_(now.low), text_(now.high)));
}

// An end of the axis gives way to the range; two ends of a range that would touch are one word.
std::vector<MeasureHistogram::AxisWord> MeasureHistogram::axisWords(const QFontMetrics& metrics) const {
    constexpr int kApart = 6;
    const int top = height() - kWords - 2;
    const auto wordAt = [&](const QString& text, int middle, bool ofRange) {
        const int wide = metrics.horizontalAdvance(text) + 2;
        const int left = std::clamp(middle - wide / 2, kMargin, std::max(kMargin, width() - kMargin - wide));
        return AxisWord{text, {left, top, wide, kWords}, ofRange};
    };
    std::vector<AxisWord> words;
    const auto touches = [&words](const QRect& rect) {
        return std::any_of(words.begin(), words.end(), [&rect](const AxisWord& word) {
            return word.rect.adjusted(-kApart, 0, kApart, 0).intersects(rect);
        });
    };
    if (range_) {
        words.push_back(wordAt(text_(range_->low), xOf(range_->low), true));
        const AxisWord high = wordAt(text_(range_->high), xOf(range_->high), true);
        if (touches(high.rect)) {
            words = {wordAt(words.front().text + QStringLiteral(" – ") + high.text,
                            (xOf(range_->low) + xOf(range_->high)) / 2, true)};
        } else {
            words.push_back(high);
        }
    }
    for (const double end : {bars_.low, bars_.high}) {
        const AxisWord word = wordAt(text_(end), xOf(end), false);
        if (!touches(word.rect)) words.push_back(word);
    }
    return words;
}

void MeasureHistogram::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto& rendered = session_.rendered();
    const Theme& t = themeNamed(rendered ? rendered->themeName : session_.themeName());
    paintCard(painter, QRectF(rect()), t, false);
    if (hasFocus()) paintFocusRing(painter, QRectF(rect()), t);
    if (bars_.bins.empty()) return;
    const ValueScale now = range_.value_or(ValueScale{bars_.low, bars_.high});
    const int foot = height() - kWords - 3;
    const double most = static_cast<double>(*std::max_element(bars_.bins.begin(), bars_.bins.end()));
    const double step = double(width() - 2 * kMargin) / kBars;
    for (std::size_t i = 0; i < kBars; ++i) {
        if (bars_.bins[i] == 0) continue;
        // One image among thousands is still seen.
        const double high = std::max(1.5, static_cast<double>(bars_.bins[i]) / most * (foot - 6));
        const double middle = bars_.low + (static_cast<double>(i) + 0.5) * bars_.width;
        const bool in = middle >= now.low - bars_.width / 2 && middle <= now.high + bars_.width / 2;
        painter.fillRect(QRectF(kMargin + static_cast<double>(i) * step, foot - high, std::max(1.0, step - 1), high),
                         toQt(in ? t.chartOutput : t.chartOther));
    }
    painter.setPen(toQt(t.line));
    painter.drawLine(kMargin, foot, width() - kMargin, foot);
    QFont font = painter.font();
    font.setPixelSize(11);
    painter.setFont(font);
    for (const AxisWord& word : axisWords(painter.fontMetrics())) {
        painter.setPen(toQt(word.ofRange ? t.text : t.quiet));
        painter.drawText(word.rect, Qt::AlignCenter, word.text);
    }
    if (range_) {
        painter.setPen(QPen(toQt(t.primary), 2));
        for (const double end : {range_->low, range_->high}) painter.drawLine(xOf(end), 4, xOf(end), foot);
    }
}

void MeasureHistogram::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || bars_.bins.empty()) return;
    const int x = event->pos().x();
    from_.reset();
    if (range_ && std::abs(x - xOf(range_->low)) <= kGrip) {
        end_ = End::Low;
    } else if (range_ && std::abs(x - xOf(range_->high)) <= kGrip) {
        end_ = End::High;
    } else {
        from_ = valueAt(x);
    }
}

void MeasureHistogram::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons().testFlag(Qt::LeftButton) && !bars_.bins.empty()) drag(event->pos().x());
}

void MeasureHistogram::drag(int x) {
    const double value = valueAt(x);
    if (from_) return setRange(ValueScale{std::min(*from_, value), std::max(*from_, value)});
    if (!range_) return;
    ValueScale next = *range_;
    (end_ == End::Low ? next.low : next.high) = value;
    if (next.low > next.high) {
        std::swap(next.low, next.high);
        end_ = end_ == End::Low ? End::High : End::Low;
    }
    setRange(next);
}

void MeasureHistogram::mouseDoubleClickEvent(QMouseEvent*) {
    from_.reset();
    setRange({});
}

bool MeasureHistogram::takesKey(const QKeyEvent& event) const {
    const auto modifiers = event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
    if (bars_.bins.empty() || modifiers != Qt::NoModifier) return false;
    return event.key() == Qt::Key_Left || event.key() == Qt::Key_Right || (event.key() == Qt::Key_Escape && range_);
}

bool MeasureHistogram::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && takesKey(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void MeasureHistogram::keyPressEvent(QKeyEvent* event) {
    if (!takesKey(*event)) return event->ignore();
    if (event->key() == Qt::Key_Escape) return setRange({});
    ValueScale next = range_.value_or(ValueScale{bars_.low, bars_.high});
    for (double* end : {&next.low, &next.high}) *end = std::clamp(*end, bars_.low, bars_.high);
    const double by = event->key() == Qt::Key_Left ? -bars_.width : bars_.width;
    if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        next.high = std::clamp(next.high + by, next.low, bars_.high);
    } else {
        next.low = std::clamp(next.low + by, bars_.low, next.high);
    }
    setRange(next);
}

void MeasureHistogram::focusInEvent(QFocusEvent*) {
    update();
}

void MeasureHistogram::focusOutEvent(QFocusEvent*) {
    update();
}

}  // namespace poolscope

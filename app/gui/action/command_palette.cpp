// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/action/command_palette.h"

#include <QAction>
#include <QApplication>
#include <QGraphicsDropShadowEffect>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <vector>

#include "app/gui/action/actions.h"
#include "app/gui/action/fuzzy.h"

namespace poolscope {
namespace {

constexpr int kWidth = 520;
constexpr int kRow = 30;
constexpr int kRowsShown = 10;

enum Role { IdRole = Qt::UserRole, CategoryRole, KeyRole, PositionsRole, CheckedRole };

// A line of the list: the name with the letters that were found in bold, then its menu, and the key at the right.
class CommandDelegate : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {kWidth - 20, kRow}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const QPalette p = QApplication::palette();  // a style sheet makes the quiet text of an option too pale
        const bool enabled = index.flags().testFlag(Qt::ItemIsEnabled);
        const bool current = enabled && option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (current || (enabled && option.state.testFlag(QStyle::State_MouseOver))) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(current ? p.highlight() : p.alternateBase());
            painter->drawRoundedRect(QRectF(option.rect).adjusted(2, 1, -2, -1), 5, 5);
        }
        const QColor quiet = current ? p.highlightedText().color() : p.color(QPalette::PlaceholderText);
        const QColor text = !enabled ? quiet : current ? p.highlightedText().color() : p.color(QPalette::Text);
        QRect room = option.rect.adjusted(12, 0, -12, 0);
        painter->setPen(quiet);
        painter->setFont(option.font);
        const QString key = index.data(KeyRole).toString();
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, key);
        room.setRight(room.right() - option.fontMetrics.horizontalAdvance(key) - 12);
        painter->setPen(text);
        const int end = paintName(*painter, option, index, room, enabled);
        room.setLeft(end + 10);
        painter->setPen(quiet);
        painter->setFont(option.font);
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(index.data(CategoryRole).toString(), Qt::ElideRight,
                                                        std::max(0, room.width())));
        painter->restore();
    }

  private:
    static int paintName(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index, QRect room,
                         bool enabled) {
        const QString name = index.data(Qt::DisplayRole).toString();
        const auto found = index.data(PositionsRole).value<QList<int>>();
        QFont bold = option.font;
        bold.setWeight(QFont::DemiBold);
        // Runs of one weight, so that letters keep their distances.
        for (int from = 0; from < name.size();) {
            const bool strong = enabled && found.contains(from);
            int to = from + 1;
            while (to < name.size() && (enabled && found.contains(to)) == strong) ++to;
            const QString piece = name.mid(from, to - from);
            painter.setFont(strong ? bold : option.font);
            painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, piece);
            room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(piece));
            from = to;
        }
        if (index.data(CheckedRole).toBool()) {
            painter.setFont(option.font);
            const QString mark = QStringLiteral("  ✓");
            painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, mark);
            room.setLeft(room.left() + option.fontMetrics.horizontalAdvance(mark));
        }
        return room.left();
    }
};

struct Found {
    QAction* action;
    int score;
    QList<int> positions;  // in the name
};

// The name decides; letters that are only in the menu's name and the action's together find it too, after the others.
std::optional<Found> foundBy(const QString& pattern, QAction* action, const Actions& actions) {
    const QString name = actions.name(action);
    if (const auto match = fuzzyMatch(pattern, name)) {
        return Found{action, match->score, match->positions};
    }
    const QString category = actions.categoryTitle(actions.info(action).category);
    const auto match = fuzzyMatch(pattern, category + QLatin1Char(' ') + name);
    if (!match) return std::nullopt;
    return Found{action, match->score - 100000, {}};
}

}  // namespace

CommandPalette::CommandPalette(const Actions& actions, QWidget* window) : QFrame(window), actions_(actions) {
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Command palette"));
    hide();
    auto* shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(32);
    shadow->setOffset(0, 8);
    shadow->setColor(QColor(0, 0, 0, 90));
    setGraphicsEffect(shadow);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    line_ = new QLineEdit;
    line_->setObjectName(QStringLiteral("paletteLine"));
    // In place of the placeholder of Qt, which is too pale under a style sheet.
    auto* hint = new QLabel(tr("Type what you want to do"), line_);
    hint->setObjectName(QStringLiteral("paletteHint"));
    hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* inside = new QHBoxLayout(line_);
    inside->setContentsMargins(12, 0, 12, 0);
    inside->addWidget(hint);
    connect(line_, &QLineEdit::textChanged, hint, [hint](const QString& text) { hint->setVisible(text.isEmpty()); });
    line_->setAccessibleName(tr("Search commands"));
    line_->setAccessibleDescription(hint->text());
    line_->installEventFilter(this);
    column->addWidget(line_);
    list_ = new QListView;
    list_->setObjectName(QStringLiteral("paletteList"));
    list_->setAccessibleName(tr("Commands"));
    list_->setModel(&model_);
    list_->setItemDelegate(new CommandDelegate(list_));
    list_->setUniformItemSizes(true);
    list_->setMouseTracking(true);
    list_->setFocusPolicy(Qt::NoFocus);  // the search line keeps the keyboard
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    column->addWidget(list_);
    nothing_ = new QLabel(tr("No command has these letters."));
    nothing_->setObjectName(QStringLiteral("quiet"));
    nothing_->setContentsMargins(12, 4, 12, 6);
    column->addWidget(nothing_);
    connect(line_, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(list_, &QListView::clicked, this, &CommandPalette::run);
    window->installEventFilter(this);
}

void CommandPalette::open() {
    if (isVisible()) return dismiss();
    before_ = window()->focusWidget();
    line_->clear();
    fill();
    show();
    raise();
    qApp->installEventFilter(this);  // to see clicks elsewhere, also on what takes no focus
    line_->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::dismiss() {
    if (!isVisible()) return;
    qApp->removeEventFilter(this);
    const bool mine = isAncestorOf(QApplication::focusWidget());
    hide();
    if (mine && before_) before_->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::place() {
    const int width = std::min(kWidth, parentWidget()->width() - 24);
    setFixedWidth(width);
    adjustSize();
    move((parentWidget()->width() - width) / 2, std::max(12, parentWidget()->height() / 9));
}

void CommandPalette::fill() {
    std::vector<Found> found;
    for (QAction* action : actions_.all()) {
        if (!action->isVisible()) continue;
        if (const auto hit = foundBy(line_->text(), action, actions_)) found.push_back(*hit);
    }
    const bool isSearched = !line_->text().trimmed().isEmpty();
    const auto isLesson = [&](const Found& each) {
        return actions_.info(each.action).id.startsWith(Actions::kOpensLesson);
    };
    // Lessons are looked for by their titles: they come first where nothing else decides.
    std::stable_sort(found.begin(), found.end(), [&](const Found& a, const Found& b) {
        return isSearched && a.score != b.score ? a.score > b.score : isLesson(a) && !isLesson(b);
    });
    model_.clear();
    for (const Found& hit : found) {
        const ActionInfo& info = actions_.info(hit.action);
        const QString key = hit.action->shortcut().toString(QKeySequence::NativeText);
        const QString category = actions_.categoryTitle(info.category);
        auto* item = new QStandardItem(actions_.name(hit.action));
        item->setData(info.id, IdRole);
        item->setData(category, CategoryRole);
        item->setData(key, KeyRole);
        item->setData(QVariant::fromValue(hit.positions), PositionsRole);
        item->setData(hit.action->isChecked(), CheckedRole);
        item->setData(info.tip, Qt::ToolTipRole);
        item->setData(QStringList{item->text(), category, key}.join(QStringLiteral(", ")), Qt::AccessibleTextRole);
        item->setEnabled(hit.action->isEnabled());
        model_.appendRow(item);
    }
    const int rows = std::clamp(model_.rowCount(), 1, kRowsShown);
    list_->setFixedHeight(rows * kRow + 4);
    list_->setVisible(model_.rowCount() > 0);
    nothing_->setVisible(model_.rowCount() == 0);
    list_->setCurrentIndex({});
    moveBy(1);
    place();
}

// So many rows on, and there to the nearest one that can run.
void CommandPalette::moveBy(int rows) {
    const int count = model_.rowCount();
    const int target = std::clamp(list_->currentIndex().row() + rows, 0, std::max(0, count - 1));
    const int step = rows < 0 ? -1 : 1;
    for (const int by : {step, -step}) {
        for (int row = target; row >= 0 && row < count; row += by) {
            if (!model_.item(row)->isEnabled()) continue;
            list_->setCurrentIndex(model_.index(row, 0));
            return;
        }
    }
}

void CommandPalette::run(const QModelIndex& index) {
    if (!index.isValid() || !index.flags().testFlag(Qt::ItemIsEnabled)) return;
    QAction* action = actions_.find(index.data(IdRole).toString());
    dismiss();  // first, since the action may open a dialog
    if (action) action->trigger();
}

bool CommandPalette::handleKey(int key) {
    switch (key) {
        case Qt::Key_Up:
            moveBy(-1);
            return true;
        case Qt::Key_Down:
            moveBy(1);
            return true;
        case Qt::Key_PageUp:
            moveBy(-kRowsShown + 1);
            return true;
        case Qt::Key_PageDown:
            moveBy(kRowsShown - 1);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            run(list_->currentIndex());
            return true;
        case Qt::Key_Escape:
            dismiss();
            return true;
        case Qt::Key_Tab:
        case Qt::Key_Backtab:
            return true;  // nowhere else to go
        default:
            return false;
    }
}

// The button that opens the palette also closes it, by itself.
bool CommandPalette::isElsewhere(const QObject* clicked) const {
    const auto* widget = qobject_cast<const QWidget*>(clicked);
    if (!widget || widget == this || isAncestorOf(widget)) return false;
    const auto* button = qobject_cast<const QToolButton*>(widget);
    return !button || button->defaultAction() != actions_.find(QStringLiteral("help.palette"));
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == line_) {
        if (event->type() == QEvent::KeyPress && handleKey(static_cast<QKeyEvent*>(event)->key())) return true;
        // A click elsewhere; another window over this one leaves it open.
        if (event->type() == QEvent::FocusOut &&
            static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason &&
            static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason) {
            dismiss();
        }
    } else if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize && isVisible()) place();
    }
    if (event->type() == QEvent::MouseButtonPress && isVisible() && isElsewhere(watched)) dismiss();
    return QFrame::eventFilter(watched, event);
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/action/shortcut_list.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <vector>

#include "app/gui/action/actions.h"

namespace poolscope {
namespace {

struct Line {
    QStringList keys;
    QString what;
};

struct Group {
    QString title;
    std::vector<Line> lines;
};

std::vector<Group> groupsOf(const Actions& actions) {
    std::vector<Group> groups;
    for (const QAction* action : actions.all()) {
        QStringList keys;
        for (const QKeySequence& key : action->shortcuts()) keys << key.toString(QKeySequence::NativeText);
        if (keys.isEmpty()) continue;
        const QString title = actions.categoryTitle(actions.info(action).category);
        auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.title == title; });
        if (group == groups.end()) group = groups.insert(groups.end(), {title, {}});
        group->lines.push_back({keys, actions.name(action)});
    }
    return groups;
}

QWidget* keyRow(const QStringList& keys) {
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    for (const QString& key : keys) {
        auto* label = new QLabel(key);
        label->setObjectName(QStringLiteral("key"));
        label->setAlignment(Qt::AlignCenter);
        line->addWidget(label);
    }
    line->addStretch();
    return row;
}

QWidget* groupBox(const Group& group) {
    auto* box = new QWidget;
    box->setAccessibleName(group.title);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(5);
    grid->setColumnMinimumWidth(0, 150);
    grid->setColumnStretch(1, 1);
    auto* title = new QLabel(group.title.toUpper());
    title->setObjectName(QStringLiteral("section"));
    grid->addWidget(title, 0, 0, 1, 2);
    int row = 1;
    for (const Line& line : group.lines) {
        grid->addWidget(keyRow(line.keys), row, 0);
        grid->addWidget(new QLabel(line.what), row, 1);
        ++row;
    }
    return box;
}

}  // namespace

ShortcutList::ShortcutList(const Actions& actions, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keys"));
    std::vector<Group> groups = groupsOf(actions);
    groups.push_back({tr("In the panels"),
                      {{{tr("←"), tr("↑"), tr("↓"), tr("→")}, tr("Move the focused window")},
                       {{tr("Home"), tr("End")}, tr("First and last window")},
                       {{tr("Return"), tr("Double click")}, tr("Type the value of the cell")},
                       {{tr("Click")}, tr("Pin a cell")},
                       {{tr("Right click")}, tr("Copy or export the numbers")},
                       {{tr("Wheel")}, tr("Walk along X_col")},
                       {{tr("Ctrl+Wheel")}, tr("Zoom")}}});
    groups.push_back({tr("In comparisons and cascades"),
                      {{{tr("←"), tr("↑"), tr("↓"), tr("→")}, tr("Move the cell that is lit")},
                       {{tr("PgDown"), tr("PgUp")}, tr("The same cell in the next picture, in the one before")},
                       {{tr("Esc")}, tr("Light no cell")}}});
    groups.push_back({tr("Everywhere"),
                      {{{tr("Esc")}, tr("Give up what takes long, leave a field or the presentation")},
                       {{tr("Return")}, tr("Take a number, and go back to the panels")}}});
    std::size_t lines = 0;
    for (const Group& group : groups) lines += group.lines.size() + 2;

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(24, 16, 8, 16);
    all->setSpacing(16);
    auto* lists = new QWidget;
    auto* columns = new QHBoxLayout(lists);
    columns->setContentsMargins(0, 0, 16, 0);
    columns->setSpacing(40);
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("formScroll"));
    scroll->setAccessibleName(windowTitle());
    scroll->setAccessibleDescription(tr("What every key does"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(lists);
    all->addWidget(scroll, 1);
    QVBoxLayout* column = nullptr;
    std::size_t sofar = 0;
    for (const Group& group : groups) {
        // A group goes where the larger half of it is.
        if (!column || (columns->count() == 1 && 2 * sofar + group.lines.size() + 2 > lines)) {
            if (column) column->addStretch();
            column = new QVBoxLayout;
            column->setSpacing(18);
            columns->addLayout(column, 1);
        }
        column->addWidget(groupBox(group));
        sofar += group.lines.size() + 2;
    }
    column->addStretch();

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    all->addWidget(buttons);
    // All of it where the screen has the room.
    lists->ensurePolished();
    const QSize wanted = lists->sizeHint() + QSize(48, buttons->sizeHint().height() + 64);
    resize(wanted.boundedTo(screen()->availableSize() - QSize(32, 80)));
    scroll->setMinimumWidth(lists->minimumSizeHint().width() + 16);
}

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// The actions of the workbench: playing the algorithm, presenting it, and every choice of the side bars by name.
#include <QAction>
#include <QHBoxLayout>
#include <QToolButton>

#include "app/gui/action/actions.h"
#include "app/gui/board/play_bar.h"
#include "app/gui/session/player.h"
#include "app/gui/session/settings.h"
#include "app/gui/side/source_bar.h"
#include "app/gui/window/main_window.h"
#include "core/experiment/experiment_words.h"

namespace poolscope {
namespace {

QString id(const char* text) {
    return QString::fromLatin1(text);
}

}  // namespace

void MainWindow::addPlaybackActions() {
    const QLatin1String playback = Actions::kPlayback;
    const auto add = [&](const char* name, const QString& text, const QString& tip, const QList<QKeySequence>& keys,
                         const char* icon, const std::function<void()>& run) {
        QAction* action = actions_->add({id(name), text, tip, keys, playback}, player_, run);
        if (icon) actions_->setIcon(action, id(icon));
        return action;
    };
    QAction* play = add("playback.play", tr("&Play"), tr("Play the algorithm window by window"), {Qt::Key_Space},
                        "play", [this] { player_->toggle(); });
    connect(player_, &Player::stateChanged, play, [this, play] {
        actions_->setIcon(play, player_->isPlaying() ? id("pause") : id("play"));
        play->setText(player_->isPlaying() ? tr("&Pause") : tr("&Play"));
    });
    add("playback.playHere", tr("Play from the &focus"), tr("Play on from the window that is lit"),
        {Qt::SHIFT | Qt::Key_Space}, nullptr, [this] { player_->playFromFocus(); });
    add("playback.forward", tr("Step &on"), tr("Compute the next window"), {Qt::Key_PageDown, Qt::Key_Period},
        "step-forward", [this] { player_->stepForward(); });
    add("playback.back", tr("Step &back"), tr("Take the last window back"), {Qt::Key_PageUp, Qt::Key_Comma},
        "step-back", [this] { player_->stepBack(); });
    add("playback.start", tr("To the &start"), tr("Empty everything"), {Qt::CTRL | Qt::Key_Home}, "to-start",
        [this] { player_->goTo(0); });
    add("playback.end", tr("Show &all"), tr("Show the whole result"), {Qt::CTRL | Qt::Key_End}, "to-end", [this] {
        player_->pause();
        player_->goTo(session_->lastStep());
    });
    actions_->separator(playback);
    add("playback.flip", tr("&Flip forward and backward"), tr("The same window in the other phase"), {Qt::Key_B},
        nullptr, [this] { player_->flipPhase(); });
    add("playback.faster", tr("Fas&ter"), tr("More windows a second"), {Qt::Key_Plus, Qt::Key_Equal}, nullptr,
        [this] { player_->setSpeed(player_->speed() * 1.5); });
    add("playback.slower", tr("S&lower"), tr("Fewer windows a second"), {Qt::Key_Minus}, nullptr,
        [this] { player_->setSpeed(player_->speed() / 1.5); });
    actions_->separator(playback);
    QAction* predict = actions_->addToggle({id("playback.predict"),
                                            tr("P&redict first"),
                                            tr("A step on shows the window and asks; the next one answers"),
                                            {Qt::Key_Q},
                                            playback},
                                           false, player_, [this](bool on) { player_->setPredict(on); });
    predict->setIconText(tr("Predict"));
    player_->setMotion(!settings_->reducedMotion());
    connect(settings_, &Settings::reducedMotionChanged, player_, [this](bool on) { player_->setMotion(!on); });
}

void MainWindow::addBoardActions() {
    const QLatin1String view = Actions::kView;
    const auto layout = [&](const char* name, const QString& text, const QString& tip, const QKeySequence& key,
                            BoardLayout value) {
        QAction* action =
            actions_->addChoice({id(name), text, tip, {key}, view}, tr("&Layout"), session_->layout() == value,
                                session_.get(), [this, value] { session_->setLayout(value); });
        connect(session_.get(), &Session::layoutChanged, action,
                [this, action, value] { action->setChecked(session_->layout() == value); });
    };
    layout("view.layout.sideBySide", tr("&Side by side"), tr("Input, patches, output and gradient in a row"), Qt::Key_1,
           BoardLayout::SideBySide);
    layout("view.layout.mirrored", tr("Forward + &backward"),
           tr("The backward pass beneath the forward pass, right to left"), Qt::Key_2, BoardLayout::ForwardBackward);
    QAction* freeze = actions_->addToggle({id("view.freeze"),
                                           tr("&Freeze the focus"),
                                           tr("What is lit stays lit, whatever is pointed at"),
                                           {Qt::Key_F},
                                           view},
                                          false, session_.get(), [this](bool on) { session_->setFrozen(on); });
    connect(session_.get(), &Session::focusChanged, freeze, [this, freeze] { freeze->setChecked(session_->frozen()); });
    QAction* black = actions_->addToggle({id("view.hideBlack"),
                                          tr("&Hide all-black windows"),
                                          tr("Leave out windows whose every tap is zero, and the gradient they send"),
                                          {Qt::Key_H},
                                          view},
                                         false, session_.get(), [this](bool on) {
                                             ViewSpec spec = session_->view();
                                             spec.hideBlack = on;
                                             session_->setView(spec);
                                         });
    connect(session_.get(), &Session::viewChanged, black,
            [this, black] { black->setChecked(session_->view().hideBlack); });
    actions_->separator(view);
    QAction* present = actions_->addToggle(
        {id("view.present"), tr("&Present"), tr("Only the panels and the formula, large"), {Qt::Key_F11}, view}, false,
        this, [this](bool on) { setPresenting(on); });
    actions_->setIcon(present, id("present"));
    present->setIconText(tr("Present"));
    const auto zoom = [&](const char* name, const QString& text, const QKeySequence& key, double by) {
        actions_->add({id(name), text, tr("Size of type and lines while presenting"), {key}, view}, this,
                      [this, by] { zoomPresentation(by); });
    };
    zoom("view.larger", tr("Larger while presenting"), Qt::CTRL | Qt::Key_Plus, 0.25);
    zoom("view.smaller", tr("Smaller while presenting"), Qt::CTRL | Qt::Key_Minus, -0.25);
    actions_->separator(view);
}

// Every choice of the side bars is in the menus too: one row for each value of an enumeration.
template <class Value>
void MainWindow::addChoices(const char* prefix, const QLatin1String& category, const QString& group,
                            const std::vector<Choice<Value>>& choices, const std::function<Value()>& current,
                            const std::function<void(Value)>& choose) {
    int number = 0;
    for (const auto& [value, title, tip] : choices) {
        const QString name = id(prefix) + QLatin1Char('.') + QString::number(number++);
        QAction* action =
            actions_->addChoice({name, title, QString(group).remove(QLatin1Char('&')), {}, category}, group,
                                current() == value, session_.get(), [choose, value = value] { choose(value); });
        const auto check = [action, current, value = value] { action->setChecked(current() == value); };
        connect(session_.get(), &Session::experimentChanged, action, check);
        connect(session_.get(), &Session::viewChanged, action, check);
        connect(session_.get(), &Session::brushChanged, action, check);
    }
}

template <class Value>
void MainWindow::addPoolChoices(const char* prefix, const QString& group, Value PoolSpec::*field) {
    addChoices<Value>(
        prefix, Actions::kPooling, group, choicesOf(wordsFor(Value{})),
        [this, field] { return session_->experiment().pool.*field; },
        [this, field, group](Value value) {
            session_->edit(QString(group).remove(QLatin1Char('&')), {},
                           [field, value](Experiment& e) { e.pool.*field = value; });
        });
}

template <class Value>
void MainWindow::addViewChoices(const char* prefix, const QString& group, const std::vector<Choice<Value>>& choices,
                                Value ViewSpec::*field) {
    addChoices<Value>(
        prefix, Actions::kView, group, choices, [this, field] { return session_->view().*field; },
        [this, field](Value value) {
            ViewSpec view = session_->view();
            view.*field = value;
            session_->setView(view);
        });
}

void MainWindow::addExperimentChoices() {
    actions_->separator(Actions::kPooling);
    addPoolChoices("pooling.op", tr("&Operation"), &PoolSpec::op);
    addPoolChoices("pooling.padValue", tr("Pad &value"), &PoolSpec::padValue);
    addPoolChoices("pooling.ties", tr("&Ties go to"), &PoolSpec::ties);
    addPoolChoices("pooling.overlap", tr("O&verlaps"), &PoolSpec::overlap);
    addChoices<Upstream>(
        "pooling.upstream", Actions::kPooling, tr("Upstream &gradient"), choicesOf(wordsFor(Upstream{})),
        [this] { return session_->experiment().gradient.kind; },
        [this](Upstream kind) { session_->setUpstream(kind); });
    actions_->add({id("pooling.gradientFile"),
                   tr("Upstream gradient from a &file…"),
                   tr("Read an array of the output's shape"),
                   {},
                   Actions::kPooling},
                  this, [this] { chooseGradient(); });
    actions_->addToggle({id("pooling.ceil"), tr("&Ceil mode"), tr("Round the output size up"), {}, Actions::kPooling},
                        false, session_.get(), [this](bool on) {
                            session_->edit(tr("Ceil mode"), {}, [on](Experiment& e) { e.window.ceilMode = on; });
                        });
    QAction* ceil = actions_->find(id("pooling.ceil"));
    connect(session_.get(), &Session::experimentChanged, ceil,
            [this, ceil] { ceil->setChecked(session_->experiment().window.ceilMode); });

    addViewChoices<InputMap>("view.map", tr("&Input shows"),
                             {{InputMap::Values, tr("values")},
                              {InputMap::Coverage, tr("windows over each cell")},
                              {InputMap::Wins, tr("windows won")}},
                             &ViewSpec::map);
    addViewChoices<Palette>("view.palette", tr("Pa&lette"),
                            {{Palette::Grey, tr("grey")},
                             {Palette::Viridis, tr("viridis")},
                             {Palette::Cividis, tr("cividis")},
                             {Palette::Magma, tr("magma")}},
                            &ViewSpec::palette);
    addViewChoices<NumberScale>("view.values", tr("N&umbers"),
                                {{NumberScale::Byte, tr("0–255")}, {NumberScale::Unit, tr("0–1")}}, &ViewSpec::values);

    actions_->separator(Actions::kEdit);
    addChoices<Tool>(
        "edit.tool", Actions::kEdit, tr("&Tool"),
        {{Tool::Point, tr("point")}, {Tool::Brush, tr("brush")}, {Tool::Eraser, tr("eraser")}},
        [this] { return session_->brush().tool; },
        [this](Tool tool) {
            Brush brush = session_->brush();
            brush.tool = tool;
            session_->setBrush(brush);
        });
    actions_->add({id("edit.blank"), tr("&Blank canvas"), tr("An empty image to draw on"), {}, Actions::kEdit}, this,
                  [this] { sources_->drawOnBlank(); });
}

void MainWindow::fillToolBar() {
    const auto flat = [this](const char* name) { return toolButton(actions_->find(id(name))); };
    for (const char* name : {"playback.start", "playback.back", "playback.play", "playback.forward", "playback.end"}) {
        toolBarMiddle_->addWidget(flat(name));
    }
    toolBarMiddle_->addWidget(new PlayBar(*session_, *player_), 1);
    auto* layouts = new ChoiceRow<BoardLayout>(
        tr("Layout"),
        {{BoardLayout::SideBySide, tr("Side by side"), tr("Input, patches, output and gradient in a row (1)")},
         {BoardLayout::ForwardBackward, tr("Forward + backward"),
          tr("The backward pass beneath the forward pass, right to left (2)")}});
    const auto show = [this, layouts] { layouts->setValue(session_->layout()); };
    layouts->onChosen(this, [this](BoardLayout layout) { session_->setLayout(layout); });
    connect(session_.get(), &Session::layoutChanged, layouts, show);
    show();
    toolBarEnd_->addWidget(layouts);
    toolBarEnd_->addWidget(flat("playback.predict"));
    wordButtons_ << flat("view.present");
    toolBarEnd_->addWidget(wordButtons_.last());
}

}  // namespace poolscope

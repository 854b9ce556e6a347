// SPDX-License-Identifier: GPL-3.0-or-later
// The actions of the workbench: playing the algorithm, its layout, and every choice of the side bars by name.
#include <QAction>

#include "app/gui/action/actions.h"
#include "app/gui/session/player.h"
#include "app/gui/session/session.h"
#include "app/gui/widget/choice_row.h"
#include "app/gui/window/documents.h"
#include "app/gui/window/menus.h"
#include "core/experiment/experiment_words.h"

namespace poolscope {
namespace {

// One row for each value of an enumeration.
template <class Value>
void addChoices(Actions& actions, Session& session, const char* prefix, const QLatin1String& category,
                const QString& group, const std::vector<Choice<Value>>& choices, const std::function<Value()>& current,
                const std::function<void(Value)>& choose) {
    int number = 0;
    for (const auto& [value, title, tip] : choices) {
        const QString name = id(prefix) + QLatin1Char('.') + QString::number(number++);
        QAction* action = actions.addChoice({name, title, QString(group).remove(QLatin1Char('&')), {}, category}, group,
                                            current() == value, &session, [choose, value = value] { choose(value); });
        const auto check = [action, current, value = value] { action->setChecked(current() == value); };
        QObject::connect(&session, &Session::experimentChanged, action, check);
        QObject::connect(&session, &Session::viewChanged, action, check);
        QObject::connect(&session, &Session::brushChanged, action, check);
    }
}

template <class Value>
void addPoolChoice(Actions& actions, Session& session, const char* prefix, const QString& group,
                   Value PoolSpec::*field) {
    addChoices<Value>(
        actions, session, prefix, Actions::kPooling, group, choicesOf(wordsFor(Value{})),
        [&session, field] { return session.experiment().pool.*field; },
        [&session, field, group](Value value) {
            session.edit(QString(group).remove(QLatin1Char('&')), {},
                         [field, value](Experiment& e) { e.pool.*field = value; });
        });
}

template <class Value>
void addViewChoice(Actions& actions, Session& session, const char* prefix, const QString& group,
                   const std::vector<Choice<Value>>& choices, Value ViewSpec::*field) {
    addChoices<Value>(
        actions, session, prefix, Actions::kView, group, choices, [&session, field] { return session.view().*field; },
        [&session, field](Value value) {
            ViewSpec view = session.view();
            view.*field = value;
            session.setView(view);
        });
}

}  // namespace

void addPlaybackActions(Actions& actions, Player& player, Session& session) {
    const QLatin1String playback = Actions::kPlayback;
    const auto add = [&](const char* name, const QString& text, const QString& tip, const QList<QKeySequence>& keys,
                         const char* icon, const std::function<void()>& run) {
        QAction* action = actions.add({id(name), text, tip, keys, playback}, &player, run);
        if (icon) actions.setIcon(action, id(icon));
        return action;
    };
    QAction* play = add("playback.play", Actions::tr("&Play"), Actions::tr("Play the algorithm window by window"),
                        {Qt::Key_Space}, "play", [&player] { player.toggle(); });
    play->setIconText(Actions::tr("▶  Watch it pool"));
    QObject::connect(&player, &Player::stateChanged, play, [&actions, &player, play] {
        actions.setIcon(play, player.isPlaying() ? id("pause") : id("play"));
        play->setText(player.isPlaying() ? Actions::tr("&Pause") : Actions::tr("&Play"));
        play->setIconText(player.isPlaying() ? Actions::tr("Pause") : Actions::tr("▶  Watch it pool"));
    });
    add("playback.playHere", Actions::tr("Play from the &focus"), Actions::tr("Play on from the window that is lit"),
        {Qt::SHIFT | Qt::Key_Space}, nullptr, [&player] { player.playFromFocus(); });
    add("playback.forward", Actions::tr("Step &on"), Actions::tr("Compute the next window"),
        {Qt::Key_PageDown, Qt::Key_Period}, "step-forward", [&player] { player.stepForward(); });
    add("playback.back", Actions::tr("Step &back"), Actions::tr("Take the last window back"),
        {Qt::Key_PageUp, Qt::Key_Comma}, "step-back", [&player] { player.stepBack(); });
    add("playback.start", Actions::tr("To the &start"), Actions::tr("Empty everything"), {Qt::CTRL | Qt::Key_Home},
        "to-start", [&player] { player.goTo(0); });
    add("playback.end", Actions::tr("Show &all"), Actions::tr("Show the whole result"), {Qt::CTRL | Qt::Key_End},
        "to-end", [&player, &session] {
            player.pause();
            player.goTo(session.lastStep());
        });
    actions.separator(playback);
    add("playback.flip", Actions::tr("Fl&ip forward and backward"), Actions::tr("The same window in the other phase"),
        {Qt::Key_B}, nullptr, [&player] { player.flipPhase(); });
    add("playback.faster", Actions::tr("Fas&ter"), Actions::tr("More windows a second"), {Qt::Key_Plus, Qt::Key_Equal},
        nullptr, [&player] { player.setSpeed(player.speed() * 1.5); });
    add("playback.slower", Actions::tr("S&lower"), Actions::tr("Fewer windows a second"), {Qt::Key_Minus}, nullptr,
        [&player] { player.setSpeed(player.speed() / 1.5); });
    actions.separator(playback);
    QAction* predict = actions.addToggle({id("playback.predict"),
                                          Actions::tr("P&redict first"),
                                          Actions::tr("A step on shows the window and asks; the next one answers"),
                                          {Qt::Key_Q},
                                          playback},
                                         false, &player, [&player](bool on) { player.setPredict(on); });
    predict->setIconText(Actions::tr("Predict"));
}

void addBoardActions(Actions& actions, Session& session) {
    const QLatin1String view = Actions::kView;
    const auto layout = [&](const char* name, const QString& text, const QString& tip, const QKeySequence& key,
                            BoardLayout value) {
        QAction* action =
            actions.addChoice({id(name), text, tip, {key}, view}, Actions::tr("&Layout"), session.layout() == value,
                              &session, [&session, value] { session.setLayout(value); });
        QObject::connect(&session, &Session::layoutChanged, action,
                         [&session, action, value] { action->setChecked(session.layout() == value); });
    };
    layout("view.layout.sideBySide", Actions::tr("&Side by side"),
           Actions::tr("Input, patches, output and gradient in a row"), Qt::Key_1, BoardLayout::SideBySide);
    layout("view.layout.mirrored", Actions::tr("Forward + &backward"),
           Actions::tr("The backward pass beneath the forward pass, right to left"), Qt::Key_2,
           BoardLayout::ForwardBackward);
    QAction* freeze = actions.addToggle({id("view.freeze"),
                                         Actions::tr("Free&ze the focus"),
                                         Actions::tr("What is lit stays lit, whatever is pointed at"),
                                         {Qt::Key_F},
                                         view},
                                        false, &session, [&session](bool on) { session.setFrozen(on); });
    QObject::connect(&session, &Session::focusChanged, freeze,
                     [&session, freeze] { freeze->setChecked(session.frozen()); });
    QAction* black =
        actions.addToggle({id("view.hideBlack"),
                           Actions::tr("&Hide all-black windows"),
                           Actions::tr("Leave out windows whose every place is zero, and the gradient they send"),
                           {Qt::Key_H},
                           view},
                          false, &session, [&session](bool on) {
                              ViewSpec spec = session.view();
                              spec.hideBlack = on;
                              session.setView(spec);
                          });
    QObject::connect(&session, &Session::viewChanged, black,
                     [&session, black] { black->setChecked(session.view().hideBlack); });
    actions.separator(view);
}

void addPoolingChoices(Actions& actions, Session& session) {
    actions.separator(Actions::kPooling);
    addPoolChoice(actions, session, "pooling.op", Actions::tr("&Operation"), &PoolSpec::op);
    addPoolChoice(actions, session, "pooling.padValue", Actions::tr("Pad &value"), &PoolSpec::padValue);
    addPoolChoice(actions, session, "pooling.ties", Actions::tr("&Ties go to"), &PoolSpec::ties);
    addPoolChoice(actions, session, "pooling.overlap", Actions::tr("Over&laps"), &PoolSpec::overlap);
    addChoices<Upstream>(
        actions, session, "pooling.upstream", Actions::kPooling, Actions::tr("Upstream &gradient"),
        choicesOf(wordsFor(Upstream{})), [&session] { return session.experiment().gradient.kind; },
        [&session](Upstream kind) { session.setUpstream(kind); });
}

void addCeilAction(Actions& actions, Session& session) {
    actions.addToggle(
        {id("pooling.ceil"), Actions::tr("&Ceil mode"), Actions::tr("Round the output size up"), {}, Actions::kPooling},
        false, &session, [&session](bool on) {
            session.edit(Actions::tr("Ceil mode"), {}, [on](Experiment& e) { e.window.ceilMode = on; });
        });
    QAction* ceil = actions.find(id("pooling.ceil"));
    QObject::connect(&session, &Session::experimentChanged, ceil,
                     [&session, ceil] { ceil->setChecked(session.experiment().window.ceilMode); });
}

void addViewChoices(Actions& actions, Session& session) {
    addViewChoice<InputMap>(actions, session, "view.map", Actions::tr("Input &shows"),
                            {{InputMap::Values, Actions::tr("values")},
                             {InputMap::Coverage, Actions::tr("windows over each cell")},
                             {InputMap::Wins, Actions::tr("windows won")}},
                            &ViewSpec::map);
    addViewChoice<Palette>(actions, session, "view.palette", Actions::tr("Pale&tte"),
                           {{Palette::Grey, Actions::tr("grey")},
                            {Palette::Viridis, Actions::tr("viridis")},
                            {Palette::Cividis, Actions::tr("cividis")},
                            {Palette::Magma, Actions::tr("magma")}},
                           &ViewSpec::palette);
    addViewChoice<DisplayRange>(actions, session, "view.range", Actions::tr("Ran&ge of values"),
                                {{{RangeKind::Auto, {}}, Actions::tr("auto")},
                                 {{RangeKind::Fit, {}}, Actions::tr("fit")},
                                 {{RangeKind::Given, {0, 1}}, Actions::tr("0 to 1")},
                                 {{RangeKind::Given, {0, 255}}, Actions::tr("0 to 255")},
                                 {{RangeKind::Given, {0, 65535}}, Actions::tr("0 to 65535")}},
                                &ViewSpec::range);
    addViewChoice<NumberScale>(actions, session, "view.values", Actions::tr("N&umbers"),
                               {{NumberScale::Byte, Actions::tr("as stored")}, {NumberScale::Unit, Actions::tr("0–1")}},
                               &ViewSpec::values);
}

void addDrawingActions(Actions& actions, Session& session, Documents& documents) {
    actions.separator(Actions::kEdit);
    addChoices<Tool>(
        actions, session, "edit.tool", Actions::kEdit, Actions::tr("&Tool"),
        {{Tool::Point, Actions::tr("point")},
         {Tool::Brush, Actions::tr("brush")},
         {Tool::Eraser, Actions::tr("eraser")}},
        [&session] { return session.brush().tool; },
        [&session](Tool tool) {
            Brush brush = session.brush();
            brush.tool = tool;
            session.setBrush(brush);
        });
    QAction* blank = actions.add(
        {id("edit.blank"), Actions::tr("&Blank canvas"), Actions::tr("An empty image to draw on"), {}, Actions::kEdit},
        &documents, [&documents] { documents.draw(); });
    blank->setIconText(Actions::tr("Draw a digit"));
}

}  // namespace poolscope

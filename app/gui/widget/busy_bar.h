// SPDX-License-Identifier: GPL-3.0-or-later
// How far a long computation is, and a button to give it up. Hidden while nothing takes long.
#pragma once

#include <QProgressBar>
#include <QTimer>
#include <QWidget>
#include <algorithm>
#include <functional>
#include <initializer_list>
#include <vector>

namespace poolscope {

// What is watched.
struct BusyWork {
    std::function<bool()> busy;
    std::function<double()> progress;  // 0 to 1
    std::function<void()> cancel;
};

class BusyBar : public QWidget {
    Q_OBJECT

  public:
    // `name` is what a screen reader calls the work: "the study". `words` stand before the bar: "Computing…".
    BusyBar(BusyWork work, const QString& name, const QString& words = tr("Computing…"), QWidget* parent = nullptr);
    // Of several, together; watches them by itself. They outlive it. A runner has busy(), progress(), cancel() and the
    // signal busyChanged().
    template <class Runner>
    static BusyBar* of(std::initializer_list<Runner*> runners, const QString& name,
                       const QString& words = tr("Computing…"));

    // To be called when the work may have begun.
    void watch();

  private:
    void look();

    BusyWork work_;
    QProgressBar* bar_ = nullptr;
    QTimer timer_;
    int looks_ = 0;  // since it became busy
};

template <class Runner>
BusyBar* BusyBar::of(std::initializer_list<Runner*> runners, const QString& name, const QString& words) {
    BusyWork work;
    work.busy = [all = std::vector(runners)] {
        return std::any_of(all.begin(), all.end(), [](const Runner* runner) { return runner->busy(); });
    };
    work.progress = [all = std::vector(runners)] {
        double sum = 0;
        for (const Runner* runner : all) sum += runner->progress();
        return sum / static_cast<double>(all.size());
    };
    work.cancel = [all = std::vector(runners)] {
        for (Runner* runner : all) runner->cancel();
    };
    auto* bar = new BusyBar(work, name, words);
    for (const Runner* runner : runners) connect(runner, &Runner::busyChanged, bar, &BusyBar::watch);
    return bar;
}

}  // namespace poolscope

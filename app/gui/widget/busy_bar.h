// SPDX-License-Identifier: GPL-3.0-or-later
// How far a long computation is, and a button to give it up. Hidden while nothing takes long.
#pragma once

#include <QProgressBar>
#include <QTimer>
#include <QWidget>
#include <functional>
#include <vector>

namespace poolscope {

// What is watched.
struct BusyWork {
    std::function<bool()> busy;
    std::function<double()> progress;  // 0 to 1
    std::function<void()> cancel;
};

// Of anything that has the three functions. It outlives the bar.
template <class Work>
BusyWork busyWork(Work& work) {
    return {[&work] { return work.busy(); }, [&work] { return work.progress(); }, [&work] { work.cancel(); }};
}

// Several as one: busy while any of them is, as far as they are on average.
BusyWork together(const std::vector<BusyWork>& works);

class BusyBar : public QWidget {
    Q_OBJECT

  public:
    // `name` is what a screen reader calls the work: "the study".
    BusyBar(BusyWork work, const QString& name, QWidget* parent = nullptr);

    // To be called when the work may have begun.
    void watch();

  private:
    void look();

    BusyWork work_;
    QProgressBar* bar_ = nullptr;
    QTimer timer_;
    int looks_ = 0;  // since it became busy
};

}  // namespace poolscope

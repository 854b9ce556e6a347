// SPDX-License-Identifier: GPL-3.0-or-later
// Being told to end from outside: SIGTERM, SIGINT and SIGHUP as a signal of Qt.
#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <memory>

namespace poolscope {

// One at a time. While it lives those signals end nothing by themselves.
class EndSignal : public QObject {
    Q_OBJECT

  public:
    explicit EndSignal(QObject* parent = nullptr);
    ~EndSignal() override;

  Q_SIGNALS:
    void received(int number);

  private:
    int ends_[2] = {-1, -1};  // the handler may do no more than write into a pipe
    std::unique_ptr<QSocketNotifier> notifier_;
};

}  // namespace poolscope

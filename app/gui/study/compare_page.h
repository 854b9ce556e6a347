// SPDX-License-Identifier: GPL-3.0-or-later
// The same plane under several operations, windows or references, side by side.
#pragma once

#include "app/gui/study/multiples_page.h"
#include "app/gui/widget/choice_row.h"
#include "core/study/compare.h"

class QCheckBox;

namespace poolscope {

class Actions;

class ComparePage : public MultiplesPage {
    Q_OBJECT

  public:
    explicit ComparePage(Session& session, QWidget* parent = nullptr);

    const CompareSpec& spec() const { return spec_; }
    void setBy(CompareBy by);
    void takeChoice(const StudyChoice& choice) override;
    // A choice in the menu for each way to compare; `show` brings this page to the front.
    void addActions(Actions& actions, const std::function<void()>& show) override;

  Q_SIGNALS:
    void byChanged(poolscope::CompareBy by);

  protected:
    StudyQuestion question(const Rendered& rendered) const override;
    void showChoice(const StudyChoice& choice) override;

  private:
    CompareSpec spec_;
    ChoiceRow<CompareBy>* by_ = nullptr;
    QCheckBox* references_ = nullptr;
};

}  // namespace poolscope

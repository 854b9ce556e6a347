// SPDX-License-Identifier: GPL-3.0-or-later
// The plane in view pooled again and again, with the gradient on its way back and what is left of it.
#pragma once

#include "app/gui/study/multiples_page.h"
#include "app/gui/widget/choice_row.h"

namespace poolscope {

class Actions;

class CascadePage : public MultiplesPage {
    Q_OBJECT

  public:
    explicit CascadePage(Session& session, QWidget* parent = nullptr);

    int levels() const { return levels_; }
    void setLevels(int levels);
    void takeChoice(const StudyChoice& choice) override;
    // A choice in the menu for each number of levels; `show` brings this page to the front.
    void addActions(Actions& actions, const std::function<void()>& show) override;

  Q_SIGNALS:
    void levelsChanged(int levels);

  protected:
    StudyQuestion question(const Rendered& rendered) const override;
    void showChoice(const StudyChoice& choice) override;

  private:
    int levels_ = 3;
    ChoiceRow<int>* choice_ = nullptr;
};

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages of studies share: they ask anew when there is a new picture and they are seen, and say why what they
// show is older than the controls. Giving up goes back to what was answered last. Pages that are not seen hold nothing
// large.
#pragma once

#include "app/gui/session/session.h"
#include "app/gui/view/page.h"
#include "core/study_figure/study_charts.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace poolscope {

// "12.5 %"
inline QString percent(double fraction) {
    return QString::fromStdString(percentText(fraction));
}

class Actions;
class FootNotice;

class StudyPage : public Page {
    Q_OBJECT

  public:
    // What of its choices stands in the menus; `show` brings this page to the front.
    virtual void addActions(Actions&, const std::function<void()>& /*show*/) {}

  protected:
    explicit StudyPage(Session& session, QWidget* parent = nullptr);

    // There is another evaluation than when this was last called. Only while the page is seen.
    virtual void follow(const Rendered& rendered) = 0;
    // The same evaluation is to be seen in other colours or numbers.
    virtual void recolour(const Rendered&) {}
    // Follows anew, at once or when the page is seen: the page itself was asked for something else.
    void followAnew();
    // What is shown answers this question; nothing: no answer is shown, or not all of it.
    virtual std::optional<StudyQuestion> answered() const = 0;
    // The controls of the page say that choice; nothing is asked.
    virtual void showChoice(const StudyChoice&) {}
    // Of this work the user may get tired: then goBack().
    void canBeGivenUp(Worker& work);
    // The work was given up: the controls go back to what was answered last. Where that is not of the picture in view,
    // nothing is computed before the user says so.
    virtual void goBack();
    // The page is left, and what it holds is large: its answer goes, and what it works at stops.
    virtual void letGo() = 0;
    // Nothing has changed since.
    bool hasFollowed() const;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

    Session& session() const { return session_; }
    // Margins and spacing as the workbench has them; the notice is its first row.
    QVBoxLayout* column() const { return column_; }
    // What the page asks of the picture in view.
    StudyQuestion questionOf(const Rendered& rendered, const StudyChoice& choice) const;
    // The draft of a study; `found` answers the question, or is null and then found out when it is drawn.
    FigureDraft draftOf(const StudyQuestion& question, std::shared_ptr<const StudyResult> found) const;
    // An error to show until the next picture; empty hides it.
    void showNotice(const QString& message);
    // What was found, in a sentence: for those who cannot see that the page has changed.
    void tell(const QString& sentence);
    // The same of a line of the page, which shows it.
    static void tell(QLabel& line, const QString& richText);
    // Shows it, unless the study was only stopped.
    void showFailure(const Error& error);

  private:
    void refresh();
    bool isSameEvaluation(const Rendered& rendered) const;
    void showState();
    bool isAnswered() const;
    void leave();

    Session& session_;
    std::shared_ptr<const Rendered> followed_;
    bool givenUp_ = false;  // what was to be followed
    bool leaving_ = false;
    QVBoxLayout* column_ = nullptr;
    QLabel* notice_ = nullptr;
    FootNotice* refused_ = nullptr;   // a setting that is not possible
    QPushButton* compute_ = nullptr;  // what was given up
};

}  // namespace poolscope

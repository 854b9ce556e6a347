// SPDX-License-Identifier: GPL-3.0-or-later
// The window on its page of the data set.
#pragma once

#include <QAbstractButton>

#include "app/gui/study/dataset_page.h"
#include "app/gui/study/gallery.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {

class DatasetWindow : public Window {
  protected:
    void SetUp() override {
        Window::SetUp();
        trigger("study.dataset");
        QApplication::processEvents();
    }
    DatasetPage& page() { return static_cast<DatasetPage&>(window_.pages().current()); }
    Gallery& gallery() { return page().gallery(); }
    GalleryView& view() { return gallery().view(); }
    static bool wait(const std::function<bool()>& until) { return QTest::qWaitFor(until, kPatience); }
    // Six images of 4x4 whose ink grows, without labels.
    void openSix() {
        std::vector<float> values(6 * 16);
        for (std::size_t i = 0; i < 6; ++i) {
            for (std::size_t k = 0; k <= i; ++k) values[i * 16 + k * 3 % 16] = static_cast<float>(50 + 10 * i);
        }
        open(arrayFile(QStringLiteral("six.npy"), values, {6, 4, 4}));
        ASSERT_TRUE(wait([&] { return view().images().size() == 6 && gallery().study(); }));
    }
    void click(std::int64_t image, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mouseClick(view().viewport(), Qt::LeftButton, modifiers, view().tileOf(image).center());
    }
    // Gives up what the part of the page works at.
    static void cancel(const QWidget& part) {
        for (BusyBar* bar : part.findChildren<BusyBar*>()) {
            for (auto* button : bar->findChildren<QAbstractButton*>()) button->click();
        }
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view(), key, modifiers); }
    static bool isSorted(const std::vector<double>& values, const std::vector<std::int64_t>& images) {
        return std::is_sorted(images.begin(), images.end(), [&](std::int64_t a, std::int64_t b) {
            return values[static_cast<std::size_t>(a)] > values[static_cast<std::size_t>(b)];
        });
    }
};

}  // namespace poolscope

// SPDX-License-Identifier: GPL-3.0-or-later
// Memory of stages that nobody holds any more, for the next ones: fresh memory takes longer than what is computed into
// it.
#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "core/base/fresh_memory.h"
#include "core/experiment/evaluation.h"

namespace poolscope {

// One stage that was let go of last.
template <class Stage>
class SpareStage : public std::enable_shared_from_this<SpareStage<Stage>> {
  public:
    // With the values of an earlier one, or none. Whoever lets go of it last, on whatever thread, leaves it here.
    std::shared_ptr<Stage> take() {
        std::unique_ptr<Stage> stage = swapped(nullptr);
        if (!stage) stage = std::make_unique<Stage>();
        return {stage.release(), [spare = this->weak_from_this()](Stage* used) {
                    std::unique_ptr<Stage> held(used);
                    const auto keeper = spare.lock();
                    if (keeper) keeper->swapped(std::move(held));
                }};
    }

  private:
    std::unique_ptr<Stage> swapped(std::unique_ptr<Stage> stage) {
        const std::scoped_lock lock(mutex_);
        return std::exchange(stage_, std::move(stage));
    }

    std::mutex mutex_;
    std::unique_ptr<Stage> stage_;
};

// Stages may outlive it; their memory is then given back as ever.
class StageMemory {
  public:
    // For outputs, and inputs, of those shapes.
    std::shared_ptr<ForwardStage> forward(const Shape& output) {
        auto stage = forward_->take();
        const auto count = static_cast<std::size_t>(output.count());
        giveBackExcess(stage->y.values, count);
        std::visit([count](auto& codes) { giveBackExcess(codes, count); }, stage->winners.codes);
        return stage;
    }
    std::shared_ptr<BackwardStage> backward(const Shape& output, const Shape& input) {
        auto stage = backward_->take();
        giveBackExcess(stage->dout.values, static_cast<std::size_t>(output.count()));
        giveBackExcess(stage->dx.values, static_cast<std::size_t>(input.count()));
        return stage;
    }

  private:
    std::shared_ptr<SpareStage<ForwardStage>> forward_ = std::make_shared<SpareStage<ForwardStage>>();
    std::shared_ptr<SpareStage<BackwardStage>> backward_ = std::make_shared<SpareStage<BackwardStage>>();
};

}  // namespace poolscope

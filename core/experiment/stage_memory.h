// SPDX-License-Identifier: GPL-3.0-or-later
// Memory of stages that nobody holds any more, for the next ones: fresh memory takes longer than what is computed into
// it.
#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <variant>

#include "core/base/fresh_memory.h"
#include "core/experiment/evaluation.h"

namespace poolscope {

// How many values the stages have that are asked for.
struct StageSizes {
    std::size_t output = 0;
    std::size_t input = 0;
};

inline void giveBackExcess(ForwardStage& stage, const StageSizes& sizes) {
    giveBackExcess(stage.y.values, sizes.output);
    std::visit([&sizes](auto& codes) { giveBackExcess(codes, sizes.output); }, stage.winners.codes);
}
inline void giveBackExcess(BackwardStage& stage, const StageSizes& sizes) {
    giveBackExcess(stage.dout.values, sizes.output);
    giveBackExcess(stage.dx.values, sizes.input);
}

// One stage that was let go of last, as far as its memory is not much more than what was asked for last.
template <class Stage>
class SpareStage : public std::enable_shared_from_this<SpareStage<Stage>> {
  public:
    // With the values of an earlier one, or none. Whoever lets go of it last, on whatever thread, leaves it here.
    std::shared_ptr<Stage> take(const StageSizes& sizes) {
        std::unique_ptr<Stage> stage;
        {
            const std::scoped_lock lock(mutex_);
            sizes_ = sizes;
            stage = std::move(spare_);
        }
        if (!stage) stage = std::make_unique<Stage>();
        giveBackExcess(*stage, sizes);
        return {stage.release(), [spare = this->weak_from_this()](Stage* used) {
                    std::unique_ptr<Stage> held(used);
                    if (const auto keeper = spare.lock()) keeper->keep(std::move(held));
                }};
    }

  private:
    void keep(std::unique_ptr<Stage> stage) {
        StageSizes sizes;
        {
            const std::scoped_lock lock(mutex_);
            sizes = sizes_;
        }
        giveBackExcess(*stage, sizes);
        const std::scoped_lock lock(mutex_);
        std::swap(spare_, stage);
    }

    std::mutex mutex_;
    StageSizes sizes_;
    std::unique_ptr<Stage> spare_;
};

// Stages may outlive it; their memory is then given back as ever.
class StageMemory {
  public:
    // For inputs and outputs of those shapes.
    std::shared_ptr<ForwardStage> forward(const Shape& output) {
        return forward_->take({static_cast<std::size_t>(output.count()), 0});
    }
    std::shared_ptr<BackwardStage> backward(const Shape& output, const Shape& input) {
        return backward_->take({static_cast<std::size_t>(output.count()), static_cast<std::size_t>(input.count())});
    }

  private:
    std::shared_ptr<SpareStage<ForwardStage>> forward_ = std::make_shared<SpareStage<ForwardStage>>();
    std::shared_ptr<SpareStage<BackwardStage>> backward_ = std::make_shared<SpareStage<BackwardStage>>();
};

}  // namespace poolscope

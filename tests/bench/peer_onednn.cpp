// SPDX-License-Identifier: GPL-3.0-or-later
#include <omp.h>

#include <dnnl.hpp>

#include "tests/bench/pool_peers.h"

namespace poolscope {

// NCHW in and out; with a workspace of winners when it is to be trained.
void addOneDnn(Data& d) {
    const Workload& work = d.work;
    if (work.size > 32) return;  // minutes
    omp_set_num_threads(1);
    using namespace dnnl;
    static const engine cpu(engine::kind::cpu, 0);
    static stream queue(cpu);
    static Tensor y(d.y.shape);
    static Tensor dx(d.x.shape);
    const auto desc = [](const Shape& s) {
        return memory::desc({s.n, s.c, s.h, s.w}, memory::data_type::f32, memory::format_tag::nchw);
    };
    const memory::dims size{work.size, work.size}, stride{work.stride, work.stride}, pad{work.pad, work.pad};
    const auto forwardFor = [&](prop_kind kind) {
        return pooling_forward::primitive_desc(
            {kind, algorithm::pooling_max, desc(d.x.shape), desc(y.shape), stride, size, pad, pad}, cpu);
    };
    const auto infer = forwardFor(prop_kind::forward_inference);
    const auto train = forwardFor(prop_kind::forward_training);
    const pooling_backward::primitive_desc back(
        {algorithm::pooling_max, desc(d.x.shape), desc(y.shape), stride, size, pad, pad}, cpu, train);
    const auto of = [&](Tensor& t) { return memory(desc(t.shape), cpu, t.values.data()); };
    const memory mx = of(d.x), my = of(y), mdout = of(d.dout), mdx = of(dx), workspace(train.workspace_desc(), cpu);
    const std::function<void()> runs[] = {
        [=, p = pooling_forward(infer)] {
            p.execute(queue, {{DNNL_ARG_SRC, mx}, {DNNL_ARG_DST, my}});
            queue.wait();
        },
        [=, p = pooling_forward(train)] {
            p.execute(queue, {{DNNL_ARG_SRC, mx}, {DNNL_ARG_DST, my}, {DNNL_ARG_WORKSPACE, workspace}});
            queue.wait();
        },
        [=, p = pooling_backward(back)] {
            p.execute(queue, {{DNNL_ARG_DIFF_DST, mdout}, {DNNL_ARG_DIFF_SRC, mdx}, {DNNL_ARG_WORKSPACE, workspace}});
            queue.wait();
        }};
    for (const auto& run : runs) run();
    poolForward(d.x, d.grid, d.spec, d.y, d.again);
    poolBackward(d.x, d.winners, d.dout, d.grid, d.spec, d.dx);
    if (!sameBits(y, d.y) || !sameBits(dx, d.dx)) giveUp("oneDNN comes to other values");
    add("oneDNN/forward", runs[0]);
    add("oneDNN/winners", runs[1]);
    add("oneDNN/backward", runs[2]);
}

}  // namespace poolscope

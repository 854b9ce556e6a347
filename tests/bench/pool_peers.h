// SPDX-License-Identifier: GPL-3.0-or-later
// Other libraries that pool, each where it was found when this was configured. What one computes is compared with ours
// before it is timed; each runs on one thread.
#pragma once

#include "tests/bench/pool_data.h"

namespace poolscope {

void addOneDnn(Data& data);
void addPyTorch(Data& data);
void addXnnpack(Data& data);
void addOpenCv(Data& data);

inline void addPeers(Data& data) {
#ifdef POOLSCOPE_ONEDNN
    addOneDnn(data);
#endif
#ifdef POOLSCOPE_PYTORCH
    addPyTorch(data);
#endif
#ifdef POOLSCOPE_XNNPACK
    addXnnpack(data);
#endif
#ifdef POOLSCOPE_OPENCV
    addOpenCv(data);
#endif
}

}  // namespace poolscope

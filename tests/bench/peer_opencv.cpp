// SPDX-License-Identifier: GPL-3.0-or-later
#include <opencv2/imgproc.hpp>

#include "tests/bench/pool_peers.h"

namespace poolscope {

// Dilation by a square is max pooling at every cell; plane by plane, values alone.
void addOpenCv(Data& d) {
    const Workload& work = d.work;
    if (work.stride != 1 || work.pad != work.size / 2) return;
    cv::setNumThreads(1);
    static Tensor y(d.y.shape);
    const int side = static_cast<int>(work.size);
    const auto dilate = [&d, square = cv::Mat::ones(side, side, CV_8U)] {
        const int rows = static_cast<int>(d.x.shape.h);
        const int cols = static_cast<int>(d.x.shape.w);
        for (std::int64_t m = 0; m < d.x.shape.planes(); ++m) {
            const cv::Mat from(rows, cols, CV_32F, d.x.plane(m).data());
            cv::Mat to(rows, cols, CV_32F, y.plane(m).data());
            cv::dilate(from, to, square);
        }
    };
    dilate();
    if (!sameBits(y, d.y)) giveUp("OpenCV comes to other values");
    add("OpenCV/forward", dilate);
}

}  // namespace poolscope

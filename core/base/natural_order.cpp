// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/natural_order.h"

#include <algorithm>

namespace poolscope {
namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

unsigned char folded(char c) {
    return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

// Takes the digits at the start, without zeros that lead.
std::string_view takeNumber(std::string_view& text) {
    const auto end = std::find_if_not(text.begin(), text.end(), isDigit) - text.begin();
    std::string_view number = text.substr(0, static_cast<std::size_t>(end));
    text.remove_prefix(number.size());
    number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
    return number;
}

}  // namespace

bool isNaturallyBefore(std::string_view left, std::string_view right) {
    std::string_view l = left;
    std::string_view r = right;
    while (!l.empty() && !r.empty()) {
        if (isDigit(l.front()) && isDigit(r.front())) {
            const std::string_view a = takeNumber(l);
            const std::string_view b = takeNumber(r);
            if (a.size() != b.size()) return a.size() < b.size();
            if (a != b) return a < b;
        } else {
            const unsigned char a = folded(l.front());
            const unsigned char b = folded(r.front());
            if (a != b) return a < b;
            l.remove_prefix(1);
            r.remove_prefix(1);
        }
    }
    return l.empty() == r.empty() ? left < right : l.empty();
}

}  // namespace poolscope

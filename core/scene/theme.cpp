// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scene/theme.h"

namespace poolscope {
namespace {

// Blue, green, purple, teal, crimson, olive, violet, slate, pink, navy, mint.
constexpr std::array<Colour, 11> kSlotsOnLight{rgb(0x1c7ed6), rgb(0x2b8a3e), rgb(0x9c36b5), rgb(0x0b7285),
                                               rgb(0xc2255c), rgb(0x66800b), rgb(0x5f3dc4), rgb(0x56657a),
                                               rgb(0xd6409f), rgb(0x1f3f8f), rgb(0x2f9e7a)};
constexpr std::array<Colour, 11> kSlotsOnDark{rgb(0x4dabf7), rgb(0x69db7c), rgb(0xda77f2), rgb(0x3bc9db),
                                              rgb(0xff7a93), rgb(0xe0d25a), rgb(0x9775fa), rgb(0xa9b8c9),
                                              rgb(0xff9ddb), rgb(0x748ffc), rgb(0x63e6be)};

constexpr Theme kLight{
    .desk = rgb(0xeef0f3),
    .sidebar = rgb(0xf8f9fb),
    .card = rgb(0xffffff),
    .line = rgb(0xdde1e7),
    .text = rgb(0x1b2129),
    .quiet = rgb(0x5b6470),
    .control = rgb(0xffffff),
    .hover = rgb(0xeef3f9),
    .primary = rgb(0x1864ab),
    .onPrimary = rgb(0xffffff),
    .window = rgb(0xe8590c),
    .windowSoft = rgb(0xfff4e6),
    .primarySoft = rgb(0xe3effa),
    .error = rgb(0xc92a2a),
    .padding = rgb(0xf1f3f5),
    .hatch = rgb(0x9aa3ad),
    .notANumber = rgb(0xb197fc),
    .slots = kSlotsOnLight,
};

constexpr Theme kDark{
    .desk = rgb(0x14171b),
    .sidebar = rgb(0x1b1f25),
    .card = rgb(0x21262d),
    .line = rgb(0x363d47),
    .text = rgb(0xe9ecef),
    .quiet = rgb(0xa3adb8),
    .control = rgb(0x2a3038),
    .hover = rgb(0x353d47),
    .primary = rgb(0x4dabf7),
    .onPrimary = rgb(0x0b1d2c),
    .window = rgb(0xff8c42),
    .windowSoft = rgb(0x3a2c1f),
    .primarySoft = rgb(0x1f364c),
    .error = rgb(0xff8787),
    .padding = rgb(0x2b3139),
    .hatch = rgb(0x6b7682),
    .notANumber = rgb(0x9775fa),
    .slots = kSlotsOnDark,
};

constexpr Theme kPrint{
    .desk = rgb(0xffffff),
    .sidebar = rgb(0xffffff),
    .card = rgb(0xffffff),
    .line = rgb(0xb9bfc6),
    .text = rgb(0x000000),
    .quiet = rgb(0x495057),
    .control = rgb(0xffffff),
    .hover = rgb(0xffffff),
    .primary = rgb(0x1864ab),
    .onPrimary = rgb(0xffffff),
    .window = rgb(0xd9480f),
    .windowSoft = rgb(0xfff4e6),
    .primarySoft = rgb(0xe3effa),
    .error = rgb(0xc92a2a),
    .padding = rgb(0xf8f9fa),
    .hatch = rgb(0x868e96),
    .notANumber = rgb(0xb197fc),
    .slots = kSlotsOnLight,
};

}  // namespace

const Theme& themeNamed(ThemeName name) {
    switch (name) {
        case ThemeName::Dark:
            return kDark;
        case ThemeName::Print:
            return kPrint;
        case ThemeName::Light:
            break;
    }
    return kLight;
}

}  // namespace poolscope

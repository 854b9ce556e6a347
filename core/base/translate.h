// SPDX-License-Identifier: GPL-3.0-or-later
// Marks an English text of a table for lupdate (-tr-function-alias QT_TRANSLATE_NOOP+=TRANSLATABLE); app translates
// it with the same context where it is shown.
#pragma once

#define TRANSLATABLE(context, text) text

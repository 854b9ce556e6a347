// SPDX-License-Identifier: GPL-3.0-or-later
// The view and the figure of a session as JSON. Private to core/session.
#pragma once

#include "core/json/json_fields.h"
#include "core/json/json_writer.h"
#include "core/session/figure_options.h"

namespace poolscope {

// Each writer adds one object under its key, and each reader reads that object of `parent`; failures go where those of
// `parent` go.
void writeView(JsonWriter& writer, const ViewSpec& view);
ViewSpec readView(const JsonFields& parent);

void writeFigure(JsonWriter& writer, const FigureOptions& options);
FigureOptions readFigure(const JsonFields& parent);

}  // namespace poolscope

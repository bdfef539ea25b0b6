#pragma once

#include "compiler/emit/document/document_builder.h"
#include "compiler/resolve/app/resolved_app.h"

namespace ecac {

/// Writes one app as a member of `apps`: what docs/resolved-format.md describes.
void write_app(const DocumentNode& node, const ResolvedApp& app);

}  // namespace ecac

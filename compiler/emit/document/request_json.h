#pragma once

#include "compiler/emit/document/document_builder.h"
#include "compiler/resolve/values/http_request.h"

namespace ecac {

/// Writes a request as `{step, method, url, query, headers[], body, parameters[], sent, notes[]}`,
/// query and body encoded as they are sent. Secrets give way to placeholders.
void write_request(const DocumentNode& node, const HttpRequest& request);

}  // namespace ecac

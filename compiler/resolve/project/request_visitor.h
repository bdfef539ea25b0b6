#pragma once

#include "compiler/resolve/project/value_node.h"
#include "compiler/resolve/values/http_request.h"

namespace ecac {

/// Shows the parts of a request. Values in it that are secrets give way to a placeholder.
void visit_request(const ValueNode& node, const HttpRequest& request);

}  // namespace ecac

#pragma once

#include <string>

#include "compiler/emit/text/style.h"
#include "compiler/resolve/values/http_request.h"

namespace ecac {

/// A request for people: method and address, then each header and each encoded parameter on a line
/// of its own, then what else to know. Indented by two blanks; secrets give way to placeholders.
/// What it rests on stands in the last line.
std::string request_text(const HttpRequest& request, const Style& style);

/// How sure a request is and since when it exists: `observed, since API 60`.
std::string standing_text(const HttpRequest& request);

}  // namespace ecac

#pragma once

#include <string_view>

#include "compiler/server/session/session.h"

namespace ecac {

/// What must be there before a request can be answered.
enum class RequestNeeds : std::uint8_t {
  document,  ///< the text alone
  project    ///< all files are read
};

/// A request whose answer depends on nothing but the session.
struct RequestMethod {
  std::string_view name;
  RequestNeeds needs;
  Json (*answer)(const Session& session, const Json& params);
};

/// Null for a name that is none of them.
const RequestMethod* find_request_method(std::string_view name);

}  // namespace ecac

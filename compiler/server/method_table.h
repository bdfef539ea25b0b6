#pragma once

#include <string>
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
  /// In its place, of a request whose answer may have tens of thousands of parts: the answer as
  /// JSON text.
  std::string (*write)(const Session& session, const Json& params) = nullptr;
};

/// Null for a name that is none of them.
const RequestMethod* find_request_method(std::string_view name);

}  // namespace ecac

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/posture/compiled_app.h"
#include "compiler/schema/schema_set.h"

namespace ecac {

/// One app as the metadata of an OAuth client (RFC 7591) describes it. Texts as they stand in the
/// files: whoever shows them hides secrets. "" is not said.
struct ClientRegistration {
  std::string client_name = {};
  std::string logo_uri = {};
  std::string client_uri = {};
  std::string contact = {};
  std::vector<std::string> redirect_uris = {};
  std::string_view token_endpoint_auth_method = {};  ///< "" where it is not known
  /// RFC 8705, section 2.1.2: the member that names the client's certificate, and its value.
  std::string certificate_member = {};
  std::string certificate_value = {};
  std::vector<std::string_view> grant_types = {};     ///< of the flows that are ready; each once
  std::vector<std::string_view> response_types = {};  ///< each once
  std::string scope = {};                             ///< names at run time, with blanks between
};

ClientRegistration client_registration(const SchemaSet& schema, const CompiledApp& app);

}  // namespace ecac

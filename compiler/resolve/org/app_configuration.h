#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "compiler/resolve/values/origin.h"

namespace ecac {

/// Whether a client can keep a secret.
enum class ClientType : std::uint8_t { public_client, confidential };

/// A value of ecac.json and where it stands.
template <class T>
struct Configured {
  T value = {};
  Place place = {};

  friend bool operator==(const Configured&, const Configured&) = default;
};

/// What ecac.json says of one app.
struct AppConfiguration {
  std::string name = {};
  Place place = {};  ///< of the name
  std::optional<Configured<ClientType>> client_type = {};
  std::optional<Configured<std::string>> site = {};
  std::optional<Configured<std::string>> guest_profile = {};

  friend bool operator==(const AppConfiguration&, const AppConfiguration&) = default;
};

/// What ecac.json says of one named credential, external credential or identity provider.
struct CredentialConfiguration {
  std::string name = {};
  Place place = {};                                      ///< of the name
  std::optional<Configured<bool>> mcp = {};              ///< part of a connection to an MCP server
  std::optional<Configured<std::string>> resource = {};  ///< the resource indicator it must send

  friend bool operator==(const CredentialConfiguration&, const CredentialConfiguration&) = default;
};

}  // namespace ecac

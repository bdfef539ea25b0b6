#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/resolve/origin.h"

namespace ecac {

/// Whether a client can keep a secret.
enum class ClientType : std::uint8_t { public_client, confidential };

/// A value of ecac.json and where it stands.
template <class T>
struct Configured {
  T value = {};
  OutsidePlace place = {};
};

/// What ecac.json says of one app.
struct AppConfiguration {
  std::string name = {};
  std::optional<Configured<ClientType>> client_type = {};
  std::optional<Configured<std::string>> site = {};
  std::optional<Configured<std::string>> guest_profile = {};
};

}  // namespace ecac

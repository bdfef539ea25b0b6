#include "compiler/emit/document/client_metadata.h"

#include <utility>

#include "compiler/emit/document/resolved_document.h"
#include "compiler/secrets/shown_text.h"

namespace ecac {

static nlohmann::json metadata_of(const ClientRegistration& client) {
  nlohmann::json metadata = nlohmann::json::object();
  const auto put = [&](std::string_view key, std::string_view value) {
    if (!value.empty()) metadata[std::string(key)] = shown_text(value);
  };
  metadata["client_id"] = "<client_id>";
  put("client_name", client.client_name);
  put("logo_uri", client.logo_uri);
  put("client_uri", client.client_uri);
  if (!client.contact.empty()) {
    metadata["contacts"] = nlohmann::json::array({shown_text(client.contact)});
  }
  metadata["redirect_uris"] = nlohmann::json::array();
  for (const std::string& uri : client.redirect_uris) {
    metadata["redirect_uris"].push_back(shown_callback(uri));
  }
  put("token_endpoint_auth_method", client.token_endpoint_auth_method);
  if (!client.certificate_member.empty()) put(client.certificate_member, client.certificate_value);
  metadata["grant_types"] = client.grant_types;
  metadata["response_types"] = client.response_types;
  metadata["scope"] = client.scope;
  return metadata;
}

std::string client_metadata(const ClientRegistration& client, const SecretValues& secrets) {
  return document_text(metadata_of(client), secrets);
}

std::string client_metadata(std::span<const ClientRegistration> clients,
                            const SecretValues& secrets) {
  nlohmann::json all = nlohmann::json::array();
  for (const ClientRegistration& client : clients) all.push_back(metadata_of(client));
  return document_text(std::move(all), secrets);
}

}  // namespace ecac

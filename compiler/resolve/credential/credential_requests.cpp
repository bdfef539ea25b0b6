#include "compiler/resolve/credential/credential_requests.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/resolve/credential/credential_request_facts.h"

namespace ecac {

namespace {

/// A scope and the principals for which it is asked; none if it is the same for all.
struct AskedScope {
  Resolved<std::string> scope = {};
  std::vector<std::string> principals = {};
};

std::vector<AskedScope> scopes_of(const ResolvedCredential& credential) {
  std::vector<AskedScope> scopes;
  std::map<std::optional<std::string>, std::size_t> places;
  for (const ResolvedPrincipal& principal : credential.principals) {
    const auto [place, added] = places.emplace(principal.scope.value, scopes.size());
    if (added) scopes.push_back({principal.scope, {}});
    scopes[place->second].principals.push_back(principal.name.value.value_or("?"));
  }
  if (scopes.empty()) scopes.push_back({credential.scope, {}});
  if (scopes.size() == 1) scopes.front().principals.clear();
  return scopes;
}

class RequestList {
 public:
  RequestList(const RequestSet& described, const ResolvedCredential& credential)
      : described_(described), credential_(credential) {}

  std::vector<HttpRequest> take() {
    const std::vector<AskedScope> scopes = scopes_of(credential_);
    for (const AskedScope& asked : scopes) add(asked, true);
    add({scopes.front().scope, {}}, false);
    return std::move(requests_);
  }

 private:
  void add(const AskedScope& asked, bool per_scope) {
    const CredentialRequestFacts facts(credential_, asked.scope);
    for (const RequestSchema& described : described_.requests) {
      if (described.per_scope != per_scope) continue;
      std::optional<HttpRequest> request = request_as_sent(described, facts);
      if (!request) continue;
      if (!asked.principals.empty()) {
        request->notes.insert(
            request->notes.begin(),
            fmt::format("For the principal `{}`.", fmt::join(asked.principals, "`, `")));
      }
      requests_.push_back(*std::move(request));
    }
  }

  const RequestSet& described_;
  const ResolvedCredential& credential_;
  std::vector<HttpRequest> requests_ = {};
};

}  // namespace

std::vector<HttpRequest> credential_requests(const SchemaSet& schema,
                                             const ResolvedCredential& credential) {
  if (!credential.flow.known()) return {};
  const RequestSet* described = schema.find_requests(to_string(*credential.flow.value));
  if (described == nullptr) return {};
  return RequestList(*described, credential).take();
}

bool is_sent_by_platform(const SchemaSet& schema, std::string_view parameter) {
  const auto has_name = [&](const RequestItem& item) {
    return item.kind == RequestItem::Kind::parameter && item.name == parameter;
  };
  const auto has_item = [&](const RequestSchema& request) {
    const bool to_provider =
        request.host == RequestHost::authorize_url || request.host == RequestHost::token_url;
    return to_provider && std::any_of(request.items.begin(), request.items.end(), has_name);
  };
  for (const CredentialFlow flow :
       {CredentialFlow::authorization_code, CredentialFlow::client_credentials}) {
    const RequestSet* set = schema.find_requests(to_string(flow));
    if (set == nullptr) continue;
    if (std::any_of(set->requests.begin(), set->requests.end(), has_item)) return true;
  }
  return false;
}

}  // namespace ecac

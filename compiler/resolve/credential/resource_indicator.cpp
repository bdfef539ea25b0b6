#include "compiler/resolve/credential/resource_indicator.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/support/net/uri.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

/// Scheme, host and port in one spelling.
std::string origin_of(const Uri& uri) {
  const std::string scheme = ascii::in_small_letters(uri.scheme);
  const bool default_port = uri.port.empty() || (scheme == "https" && uri.port == "443") ||
                            (scheme == "http" && uri.port == "80");
  return fmt::format("{}://{}:{}", scheme, ascii::in_small_letters(uri.host),
                     default_port ? "" : uri.port);
}

std::string_view without_last_slash(std::string_view path) {
  return path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
}

}  // namespace

ResourceFit resource_fit(std::string_view resource, std::string_view url) {
  if (!resource_problem(resource).empty()) return ResourceFit::no_indicator;
  const auto wanted = parse_uri(resource);
  const auto called = parse_uri(url);
  if (!called || !called->is_absolute() || called->host.empty()) return ResourceFit::no_address;
  if (origin_of(*wanted) != origin_of(*called)) return ResourceFit::other_server;
  const bool same_path = without_last_slash(wanted->path) == without_last_slash(called->path);
  return same_path ? ResourceFit::same : ResourceFit::other_path;
}

std::string_view resource_problem(std::string_view resource) {
  const auto uri = parse_uri(resource);
  if (!uri) return "it is no URI";
  if (!uri->is_absolute()) return "it is relative";
  if (uri->has_fragment) return "it has a fragment";
  const std::string scheme = ascii::in_small_letters(uri->scheme);
  if (scheme != "https" && scheme != "http") return "it is no web address";
  if (!uri->has_authority || uri->host.empty()) return "it has no host";
  return {};
}

bool differ_in_last_slash(std::string_view a, std::string_view b) {
  return a != b && without_last_slash(a) == without_last_slash(b);
}

bool names_audience(std::string_view parameter) {
  return parameter == "resource" || parameter == "audience";
}

std::string resource_mismatch(std::string_view resource, std::string_view url) {
  switch (resource_fit(resource, url)) {
    case ResourceFit::same:
    case ResourceFit::no_address: return {};
    case ResourceFit::no_indicator:
      return fmt::format(
          "`resource` must be an absolute address without a fragment (RFC 8707); it is `{}`.",
          resource);
    case ResourceFit::other_server:
      return fmt::format(
          "`resource` is `{}`, but callouts go to `{}`; the token is meant for another server.",
          resource, url);
    case ResourceFit::other_path:
      return fmt::format(
          "`resource` is `{}`, but callouts go to `{}`, another path of that server.", resource,
          url);
  }
  return {};
}

AudienceForm audience_form(const SchemaSet& schema, std::string_view token_url) {
  const auto uri = parse_uri(token_url);
  if (!uri || !uri->has_authority) return AudienceForm::resource;
  const std::string host = ascii::in_small_letters(uri->host);
  const std::string path = ascii::in_small_letters(uri->path);
  for (const AuthorizationServer& server : schema.authorization_servers()) {
    const bool known_host =
        server.hosts.empty() ||
        std::any_of(server.hosts.begin(), server.hosts.end(), [&](std::string_view known) {
          return known.starts_with('.') ? host.ends_with(known) : host == known;
        });
    if (known_host && path.find(server.path) != std::string::npos) return server.audience;
  }
  return AudienceForm::resource;
}

std::string_view audience_of_scope(std::string_view scope) {
  const std::size_t slash = scope.rfind('/');
  if (slash == std::string_view::npos || slash == 0 || scope[slash - 1] == '/') {
    // `https://vault.example.com//.default`: the audience itself ends in a slash.
    return slash != std::string_view::npos && slash > 1 && scope[slash - 2] != ':'
               ? scope.substr(0, slash)
               : std::string_view();
  }
  return scope.substr(0, slash);
}

}  // namespace ecac

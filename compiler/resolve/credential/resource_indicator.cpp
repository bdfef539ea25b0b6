#include "compiler/resolve/credential/resource_indicator.h"

#include <fmt/format.h>

#include "compiler/schema/values/EntraLoginHost.h"
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

bool has_own_resource_parameter(std::string_view token_url) {
  const auto uri = parse_uri(token_url);
  if (!uri || !uri->has_authority) return false;
  // The first versions of the endpoints of Microsoft Entra ID and of AD FS.
  const std::string host = ascii::in_small_letters(uri->host);
  const std::string path = ascii::in_small_letters(uri->path);
  const bool entra = host.ends_with(values::EntraLoginHost::global) ||
                     host.ends_with(values::EntraLoginHost::us_government) ||
                     host == values::EntraLoginHost::older;
  return (entra && path.find("/v2.0/") == std::string::npos) || path.starts_with("/adfs/");
}

}  // namespace ecac

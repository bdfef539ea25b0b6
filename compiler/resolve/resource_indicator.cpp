#include "compiler/resolve/resource_indicator.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/support/uri.h"

namespace ecac {

namespace {

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

/// Scheme, host and port in one spelling.
std::string origin_of(const Uri& uri) {
  const std::string scheme = lower_case(uri.scheme);
  const bool default_port = uri.port.empty() || (scheme == "https" && uri.port == "443") ||
                            (scheme == "http" && uri.port == "80");
  return fmt::format("{}://{}:{}", scheme, lower_case(uri.host), default_port ? "" : uri.port);
}

std::string_view without_last_slash(std::string_view path) {
  return path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
}

}  // namespace

std::string resource_mismatch(std::string_view resource, std::string_view url) {
  const auto wanted = parse_uri(resource);
  const auto called = parse_uri(url);
  if (!wanted || !wanted->is_absolute() || !wanted->has_authority || wanted->has_fragment) {
    return fmt::format(
        "`resource` must be an absolute address without a fragment (RFC 8707); it is `{}`.",
        resource);
  }
  if (!called || !called->has_authority) return {};
  if (origin_of(*wanted) != origin_of(*called)) {
    return fmt::format(
        "`resource` is `{}`, but callouts go to `{}`; the token is meant for another server.",
        resource, url);
  }
  if (without_last_slash(wanted->path) != without_last_slash(called->path)) {
    return fmt::format("`resource` is `{}`, but callouts go to `{}`, another path of that server.",
                       resource, url);
  }
  return {};
}

}  // namespace ecac

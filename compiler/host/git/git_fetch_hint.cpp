#include "compiler/host/git/git_fetch_hint.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/support/text/ascii.h"

namespace ecac {

std::string git_fetch_hint(std::string_view revision) {
  constexpr std::string_view kServer = "origin/";
  if (!revision.starts_with(kServer)) return {};
  const std::string_view branch = revision.substr(kServer.size());
  const bool plain =
      !branch.empty() && branch.front() != '-' &&
      std::all_of(branch.begin(), branch.end(), [](char c) {
        return ascii::is_letter_or_digit(c) || c == '-' || c == '_' || c == '.' || c == '/';
      });
  if (!plain) return {};
  return fmt::format("; `git fetch origin {0}:refs/remotes/origin/{0}` gets it", branch);
}

}  // namespace ecac

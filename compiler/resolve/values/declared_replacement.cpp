#include "compiler/resolve/values/declared_replacement.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "compiler/support/path_text.h"
#include "compiler/support/utf8.h"

namespace ecac {

namespace {

constexpr std::size_t kMostPatterns = 64;

/// The first group in braces that has a comma at its own depth.
struct Braces {
  std::size_t open = 0;
  std::size_t close = 0;
  std::vector<std::size_t> commas = {};
};

bool find_braces(std::string_view pattern, Braces& found) {
  for (std::size_t open = pattern.find('{'); open != std::string_view::npos;
       open = pattern.find('{', open + 1)) {
    std::size_t depth = 0;
    found = {open, 0, {}};
    for (std::size_t at = open; at < pattern.size() && found.close == 0; ++at) {
      if (pattern[at] == '{') ++depth;
      if (pattern[at] == ',' && depth == 1) found.commas.push_back(at);
      if (pattern[at] == '}' && --depth == 0) found.close = at;
    }
    if (found.close != 0 && !found.commas.empty()) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> expanded_braces(std::string_view pattern) {
  std::vector<std::string> patterns = {std::string(pattern)};
  for (std::size_t at = 0; at < patterns.size();) {
    Braces braces;
    if (patterns.size() >= kMostPatterns || !find_braces(patterns[at], braces)) {
      ++at;
      continue;
    }
    const std::string whole = std::move(patterns[at]);
    std::vector<std::string> alternatives;
    std::size_t begin = braces.open + 1;
    braces.commas.push_back(braces.close);
    for (const std::size_t end : braces.commas) {
      alternatives.push_back(whole.substr(0, braces.open) + whole.substr(begin, end - begin) +
                             whole.substr(braces.close + 1));
      begin = end + 1;
    }
    const auto place = patterns.begin() + static_cast<std::ptrdiff_t>(at);
    patterns.insert(patterns.erase(place), alternatives.begin(), alternatives.end());
  }
  return patterns;
}

ReplacementMatcher::ReplacementMatcher(const DeclaredReplacement& replacement)
    : filename_(replacement.filename), text_(replacement.text) {
  if (!replacement.glob.empty()) {
    for (const std::string& pattern : expanded_braces(replacement.glob)) {
      const std::string_view plain =
          std::string_view(pattern).substr(pattern.starts_with("./") ? 2 : 0);
      globs_.emplace_back(fmt::format("**/{}", plain), LetterCase::sensitive);
    }
  }
  if (!replacement.pattern.empty()) {
    RE2::Options options;
    options.set_log_errors(false);
    pattern_ = std::make_unique<RE2>(replacement.pattern, options);
    if (!pattern_->ok()) {
      problem_ = fmt::format("this pattern cannot be used here: {}", pattern_->error());
    }
  } else if (text_.empty()) {
    problem_ = "the text to replace is empty, so nothing is replaced";
  }
}

ReplacementMatcher::ReplacementMatcher(ReplacementMatcher&& other) noexcept = default;
ReplacementMatcher& ReplacementMatcher::operator=(ReplacementMatcher&& other) noexcept = default;
ReplacementMatcher::~ReplacementMatcher() = default;

bool ReplacementMatcher::matches_file(std::string_view root, std::string_view path) const {
  if (!is_within(path, root)) return false;
  if (!filename_.empty() && path.ends_with(filename_)) return true;
  const std::string_view below = relative_path(path, root);
  return std::any_of(globs_.begin(), globs_.end(),
                     [&](const Glob& glob) { return glob.matches(below); });
}

void ReplacementMatcher::for_each_match(
    std::string_view text,
    const std::function<void(std::span<const std::string_view> groups)>& visit) const {
  if (!problem_.empty()) return;
  if (pattern_ == nullptr) {
    for (std::size_t at = text.find(text_); at != std::string_view::npos;
         at = text.find(text_, at + text_.size())) {
      const std::string_view match = text.substr(at, text_.size());
      visit({&match, 1});
    }
    return;
  }
  std::vector<re2::StringPiece> pieces(
      static_cast<std::size_t>(pattern_->NumberOfCapturingGroups()) + 1);
  std::vector<std::string_view> groups(pieces.size());
  const re2::StringPiece whole(text.data(), text.size());
  std::size_t at = 0;
  while (at <= text.size() && pattern_->Match(whole, at, text.size(), RE2::UNANCHORED,
                                              pieces.data(), static_cast<int>(pieces.size()))) {
    std::transform(pieces.begin(), pieces.end(), groups.begin(), [](re2::StringPiece piece) {
      return piece.data() == nullptr ? std::string_view()
                                     : std::string_view(piece.data(), piece.size());
    });
    visit(groups);
    at = static_cast<std::size_t>(groups.front().data() - text.data()) + groups.front().size();
    // After an empty match the search goes on behind the next character.
    if (groups.front().empty()) at += at < text.size() ? decode_utf8(text, at).size : 1;
  }
}

}  // namespace ecac

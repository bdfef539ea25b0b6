#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/value_list.h"
#include "compiler/rules/shared/app_findings.h"
#include "compiler/secrets/placeholder.h"
#include "compiler/support/net/uri.h"
#include "compiler/support/net/web_host.h"

namespace ecac {

/// One callback address, taken apart. For placeholders and wildcards, which no URI has, digits
/// stand in, so that what is literal can be judged.
class CallbackUri {
 public:
  CallbackUri(const RuleContext& ctx, const WrittenField& field, const ListItem& item);
  CallbackUri(const CallbackUri&) = delete;
  CallbackUri& operator=(const CallbackUri&) = delete;

  /// False if it is no absolute URI, which another rule reports.
  bool readable() const { return readable_; }
  const Uri& uri() const { return uri_; }
  std::string_view text() const { return text_; }
  /// For a message.
  std::string shown() const;
  /// For the fingerprint: without what stands before the host, which may be a password.
  std::string subject() const;
  /// A `*` in host, port or path; npos if there is none.
  std::size_t wildcard() const { return wildcard_; }
  bool has_wildcard() const { return wildcard_ != std::string_view::npos; }
  /// Whether a part is written in full and holds no placeholder.
  bool is_literal(std::string_view part) const;
  bool is_literal(std::size_t begin, std::size_t end) const { return !overlaps(begin, end); }
  /// Where a browser would go, in bytes of the text; what stands in for a placeholder is in it.
  std::optional<WebHost> web_host() const { return ecac::web_host(stand_in_); }
  Place place() const { return place(0, text_.size()); }
  Place place(std::string_view part) const;
  Place place(std::size_t begin, std::size_t end) const;

 private:
  std::size_t offset_of(std::string_view part) const {
    return static_cast<std::size_t>(part.data() - stand_in_.data());
  }
  bool overlaps(std::size_t begin, std::size_t end) const;
  void find_wildcard();

  const FileFacts& facts_;
  const WrittenField& field_;
  std::size_t begin_;
  std::string_view text_;
  std::string stand_in_;
  std::vector<Placeholder> gaps_;
  std::size_t wildcard_ = std::string_view::npos;
  bool readable_ = false;
  Uri uri_ = {};
};

/// The callbacks of an app that are absolute URIs, in the order of the file.
class AppCallbacks {
 public:
  AppCallbacks(const RuleContext& ctx, const ResolvedApp& app);
  AppCallbacks(const AppCallbacks&) = delete;
  AppCallbacks& operator=(const AppCallbacks&) = delete;

  auto begin() const { return uris_.begin(); }
  auto end() const { return uris_.end(); }

 private:
  WrittenField list_;
  std::deque<CallbackUri> uris_ = {};
};

/// Of a bundle unit whose app is here: its callbacks, taken apart once for all rules.
inline const AppCallbacks& callbacks_of(RuleContext& ctx) {
  return ctx.app_view<AppCallbacks>();
}

/// Whether the app sends anybody to its callbacks, worked out when a rule has something to say.
class Redirects {
 public:
  Redirects(const RuleContext& ctx, const ResolvedApp& app) : ctx_(ctx), app_(app) {}

  bool certain();
  /// What is wrong with a callback is one level less severe where nothing is known to be sent
  /// there.
  CaseId soften(CaseId rule_case, CaseId of_placeholder) {
    return certain() ? rule_case : of_placeholder;
  }
  /// Says why the severity is lower, if it is.
  void explain(FindingBuilder& finding);

 private:
  const RuleContext& ctx_;
  const ResolvedApp& app_;
  std::optional<bool> certain_ = {};
};

}  // namespace ecac

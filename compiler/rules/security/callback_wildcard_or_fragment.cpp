#include "compiler/diagnostics/cases/callback_wildcard_or_fragment.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/security_callbacks.h"
#include "compiler/support/text/ascii.h"

namespace ecac::callback_wildcard_or_fragment {

/// Whether clients still have an address that works.
static bool another_works(const ResolvedApp& app) {
  return std::any_of(app.callbacks.begin(), app.callbacks.end(),
                     [](const ResolvedCallback& callback) {
                       return callback.kind != CallbackKind::invalid &&
                              callback.kind != CallbackKind::placeholder &&
                              callback.uri.find('*') == std::string::npos;
                     });
}

/// Whether a query carries an address of its own, encoded or not.
static bool carries_url(std::string_view query) {
  const std::string lower = ascii::in_small_letters(query);
  return lower.find("://") != std::string::npos || lower.find("%3a%2f%2f") != std::string::npos;
}

static FindingBuilder report_wildcard(RuleContext& ctx, const ResolvedApp& app,
                                      Redirects& redirects, const CallbackUri& callback) {
  const bool inert = another_works(app);
  const CaseId rule_case =
      inert
          ? redirects.soften(cases::SEC009_wildcard_beside_others, cases::SEC009_inert_placeholder)
          : redirects.soften(cases::SEC009_wildcard, cases::SEC009_placeholder);
  return ctx.report(
      rule_case, callback.place(callback.wildcard(), callback.wildcard() + 1),
      fmt::format("callback `{}`: wildcards are not supported; matching is exact, so no client's "
                  "address ever fits",
                  callback.shown()));
}

static std::optional<FindingBuilder> report_other(RuleContext& ctx, Redirects& redirects,
                                                  const CallbackUri& callback) {
  const Uri& uri = callback.uri();
  if (uri.has_fragment) {
    const std::size_t hash = callback.text().size() - uri.fragment.size() - 1;
    const Place place = callback.place(hash, callback.text().size());
    FindingBuilder finding =
        ctx.report(redirects.soften(cases::SEC009_fragment, cases::SEC009_placeholder), place,
                   fmt::format("callback `{}`: fragments are not allowed", callback.shown()));
    finding.fix("Leave out the fragment", Applicability::unsafe,
                ctx.set_text(place.file, place.range, ""));
    return finding;
  }
  if (uri.has_user) {
    const std::size_t begin = callback.text().find("//") + 2;
    const std::size_t end = callback.text().find('@', begin);
    // A password is the business of another rule.
    if (callback.text().substr(begin, end - begin).find(':') != std::string_view::npos) {
      return std::nullopt;
    }
    return ctx.report(
        redirects.soften(cases::SEC009_userinfo, cases::SEC009_inert_placeholder),
        callback.place(begin, end + 1),
        fmt::format("callback `{}` has a user name in front of its host, which readers take for "
                    "the host",
                    callback.shown()));
  }
  if (uri.has_query && redirects.certain() && carries_url(uri.query)) {
    return ctx.report(
        cases::SEC009_nested_url, callback.place(uri.query),
        fmt::format("callback `{}` carries another address; if the client follows it, the code "
                    "goes there",
                    callback.shown()));
  }
  return std::nullopt;
}

static void check(RuleContext& ctx) {
  if (!may_have(ctx, fields::ExtlClntAppGlobalOauthSettings::callbackUrl)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr) return;
  Redirects redirects(ctx, *app);
  for (const CallbackUri& callback : callbacks_of(ctx)) {
    std::optional<FindingBuilder> finding = callback.has_wildcard()
                                                ? report_wildcard(ctx, *app, redirects, callback)
                                                : report_other(ctx, redirects, callback);
    if (!finding) continue;
    finding->subject(callback.subject());
    redirects.explain(*finding);
  }
}

extern const Rule rule{.id = rules::SEC009, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::callback_wildcard_or_fragment

#include "compiler/diagnostics/cases/callback_not_allowed.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/security_callbacks.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/net/host_kind.h"
#include "compiler/support/text/ascii.h"

namespace ecac::callback_not_allowed {

static bool is_web(const Uri& uri) {
  return equal_ignoring_case(uri.scheme, "http") || equal_ignoring_case(uri.scheme, "https");
}

static void report(RuleContext& ctx, Redirects& redirects, const CallbackUri& callback, Place place,
                   CaseId rule_case, std::string message) {
  FindingBuilder finding =
      ctx.report(redirects.soften(rule_case, cases::SEC017_placeholder), place, std::move(message));
  finding.subject(callback.subject());
  redirects.explain(finding);
}

static void check_host(RuleContext& ctx, Redirects& redirects, const CallbackUri& callback) {
  if (ctx.run().hosts.empty()) return;
  // Where the browser goes counts, whatever the address looks like.
  const std::optional<WebHost> host = callback.web_host();
  if (!host || host->begin == host->end || !callback.is_literal(host->begin, host->end)) return;
  const std::string_view written = callback.text().substr(host->begin, host->end - host->begin);
  if (written.find('*') != std::string_view::npos) return;  // callback-wildcard-or-fragment
  const Place place = callback.place(host->begin, host->end);
  if (host->name.empty()) {
    report(ctx, redirects, callback, place, cases::SEC017_host,
           fmt::format("callback `{}` has a host that no browser takes, so `hosts` of the "
                       "configuration cannot have it",
                       callback.shown()));
    return;
  }
  // The user's own machine belongs to nobody's domain.
  if (host_kind(host->name) == HostKind::loopback || ctx.run().hosts.contains(host->name)) return;
  const bool as_written = equal_ignoring_case(written, host->name);
  report(ctx, redirects, callback, place, cases::SEC017_host,
         fmt::format("callback `{}` leads to `{}`, which `hosts` of the configuration does not "
                     "have",
                     callback.shown(), as_written ? written : std::string_view(host->name)));
}

static void check_scheme(RuleContext& ctx, Redirects& redirects, const CallbackUri& callback) {
  const std::string_view scheme = callback.uri().scheme;
  if (ctx.run().schemes.empty() || !callback.is_literal(scheme)) return;
  // Those that only fill the place lead nowhere, and of dangerous ones callback-dangerous-scheme
  // speaks.
  const KnownScheme* known = ctx.schema().baseline().scheme(scheme);
  if (known != nullptr && known->use != KnownScheme::Use::vendor) return;
  if (ctx.run().schemes.contains(ascii::in_small_letters(scheme))) return;
  report(ctx, redirects, callback, callback.place(scheme), cases::SEC017_scheme,
         fmt::format("callback `{}` has the scheme `{}`, which `schemes` of the configuration does "
                     "not have",
                     callback.shown(), scheme));
}

static void check(RuleContext& ctx) {
  if (ctx.run().hosts.empty() && ctx.run().schemes.empty()) return;
  if (!may_have(ctx, fields::ExtlClntAppGlobalOauthSettings::callbackUrl)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr) return;
  Redirects redirects(ctx, *app);
  for (const CallbackUri& callback : callbacks_of(ctx)) {
    if (is_web(callback.uri())) {
      check_host(ctx, redirects, callback);
    } else {
      check_scheme(ctx, redirects, callback);
    }
  }
}

extern const Rule rule{.id = rules::SEC017, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::callback_not_allowed

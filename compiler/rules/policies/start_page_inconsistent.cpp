#include "compiler/diagnostics/cases/start_page_inconsistent.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_findings.h"
#include "compiler/schema/values/ExtlClntAppStartPage.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/net/uri.h"

namespace ecac::start_page_inconsistent {

namespace policy_fields = fields::ExtlClntAppOauthConfigurablePolicies;
namespace plugin_fields = fields::ExtlClntAppConfigurablePolicies;

static void report(RuleContext& ctx, CaseId rule_case, const ResolvedApp& app,
                   std::string_view reason, const Origin& because) {
  FindingBuilder finding =
      ctx.report(rule_case, app.start_page.origin.place,
                 fmt::format("`startPage` is `{}`, but {}", *app.start_page.value, reason));
  finding.subject(app.name);
  if (because.kind == OriginKind::written) finding.label(because.place, "this decides");
}

static void check_oauth(RuleContext& ctx, const ResolvedApp& app) {
  if (app.oauth_plugin.is(false)) {
    report(ctx, cases::POL011_plugin_off, app, "the OAuth plugin is off", app.oauth_plugin.origin);
  } else if (app.start_url.is("") &&
             file_of(ctx, app, types::ExtlClntAppOauthConfigurablePolicies) != FileId::none) {
    report(ctx, cases::POL011_no_oauth_url, app, "the OAuth policies have no `startUrl`", {});
  }
}

static void check_address(RuleContext& ctx, const WrittenField& url) {
  if (!url) return;
  const auto uri = parse_uri(url.text);
  if (!uri || !equal_ignoring_case(uri->scheme, "http")) return;
  ctx.report(cases::POL011_not_https, url.place(),
             fmt::format("`startUrl` is `{}`, in clear text; use `https`", url.text))
      .subject(url.text);
}

static void check(RuleContext& ctx) {
  const ResolvedApp* app = ctx.app();
  if (app == nullptr) return;
  check_address(ctx, written(ctx, *app, plugin_fields::startUrl));
  check_address(ctx, written(ctx, *app, policy_fields::startUrl));
  if (!app->start_page.known() || app->start_page.origin.kind != OriginKind::written) return;
  if (app->start_page.is(values::ExtlClntAppStartPage::OAuth)) check_oauth(ctx, *app);
  if (app->start_page.is(values::ExtlClntAppStartPage::SAML) && app->saml_plugin.is(false)) {
    report(ctx, cases::POL011_plugin_off, *app, "the SAML plugin is off", app->saml_plugin.origin);
  }
}

extern const Rule rule{.id = rules::POL011, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::start_page_inconsistent

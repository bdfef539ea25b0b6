#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/credential_stack.h"
#include "compiler/support/date_text.h"

namespace ecac::certificate_expired_or_mispaired {

static constexpr int kSoon = 30;

static void check(RuleContext& ctx) {
  const FieldFact* fact = ctx.facts().find(fields::Certificate::expirationDate);
  if (fact == nullptr || fact->state != ValueState::set) return;
  if (fact->tainted || fact->mended || fact->foreign) return;
  const auto days = days_between(ctx.run().today, ctx.facts().text(*fact));
  if (!days || *days >= kSoon) return;
  std::vector<std::string> users;
  std::vector<UseSite> sites = ctx.uses(ctx.file().definition);
  for (const UseSite& site : sites) {
    const std::string name(ctx.project().file(site.file).full_name);
    if (std::find(users.begin(), users.end(), name) == users.end()) users.push_back(name);
  }
  // Most certificates in repositories are old and forgotten; those in use matter.
  if (users.empty()) return;
  const std::string_view date = ctx.facts().text(*fact).substr(0, 10);
  const bool expired = *days < 0;
  FindingBuilder finding = ctx.report(
      expired ? cases::CRD022_expired : cases::CRD022_expires_soon, fact->value,
      expired ? fmt::format("certificate `{}` expired on {}; it is used by {}",
                            ctx.file().full_name, date, quoted_list(users))
              : fmt::format("certificate `{}` expires on {}, in {} days; it is used by {}",
                            ctx.file().full_name, date, *days, quoted_list(users)));
  finding.subject(date)
      .label({sites.front().file, ctx.project().use(sites.front()).range}, "used here")
      .note("the org may have renewed it since this file was retrieved");
}

extern const Rule rule{
    .code = "CRD022", .unit = UnitKind::file, .types = {types::Certificate}, .check = check};

}  // namespace ecac::certificate_expired_or_mispaired

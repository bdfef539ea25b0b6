#include "compiler/diagnostics/cases/certificate_expired_or_mispaired.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/words.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/support/text/date_text.h"

namespace ecac::certificate_expired_or_mispaired {

static constexpr int kSoon = 30;

/// The description and the certificate beside it.
static void check_pair(RuleContext& ctx, const FieldFact* date) {
  const ProjectFile& file = ctx.file();
  const ReferredContent& beside = file.referred_content();
  if (beside.content_missing) {
    ctx.report(cases::CRD022_no_content, ctx.facts().root_tag(),
               fmt::format("there is no `{0}.crt` beside `{0}.crt-meta.xml`; one does not deploy "
                           "without the other",
                           file.full_name))
        .subject(file.full_name);
  } else if (date != nullptr && !beside.content_not_after.empty() &&
             ctx.facts().text(*date).substr(0, 10) != beside.content_not_after.substr(0, 10)) {
    ctx.report(cases::CRD022_other_date, date->value,
               fmt::format("`expirationDate` is {}, but the certificate beside this file ends on "
                           "{}; one of them is older",
                           ctx.facts().text(*date).substr(0, 10),
                           std::string_view(beside.content_not_after).substr(0, 10)))
        .subject(file.full_name);
  }
}

static void check_date(RuleContext& ctx) {
  const FieldFact* fact = ctx.facts().judgeable(fields::Certificate::expirationDate);
  if (fact == nullptr) return;
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
                            ctx.file().full_name, date, list_of_names(users))
              : fmt::format("certificate `{}` expires on {}, in {} days; it is used by {}",
                            ctx.file().full_name, date, *days, list_of_names(users)));
  finding.subject(date)
      .label({sites.front().file, ctx.project().use(sites.front()).range}, "used here")
      .note("the org may have renewed it since this file was retrieved");
}

/// Nothing names a certificate of callers; whoever has it is in the org's list.
static void check_inbound(RuleContext& ctx) {
  const FieldFact* fact = ctx.facts().judgeable(fields::InboundCertificate::expirationDate);
  if (fact == nullptr) return;
  const auto days = days_between(ctx.run().today, ctx.facts().text(*fact));
  if (!days || *days >= 0) return;
  ctx.report(cases::CRD022_inbound_expired, fact->value,
             fmt::format("certificate `{}`, with which callers prove themselves in mutual TLS, "
                         "expired on {}",
                         ctx.file().full_name, ctx.facts().text(*fact).substr(0, 10)))
      .subject(ctx.file().full_name)
      .note("the org may have renewed it since this file was retrieved");
}

static void check(RuleContext& ctx) {
  if (ctx.file().type == types::InboundCertificate) return check_inbound(ctx);
  check_date(ctx);
  const FieldFact* date = ctx.facts().find(fields::Certificate::expirationDate);
  const bool known = date != nullptr && date->judgeable();
  if (ctx.facts().usable()) check_pair(ctx, known ? date : nullptr);
}

/// The contents that something in the project names and that have no file with their fields beside
/// them. A reference to one counts as met: this is why it is not.
static void check_contents(RuleContext& ctx) {
  for (const DeployedContent& note : ctx.tree().contents) {
    const SymbolId name = ctx.symbol(note.type, note.full_name);
    if (name == SymbolId::none || ctx.is_defined(name)) continue;
    const std::vector<UseSite> uses = ctx.uses(name);
    if (uses.empty()) continue;
    const std::string message = fmt::format(
        "there is no `{0}-meta.xml` beside `{0}`; one does not deploy without the "
        "other, and `{1}` uses it",
        note.name, ctx.project().file(uses.front().file).full_name);
    ctx.report_at(cases::CRD022_no_description, note.path, {}, message)
        .of_whole_file()
        .help("retrieve the certificate again, which writes both files");
  }
}

static constexpr Rule kOfTree{.id = rules::CRD022, .unit = UnitKind::tree, .check = check_contents};

extern const Rule rule{.id = rules::CRD022,
                       .unit = UnitKind::file,
                       .types = {types::Certificate, types::InboundCertificate},
                       .check = check,
                       .also = &kOfTree};

}  // namespace ecac::certificate_expired_or_mispaired

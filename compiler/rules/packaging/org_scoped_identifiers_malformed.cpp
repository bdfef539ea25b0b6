#include "compiler/diagnostics/cases/org_scoped_identifiers_malformed.h"

#include <fmt/format.h>

#include "compiler/resolve/values/record_id.h"
#include "compiler/rules/shared/packaged_app.h"
#include "compiler/schema/values/ConsumerIdPrefix.h"

namespace ecac::org_scoped_identifiers_malformed {

static std::string_view without_namespace(std::string_view name) {
  const std::string_view name_space = namespace_of(name);
  return name_space.empty() ? name : name.substr(name_space.size() + 2);
}

static void check_app(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  const FieldFact* scoped =
      facts.judgeable(fields::ExternalClientApplication::orgScopedExternalApp);
  if (scoped == nullptr) return;
  const std::string_view value = facts.text(*scoped);
  const std::string_view name = ctx.project().name_of(ctx.file().definition);
  const auto id = parse_org_scoped_id(ctx.schema(), value);
  if (!id || id->rest.empty()) {
    ctx.report(cases::PKG005_malformed, scoped->value,
               fmt::format("`orgScopedExternalApp` is `{}`; expected the id of an org, a colon and "
                           "`{}`",
                           value, name))
        .subject(value)
        .help("leave the element out: the org that first deploys the app fills it");
    return;
  }
  if (without_namespace(id->rest) == without_namespace(name)) return;
  const std::size_t begin = value.size() - id->rest.size();
  const TextRange range = facts.range_in_value(*scoped, begin, value.size());
  ctx.report(cases::PKG005_other_name, range,
             fmt::format("`orgScopedExternalApp` names the app `{}`; the file is that of `{}`",
                         id->rest, name))
      .subject(id->rest)
      .fix(fmt::format("Write `{}`", name), Applicability::unsafe,
           ctx.set_text(ctx.file_id(), range, std::string(name)));
}

static void check_link(RuleContext& ctx, FileId file, const AppHeader* header) {
  const FileFacts& facts = ctx.project().file(file).facts;
  const FieldFact* link = facts.judgeable(fields::ExtlClntAppOauthSettings::oauthLink);
  if (link == nullptr) return;
  const std::string_view value = facts.text(*link);
  const auto id = parse_org_scoped_id(ctx.schema(), value);
  if (!id || !is_record_id(ctx.schema(), values::ConsumerIdPrefix::kListName, id->rest)) {
    ctx.report(cases::PKG005_oauth_link, {file, link->value},
               fmt::format("`oauthLink` is `{}`; orgs write their own id, a colon and the id of a "
                           "consumer, which begins with 888",
                           value))
        .subject(value);
    return;
  }
  if (header == nullptr) return;
  const FileFacts& app = ctx.project().file(header->file).facts;
  const FieldFact* scoped = app.judgeable(fields::ExternalClientApplication::orgScopedExternalApp);
  const auto other =
      scoped == nullptr ? std::nullopt : parse_org_scoped_id(ctx.schema(), app.text(*scoped));
  constexpr std::size_t kCompared = 15;  // the rest is a checksum
  if (!other || other->org.substr(0, kCompared) == id->org.substr(0, kCompared)) return;
  ctx.report(
         cases::PKG005_orgs_differ, {file, facts.range_in_value(*link, 0, id->org.size())},
         fmt::format("`oauthLink` belongs to org `{}`, the app to org `{}`", id->org, other->org))
      .subject(id->org)
      .label({header->file, scoped->value}, "the app's org")
      .note("this is normal in a copy of an org, such as a sandbox");
}

static void check_bundle(RuleContext& ctx) {
  const auto members = ctx.bundle().members(types::ExtlClntAppOauthSettings);
  if (members.empty()) return;
  const auto header = header_of(ctx);
  for (const BundleMember& member : members) {
    check_link(ctx, member.site.file, header ? &*header : nullptr);
  }
}

static const Rule kBundle{.id = rules::PKG005, .unit = UnitKind::bundle, .check = check_bundle};

extern const Rule rule{.id = rules::PKG005,
                       .unit = UnitKind::file,
                       .types = {types::ExternalClientApplication},
                       .check = check_app,
                       .also = &kBundle};

}  // namespace ecac::org_scoped_identifiers_malformed

#include "compiler/diagnostics/cases/environment_specific_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "compiler/resolve/deploy/environment_values.h"
#include "compiler/resolve/values/record_id.h"
#include "compiler/rules/shared/packaged_app.h"
#include "compiler/rules/shared/replacement_offer.h"
#include "compiler/schema/values/OrgHostSuffix.h"
#include "compiler/schema/values/OrganizationIdPrefix.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/net/ip_address.h"
#include "compiler/support/text/ascii.h"

namespace ecac::environment_specific_value {

/// One finding in the making: what in a value belongs to one environment.
struct Found {
  CaseId rule_case;
  std::string_view text;  ///< part of the value
  std::string_view what;
};

static bool ends_ignoring_case(std::string_view text, std::string_view ending) {
  return text.size() >= ending.size() &&
         equal_ignoring_case(text.substr(text.size() - ending.size()), ending);
}

static bool is_org_host(const SchemaSet& schema, std::string_view host) {
  const EnumSchema* suffixes = schema.find_enum(values::OrgHostSuffix::kListName);
  return suffixes != nullptr && std::any_of(suffixes->values.begin(), suffixes->values.end(),
                                            [&](const EnumValue& suffix) {
                                              return suffix.name.starts_with('.')
                                                         ? ends_ignoring_case(host, suffix.name)
                                                         : equal_ignoring_case(host, suffix.name);
                                            });
}

static bool is_bare_address(std::string_view host) {
  return host.find(':') == std::string_view::npos && !host.starts_with("127.") &&
         parse_ip_address(host).has_value();
}

/// The id of an org among the words of a path or query; "" if there is none.
static std::string_view org_id_in(const SchemaSet& schema, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && ascii::is_letter_or_digit(text[end])) ++end;
    const std::string_view word = text.substr(at, end - at);
    if (is_record_id(schema, values::OrganizationIdPrefix::kListName, word)) return word;
    at = std::max(end, at + 1);
  }
  return {};
}

/// What a file repeats is reported once.
using Seen = std::vector<std::string_view>;

static void report(RuleContext& ctx, const FieldFact& fact, const Found& found, Seen& seen) {
  if (std::find(seen.begin(), seen.end(), found.text) != seen.end()) return;
  seen.push_back(found.text);
  const FileFacts& facts = ctx.facts();
  const std::string_view value = facts.text(fact);
  const auto begin = static_cast<std::size_t>(found.text.data() - value.data());
  const std::string variable =
      variable_name(fmt::format("{}_{}", ctx.file().full_name, found.what));
  const FieldSchema& field = ctx.schema().field(fact.field);
  ctx.report(found.rule_case, facts.range_in_value(fact, begin, begin + found.text.size()),
             fmt::format("`{}` has the {} `{}` of one environment in it", field.name, found.what,
                         found.text))
      .subject(found.text)
      .help("fill it from a replacement in `sfdx-project.json`, or keep one file per environment")
      .fix(fmt::format("Replace it with the variable {}", variable), Applicability::unsafe,
           add_replacement(ctx, ctx.file_id(), found.text, variable));
}

static void check_addresses(RuleContext& ctx, const FieldFact& fact, Seen& seen) {
  const FieldSchema& field = ctx.schema().field(fact.field);
  for_each_web_address(field, ctx.facts(), fact, [&](const ListItem&, const Uri& uri) {
    if (is_org_host(ctx.schema(), uri.host)) {
      report(ctx, fact, {cases::PKG009_host, uri.host, "host"}, seen);
    } else if (is_bare_address(uri.host)) {
      report(ctx, fact, {cases::PKG009_address, uri.host, "address"}, seen);
    }
    for (const std::string_view part : {uri.path, uri.query}) {
      const std::string_view id = org_id_in(ctx.schema(), part);
      if (!id.empty()) report(ctx, fact, {cases::PKG009_org_id, id, "org id"}, seen);
    }
  });
}

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  const std::string_view role = ctx.schema().type(ctx.file().type).role;
  if (role == "context" || role == "org") return;
  Seen seen;
  for (const FieldFact& fact : facts.fields()) {
    if (!fact.judgeable()) continue;
    if (ctx.schema().field(fact.field).kind != FieldKind::string) continue;
    const auto kind = environment_kind(ctx.project(), facts, fact);
    if (!kind) continue;
    const std::string_view value = facts.text(fact);
    switch (*kind) {
      case EnvironmentKind::url:
      case EnvironmentKind::callback_url: check_addresses(ctx, fact, seen); break;
      case EnvironmentKind::username:
        // An id where a user name must stand is wrong in every environment; other rules say so.
        if (value.find('@') != std::string_view::npos) {
          report(ctx, fact, {cases::PKG009_user, value, "user"}, seen);
        }
        break;
      case EnvironmentKind::secret:
      case EnvironmentKind::org_specific: break;  // of these other rules speak
    }
  }
}

extern const Rule rule{.id = rules::PKG009, .unit = UnitKind::file, .check = check};

}  // namespace ecac::environment_specific_value

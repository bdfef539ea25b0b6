#include "compiler/diagnostics/cases/mcp_stack_identity_diverges.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/rules/shared/mcp_stack.h"

namespace ecac::mcp_stack_identity_diverges {

/// One component of the chain with what tells people what it is.
struct Part {
  SymbolId symbol = SymbolId::none;
  FieldId label_field = FieldId::none;
  FieldId description_field = FieldId::none;
  std::string name = {};
  Resolved<std::string> label = {};
  Resolved<std::string> description = {};
  Place place = {};
};
using Parts = std::array<Part, 3>;

static bool read(RuleContext& ctx, Part& part) {
  const ValueReader reader(ctx.project(), part.symbol);
  if (!reader.complete()) return false;
  part.name = ctx.project().name_of(part.symbol);
  part.label = reader.text(part.label_field);
  part.description = reader.text(part.description_field);
  part.place = reader.origin().place;
  return true;
}

static bool same_stems(const std::string& a, const std::string& b, const std::string& c) {
  return name_stem(a) == name_stem(b) && name_stem(b) == name_stem(c);
}

static bool say_that_they_belong_together(const Parts& parts) {
  if (same_stems(parts[0].name, parts[1].name, parts[2].name)) return true;
  const bool known =
      std::all_of(parts.begin(), parts.end(), [](const Part& part) { return part.label.known(); });
  return !known || same_stems(*parts[0].label.value, *parts[1].label.value, *parts[2].label.value);
}

static bool can_be_described(RuleContext& ctx, const Part& part) {
  return ctx.schema().field(part.description_field).since <= ctx.project().api_version();
}

static void check_descriptions(RuleContext& ctx, const Parts& parts,
                               const McpConnection& connection) {
  for (const Part& part : parts) {
    if (!part.description.is(std::string()) || !can_be_described(ctx, part)) continue;
    FindingBuilder finding = ctx.report(
        cases::MCP010_description, part.place,
        fmt::format("`{}` is part of an MCP connection and has no `description` that says so",
                    part.name));
    finding.subject(part.name);
    explain_mcp(finding, connection);
  }
}

static void check(RuleContext& ctx) {
  const auto credentials = ctx.credentials();
  if (credentials.size() != 1 || !credentials.front()->named) return;
  const CredentialComponents components = components_of(ctx.project(), *credentials.front());
  if (components.provider == SymbolId::none || !ctx.is_defined(components.provider) ||
      !ctx.is_defined(components.external) ||
      ctx.users_of_provider(components.provider).size() != 1) {
    return;
  }
  const McpConnection& connection = ctx.mcp(components);
  if (!connection.is_mcp) return;
  Parts parts;
  parts[0] = {components.named, fields::NamedCredential::label,
              fields::NamedCredential::description};
  parts[1] = {components.external, fields::ExternalCredential::label,
              fields::ExternalCredential::description};
  parts[2] = {components.provider, fields::ExternalAuthIdentityProvider::label,
              fields::ExternalAuthIdentityProvider::description};
  for (Part& part : parts) {
    if (!read(ctx, part)) return;
  }
  if (!say_that_they_belong_together(parts)) {
    FindingBuilder finding = ctx.report(
        cases::MCP010_names, parts[0].place,
        fmt::format("`{}`, `{}` and `{}` belong together; neither their names nor their labels say "
                    "so",
                    parts[0].name, parts[1].name, parts[2].name));
    finding.subject(parts[0].name)
        .label(parts[1].place, "its external credential")
        .label(parts[2].place, "its identity provider")
        .help("give the three one label");
    explain_mcp(finding, connection);
  }
  check_descriptions(ctx, parts, connection);
}

extern const Rule rule{.id = rules::MCP010, .unit = UnitKind::stack, .check = check};

}  // namespace ecac::mcp_stack_identity_diverges

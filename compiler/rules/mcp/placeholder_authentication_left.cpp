#include "compiler/diagnostics/cases/placeholder_authentication_left.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/rules/shared/mcp_stack.h"
#include "compiler/schema/values/AuthenticationProtocol.h"
#include "compiler/schema/values/CustomVariant.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/syntax/xml_value.h"

namespace ecac::placeholder_authentication_left {

static std::string_view name_of(RuleContext& ctx, SymbolId symbol) {
  return ctx.project().name_of(symbol);
}

/// The two were made for each other: one name, or both say that they are about MCP.
static bool belong_together(RuleContext& ctx, SymbolId external, SymbolId provider) {
  return name_stem(name_of(ctx, external)) == name_stem(name_of(ctx, provider)) ||
         mcp_component(ctx.project(), provider).is_mcp;
}

/// Defined components of a type. Asked for rarely: where a connection is not finished.
static std::vector<SymbolId> all_of(RuleContext& ctx, TypeId type) {
  std::vector<SymbolId> found;
  const ProjectView& project = ctx.project();
  for (const FileId file : project.files_of(type)) {
    const SymbolId symbol = project.definition_of(file);
    if (symbol != SymbolId::none) found.push_back(symbol);
  }
  std::sort(found.begin(), found.end(),
            [&](SymbolId a, SymbolId b) { return project.name_of(a) < project.name_of(b); });
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

static std::vector<SymbolId> unused_providers(RuleContext& ctx, SymbolId external) {
  std::vector<SymbolId> unused = all_of(ctx, types::ExternalAuthIdentityProvider);
  std::erase_if(unused, [&](SymbolId provider) {
    return !ctx.uses(provider).empty() || !belong_together(ctx, external, provider);
  });
  return unused;
}

/// Makes an OAuth credential of it.
static std::vector<FixOperation> use_provider(RuleContext& ctx,
                                              const ResolvedCredential& credential,
                                              std::string_view provider) {
  const auto definitions = ctx.definitions(ctx.subject());
  if (definitions.size() != 1) return {};
  const CredentialParameters file(ctx, definitions.front());
  const Parameter* variant = file.find(values::ExternalCredentialParamType::AuthProtocolVariant);
  if (variant == nullptr) return {};
  if (credential.protocol.origin.kind != OriginKind::written) return {};
  namespace ids = fields::ExternalCredential;
  const auto name_of = [&](FieldId field) { return std::string(ctx.schema().field(field).name); };
  NewElement block{.name = name_of(ids::externalCredentialParameters)};
  const std::pair<FieldId, std::string_view> parts[] = {
      {ids::externalCredentialParameters_externalAuthIdentityProvider, provider},
      {ids::externalCredentialParameters_parameterGroup, "DefaultGroup"},
      {ids::externalCredentialParameters_parameterName,
       values::ExternalCredentialParamType::ExternalAuthIdentityProvider},
      {ids::externalCredentialParameters_parameterType,
       values::ExternalCredentialParamType::ExternalAuthIdentityProvider}};
  for (const auto& [field, value] : parts) {
    block.children.push_back({.name = name_of(field), .value = std::string(value)});
  }
  std::vector<FixOperation> operations = ctx.set_text(
      file.file(), credential.protocol.origin.place.range, values::AuthenticationProtocol::Oauth);
  operations.emplace_back(
      ReplaceElements{{file.file(), variant->fact->element}, {std::move(block)}});
  return operations;
}

static void check(RuleContext& ctx) {
  if (!ctx.is_defined(ctx.subject())) return;
  const McpCaller caller = mcp_caller(ctx);
  if (caller.credential == nullptr || !sends_no_authentication(*caller.credential)) return;
  const ResolvedCredential& credential = *caller.credential;
  if (credential.variant.origin.kind != OriginKind::written) return;
  const std::vector<SymbolId> providers = unused_providers(ctx, ctx.subject());
  if (providers.empty()) {
    FindingBuilder finding = ctx.report(
        cases::MCP006_no_authentication, credential.variant.origin.place,
        fmt::format("`{}` calls an MCP server without authentication; that is how a registration "
                    "begins, and only a public server lets it stay so",
                    ctx.subject_name()));
    finding.subject(ctx.subject_name());
    explain_mcp(finding, *caller.connection);
    return;
  }
  const std::string provider(name_of(ctx, providers.front()));
  FindingBuilder finding = ctx.report(
      cases::MCP006_placeholder, credential.variant.origin.place,
      fmt::format("`{}` still has no authentication, and identity provider `{}` is used by nobody",
                  ctx.subject_name(), provider));
  finding.subject(ctx.subject_name())
      .help(fmt::format("make it an `Oauth` credential with `ExternalAuthIdentityProvider` `{}`",
                        provider));
  const auto definitions = ctx.definitions(providers.front());
  if (!definitions.empty()) {
    finding.label({definitions[0], ctx.project().file(definitions[0]).facts.root_tag()},
                  "waits to be used");
  }
  explain_mcp(finding, *caller.connection);
  if (providers.size() == 1) {
    finding.fix(fmt::format("Get tokens through `{}`", provider), Applicability::unsafe,
                use_provider(ctx, credential, provider));
  }
}

/// What external credentials say about the providers that none of them names.
struct Explained {
  bool waits = false;                        ///< one sends no authentication yet
  std::set<std::string, std::less<>> meant;  ///< providers whose names are misspelt
};

static Explained explained_providers(RuleContext& ctx) {
  Explained explained;
  for (const FileId id : ctx.project().files_of(types::ExternalCredential)) {
    const ParameterList parameters(ValueReader(ctx.project(), id),
                                   parameter_fields(types::ExternalCredential));
    explained.waits = explained.waits ||
                      parameters.value(values::ExternalCredentialParamType::AuthProtocolVariant)
                          .is(values::CustomVariant::NoAuthentication);
    const auto uses = ctx.project().facts(id).uses();
    for (std::size_t i = 0; i < uses.size(); ++i) {
      if (uses[i].type != types::ExternalAuthIdentityProvider) continue;
      ReferenceAnswer answer = ctx.resolve(id, i);
      if (!answer.suggestion.empty()) explained.meant.insert(std::move(answer.suggestion));
    }
  }
  return explained;
}

/// The other half: a provider that nothing uses, where no placeholder waits for it.
static void check_providers(RuleContext& ctx) {
  std::vector<std::pair<FileId, McpConnection>> unused;
  for (const FileId id : ctx.project().files_of(types::ExternalAuthIdentityProvider)) {
    const ProjectFile& file = ctx.project().file(id);
    if (!file.checked || file.wrong_suffix || file.definition == SymbolId::none) continue;
    if (!ctx.uses(file.definition).empty()) continue;
    // The context keeps answers for few questions.
    McpConnection connection =
        mcp_connection(ctx.project(), ctx.run(), {.provider = file.definition});
    if (connection.is_mcp) unused.emplace_back(id, std::move(connection));
  }
  if (unused.empty()) return;
  const Explained explained = explained_providers(ctx);
  if (explained.waits) return;
  for (const auto& [id, connection] : unused) {
    const ProjectFile& file = ctx.project().file(id);
    if (explained.meant.contains(file.full_name)) continue;
    FindingBuilder finding =
        ctx.report(cases::MCP006_unused_provider, {id, file.facts.root_tag()},
                   fmt::format("no external credential of this project gets its tokens through "
                               "identity provider `{}`",
                               file.full_name));
    finding.subject(file.full_name)
        .help("name it in an `ExternalAuthIdentityProvider` parameter of an external credential");
    explain_mcp(finding, connection);
  }
}

static const Rule providers_rule{
    .id = rules::MCP006, .unit = UnitKind::project, .check = check_providers};

extern const Rule rule{
    .id = rules::MCP006, .unit = UnitKind::stack, .check = check, .also = &providers_rule};

}  // namespace ecac::placeholder_authentication_left

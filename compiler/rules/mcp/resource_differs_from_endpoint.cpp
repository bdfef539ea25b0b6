#include "compiler/diagnostics/cases/resource_differs_from_endpoint.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/words.h"
#include "compiler/resolve/credential/resource_indicator.h"
#include "compiler/rules/shared/mcp_stack.h"
#include "compiler/schema/values/ExtlIdentityProviderParmType.h"
#include "compiler/syntax/xml_value.h"

namespace ecac::resource_differs_from_endpoint {

/// What is sent on the token request, or, if that sends nothing, on any other. That the requests
/// of one provider agree with each other is another question.
static std::vector<const Parameter*> judged(const ProviderStack& stack) {
  for (const std::string_view type :
       {values::ExtlIdentityProviderParmType::TokenRequestBodyParameter,
        values::ExtlIdentityProviderParmType::TokenRequestQueryParameter,
        values::ExtlIdentityProviderParmType::AuthorizeRequestQueryParameter,
        values::ExtlIdentityProviderParmType::RefreshRequestBodyParameter}) {
    std::vector<const Parameter*> found = stack.sent("resource", type);
    if (!found.empty()) return found;
  }
  return {};
}

/// Makes all requests that send the wrong value send the right one.
static std::vector<FixOperation> correct(RuleContext& ctx, const ProviderStack& stack,
                                         std::string_view wrong, const std::string& right) {
  std::vector<FixOperation> operations;
  for (const Parameter* parameter : stack.sent("resource")) {
    if (!parameter->value.is(wrong)) continue;
    for (FixOperation& operation :
         ctx.set_text(ctx.file_id(), stack.file().value_fact(*parameter)->value, right)) {
      operations.push_back(std::move(operation));
    }
  }
  return operations;
}

/// What ecac.json says that the server is called, for any part of the connection; else the address
/// of the callouts. None if that is not known.
static std::optional<std::string> expected_resource(RuleContext& ctx,
                                                    const ProviderCaller& credential) {
  for (const std::string_view part : {credential.name, credential.external, ctx.file().full_name}) {
    const CredentialConfiguration* said = ctx.run().credential(part);
    if (said != nullptr && said->resource) return said->resource->value;
  }
  if (!credential.url.known() || credential.url.value->empty()) return std::nullopt;
  return credential.url.value;
}

/// A server that compares letter by letter takes the two for different resources.
static void check_last_slash(RuleContext& ctx, const ProviderStack& stack,
                             const Parameter& parameter, const ProviderCaller& credential,
                             std::string_view url) {
  const std::string_view resource = *parameter.value.value;
  if (!resource.ends_with('/') || !differ_in_last_slash(resource, url)) return;
  ctx.report(
         cases::MCP003_slash, stack.file().place(stack.file().value_range(parameter)),
         fmt::format("`resource` ends in a slash and the address of `{}` does not; servers that "
                     "compare letter by letter take them for two resources",
                     credential.name))
      .subject(resource)
      .help(fmt::format("write `{}`, unless the server publishes the other form", shown(url)));
}

static void check_credential(RuleContext& ctx, const ProviderStack& stack,
                             const std::vector<const Parameter*>& parameters,
                             const ProviderCaller& credential) {
  const std::optional<std::string> expected = expected_resource(ctx, credential);
  if (!expected) return;
  const std::string& url = *expected;
  const bool configured = url != credential.url.value.value_or("");
  const Parameter* wrong = nullptr;
  ResourceFit fit = ResourceFit::same;
  for (const Parameter* parameter : parameters) {
    // A request may name several resources; one of them is this server's.
    if (!parameter->value.known()) return;
    const ResourceFit here = resource_fit(*parameter->value.value, url);
    if (here == ResourceFit::same && parameters.size() == 1) {
      check_last_slash(ctx, stack, *parameter, credential, url);
    }
    if (here != ResourceFit::other_path && here != ResourceFit::other_server) return;
    if (wrong != nullptr && here == ResourceFit::other_server) continue;
    wrong = parameter;
    fit = here;
  }
  if (wrong == nullptr) return;
  const std::string_view resource = *wrong->value.value;
  const bool other_server = fit == ResourceFit::other_server;
  const std::string_view verb = configured ? "is to name" : "calls";
  FindingBuilder finding = ctx.report(
      other_server ? cases::MCP003_other_server : cases::MCP003_other_path,
      stack.file().place(stack.file().value_range(*wrong)),
      other_server
          ? fmt::format(
                "`resource` is `{}`, but `{}` {} `{}`; the token is bound to another server",
                shown(resource), credential.name, verb, shown(url))
          : fmt::format("`resource` is `{}`, but `{}` {} `{}`, another path of that server",
                        shown(resource), credential.name, verb, shown(url)));
  finding.subject(resource);
  if (!configured) {
    finding.help(
        fmt::format("if the server publishes this resource, say so: \"credentials\": {{\"{}\": "
                    "{{\"resource\": \"{}\"}}}} in `ecac.json`",
                    credential.name, shown(resource)));
  }
  finding.fix(fmt::format("Write `{}`", shown(url)), Applicability::unsafe,
              correct(ctx, stack, resource, url));
  if (!configured && credential.url.origin.kind == OriginKind::written) {
    finding.label(credential.url.origin.place, "callouts go here");
  }
}

/// Some scope of the list begins with the resource.
static bool is_audience_of(std::string_view resource, std::string_view scopes) {
  for (std::size_t at = 0; at < scopes.size();) {
    const std::size_t end = std::min(scopes.find_first_of(" ,", at), scopes.size());
    const std::string_view audience = audience_of_scope(scopes.substr(at, end - at));
    if (audience == resource || (!audience.empty() && differ_in_last_slash(audience, resource))) {
      return true;
    }
    at = end + 1;
  }
  return false;
}

/// A server whose scopes say the audience takes `resource` only where it says the same.
static void check_scopes(RuleContext& ctx, const ProviderStack& stack) {
  const std::vector<const Parameter*> parameters = judged(stack);
  if (parameters.empty() || !parameters.front()->value.known()) return;
  const std::string_view resource = *parameters.front()->value.value;
  for (const CredentialComponents& user : ctx.users_of_provider(ctx.file().definition)) {
    const Resolved<std::string>& scopes =
        ctx.credential(user.named != SymbolId::none ? user.named : user.external).scope;
    if (!scopes.known() || scopes.value->empty()) continue;
    if (is_audience_of(resource, *scopes.value)) continue;
    FindingBuilder finding = ctx.report(
        cases::MCP003_scope, stack.file().place(stack.file().name_range(*parameters.front())),
        fmt::format("`resource` is `{}`, but the authorization server takes the audience from the "
                    "scopes, `{}`, and is reported to refuse a `resource` that they do not begin "
                    "with",
                    shown(resource), shown(*scopes.value)));
    finding.subject(resource).help("take `resource` out of all requests of this provider");
    if (scopes.origin.kind == OriginKind::written) {
      finding.label(scopes.origin.place, "the scopes");
    }
    return;
  }
}

static void check(RuleContext& ctx) {
  if (!names_resource(ctx.facts())) return;
  const ProviderStack stack(ctx);
  const AudienceForm form = stack.audience_form();
  if (form == AudienceForm::own_resource) return;
  if (form == AudienceForm::scope) {
    check_scopes(ctx, stack);
    return;
  }
  const std::vector<const Parameter*> parameters = judged(stack);
  if (parameters.empty()) return;
  for (const ProviderCaller& caller : stack.callers()) {
    check_credential(ctx, stack, parameters, caller);
  }
}

extern const Rule rule{.id = rules::MCP003,
                       .unit = UnitKind::file,
                       .types = {types::ExternalAuthIdentityProvider},
                       .check = check};

}  // namespace ecac::resource_differs_from_endpoint

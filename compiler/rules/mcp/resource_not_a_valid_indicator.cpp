#include "compiler/diagnostics/cases/resource_not_a_valid_indicator.h"

#include <fmt/format.h>

#include "compiler/diagnostics/words.h"
#include "compiler/resolve/credential/resource_indicator.h"
#include "compiler/rules/shared/mcp_stack.h"
#include "compiler/schema/values/ExtlIdentityProviderParmType.h"

namespace ecac::resource_not_a_valid_indicator {

static void check_value(RuleContext& ctx, const CredentialParameters& file,
                        const Parameter& parameter) {
  if (!parameter.value.known() || parameter.value.value->empty()) return;
  const std::string_view resource = *parameter.value.value;
  const std::string_view problem = resource_problem(resource);
  const FieldFact* value = file.value_fact(parameter);
  if (problem.empty()) {
    if (resource.find('?') == std::string_view::npos) return;
    ctx.report(cases::MCP004_query, value->value,
               fmt::format("`resource` is `{}`; a resource indicator should have no query (RFC "
                           "8707)",
                           shown(resource)))
        .subject(resource);
    return;
  }
  FindingBuilder finding = ctx.report(
      cases::MCP004_invalid, value->value,
      fmt::format("`resource` is `{}`: {}; expected an absolute web address without a fragment",
                  shown(resource), problem));
  finding.subject(resource);
  const std::size_t hash = resource.find('#');
  if (hash == std::string_view::npos || !resource_problem(resource.substr(0, hash)).empty()) return;
  finding.fix(
      "Drop the fragment", Applicability::unsafe,
      ctx.set_text(ctx.file_id(), ctx.facts().range_in_value(*value, hash, resource.size()), ""));
}

/// The only value of a name that a type sends; null if there is none, or several.
static const Parameter* only(const ProviderStack& stack, std::string_view type) {
  const auto found = stack.sent("resource", type);
  if (found.size() != 1 || !found.front()->value.known()) return nullptr;
  return resource_problem(*found.front()->value.value).empty() ? found.front() : nullptr;
}

/// A request that asks for a resource, as the type of its parameter and as people call it.
struct Request {
  std::string_view type;
  std::string_view words;
};

constexpr Request kAuthorize = {
    values::ExtlIdentityProviderParmType::AuthorizeRequestQueryParameter, "authorize request"};
constexpr Request kToken = {values::ExtlIdentityProviderParmType::TokenRequestBodyParameter,
                            "token request"};
constexpr Request kRefresh = {values::ExtlIdentityProviderParmType::RefreshRequestBodyParameter,
                              "refresh request"};

/// The later of two requests must not ask for another resource than the earlier one did.
static void check_pair(RuleContext& ctx, const ProviderStack& stack, const Request& earlier,
                       const Request& later) {
  const Parameter* first = only(stack, earlier.type);
  const Parameter* second = only(stack, later.type);
  if (first == nullptr || second == nullptr) return;
  const std::string_view asked = *first->value.value;
  const std::string_view wanted = *second->value.value;
  if (asked == wanted) return;
  // Against the address of the callouts it is reported already.
  const bool of_token = later.type == kToken.type;
  for (const ProviderCaller& caller : stack.callers()) {
    const bool wrong = of_token && resource_fit(wanted, caller.url.value.value_or("")) ==
                                       ResourceFit::other_server;
    if (wrong) return;
  }
  const bool slash = differ_in_last_slash(asked, wanted);
  FindingBuilder finding = ctx.report(
      slash ? cases::MCP004_slash : cases::MCP004_differ,
      stack.file().place(stack.file().value_range(*second)),
      slash ? fmt::format("`resource` ends in a slash on one request and not on the other: `{}` "
                          "and `{}`",
                          shown(asked), shown(wanted))
            : fmt::format("the {} names resource `{}`, the {} `{}`", later.words, shown(wanted),
                          earlier.words, shown(asked)));
  finding.subject(wanted).label(stack.file().place(stack.file().value_range(*first)),
                                fmt::format("on the {}", earlier.words));
}

static void check(RuleContext& ctx) {
  if (!names_resource(ctx.facts())) return;
  const ProviderStack stack(ctx);
  const AudienceForm form = stack.audience_form();
  if (form == AudienceForm::own_resource || form == AudienceForm::scope) return;
  for (const Parameter* parameter : stack.sent("resource")) {
    if (!parameter->type.ends_with(values::ExtlIdentityProviderParmType::HttpHeader)) {
      check_value(ctx, stack.file(), *parameter);
    }
  }
  check_pair(ctx, stack, kAuthorize, kToken);
  check_pair(ctx, stack, kToken, kRefresh);
}

extern const Rule rule{.id = rules::MCP004,
                       .unit = UnitKind::file,
                       .types = {types::ExternalAuthIdentityProvider},
                       .check = check};

}  // namespace ecac::resource_not_a_valid_indicator

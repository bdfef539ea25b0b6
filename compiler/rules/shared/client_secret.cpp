#include "compiler/rules/shared/client_secret.h"

#include <fmt/format.h>

#include "compiler/diagnostics/cases/secret_required_of_public_client.h"
#include "compiler/model/value_list.h"
#include "compiler/schema/values/OauthScope.h"
#include "compiler/support/edit_distance.h"

namespace ecac {

namespace {

constexpr FieldId kCallback = fields::ExtlClntAppGlobalOauthSettings::callbackUrl;

bool is_web_address(std::string_view uri) {
  return equal_ignoring_case(uri.substr(0, 4), "http");
}

}  // namespace

bool may_be_public(const RuleContext& ctx) {
  const AppConfiguration* configuration = ctx.org().configuration(ctx.subject_name());
  if (configuration != nullptr && configuration->client_type) {
    return configuration->client_type->value == ClientType::public_client;
  }
  if (!ctx.org().app(ctx.subject()).aliases.empty()) return true;
  bool custom = false;
  for (const BundleMember& member : ctx.bundle().members(ctx.schema().type_of(kCallback))) {
    const FileFacts& facts = ctx.project().file(member.site.file).facts;
    const FieldFact* fact = facts.find(kCallback);
    if (fact == nullptr) continue;
    for_each_item(facts.text(*fact), ListSyntax::lines, [&](const ListItem& item) {
      if (!item.text.empty() && !is_web_address(item.text)) custom = true;
    });
  }
  return custom;
}

void label_evidence(FindingBuilder& finding, const ResolvedApp& app, ClientType type) {
  if (app.client.declared.known()) return;
  for (const ClientEvidence& evidence : app.client.evidence) {
    if (evidence.type != type || evidence.origin.kind != OriginKind::written) continue;
    finding.label(evidence.origin.place, type == ClientType::public_client
                                             ? "public: a custom scheme lives on a user's device"
                                             : fmt::format("confidential: {}", evidence.reason));
    return;
  }
}

std::string opposing_help_page() {
  return fmt::format(
      "one Salesforce help page states the opposite; `ecac explain {}` shows why it is wrong",
      rule_of(rules::FLW021).code);
}

const ResolvedScope* refresh_scope(const ResolvedApp& app) {
  const ResolvedScope* scope = find_scope(app, values::OauthScope::RefreshToken);
  return scope != nullptr ? scope : find_scope(app, values::OauthScope::OfflineAccess);
}

}  // namespace ecac

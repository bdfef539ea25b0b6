#include "compiler/diagnostics/cases/org_oauth_hardening_gaps.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "compiler/rules/shared/app_findings.h"

namespace ecac::org_oauth_hardening_gaps {

namespace app_settings = fields::ExternalClientAppSettings;
namespace oauth_settings = fields::OauthOidcSettings;

struct Gap {
  FieldId field;
  bool value;  ///< that leaves it open
  CaseId rule_case;
  std::string_view risk;
};

static const Gap kSecretGaps[] = {
    {app_settings::enableClientSecretInRestApiAccess, true, cases::SEC015_secret_in_rest_api,
     "client secrets readable through the credentials REST API"},
    {app_settings::enableConsumerSecretApiAccess, true, cases::SEC015_secret_in_metadata_api,
     "client secrets readable through Metadata API"},
};

/// The worst first: it names the finding.
static const Gap kFlowGaps[] = {
    {oauth_settings::blockOAuthUnPwFlow, false, cases::SEC015_password_flow,
     "the user name and password flow open"},
    {oauth_settings::blockOAuthUsrAgtFlow, false, cases::SEC015_user_agent_flow,
     "the user-agent flow open"},
    {oauth_settings::isPkceRequired, false, cases::SEC015_pkce_optional,
     "PKCE to the choice of each app"},
};

static std::string message_of(RuleContext& ctx, const Gap& gap, const WrittenField& field) {
  return fmt::format("`{}` is `{}`, which leaves {}", ctx.schema().field(gap.field).name,
                     field.text, gap.risk);
}

static std::string_view cure(const Gap& gap) {
  return gap.value ? "false" : "true";
}

static void check_secrets(RuleContext& ctx) {
  for (const Gap& gap : kSecretGaps) {
    const WrittenField field = written(ctx, gap.field);
    if (!says(field, gap.value)) continue;
    ctx.report(gap.rule_case, field.fact->value, message_of(ctx, gap, field))
        .fix("Turn it off", Applicability::unsafe,
             ctx.set_text(ctx.file_id(), field.fact->value, std::string(cure(gap))));
  }
}

/// One finding for the file; nearly every org has one of these.
static void check_flows(RuleContext& ctx) {
  const Gap* first = nullptr;
  WrittenField place;
  std::vector<Label> labels;
  std::vector<FixOperation> operations;
  for (const Gap& gap : kFlowGaps) {
    const WrittenField field = written(ctx, gap.field);
    if (!says(field, gap.value)) continue;
    for (FixOperation& operation :
         ctx.set_text(ctx.file_id(), field.fact->value, std::string(cure(gap)))) {
      operations.push_back(std::move(operation));
    }
    if (first == nullptr) {
      first = &gap;
      place = field;
    } else {
      labels.push_back({field.place(), fmt::format("leaves {}", gap.risk)});
    }
  }
  if (first == nullptr) return;
  FindingBuilder finding =
      ctx.report(first->rule_case, place.fact->value, message_of(ctx, *first, place));
  for (Label& label : labels) finding.label(label.place, std::move(label.text));
  finding.fix("Close what is open", Applicability::unsafe, std::move(operations));
}

static void check(RuleContext& ctx) {
  if (ctx.file().type == types::OauthOidcSettings) {
    check_flows(ctx);
  } else {
    check_secrets(ctx);
  }
}

extern const Rule rule{.id = rules::SEC015,
                       .unit = UnitKind::file,
                       .types = {types::ExternalClientAppSettings, types::OauthOidcSettings},
                       .check = check};

}  // namespace ecac::org_oauth_hardening_gaps

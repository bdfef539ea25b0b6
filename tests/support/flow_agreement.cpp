#include "tests/support/flow_agreement.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "compiler/diagnostics/cases/callback_missing.h"
#include "compiler/diagnostics/cases/headless_site_endpoint_open.h"
#include "compiler/diagnostics/cases/pkce_not_required.h"
#include "compiler/diagnostics/cases/preauthorized_without_assignments.h"
#include "compiler/diagnostics/cases/saml_without_identity_provider.h"
#include "compiler/diagnostics/cases/scope_inert_for_flow.h"
#include "compiler/diagnostics/cases/secret_optional_on_private_client.h"
#include "compiler/diagnostics/rule_info.h"
#include "compiler/resolve/app/app_questions.h"
#include "compiler/schema/values/OauthScope.h"

namespace ecac::test {

namespace {

using Findings = std::vector<const ReportFinding*>;

bool holds(const std::vector<std::string>& paths, const std::string& path) {
  return std::any_of(paths.begin(), paths.end(), [&](const std::string& each) {
    return path == each || path.ends_with("/" + each) || each.ends_with("/" + path);
  });
}

/// Those in a file of the app, or that point at one; others are of the org.
Findings findings_of(const Report& report, const ResolvedProject& project, const CompiledApp& app) {
  Findings all;
  const auto is_near = [](const CompiledApp& one, const ReportFinding& finding) {
    return holds(one.files, finding.place.path) ||
           std::any_of(
               finding.related.begin(), finding.related.end(),
               [&](const ReportLabel& label) { return holds(one.files, label.place.path); });
  };
  for (const ReportFinding& finding : report.findings) {
    const bool of_an_app =
        std::any_of(project.apps.begin(), project.apps.end(),
                    [&](const CompiledApp& one) { return is_near(one, finding); });
    if (!of_an_app || is_near(app, finding)) all.push_back(&finding);
  }
  return all;
}

/// Findings about any field, of which flows are not the point.
bool speaks_of_many_fields(CaseId finding) {
  const std::string_view family = rule_of(finding).family();
  const std::string_view code = rule_of(finding).code;
  return family != "FLW" && code != "POL001" && code != "POL005" && code != "POL007";
}

bool names(const ConditionDefinition& condition, CaseId finding) {
  const auto& cases = condition.cases;
  return std::find(cases.begin(), cases.end(), finding) != cases.end();
}

bool works(const CompiledApp& app, FlowKind kind) {
  return ecac::works(app.flow(kind).state);
}

/// Whether a code comes out of one of the flows that give one.
bool gives_codes(const CompiledApp& app) {
  return works(app, FlowKind::headless_login) ||
         (works(app, FlowKind::web_server) && is_switched_on(app, FlowKind::web_server));
}

bool lets_users_in(const CompiledApp& app) {
  constexpr std::array kOfUsers = {
      FlowKind::web_server,   FlowKind::headless_login,  FlowKind::passwordless_login,
      FlowKind::registration, FlowKind::forgot_password, FlowKind::jwt_bearer,
      FlowKind::device,       FlowKind::token_exchange,  FlowKind::first_party};
  return std::any_of(kOfUsers.begin(), kOfUsers.end(),
                     [&](FlowKind kind) { return works(app, kind); });
}

bool serves_site_protected(const CompiledApp& app, const ReportFinding& finding) {
  const std::array<std::pair<std::string_view, FlowKind>, 3> kServices = {
      {{"passwordless login", FlowKind::passwordless_login},
       {"registration", FlowKind::registration},
       {"password reset", FlowKind::forgot_password}}};
  return std::any_of(kServices.begin(), kServices.end(), [&](const auto& service) {
    return finding.message.starts_with(service.first) &&
           app.flow(service.second).state == FlowState::ready;
  });
}

/// Users who are kept out by their flows, which it names, do not keep client credentials out.
bool contradicts_nobody(const CompiledApp& app, const ReportFinding& finding) {
  return lets_users_in(app) || (works(app, FlowKind::client_credentials) &&
                                finding.message.find(" by ") == std::string::npos);
}

/// Whether no code comes out without the secret.
bool demands_secret(const CompiledApp& app, FlowKind kind) {
  const FlowCondition* condition = find_condition(app.flow(kind), Condition::code_without_secret);
  return app.flow(kind).state == FlowState::off ||
         (condition != nullptr && condition->met.is(false));
}

/// What a finding claims, and whether the states contradict it.
using Contradiction = std::function<bool(const CompiledApp&, const ReportFinding&)>;
const std::map<CaseId, Contradiction>& claims() {
  static const std::map<CaseId, Contradiction> kClaims = {
      {cases::POL001_nobody, contradicts_nobody},
      {cases::POL001_nobody_in_flow, contradicts_nobody},
      {cases::FLW039_off, [](const auto& app, const auto&) { return works(app, FlowKind::saml); }},
      {cases::FLW032_open, serves_site_protected},
      {cases::SEC001_unprotected,
       [](const auto& app, const auto&) {
         return demands_secret(app, FlowKind::web_server) &&
                demands_secret(app, FlowKind::headless_login);
       }},
      {cases::SEC001_inert, [](const auto& app, const auto&) { return gives_codes(app); }},
      {cases::FLW022_inert, [](const auto& app, const auto&) { return gives_codes(app); }},
      {cases::FLW004_inert,
       [](const auto& app, const auto&) {
         return gives_codes(app) || works(app, FlowKind::jwt_bearer) ||
                works(app, FlowKind::device);
       }},
  };
  return kClaims;
}

/// That say it of a field beside others of its file, or of a whole connection; no flow has a part
/// in it.
bool is_of_fields_alone(CaseId finding) {
  const std::string_view family = rule_of(finding).family();
  const std::string_view code = rule_of(finding).code;
  return family == "SCH" || family == "CRD" || family == "MCP" || family == "SCT" ||
         family == "NAM" || code == "POL002" || code == "POL008" || code == "FLW028" ||
         code == "FLW026" || code == "SEC012" || code == "POL009";
}

class Comparison {
 public:
  Comparison(const CompileResult& result, const CompiledApp& app, FlowAgreement& agreement)
      : app_(app),
        findings_(findings_of(result.check.report, *result.project, app)),
        agreement_(agreement) {
    for (const WaivedFinding& waived : result.check.report.waived) {
      findings_.push_back(&waived.finding);
    }
  }

  void run() {
    for_each_flow(app_, [&](const ResolvedFlow& flow) {
      if (ecac::works(flow.state)) check_working(flow);
      if (flow.state == FlowState::blocked) check_blocked(flow);
    });
    for (const ReportFinding* finding : findings_) {
      check_case(*finding);
      check_words(*finding);
    }
  }

 private:
  template <class... Parts>
  void disagree(fmt::format_string<Parts...> text, Parts&&... parts) {
    agreement_.disagreements.push_back(
        fmt::format("{}: {}", app_.name, fmt::format(text, std::forward<Parts>(parts)...)));
  }

  void check_working(const ResolvedFlow& flow) {
    ++agreement_.working;
    for (const FlowCondition& condition : flow.conditions) {
      if (condition.role == FlowCondition::Role::switched) continue;
      for (const ReportFinding* finding : findings_) {
        if (finding->severity != Severity::error) continue;
        if (speaks_of_many_fields(finding->rule_case)) continue;
        if (!names(condition.definition(), finding->rule_case)) continue;
        if (rule_id_of(finding->rule_case) != rule_id_of(condition.reported_by)) continue;
        disagree("{} works, and {} is an error: {}", words_of(flow.kind),
                 rule_of(finding->rule_case).code, finding->message);
      }
    }
  }

  void check_blocked(const ResolvedFlow& flow) {
    if (!is_switched_on(app_, flow.kind)) {
      const bool may_be_off = flow.kind == FlowKind::web_server || flow.kind == FlowKind::refresh;
      if (!may_be_off) disagree("{} is blocked, and nobody turned it on", words_of(flow.kind));
      return;
    }
    ++agreement_.blocked;
    bool told = false;
    std::string unmet;
    for (const FlowCondition& condition : flow.conditions) {
      if (!condition.met.is(false) || condition.role == FlowCondition::Role::protection) continue;
      unmet += fmt::format(" {} ({})", condition.name(), rule_of(condition.reported_by).code);
      for (const ReportFinding* finding : findings_) {
        if (rule_id_of(finding->rule_case) != rule_id_of(condition.reported_by)) continue;
        told = true;
        agreement_.reported.insert(finding->rule_case);
      }
    }
    if (!told) disagree("{} is blocked, and no finding says why:{}", words_of(flow.kind), unmet);
  }

  /// A finding that conditions name holds of one of them.
  void check_case(const ReportFinding& finding) {
    bool named = false;
    bool met_everywhere = true;
    std::string_view name;
    for_each_flow(app_, [&](const ResolvedFlow& flow) {
      for (const FlowCondition& condition : flow.conditions) {
        if (!names(condition.definition(), finding.rule_case)) continue;
        named = true;
        name = condition.name();
        if (!condition.met.is(true)) met_everywhere = false;
      }
    });
    if (!named) return;
    if (!met_everywhere) agreement_.reported.insert(finding.rule_case);
    if (speaks_of_many_fields(finding.rule_case)) return;
    ++agreement_.claims;
    // Apps of one project may have different sites and settings.
    if (met_everywhere && holds(app_.files, finding.place.path)) {
      disagree("{} is met, and {} says: {}", name, rule_of(finding.rule_case).code,
               finding.message);
    }
  }

  void check_words(const ReportFinding& finding) {
    constexpr std::array<std::string_view, 3> kWords = {"nobody", "anyone", "no effect"};
    const bool claims_it = std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
      return finding.message.find(word) != std::string::npos;
    });
    const auto found = claims().find(finding.rule_case);
    if (found != claims().end()) {
      if (holds(app_.files, finding.place.path) && found->second(app_, finding)) {
        disagree("the states contradict {}: {}", rule_of(finding.rule_case).code, finding.message);
      }
    } else if (claims_it && !is_of_fields_alone(finding.rule_case)) {
      disagree("no test knows what {} claims: {}", rule_of(finding.rule_case).code,
               finding.message);
    }
  }

  const CompiledApp& app_;
  Findings findings_;
  FlowAgreement& agreement_;
};

}  // namespace

bool is_switched_on(const CompiledApp& app, FlowKind kind) {
  const ResolvedFlow& flow = app.flow(kind);
  const bool on = std::all_of(
      flow.conditions.begin(), flow.conditions.end(), [](const FlowCondition& condition) {
        return condition.role != FlowCondition::Role::switched || condition.met.is(true);
      });
  if (!on) return false;
  if (kind == FlowKind::web_server) {
    return !find_condition(flow, Condition::callback)->met.is(false);
  }
  constexpr std::array kGivers = {FlowKind::web_server, FlowKind::headless_login, FlowKind::device,
                                  FlowKind::token_exchange};
  return kind != FlowKind::refresh ||
         std::any_of(kGivers.begin(), kGivers.end(),
                     [&](FlowKind giver) { return is_switched_on(app, giver); });
}

void compare_flows(const CompileResult& result, FlowAgreement& agreement) {
  for (const CompiledApp& app : result.project->apps) {
    // What is excluded from the check has no findings.
    const bool checked = std::all_of(
        result.check.files.begin(), result.check.files.end(), [&](const ShownFile& file) {
          return !holds(app.files, file.path) || file.standing == "checked";
        });
    if (!checked) continue;
    Comparison(result, app, agreement).run();
  }
}

}  // namespace ecac::test

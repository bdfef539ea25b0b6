#include "compiler/diagnostics/cases/saml_policy_incomplete.h"

#include <fmt/format.h>

#include "compiler/rules/engine/rule.h"
#include "compiler/support/x509/certificate.h"

namespace ecac::saml_policy_incomplete {

static std::string problem_of(const CertificateInfo& info) {
  switch (info.kind) {
    case CertificateInfo::Kind::certificate:
    case CertificateInfo::Kind::several: return {};
    case CertificateInfo::Kind::signing_request: return "this is a signing request";
    case CertificateInfo::Kind::private_key: return "this is a private key";
    case CertificateInfo::Kind::not_a_certificate: break;
  }
  return info.problem.empty() ? "this cannot be read as one" : info.problem;
}

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  const FieldId field = fields::ExtlClntAppSamlConfigurablePolicies::certificate;
  const FieldFact* fact = facts.judgeable(field);
  if (fact == nullptr) return;
  const std::string problem = problem_of(read_certificate(facts.text(*fact)));
  if (problem.empty()) return;
  ctx.report(cases::SCH014_certificate, fact->value,
             fmt::format("`{}` must hold an X.509 certificate in base64; {}",
                         ctx.schema().field(field).name, problem))
      .subject(problem);
}

extern const Rule rule{.id = rules::SCH014,
                       .unit = UnitKind::file,
                       .types = {types::ExtlClntAppSamlConfigurablePolicies},
                       .check = check};

}  // namespace ecac::saml_policy_incomplete

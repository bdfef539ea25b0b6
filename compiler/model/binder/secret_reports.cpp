#include "compiler/model/binder/secret_reports.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/cases/private_key_material.h"
#include "compiler/diagnostics/cases/token_literal.h"
#include "compiler/schema/field_ids.h"
#include "compiler/secrets/secret_scan.h"
#include "compiler/secrets/secret_value.h"
#include "compiler/support/limits.h"

namespace ecac {

namespace {

/// Whether the rule of a secret field says it already (SCT001, SCT005, SCT006).
bool field_rule_speaks(const Binding& binding, TextRange secret) {
  return std::any_of(binding.facts.begin(), binding.facts.end(), [&](const FieldFact& fact) {
    return fact.value.contains(secret) && binding.schema.field(fact.field).secret &&
           fact.field != fields::NamedCredential::awsAccessKey && !fact.mended && !fact.foreign &&
           !fact.tainted && may_be_secret(binding.value_of(fact));
  });
}

struct FormWords {
  std::string_view name;
  CaseId rule_case;
};

FormWords words_for(SecretForm form) {
  switch (form) {
    case SecretForm::private_key: return {"a private key", cases::SCT003_key};
    case SecretForm::access_token: return {"a session or access token", cases::SCT004_access_token};
    case SecretForm::refresh_token: return {"a refresh token", cases::SCT004_refresh_token};
    case SecretForm::json_web_token: break;
  }
  return {"a JSON Web Token", cases::SCT004_jwt};
}

void report_secret(Binding& binding, const SecretInText& secret) {
  const bool key = secret.form == SecretForm::private_key;
  const FormWords words = words_for(secret.form);
  LocalFinding& finding = binding.report(words.rule_case, secret.range,
                                         fmt::format("{} stands in this file", words.name));
  finding.diagnostic.caret =
      key ? "take the pair out of use everywhere" : "revoke it; deleting the line is not enough";
}

}  // namespace

void report_secrets_in_text(Binding& binding) {
  std::size_t reported = 0;
  each_secret_in_text(binding.text, [&](const SecretInText& secret) {
    if (field_rule_speaks(binding, secret.range)) return true;
    if (reported == limits::kSecretsListed) {
      binding.findings.back().diagnostic.notes.emplace_back(
          "further secrets of this file are not listed");
      return false;
    }
    ++reported;
    report_secret(binding, secret);
    return true;
  });
}

}  // namespace ecac

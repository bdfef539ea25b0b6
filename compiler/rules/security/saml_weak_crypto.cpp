#include "compiler/diagnostics/cases/saml_weak_crypto.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_findings.h"
#include "compiler/schema/values/ExtlClntAppSamlEncryptType.h"
#include "compiler/schema/values/ExtlClntAppSamlSignAlgoType.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/net/uri.h"

namespace ecac::saml_weak_crypto {

namespace saml_fields = fields::ExtlClntAppSamlConfigurablePolicies;

static void check_address(RuleContext& ctx, FieldId field, CaseId rule_case,
                          std::string_view what) {
  const WrittenField address = written(ctx, field);
  if (!address) return;
  const auto uri = parse_uri(address.text);
  if (!uri || !equal_ignoring_case(uri->scheme, "http")) return;
  ctx.report(rule_case, address.fact->value,
             fmt::format("`{}` is `{}`, so {} in clear text; use `https`",
                         ctx.schema().field(field).name, address.text, what))
      .subject(address.text);
}

static void check(RuleContext& ctx) {
  const WrittenField hash = written(ctx, saml_fields::signingAlgorithmType);
  if (hash && hash.text == values::ExtlClntAppSamlSignAlgoType::SHA1) {
    ctx.report(cases::SEC016_sha1, hash.fact->value,
               "SAML responses are signed with `SHA1`; use `SHA256`")
        .help("agree on it with the service provider first")
        .fix("Sign with SHA256", Applicability::unsafe,
             ctx.set_text(ctx.file_id(), hash.fact->value,
                          values::ExtlClntAppSamlSignAlgoType::SHA256));
  }
  const WrittenField cipher = written(ctx, saml_fields::encryptionType);
  if (cipher && cipher.text == values::ExtlClntAppSamlEncryptType::AES_128) {
    ctx.report(cases::SEC016_aes_128, cipher.fact->value,
               "assertions are encrypted with `AES_128`; `AES_256` is the stronger choice");
  }
  check_address(ctx, saml_fields::acsUrl, cases::SEC016_acs_not_https, "assertions travel");
  check_address(ctx, saml_fields::singleLogoutUrl, cases::SEC016_logout_not_https,
                "logout requests travel");
}

extern const Rule rule{.id = rules::SEC016,
                       .unit = UnitKind::file,
                       .types = {types::ExtlClntAppSamlConfigurablePolicies},
                       .check = check};

}  // namespace ecac::saml_weak_crypto

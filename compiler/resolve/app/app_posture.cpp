#include "compiler/resolve/app/app_posture.h"

#include <fmt/format.h>

#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/PermittedUsersPolicyType.h"
#include "compiler/support/sha256.h"

namespace ecac {

namespace {

namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;
namespace policy_fields = fields::ExtlClntAppOauthConfigurablePolicies;

void read_certificate(const ProjectContext& context, const SettingFiles& global, ResolvedApp& app) {
  const SettingReader reader = context.reader();
  app.certificate.present = reader.present(global, global_fields::certificate);
  if (!app.certificate.present.is(true)) return;
  const Resolved<std::string> text = reader.text(global, global_fields::certificate);
  if (!text.known()) return;
  CertificateInfo info = context.certificates().read(*text.value);
  app.certificate.kind = info.kind;
  app.certificate.subject = std::move(info.subject);
  app.certificate.key = std::move(info.key);
  app.certificate.fingerprint = std::move(info.fingerprint);
  app.certificate.not_after = std::move(info.not_after);
  switch (info.kind) {
    case CertificateInfo::Kind::certificate: return;
    case CertificateInfo::Kind::several:
      app.certificate.problem = "more than one certificate";
      return;
    case CertificateInfo::Kind::signing_request:
      app.certificate.problem = "a signing request, not a certificate";
      return;
    case CertificateInfo::Kind::private_key: app.certificate.problem = "a private key"; return;
    case CertificateInfo::Kind::not_a_certificate:
      app.certificate.problem = std::move(info.problem);
      return;
  }
}

void find_secrets(const ProjectContext& context, const AppFiles& files, ResolvedApp& app) {
  for (const FileId file : files.files()) {
    const FileFacts& facts = context.project().file(file).facts;
    for (const FieldFact& fact : facts.fields()) {
      if (!context.schema().field(fact.field).secret || fact.state != ValueState::set) continue;
      if (!fact.tainted) app.secrets.push_back({fact.field, place_of(file, fact)});
    }
  }
}

void hash_consumer_key(const ProjectContext& context, const SettingFiles& global,
                       ResolvedApp& app) {
  const Resolved<std::string> key = context.reader().text(global, global_fields::consumerKey);
  if (!key.known() || key.value->empty()) return;
  Sha256 hash;
  hash.update(*key.value);
  app.consumer_key_hash = hash.hex_digest();
}

void add_effects(const ProjectContext& context, const AppFiles& files, ResolvedApp& app) {
  const SettingReader reader = context.reader();
  const SettingFiles global = files.of(types::ExtlClntAppGlobalOauthSettings);
  const auto add = [&](std::string_view id, std::string text, const Origin& origin) {
    app.effects.push_back({id, std::move(text), origin});
  };
  if (app.permitted_users.is(values::PermittedUsersPolicyType::AdminApprovedPreAuthorized)) {
    add("preAuthorization",
        "users outside the listed permission sets and profiles lose access, also those who "
        "approved "
        "the app themselves",
        app.permitted_users.origin);
  }
  const auto rotates = [&](FieldId field, std::string_view id, std::string_view what) {
    const Resolved<bool> rotation = reader.boolean(global, field);
    if (rotation.is(true)) {
      add(id,
          fmt::format("every deploy makes a new consumer {}; clients with the old one fail", what),
          rotation.origin);
    }
  };
  rotates(global_fields::shouldRotateConsumerKey, "keyRotation", "key");
  rotates(global_fields::shouldRotateConsumerSecret, "secretRotation", "secret");
  if (!global.files.empty() && app.certificate.present.is(false)) {
    add("jwtBearerOff",
        "no certificate: a deploy clears one that the org holds, and the JWT bearer flow stops",
        app.certificate.present.origin);
  }
  if (files.has(types::ExtlClntAppOauthConfigurablePolicies)) {
    const SettingFiles policies = files.of(types::ExtlClntAppOauthConfigurablePolicies);
    add("policiesReplaced",
        "what an admin has set in the OAuth policies is replaced; absent fields fall back to "
        "defaults",
        Origin::written_at({policies.files.front(),
                            context.project().file(policies.files.front()).facts.root_tag()},
                           FieldId::none));
  }
}

}  // namespace

void resolve_posture(const ProjectContext& context, const AppFiles& files, ResolvedApp& app) {
  const SettingFiles global = files.of(types::ExtlClntAppGlobalOauthSettings);
  read_certificate(context, global, app);
  find_secrets(context, files, app);
  hash_consumer_key(context, global, app);
  add_effects(context, files, app);
}

}  // namespace ecac

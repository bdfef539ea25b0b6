#include "compiler/query/completion/parameter_values.h"

#include <fmt/format.h>

#include "compiler/model/value_list.h"
#include "compiler/query/completion/item_text.h"
#include "compiler/resolve/values/parameter_list.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/AwsRegion.h"
#include "compiler/schema/values/AwsSigningName.h"
#include "compiler/schema/values/AwsStsQueryParameter.h"
#include "compiler/schema/values/AwsSv4Setting.h"
#include "compiler/schema/values/ClientSecretPlace.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/ExtlIdentityProviderParmType.h"
#include "compiler/schema/values/JwtSigningAlgorithm.h"
#include "compiler/schema/values/NamedCredentialParamType.h"
#include "compiler/syntax/xml_value.h"

namespace ecac {

namespace {

using Texts = std::vector<ParameterText>;
namespace credential = values::ExternalCredentialParamType;
namespace provider = values::ExtlIdentityProviderParmType;

/// RFC 7519, section 4.1.
Texts claims_of_body() {
  return {{"iss", "Who issues the token"},
          {"sub", "Whom the token is about"},
          {"aud", "Whom the token is for"},
          {"jti", "An id of the token, so that it is taken once"}};
}

/// RFC 7515, section 4.1.
Texts claims_of_header() {
  return {{"alg", "How the token is signed"},
          {"kid", "Which key signs the token"},
          {"typ", "What the token is"}};
}

Texts texts_of(const EnumSchema* list, ApiVersion version) {
  Texts found;
  if (list == nullptr) return found;
  for (const EnumValue* value : values_of(*list, version)) {
    found.push_back({std::string(value->name), std::string(value->description)});
  }
  return found;
}

bool is_principal(std::string_view type) {
  return type == credential::NamedPrincipal || type == credential::PerUserPrincipal ||
         type == credential::AwsStsPrincipal;
}

/// One question about a parameter.
class ParameterQuestion {
 public:
  ParameterQuestion(const CompletionScope& scope, const XmlContext& context, const XmlPlace& place)
      : scope_(scope),
        context_(context),
        place_(place),
        fields_(parameter_fields(scope.type.id)),
        siblings_(siblings_at(context, place)) {}

  Texts answer() const {
    const FieldId field = place_.field->id;
    if (fields_.list == FieldId::none || field == FieldId::none) return {};
    if (field == fields_.name) return names();
    if (field == fields_.value) return values();
    if (field == fields_.group) return groups();
    return {};
  }

 private:
  const SchemaSet& schema() const { return scope_.snapshot.schema(); }
  std::string_view sibling(FieldId field) const {
    return value_of(siblings_, schema().field(field).name);
  }

  /// The texts of the root's elements of a name.
  std::string protocol() const {
    if (scope_.type.id != types::ExternalCredential) return {};
    const XmlScan& scan = context_.scan();
    const std::string_view name =
        schema().field(fields::ExternalCredential::authenticationProtocol).name;
    for (NodeId node = 1; node < scan.elements().size(); ++node) {
      if (scan.elements()[node].parent != 0 || scan.local_name(node) != name) continue;
      XmlValue value;
      decode_value(scan, node, value);
      return std::string(trim_blanks(value.text()));
    }
    return {};
  }

  Texts names() const {
    const std::string_view type = sibling(fields_.type);
    if (type.empty()) return {};
    if (scope_.type.id == types::ExternalCredential) {
      if (type == credential::AuthParameter) {
        return texts_of(schema().find_enum(fmt::format("{}Setting", protocol())), scope_.version);
      }
      if (type == credential::AuthProviderUrlQueryParameter) {
        return texts_of(schema().find_enum(values::AwsStsQueryParameter::kListName),
                        scope_.version);
      }
      if (type == credential::AuthProtocolVariant) {
        return {{protocol(), "The protocol whose variant it is"}};
      }
      if (type == credential::JwtBodyClaim) return claims_of_body();
      if (type == credential::JwtHeaderClaim) return claims_of_header();
      const bool by_type =
          type == credential::AuthProvider || type == credential::ExternalAuthIdentityProvider ||
          type == credential::AuthProviderUrl || type == credential::SigningCertificate;
      if (by_type) return {{std::string(type), "As a retrieve writes it"}};
      return {};
    }
    if (scope_.type.id == types::NamedCredential) {
      namespace named = values::NamedCredentialParamType;
      if (type == named::Authentication) return {{"ExternalCredential", "As a retrieve writes it"}};
      const bool by_type = type == named::Url || type == named::ClientCertificate ||
                           type == named::OutboundNetworkConnection;
      if (by_type) return {{std::string(type), "As a retrieve writes it"}};
      return {};
    }
    const bool by_type = type == provider::AuthorizeUrl || type == provider::TokenUrl ||
                         type == provider::UserInfoUrl || type == provider::ClientAuthentication;
    if (by_type) return {{std::string(type), "As a retrieve writes it"}};
    if (type == provider::IdentityProviderOptions) return {{"PkceEnabled", "Turns PKCE on"}};
    if (type.ends_with("Parameter")) {
      return {{"resource", "Whom the token is for (RFC 8707)"},
              {"audience", "The same, for servers that want it so"}};
    }
    return {};
  }

  Texts values() const {
    const std::string_view type = sibling(fields_.type);
    const std::string_view name = sibling(fields_.name);
    std::string list;
    if (scope_.type.id == types::ExternalCredential) {
      if (type == credential::AuthProtocolVariant) list = fmt::format("{}Variant", protocol());
      if (type == credential::AuthParameter) {
        if (name == values::AwsSv4Setting::AwsRegion) list = values::AwsRegion::kListName;
        if (name == values::AwsSv4Setting::AwsService) list = values::AwsSigningName::kListName;
      }
      if (type == credential::JwtHeaderClaim && name == "alg") {
        list = values::JwtSigningAlgorithm::kListName;
      }
    }
    if (scope_.type.id == types::ExternalAuthIdentityProvider) {
      if (type == provider::ClientAuthentication) list = values::ClientSecretPlace::kListName;
      if (type == provider::IdentityProviderOptions) return {{"true", ""}, {"false", ""}};
    }
    if (list.empty()) return {};
    return texts_of(schema().find_enum(list), scope_.version);
  }

  /// The groups are called like the principals; all else is in the group of no one.
  Texts groups() const {
    Texts found;
    const XmlScan& scan = context_.scan();
    const std::string_view list = schema().field(fields_.list).name;
    for (NodeId node = 1; node < scan.elements().size(); ++node) {
      if (scan.elements()[node].parent != 0 || scan.local_name(node) != list) continue;
      const XmlPlace place = {schema().field(fields_.list).record, node, nullptr, kNoNode};
      const std::vector<SiblingElement> parts = siblings_at(context_, place);
      if (!is_principal(value_of(parts, schema().field(fields_.type).name))) continue;
      const std::string_view name = value_of(parts, schema().field(fields_.name).name);
      if (!name.empty()) found.push_back({std::string(name), "The group of this principal"});
    }
    const auto& words = schema().field(fields_.group).absent_words;
    if (!words.empty()) found.push_back({std::string(words.front()), "Of all principals"});
    return found;
  }

  const CompletionScope& scope_;
  const XmlContext& context_;
  const XmlPlace& place_;
  ParameterFields fields_;
  std::vector<SiblingElement> siblings_;
};

}  // namespace

std::vector<ParameterText> parameter_texts(const CompletionScope& scope, const XmlContext& context,
                                           const XmlPlace& place) {
  if (place.field == nullptr || place.field->secret) return {};
  return ParameterQuestion(scope, context, place).answer();
}

}  // namespace ecac

#include "compiler/resolve/credential/mcp_connection.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/resolve/values/parameter_list.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/ExternalServiceRegistrationProviderType.h"
#include "compiler/schema/values/ExtlIdentityProviderParmType.h"
#include "compiler/schema/values/NamedCredentialParamType.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

/// What a person calls a kind of component, and where it may say what it is.
struct ComponentWords {
  TypeId type = TypeId::none;
  std::string_view words = {};
  FieldId label = FieldId::none;
  FieldId description = FieldId::none;
  std::array<std::string_view, 2> addresses = {};  ///< parameter types; "" is none
};

ComponentWords words_of(TypeId type) {
  if (type == types::NamedCredential) {
    return {type,
            "named credential",
            fields::NamedCredential::label,
            fields::NamedCredential::description,
            {values::NamedCredentialParamType::Url, ""}};
  }
  if (type == types::ExternalCredential) {
    return {type,
            "external credential",
            fields::ExternalCredential::label,
            fields::ExternalCredential::description,
            {values::ExternalCredentialParamType::AuthProviderUrl, ""}};
  }
  if (type == types::ExternalAuthIdentityProvider) {
    return {type,
            "identity provider",
            fields::ExternalAuthIdentityProvider::label,
            fields::ExternalAuthIdentityProvider::description,
            {values::ExtlIdentityProviderParmType::TokenUrl,
             values::ExtlIdentityProviderParmType::AuthorizeUrl}};
  }
  return {};
}

/// What the external services that are registered with a named credential say of it.
enum class Registered : std::uint8_t { nothing, mcp_server, something_else };

struct Registration {
  Registered as = Registered::nothing;
  std::string_view name = {};
  Origin origin = {};
  FileId file = FileId::none;
};

/// One that names the credential where another field, which counts, names another one is passed
/// over.
bool is_registered_with(const ValueReader& reader, std::string_view credential) {
  namespace ids = fields::ExternalServiceRegistration;
  const Resolved<std::string> reference = reader.text(ids::namedCredentialReference);
  if (!reference.known() || !reference.value->empty()) return reference.is(credential);
  return reader.text(ids::namedCredential).is(credential);
}

Registration registration_of(const ProjectView& project, SymbolId named) {
  namespace ids = fields::ExternalServiceRegistration;
  constexpr std::string_view kServer =
      values::ExternalServiceRegistrationProviderType::ModelContextProtocol;
  Registration found;
  for (const UseSite& site : project.uses(named)) {
    if (project.file(site.file).type != types::ExternalServiceRegistration) continue;
    const ValueReader reader(project, site.file);
    if (!reader.readable() || !is_registered_with(reader, project.name_of(named))) continue;
    const Resolved<std::string> provider = reader.text(ids::registrationProviderType);
    const Resolved<std::string> form = reader.text(ids::schemaType);
    const bool by_form = form.known() && equal_ignoring_case(*form.value, kServer);
    if (provider.is(kServer) || by_form) {
      return {Registered::mcp_server, project.file(site.file).full_name,
              by_form ? form.origin : provider.origin, site.file};
    }
    // An unknown kind may be that.
    const bool other = provider.known() && !provider.value->empty() && form.known();
    if (other && found.as == Registered::nothing) found.as = Registered::something_else;
    if (!other) return {};
  }
  return found;
}

McpConnection found(std::string_view part, std::string_view words, std::string_view name,
                    Origin origin) {
  return {true, fmt::format("the {} of {} `{}` says so", part, words, name), std::move(origin)};
}

}  // namespace

bool has_mcp_word(std::string_view text) {
  for (std::size_t at = 0; at + 3 <= text.size(); ++at) {
    // One look passes over three places where no letter of the word stands.
    const char last = ascii::to_lower(text[at + 2]);
    if (last != 'p') {
      if (last != 'm' && last != 'c') at += 2;
      continue;
    }
    const std::string_view word = text.substr(at, 3);
    if (!equal_ignoring_case(word, "mcp")) continue;
    const char before = at == 0 ? ' ' : text[at - 1];
    const char after = at + 3 == text.size() ? ' ' : text[at + 3];
    const char next = at + 4 < text.size() ? text[at + 4] : ' ';
    const bool capital = ascii::is_capital(word[0]);
    const bool all_capitals = ascii::is_capital(word[1]) && ascii::is_capital(word[2]);
    // `PartnerMcp` and `APIMcp` begin a word, `XMCP` does not.
    const bool begins =
        !ascii::is_letter(before) || (capital && (ascii::is_small(before) || !all_capitals));
    // `McpTools` and `MCPTools` end one, `mcpat` and `MCPAT` do not.
    const bool ends =
        !ascii::is_letter(after) ||
        (ascii::is_capital(after) && (ascii::is_small(word[2]) || ascii::is_small(next)));
    if (begins && ends) return true;
  }
  return false;
}

McpConnection mcp_component(const ProjectView& project, SymbolId component) {
  if (component == SymbolId::none) return {};
  const ComponentWords words = words_of(project.type_of(component));
  if (words.type == TypeId::none) return {};
  const std::string_view name = project.name_of(component);
  const ValueReader reader(project, component);
  if (has_mcp_word(name)) return found("name", words.words, name, reader.origin());
  if (!reader.readable()) return {};
  const Resolved<std::string> label = reader.text(words.label);
  if (label.known() && has_mcp_word(*label.value)) {
    return found("label", words.words, name, label.origin);
  }
  const Resolved<std::string> description = reader.text(words.description);
  if (description.known() && has_mcp_word(*description.value)) {
    return found("description", words.words, name, description.origin);
  }
  const ParameterFields fields = parameter_fields(words.type);
  for (const FieldFact* parameter : reader.all(fields.list)) {
    const Resolved<std::string_view> type = reader.view(fields.type, *parameter);
    const bool address = type.known() && !type.value->empty() &&
                         std::find(words.addresses.begin(), words.addresses.end(), *type.value) !=
                             words.addresses.end();
    if (!address) continue;
    const Resolved<std::string_view> value = reader.view(fields.value, *parameter);
    if (value.known() && has_mcp_word(*value.value)) {
      return found("address", words.words, name, value.origin);
    }
  }
  return {};
}

CredentialComponents components_of(const ProjectView& project,
                                   const ResolvedCredential& credential) {
  CredentialComponents components;
  if (credential.named) {
    components.named = project.symbol(types::NamedCredential, credential.name);
  }
  components.external = credential.external.reference.symbol;
  if (credential.provider.kind == ProviderKind::identity_provider) {
    components.provider = credential.provider.reference.symbol;
  }
  return components;
}

FileId mcp_registration(const ProjectView& project, SymbolId named) {
  if (named == SymbolId::none) return FileId::none;
  const Registration registration = registration_of(project, named);
  return registration.as == Registered::mcp_server ? registration.file : FileId::none;
}

McpConnection mcp_connection(const ProjectView& project, const RunFacts& run,
                             const CredentialComponents& components) {
  const std::array<SymbolId, 3> all = {components.named, components.external, components.provider};
  for (const SymbolId component : all) {
    if (component == SymbolId::none) continue;
    const CredentialConfiguration* said = run.credential(project.name_of(component));
    if (said == nullptr || !said->mcp) continue;
    return {said->mcp->value, "`ecac.json` says so", Origin::configured_at(said->mcp->place)};
  }
  if (components.named != SymbolId::none) {
    Registration registration = registration_of(project, components.named);
    if (registration.as == Registered::something_else) return {};
    if (registration.as == Registered::mcp_server) {
      return {true,
              fmt::format("external service registration `{}` names `{}` and is one",
                          registration.name, project.name_of(components.named)),
              std::move(registration.origin)};
    }
  }
  for (const SymbolId component : all) {
    McpConnection connection = mcp_component(project, component);
    if (connection.is_mcp) return connection;
  }
  return {};
}

std::vector<CredentialComponents> users_of_provider(const ProjectView& project, SymbolId provider) {
  const auto users = [&](SymbolId symbol, TypeId type) {
    std::vector<SymbolId> found;
    for (const UseSite& site : project.uses(symbol)) {
      const ProjectFile& file = project.file(site.file);
      if (file.type != type || file.definition == SymbolId::none) continue;
      if (std::find(found.begin(), found.end(), file.definition) != found.end()) continue;
      found.push_back(file.definition);
    }
    return found;
  };
  std::vector<CredentialComponents> all;
  for (const SymbolId external : users(provider, types::ExternalCredential)) {
    const std::vector<SymbolId> named = users(external, types::NamedCredential);
    for (const SymbolId symbol : named) all.push_back({symbol, external, provider});
    if (named.empty()) all.push_back({SymbolId::none, external, provider});
  }
  return all;
}

}  // namespace ecac

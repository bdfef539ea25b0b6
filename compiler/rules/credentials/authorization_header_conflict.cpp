#include "compiler/diagnostics/cases/authorization_header_conflict.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/rules/shared/mcp_stack.h"
#include "compiler/schema/values/AuthenticationProtocol.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/NamedCredentialParamType.h"
#include "compiler/support/edit_distance.h"

namespace ecac::authorization_header_conflict {

namespace ids = fields::NamedCredential;

/// Protocols whose authentication is an `Authorization` header that the platform writes.
constexpr std::array<std::string_view, 4> kWithHeader = {
    values::AuthenticationProtocol::AwsSv4, values::AuthenticationProtocol::Basic,
    values::AuthenticationProtocol::Jwt, values::AuthenticationProtocol::Oauth};

/// The external credential that a named one uses, if there is exactly one and it is here.
static SymbolId used_credential(RuleContext& ctx, const CredentialParameters& parameters) {
  const auto found = parameters.all(values::NamedCredentialParamType::Authentication);
  if (found.size() != 1) return SymbolId::none;
  const FieldFact* name =
      ctx.facts().find(ids::namedCredentialParameters_externalCredential, *found[0]->fact);
  if (name == nullptr) return SymbolId::none;
  const std::size_t use = use_in(ctx.facts(), *name);
  if (use == kNoUse) return SymbolId::none;
  const ReferenceAnswer answer = ctx.resolve(ctx.file_id(), use);
  return answer.state == ReferenceState::found ? answer.symbol : SymbolId::none;
}

static bool is_authorization(const Parameter& header) {
  return header.name.known() && equal_ignoring_case(*header.name.value, "Authorization");
}

/// The header may be it, or may carry what authenticates.
static bool may_authenticate(const Parameter& header) {
  if (!header.name.known() || is_authorization(header) || !header.value.known()) return true;
  return header.value.value->find("$Credential") != std::string::npos;
}

static void report_twice(RuleContext& ctx, const Resolved<bool>& generates, const Parameter& header,
                         std::string_view protocol) {
  const FieldFact* written = ctx.facts().find(ids::generateAuthorizationHeader);
  const bool own = header.origin.place.file == ctx.file_id();
  const Place header_place = header.name.origin.place;
  const TextRange switch_place = written != nullptr ? written->value : ctx.facts().root_tag();
  FindingBuilder finding = ctx.report(
      cases::CRD008_twice, own ? header_place : Place{ctx.file_id(), switch_place},
      fmt::format("{} `Authorization` sets the header that Salesforce writes for `{}` as well, "
                  "because `generateAuthorizationHeader` is {}",
                  own ? "the header" : "the external credential's header", protocol,
                  generates.origin.kind == OriginKind::written ? "`true`" : "not `false`"));
  finding.subject("Authorization");
  if (!own) finding.label(header_place, "the header");
  finding.help("remove the header, or set `generateAuthorizationHeader` to `false`");
}

/// With the protocol `Custom` only headers and merge fields carry what a principal holds.
static void check_custom(RuleContext& ctx, const CredentialParameters& parameters,
                         const ValueReader& external) {
  const ParameterList list(external, parameter_fields(types::ExternalCredential));
  if (!parameters.list().decided_by().empty() || !list.decided_by().empty()) return;
  if (!parameters.all(values::NamedCredentialParamType::HttpHeader).empty()) return;
  bool any_principal = false;
  for (const Parameter& parameter : list.all()) {
    if (parameter.type == values::ExternalCredentialParamType::AuthHeader) return;
    if (parameter.type == values::ExternalCredentialParamType::AuthProtocolVariant) return;
    any_principal = any_principal || parameter.type.ends_with("Principal");
  }
  if (!any_principal) return;
  // A file that says nothing of merge fields may be half written; one that turns them off is not.
  for (const FieldId field : {ids::allowMergeFieldsInHeader, ids::allowMergeFieldsInBody}) {
    const Resolved<bool> allowed = parameters.reader().boolean(field);
    if (!allowed.is(false) || allowed.origin.kind != OriginKind::written) return;
  }
  ctx.report(cases::CRD008_custom, parameters.place_of(ids::generateAuthorizationHeader),
             "nothing of the external credential will be sent: with the protocol `Custom` what a "
             "principal holds goes into headers or merge fields, and there is no header and merge "
             "fields are off")
      .subject("custom")
      .label(external.origin_of(fields::ExternalCredential::authenticationProtocol).place,
             "the protocol")
      .help("add a header with `{!$Credential.Name.Parameter}`, or allow merge fields");
}

static void check(RuleContext& ctx) {
  const CredentialParameters parameters(ctx);
  const SymbolId external = used_credential(ctx, parameters);
  if (external == SymbolId::none) return;
  const ValueReader reader(ctx.project(), external);
  if (!reader.readable()) return;
  const Resolved<std::string> protocol =
      reader.text(fields::ExternalCredential::authenticationProtocol);
  if (protocol.is(values::AuthenticationProtocol::Custom)) {
    check_custom(ctx, parameters, reader);
    return;
  }
  if (!protocol.known() ||
      std::find(kWithHeader.begin(), kWithHeader.end(), *protocol.value) == kWithHeader.end()) {
    return;
  }
  const ParameterList external_parameters(reader, parameter_fields(types::ExternalCredential));
  std::vector<const Parameter*> headers =
      parameters.all(values::NamedCredentialParamType::HttpHeader);
  for (const Parameter* header :
       external_parameters.of_type(values::ExternalCredentialParamType::AuthHeader)) {
    headers.push_back(header);
  }
  const Resolved<bool> generates = parameters.reader().boolean(ids::generateAuthorizationHeader);
  if (generates.is(true)) {
    for (const Parameter* header : headers) {
      if (is_authorization(*header)) report_twice(ctx, generates, *header, *protocol.value);
    }
    return;
  }
  if (!generates.is(false) || !parameters.list().decided_by().empty() ||
      !external_parameters.decided_by().empty()) {
    return;
  }
  // Apex that may use merge fields can write the header, or sign the body, itself.
  if (!parameters.reader().boolean(ids::allowMergeFieldsInHeader).is(false)) return;
  if (!parameters.reader().boolean(ids::allowMergeFieldsInBody).is(false)) return;
  if (std::any_of(headers.begin(), headers.end(),
                  [](const Parameter* header) { return may_authenticate(*header); })) {
    return;
  }
  // Of an MCP connection its own rule says it.
  const ResolvedCredential& credential = ctx.credential(ctx.file().definition);
  if (keeps_token_to_itself(credential) &&
      ctx.mcp(components_of(ctx.project(), credential)).is_mcp) {
    return;
  }
  ctx.report(cases::CRD008_none, parameters.place_of(ids::generateAuthorizationHeader),
             fmt::format("no `Authorization` header will be sent: Salesforce writes none, and no "
                         "header of the credentials takes its place, though the protocol is `{}`",
                         *protocol.value))
      .subject("none")
      .label(protocol.origin.place, "the protocol");
}

extern const Rule rule{
    .id = rules::CRD008, .unit = UnitKind::file, .types = {types::NamedCredential}, .check = check};

}  // namespace ecac::authorization_header_conflict

#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "compiler/schema/baseline.h"
#include "compiler/schema/type_schema.h"

namespace ecac {

/// Pairs of a word of the schema files and what it stands for.
template <typename Meaning, std::size_t Size>
using Words = std::array<std::pair<std::string_view, Meaning>, Size>;

/// The words of the schema files for what `type_schema.h` calls by enumerators. The word of a
/// missing attribute is no part of a table.
inline constexpr Words<FieldKind, 7> kFieldKindWords = {{{"string", FieldKind::string},
                                                         {"boolean", FieldKind::boolean},
                                                         {"int", FieldKind::integer},
                                                         {"double", FieldKind::number},
                                                         {"date", FieldKind::date},
                                                         {"enum", FieldKind::enumeration},
                                                         {"complex", FieldKind::complex}}};
inline constexpr Words<Requirement, 4> kRequirementWords = {
    {{"schema", Requirement::schema},
     {"documentation", Requirement::documentation},
     {"advised", Requirement::advised},
     {"undocumented", Requirement::undocumented}}};
inline constexpr Words<Standing, 7> kStandingWords = {{{"documented", Standing::documented},
                                                       {"observed", Standing::observed},
                                                       {"inferred", Standing::inferred},
                                                       {"unconfirmed", Standing::unconfirmed},
                                                       {"norm", Standing::norm},
                                                       {"server", Standing::server},
                                                       {"schema", Standing::schema}}};
inline constexpr Words<Owner, 3> kOwnerWords = {
    {{"developer", Owner::developer}, {"admin", Owner::admin}, {"org", Owner::org}}};
inline constexpr Words<ScopeReach, 2> kReachWords = {
    {{"identity", ScopeReach::identity}, {"tokens", ScopeReach::tokens}}};
inline constexpr Words<ListSyntax, 3> kListWords = {
    {{"comma", ListSyntax::comma}, {"lines", ListSyntax::lines}, {"space", ListSyntax::space}}};
inline constexpr Words<AddressUse, 5> kAddressWords = {{{"callout", AddressUse::callout},
                                                        {"authorize", AddressUse::authorize},
                                                        {"token", AddressUse::token},
                                                        {"userInfo", AddressUse::user_info},
                                                        {"keys", AddressUse::keys}}};
inline constexpr Words<ReferenceFormat, 5> kReferenceFormatWords = {
    {{"name", ReferenceFormat::name},
     {"principal", ReferenceFormat::principal},
     {"nameOrId", ReferenceFormat::name_or_id},
     {"label", ReferenceFormat::label},
     {"username", ReferenceFormat::username}}};
inline constexpr Words<TextFormat, 8> kTextFormatWords = {
    {{"url", TextFormat::url},
     {"callbackUrl", TextFormat::callback_url},
     {"email", TextFormat::email},
     {"ipAddress", TextFormat::ip_address},
     {"username", TextFormat::username},
     {"certificate", TextFormat::certificate},
     {"dateTime", TextFormat::date_time},
     {"jsonAudience", TextFormat::json_audience}}};
inline constexpr Words<ReadDepth, 3> kReadDepthWords = {{{"fields", ReadDepth::fields},
                                                         {"name", ReadDepth::name},
                                                         {"onReference", ReadDepth::on_reference}}};
inline constexpr Words<KnownScheme::Use, 3> kSchemeUseWords = {
    {{"vendor", KnownScheme::Use::vendor},
     {"placeholder", KnownScheme::Use::placeholder},
     {"dangerous", KnownScheme::Use::dangerous}}};
inline constexpr Words<KnownHost::Use, 3> kHostUseWords = {
    {{"client", KnownHost::Use::client},
     {"sharedTool", KnownHost::Use::shared_tool},
     {"echo", KnownHost::Use::echo}}};
inline constexpr Words<Severity, 2> kInternalLevelWords = {
    {{"warning", Severity::warning}, {"info", Severity::info}}};
inline constexpr Words<ConstraintKind, 7> kConstraintWords = {
    {{"needs", ConstraintKind::needs},
     {"excludes", ConstraintKind::excludes},
     {"oneOf", ConstraintKind::one_of},
     {"together", ConstraintKind::together},
     {"onlyWhen", ConstraintKind::only_when},
     {"positive", ConstraintKind::positive},
     {"matches", ConstraintKind::matches}}};
inline constexpr Words<std::string_view, 3> kWildcardWords = {
    {{"true", "true"}, {"false", "false"}, {"unconfirmed", "unconfirmed"}}};
inline constexpr Words<std::string_view, 4> kPackageableWords = {
    {{"true", "true"}, {"false", "false"}, {"partly", "partly"}, {"unconfirmed", "unconfirmed"}}};
inline constexpr Words<std::string_view, 7> kRoleWords = {{{"header", "header"},
                                                           {"settings", "settings"},
                                                           {"policies", "policies"},
                                                           {"credential", "credential"},
                                                           {"support", "support"},
                                                           {"org", "org"},
                                                           {"context", "context"}}};
inline constexpr Words<std::string_view, 3> kNameFormatWords = {
    {{"developerName", "developerName"}, {"free", "free"}, {"encoded", "encoded"}}};
inline constexpr Words<std::string_view, 5> kVocabularyFamilyWords = {
    {{"connectedApp", "connectedApp"},
     {"guideSample", "guideSample"},
     {"principalParts", "principalParts"},
     {"template", "template"},
     {"misspelling", "misspelling"}}};

/// The schema files' word for an enumerator; empty for one that has none.
template <typename Meaning, std::size_t Size>
constexpr std::string_view word_of(const Words<Meaning, Size>& words, Meaning wanted) {
  for (const auto& [word, meaning] : words) {
    if (meaning == wanted) return word;
  }
  return {};
}

}  // namespace ecac

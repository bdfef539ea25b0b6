#pragma once

#include <concepts>
#include <type_traits>

#include "compiler/schema/request_schema.h"
#include "compiler/schema/schema_set.h"
#include "compiler/schema/type_schema.h"

/// What a schema set consists of, once for the writer and the reader of its packed form. Each
/// structure is taken apart whole, so that a member that is added and not named here is an error of
/// the compiler.
namespace ecac::packed {

/// T or const T.
template <typename Given, typename T>
concept Either = std::same_as<std::remove_const_t<Given>, T>;

template <typename Archive>
void describe(Archive& archive, Either<EnumValue> auto& value) {
  auto& [name, since, until, internal, by_org, undocumented, standing, since_standing, runtime,
         implies, minutes, opens, constant, key, takes, gives, repeats, description] = value;
  archive(name, since, until, internal, by_org, undocumented, standing, since_standing, runtime,
          implies, minutes, opens, constant, key, takes, gives, repeats, description);
}

template <typename Archive>
void describe(Archive& archive, Either<EnumSchema::Mistake> auto& mistake) {
  auto& [written, means, setup] = mistake;
  archive(written, means, setup);
}

template <typename Archive>
void describe(Archive& archive, Either<EnumSchema::Drops> auto& drops) {
  auto& [flow, values, source] = drops;
  archive(flow, values, source);
}

template <typename Archive>
void describe(Archive& archive, Either<EnumSchema::TokenForm> auto& form) {
  auto& [jwt, what, values, every, before, source] = form;
  archive(jwt, what, values, every, before, source);
}

template <typename Archive>
void describe(Archive& archive, Either<EnumSchema> auto& list) {
  auto& [name, description, source, grows, of, apart, values, mistakes, drops, token_forms] = list;
  archive(name, description, source, grows, of, apart, values, mistakes, drops, token_forms);
}

template <typename Archive>
void describe(Archive& archive, Either<FieldSchema::Allowed> auto& allowed) {
  auto& [value, since] = allowed;
  archive(value, since);
}

template <typename Archive>
void describe(Archive& archive, Either<FieldSchema> auto& field) {
  auto& [id, name, kind, required, required_since, required_unless, repeated, max_count,
         max_addresses, key, unique_key, key_repeats, absent_words, since, documented_since, until,
         documented_until, since_standing, default_value, default_standing, default_since, values,
         values_ignore_case, reference, reference_type, reference_also, reference_also_type,
         reference_base, reference_format, list, secret, secret_min_length, sensitive, owner,
         pattern, max_length, limit_standing, min, max, allowed, tolerated, minutes, format,
         internal, internal_level, read_only, removable, deprecated, token_scope, moved_to,
         description, source, record] = field;
  archive(id, name, kind, required, required_since, required_unless, repeated, max_count,
          max_addresses, key, unique_key, key_repeats, absent_words, since, documented_since, until,
          documented_until, since_standing, default_value, default_standing, default_since, values,
          values_ignore_case, reference, reference_type, reference_also, reference_also_type,
          reference_base, reference_format, list, secret, secret_min_length, sensitive, owner,
          pattern, max_length, limit_standing, min, max, allowed, tolerated, minutes, format,
          internal, internal_level, read_only, removable, deprecated, token_scope, moved_to,
          description, source, record);
}

template <typename Archive>
void describe(Archive& archive, Either<Constraint::Condition> auto& condition) {
  auto& [when, is] = condition;
  archive(when, is);
}

template <typename Archive>
void describe(Archive& archive, Either<Constraint> auto& constraint) {
  auto& [kind, rule_case, when, is, also, pattern, fields, message, source, offers_removal] =
      constraint;
  archive(kind, rule_case, when, is, also, pattern, fields, message, source, offers_removal);
}

template <typename Archive>
void describe(Archive& archive, Either<RecordSchema> auto& record) {
  auto& [name, open, fields, constraints, by_name] = record;
  archive(name, open, fields, constraints);
  archive.names_of(fields, by_name);
}

template <typename Archive>
void describe(Archive& archive, Either<Permission> auto& permission) {
  auto& [purpose, name, source] = permission;
  archive(purpose, name, source);
}

template <typename Archive>
void describe(Archive& archive, Either<TypeSchema> auto& type) {
  auto& [id, name, suffix, directory, strict_directory, file_name, metadata_name, since,
         documented_since, until, since_standing, wildcard, packageable, scratch_feature,
         deploy_stage, removal_effect, role, owner, read, content_pair, undocumented, name_format,
         name_ignores_case, name_ending, clashes_with, clashing_type, name_max_length,
         name_limit_standing, description, source, wrong_suffixes, permissions, editions, root,
         records] = type;
  archive(id, name, suffix, directory, strict_directory, file_name, metadata_name, since,
          documented_since, until, since_standing, wildcard, packageable, scratch_feature,
          deploy_stage, removal_effect, role, owner, read, content_pair, undocumented, name_format,
          name_ignores_case, name_ending, clashes_with, clashing_type, name_max_length,
          name_limit_standing, description, source, wrong_suffixes, permissions, editions);
  // Fields point to the records of their type, which must not move any more.
  archive.records_of_type(records);
  archive(root);
  for (auto& record : records) archive(record);
}

template <typename Archive>
void describe(Archive& archive, Either<VocabularyEntry> auto& entry) {
  auto& [written, means, family, hint, lossless, types] = entry;
  archive(written, means, family, hint, lossless, types);
}

template <typename Archive>
void describe(Archive& archive, Either<ValueVocabularyEntry> auto& entry) {
  auto& [written, means, family, hint, fields] = entry;
  archive(written, means, family, hint, fields);
}

template <typename Archive>
void describe(Archive& archive, Either<StandardProfile> auto& profile) {
  auto& [name, label] = profile;
  archive(name, label);
}

template <typename Archive>
void describe(Archive& archive, Either<KeyFileForm> auto& form) {
  auto& [suffix, holds, binary, text] = form;
  archive(suffix, holds, binary, text);
}

template <typename Archive>
void describe(Archive& archive, Either<ForeignFolder> auto& folder) {
  auto& [name, type, suffix] = folder;
  archive(name, type, suffix);
}

template <typename Archive>
void describe(Archive& archive, Either<AuthorizationServer> auto& server) {
  auto& [name, audience, hosts, path] = server;
  archive(name, audience, hosts, path);
}

template <typename Archive>
void describe(Archive& archive, Either<KnownScheme> auto& scheme) {
  auto& [name, use] = scheme;
  archive(name, use);
}

template <typename Archive>
void describe(Archive& archive, Either<KnownHost> auto& host) {
  auto& [name, use, keeps_secret, paths] = host;
  archive(name, use, keeps_secret, paths);
}

template <typename Archive>
void describe(Archive& archive, Either<Baseline> auto& baseline) {
  auto& [refresh_lifetime_days, refresh_idle_days, generated_lifetime_days, guest_token_minutes,
         scopes, all_scopes, ipv4_prefix, ipv6_prefix, formula_characters, schemes, hosts] =
      baseline;
  archive(refresh_lifetime_days, refresh_idle_days, generated_lifetime_days, guest_token_minutes,
          scopes, all_scopes, ipv4_prefix, ipv6_prefix, formula_characters, schemes, hosts);
}

template <typename Archive>
void describe(Archive& archive, Either<RequestCondition> auto& condition) {
  auto& [when, when_not, when_unknown, unless] = condition;
  archive(when, when_not, when_unknown, unless);
}

template <typename Archive>
void describe(Archive& archive, Either<RequestItem> auto& item) {
  auto& [kind, name, value, condition, optional, standing, status, configured] = item;
  archive(kind, name, value, condition, optional, standing, status, configured);
}

template <typename Archive>
void describe(Archive& archive, Either<RequestSchema> auto& request) {
  auto& [step, method, host, address, path, body, since, standing, sent, per_scope, condition,
         source, items] = request;
  archive(step, method, host, address, path, body, since, standing, sent, per_scope, condition,
          source, items);
}

template <typename Archive>
void describe(Archive& archive, Either<RequestSet> auto& set) {
  auto& [of, source, grant_type, response_type, requests] = set;
  archive(of, source, grant_type, response_type, requests);
}

}  // namespace ecac::packed

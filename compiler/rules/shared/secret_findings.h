#pragma once

#include <optional>
#include <string_view>

#include "compiler/rules/engine/rule.h"

namespace ecac {

/// Whether the field holds a value that can be a secret, and that is certainly all of its value.
bool holds_secret(const FileFacts& facts, const FieldFact& fact);

/// The field if it holds a secret; null if not.
const FieldFact* find_secret(const FileFacts& facts, FieldId field);

/// The form of the consumer keys that Salesforce generates (TruffleHog, detector salesforce).
bool is_generated_consumer_key(std::string_view key);

/// Whether a private key or a token inside the value is reported by its form alone, so that nobody
/// else needs to.
bool is_reported_by_form(const FileFacts& facts, TextRange value);

/// How a rule speaks of a secret that its form gives away.
struct SecretWords {
  CaseId rule_case = {};
  std::string_view name = {};
  std::string_view caret = {};
};
/// Reports the secrets that stand anywhere in the text of the file, those that the rule has words
/// for.
void report_secrets_by_form(RuleContext& ctx,
                            std::optional<SecretWords> (*words_for)(SecretForm form));

/// Offers to delete the element, unless its type demands it.
void offer_removal(RuleContext& ctx, FindingBuilder& finding, const FieldFact& fact);

}  // namespace ecac

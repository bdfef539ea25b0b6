#include "compiler/rules/shared/secret_findings.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/secrets/secret_value.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

bool holds_secret(const FileFacts& facts, const FieldFact& fact) {
  return fact.judgeable() && may_be_secret(facts.text(fact));
}

const FieldFact* find_secret(const FileFacts& facts, FieldId field) {
  const FieldFact* fact = facts.find(field);
  return fact != nullptr && holds_secret(facts, *fact) ? fact : nullptr;
}

bool is_generated_consumer_key(std::string_view key) {
  if (!key.starts_with(kConsumerKeyPrefix) || key.size() < kConsumerKeyPrefix.size() + 80 ||
      key.size() > kConsumerKeyPrefix.size() + 251) {
    return false;
  }
  return std::all_of(key.begin(), key.end(), [](char c) {
    return ascii::is_letter_or_digit(c) ||
           std::string_view("._+/=").find(c) != std::string_view::npos;
  });
}

bool is_reported_by_form(const FileFacts& facts, TextRange value) {
  const std::vector<SecretInText>& secrets = facts.notes().secrets;
  return std::any_of(secrets.begin(), secrets.end(),
                     [&](const SecretInText& secret) { return value.contains(secret.range); });
}

void report_secrets_by_form(RuleContext& ctx,
                            std::optional<SecretWords> (*words_for)(SecretForm form)) {
  const FileNotes& notes = ctx.facts().notes();
  for (const SecretInText& secret : notes.secrets) {
    const std::optional<SecretWords> words = words_for(secret.form);
    if (!words) continue;
    FindingBuilder finding = ctx.report(words->rule_case, secret.range,
                                        fmt::format("{} stands in this file", words->name));
    finding.caret(std::string(words->caret));
    if (notes.more_secrets && &secret == &notes.secrets.back()) {
      finding.note("further secrets of this file are not listed");
    }
  }
}

void offer_removal(RuleContext& ctx, FindingBuilder& finding, const FieldFact& fact) {
  const FieldSchema& field = ctx.schema().field(fact.field);
  if (field.required == Requirement::schema || field.required == Requirement::documentation) return;
  finding.fix(fmt::format("Remove `{}`", field.name), Applicability::unsafe,
              ctx.remove(ctx.file_id(), fact.element));
}

}  // namespace ecac

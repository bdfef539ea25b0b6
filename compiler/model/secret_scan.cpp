#include "compiler/model/secret_scan.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "compiler/diagnostics/rule_cases.h"
#include "compiler/model/secret_value.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

/// A secret that its form alone gives away.
struct SecretForm {
  std::string_view name;
  CaseId rule_case;
  /// A byte of it that hardly any other text has, and how it begins up to there: what is searched
  /// for in every file.
  char rare;
  std::string_view head;
  bool any_case;
  /// RE2 of the whole, from its first byte on. No run in it is without an end that the text of
  /// another candidate could not begin behind, so that the time stays linear.
  const char* pattern;
  std::string_view source;
};

constexpr SecretForm kForms[] = {
    {"a private key", cases::SCT003_key, 'B', "-----B", false,
     R"(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)",
     "gitleaks, rule private-key; RFC 7468, sections 10 and 11"},
    {"a session or access token", cases::SCT004_access_token, '!', "00", false,
     R"(00[A-Za-z0-9]{13}![A-Za-z0-9_.]{96})", "TruffleHog, detector salesforce"},
    {"a refresh token", cases::SCT004_refresh_token, '8', "5aep8", true,
     R"((?i)5AEP861[A-Za-z0-9._=]{80,})", "TruffleHog, detector salesforcerefreshtoken"},
    {"a JSON Web Token", cases::SCT004_jwt, 'J', "eyJ", false,
     R"(eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{16,})",
     "gitleaks, rule jwt; RFC 7515, section 7.1"},
};

/// Between the first two characters and the `!` of an access token stands the rest of the org's id.
constexpr std::size_t kOrgIdSize = 15;
constexpr std::size_t kMostSecrets = 100;
/// The first line of a key in base64 has 64 characters; shorter ones are prose about keys.
constexpr std::size_t kKeyWindow = 600;

const RE2& pattern_of(const SecretForm& form) {
  static const auto* const patterns = [] {
    auto* compiled = new std::vector<std::unique_ptr<RE2>>();
    for (const SecretForm& each : kForms) {
      compiled->push_back(std::make_unique<RE2>(each.pattern, RE2::Quiet));
    }
    return compiled;
  }();
  return *(*patterns)[static_cast<std::size_t>(&form - kForms)];
}

bool is_token_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

bool equal_head(std::string_view text, const SecretForm& form) {
  return std::equal(text.begin(), text.end(), form.head.begin(), form.head.end(),
                    [&](char a, char b) {
                      if (form.any_case && a >= 'A' && a <= 'Z') a = static_cast<char>(a | 0x20);
                      return a == b;
                    });
}

/// Whether key material follows, and not a placeholder or the end of a sentence.
bool key_follows(std::string_view text) {
  static const RE2 kMaterial("([A-Za-z0-9+/=]{32,})");
  text = text.substr(0, kKeyWindow);
  text = text.substr(0, std::min(text.find('<'), text.find("-----")));
  re2::StringPiece material;
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), kMaterial, &material) &&
         may_be_secret({material.data(), material.size()});
}

/// Size of the secret that begins at `begin`; 0 if none does.
std::size_t secret_size(std::string_view text, std::size_t begin, const SecretForm& form) {
  if (begin > 0 && is_token_character(text[begin - 1]) && form.head[0] != '-') return 0;
  const re2::StringPiece rest(text.data() + begin, text.size() - begin);
  re2::StringPiece found;
  if (!pattern_of(form).Match(rest, 0, rest.size(), RE2::ANCHOR_START, &found, 1)) return 0;
  const std::string_view secret(found.data(), found.size());
  const std::string_view after = text.substr(begin + secret.size());
  if (form.rule_case == cases::SCT003_key) return key_follows(after) ? secret.size() : 0;
  if (form.rule_case == cases::SCT004_access_token && !after.empty() &&
      (is_token_character(after[0]) || after[0] == '.')) {
    return 0;
  }
  const std::size_t head = form.rare == '!' ? kOrgIdSize + 1 : form.head.size() + 2;
  return may_be_secret(secret.substr(head)) ? secret.size() : 0;
}

/// Whether the rule of a secret field says it already (SCT001, SCT005, SCT006).
bool field_rule_speaks(const Binding& binding, TextRange secret) {
  return std::any_of(binding.facts.begin(), binding.facts.end(), [&](const FieldFact& fact) {
    return fact.value.contains(secret) && binding.schema.field(fact.field).secret &&
           fact.field != fields::NamedCredential::awsAccessKey && !fact.mended && !fact.foreign &&
           !fact.tainted && may_be_secret(binding.value_of(fact));
  });
}

void report_secret(Binding& binding, TextRange range, const SecretForm& form) {
  const bool key = form.rule_case == cases::SCT003_key;
  LocalFinding& finding =
      binding.report(form.rule_case, range, fmt::format("{} stands in this file", form.name));
  finding.diagnostic.caret =
      key ? "take the pair out of use everywhere" : "revoke it; deleting the line is not enough";
}

}  // namespace

void report_secrets_in_text(Binding& binding) {
  const std::string_view text = binding.text;
  std::vector<TextRange> found;
  std::vector<const SecretForm*> forms;
  for (const SecretForm& form : kForms) {
    const std::size_t before = form.rare == '!' ? kOrgIdSize : form.head.size() - 1;
    for (std::size_t at = text.find(form.rare); at != std::string_view::npos;
         at = text.find(form.rare, at + 1)) {
      if (at < before || !equal_head(text.substr(at - before, form.head.size()), form)) continue;
      const std::size_t size = secret_size(text, at - before, form);
      if (size == 0) continue;
      const TextRange range = {static_cast<std::uint32_t>(at - before),
                               static_cast<std::uint32_t>(at - before + size)};
      at = range.end - 1;
      if (field_rule_speaks(binding, range)) continue;
      if (found.size() == kMostSecrets) {
        binding.findings.back().diagnostic.notes.emplace_back(
            "further secrets of this file are not listed");
        return;
      }
      found.push_back(range);
      report_secret(binding, range, form);
    }
  }
}

}  // namespace ecac

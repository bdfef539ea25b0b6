#include "compiler/secrets/secret_scan.h"

#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "compiler/secrets/plain_text.h"
#include "compiler/secrets/secret_value.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

/// A secret that its form alone gives away.
struct FormPattern {
  SecretForm form;
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

constexpr FormPattern kForms[] = {
    {SecretForm::private_key, 'B', "-----B", false,
     R"(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)",
     "gitleaks, rule private-key; RFC 7468, sections 10 and 11"},
    {SecretForm::access_token, '!', "00", false, R"(00[A-Za-z0-9]{13}![A-Za-z0-9_.]{96})",
     "TruffleHog, detector salesforce"},
    {SecretForm::refresh_token, '8', "5aep8", true, R"((?i)5AEP861[A-Za-z0-9._=]{80,})",
     "TruffleHog, detector salesforcerefreshtoken"},
    {SecretForm::json_web_token, 'J', "eyJ", false,
     R"(eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{16,})",
     "gitleaks, rule jwt; RFC 7515, section 7.1"},
};

/// Between the first two characters and the `!` of an access token stands the rest of the org's id.
constexpr std::size_t kOrgIdSize = 15;
/// The first line of a key in base64 has 64 characters; shorter ones are prose about keys.
constexpr std::size_t kKeyWindow = 600;

const RE2& pattern_of(const FormPattern& form) {
  static const auto* const patterns = [] {
    auto* compiled = new std::vector<std::unique_ptr<RE2>>();
    for (const FormPattern& each : kForms) {
      compiled->push_back(std::make_unique<RE2>(each.pattern, RE2::Quiet));
    }
    return compiled;
  }();
  return *(*patterns)[static_cast<std::size_t>(&form - kForms)];
}

bool is_token_character(char c) {
  return ascii::is_word(c) || c == '-';
}

bool equal_head(std::string_view text, const FormPattern& form) {
  return std::equal(text.begin(), text.end(), form.head.begin(), form.head.end(),
                    [&](char a, char b) { return (form.any_case ? ascii::to_lower(a) : a) == b; });
}

/// Whether key material follows, and not a placeholder or the end of a sentence.
bool key_follows(std::string_view text) {
  static const RE2 kMaterial("([A-Za-z0-9+/=]{32,})");
  // Readers see neither the brackets of CDATA nor comments and references.
  const PlainText plain(text.substr(0, kKeyWindow));
  text = plain.text();
  text = text.substr(0, std::min(text.find('<'), text.find("-----")));
  re2::StringPiece material;
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), kMaterial, &material) &&
         may_be_secret({material.data(), material.size()});
}

/// Size of the secret that begins at `begin`; 0 if none does.
std::size_t secret_size(std::string_view text, std::size_t begin, const FormPattern& form) {
  if (begin > 0 && is_token_character(text[begin - 1]) && form.head[0] != '-') return 0;
  const re2::StringPiece rest(text.data() + begin, text.size() - begin);
  re2::StringPiece found;
  if (!pattern_of(form).Match(rest, 0, rest.size(), RE2::ANCHOR_START, &found, 1)) return 0;
  const std::string_view secret(found.data(), found.size());
  const std::string_view after = text.substr(begin + secret.size());
  if (form.form == SecretForm::private_key) return key_follows(after) ? secret.size() : 0;
  if (form.form == SecretForm::access_token && !after.empty() &&
      (is_token_character(after[0]) || after[0] == '.')) {
    return 0;
  }
  const std::size_t head = form.rare == '!' ? kOrgIdSize + 1 : form.head.size() + 2;
  return may_be_secret(secret.substr(head)) ? secret.size() : 0;
}

}  // namespace

void each_secret_in_text(std::string_view text,
                         const std::function<bool(const SecretInText&)>& visit) {
  for (const FormPattern& form : kForms) {
    const std::size_t before = form.rare == '!' ? kOrgIdSize : form.head.size() - 1;
    for (std::size_t at = text.find(form.rare); at != std::string_view::npos;
         at = text.find(form.rare, at + 1)) {
      if (at < before || !equal_head(text.substr(at - before, form.head.size()), form)) continue;
      const std::size_t size = secret_size(text, at - before, form);
      if (size == 0) continue;
      const TextRange range = {static_cast<std::uint32_t>(at - before),
                               static_cast<std::uint32_t>(at - before + size)};
      at = range.end - 1;
      if (!visit({form.form, range})) return;
    }
  }
}

}  // namespace ecac

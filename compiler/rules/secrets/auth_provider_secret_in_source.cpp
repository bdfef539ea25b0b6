#include "compiler/diagnostics/cases/auth_provider_secret_in_source.h"

#include <algorithm>
#include <map>
#include <vector>

#include "compiler/rules/shared/auth_provider_secret.h"
#include "compiler/rules/shared/secret_findings.h"
#include "compiler/secrets/secret_value.h"
#include "compiler/support/text/ascii.h"

namespace ecac::auth_provider_secret_in_source {

struct ProviderSecret {
  FileId file = FileId::none;
  TextRange place = {};
  std::string_view text = {};
};

/// The last characters of what was encrypted in blocks of eight bytes and has padding; "" of a text
/// that cannot be it. They are the same wherever one key encrypted a padding of the same length.
static std::string_view last_block(std::string_view secret) {
  constexpr std::size_t kBlock = 12;  // characters of base64
  if (secret.size() < 2 * kBlock || !secret.ends_with('=')) return {};
  const bool base64 = std::all_of(secret.begin(), secret.end(), [](char c) {
    return ascii::is_letter_or_digit(c) || c == '+' || c == '/' || c == '=';
  });
  return base64 ? secret.substr(secret.size() - kBlock) : std::string_view();
}

static std::vector<ProviderSecret> all_secrets(RuleContext& ctx) {
  std::vector<ProviderSecret> secrets;
  for (const FileId id : ctx.project().files_of(types::AuthProvider)) {
    const ProjectFile& file = ctx.project().file(id);
    if (file.wrong_suffix) continue;
    const FieldFact* secret = find_secret(file.facts, fields::AuthProvider::consumerSecret);
    if (secret != nullptr) secrets.push_back({id, secret->value, file.facts.text(*secret)});
  }
  std::sort(secrets.begin(), secrets.end(), [&](const ProviderSecret& a, const ProviderSecret& b) {
    return ctx.project().path_before(a.file, b.file);
  });
  return secrets;
}

/// Of each last block two different secrets that have it, so that every one has another.
using BlockPairs =
    std::map<std::string_view, std::pair<const ProviderSecret*, const ProviderSecret*>>;

static BlockPairs pairs_of(const std::vector<ProviderSecret>& secrets) {
  BlockPairs pairs;
  for (const ProviderSecret& secret : secrets) {
    const std::string_view block = last_block(secret.text);
    if (block.empty()) continue;
    auto& [first, second] = pairs[block];
    if (first == nullptr) {
      first = &secret;
    } else if (second == nullptr && first->text != secret.text) {
      second = &secret;
    }
  }
  return pairs;
}

/// Another secret with the same last block; null if there is none.
static const ProviderSecret* same_block(const BlockPairs& pairs, const ProviderSecret& secret) {
  const auto found = pairs.find(last_block(secret.text));
  if (found == pairs.end()) return nullptr;
  const auto [first, second] = found->second;
  return first->text == secret.text ? second : first;
}

static void report(RuleContext& ctx, const ProviderSecret& secret, const ProviderSecret* twin) {
  const bool encrypted = twin != nullptr || has_encrypted_form(secret.text);
  FindingBuilder finding =
      encrypted
          ? ctx.report(cases::SCT006_encrypted, {secret.file, secret.place},
                       "the secret has the encrypted form of old retrieves, which is good for one "
                       "org only and reported to be refused since Winter '23")
          : ctx.report(cases::SCT006_secret, {secret.file, secret.place},
                       "the auth provider's client secret is in this file");
  if (twin != nullptr) {
    finding.label({twin->file, ctx.project().file(twin->file).facts.root_tag()},
                  "the secret of this one ends in the same block, as encrypted texts do");
  } else if (encrypted && !secret.text.starts_with("++")) {
    finding.note(
        "a secret of the provider that is base64 itself looks the same, and is plain text");
  }
  finding.help("put a placeholder here and let `replacements` of sfdx-project.json fill it in");
  offer_placeholder(ctx, finding, secret.file, secret.place);
}

static void check(RuleContext& ctx) {
  const std::vector<ProviderSecret> secrets = all_secrets(ctx);
  const BlockPairs pairs = pairs_of(secrets);
  for (const ProviderSecret& secret : secrets) report(ctx, secret, same_block(pairs, secret));
}

/// Of the project: what is encrypted shows where two secrets are compared.
extern const Rule rule{
    .id = rules::SCT006, .unit = UnitKind::project, .check = check, .seeks_secrets = true};

}  // namespace ecac::auth_provider_secret_in_source

#include "compiler/diagnostics/cases/weak_or_redacted_consumer_key.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/shared/secret_findings.h"
#include "compiler/secrets/secret_value.h"
#include "compiler/support/text/ascii.h"

namespace ecac::weak_or_redacted_consumer_key {

using namespace fields::ExtlClntAppGlobalOauthSettings;

constexpr std::size_t kShortestKey = 32;
constexpr std::size_t kShortestTellingName = 4;
constexpr double kRandomLooking = 3.5;

static bool contains_ignoring_case(std::string_view text, std::string_view word) {
  return std::search(text.begin(), text.end(), word.begin(), word.end(), [&](char a, char b) {
           return ascii::to_lower(a) == ascii::to_lower(b);
         }) != text.end();
}

/// `REDACTED_KEY` and `<REDACTED>`, but not `${REDACTED_LATER}`, which a deploy replaces.
static bool is_redacted(const FieldFact& key, std::string_view text) {
  if (!is_blacked_out(text)) return false;
  return !key.tainted || text.find("REDACTED") <= 1;
}

static std::string_view why_guessable(const FileFacts& facts, std::string_view key) {
  const FieldFact* app = facts.find(externalClientApplication);
  const std::string_view name =
      app == nullptr || app->tainted ? std::string_view() : facts.text(*app);
  if (name.size() >= kShortestTellingName && contains_ignoring_case(key, name)) {
    return "contains the app's name";
  }
  if (key.size() < kShortestKey) return "is shorter than 32 characters";
  if (shannon_entropy(key) < kRandomLooking) return "has few different characters";
  return {};
}

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  const FieldFact* key = facts.find(consumerKey);
  if (key == nullptr || !key->has_text()) return;
  const std::string_view text = facts.text(*key);
  if (is_redacted(*key, text)) {
    FindingBuilder finding = ctx.report(
        cases::SCT010_redacted, key->value,
        "`consumerKey` is blacked out; a deploy would put this in place of the real key");
    finding.note("clients that know the real key are refused then");
    offer_removal(ctx, finding, *key);
    return;
  }
  if (key->tainted || is_generated_consumer_key(text) || !may_be_secret(text)) return;
  const std::string_view reason = why_guessable(facts, text);
  if (reason.empty()) return;
  FindingBuilder finding =
      ctx.report(cases::SCT010_guessable, key->value,
                 fmt::format("`consumerKey` is chosen by hand and {}; whoever guesses it knows the "
                             "app's client id",
                             reason));
  finding.note("a deploy of this file puts it in place of the key that the org has");
  offer_removal(ctx, finding, *key);
}

extern const Rule rule{.id = rules::SCT010,
                       .unit = UnitKind::file,
                       .types = {types::ExtlClntAppGlobalOauthSettings},
                       .check = check};

}  // namespace ecac::weak_or_redacted_consumer_key

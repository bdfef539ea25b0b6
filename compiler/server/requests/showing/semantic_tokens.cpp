#include "compiler/query/semantic_tokens.h"

#include <algorithm>
#include <string>
#include <utility>

#include "compiler/server/protocol/params.h"
#include "compiler/server/requests/showing/requests.h"

namespace ecac::requests {
namespace tokens {

/// In the order of SemanticToken::Kind, by names that themes know.
static const Json& kinds() {
  static const Json kNames = {"class",   "property", "enumMember", "number",
                              "keyword", "macro",    "variable",   "type"};
  return kNames;
}

static std::uint32_t kind_number(SemanticToken::Kind kind) {
  switch (kind) {
    case SemanticToken::Kind::component: return 0;
    case SemanticToken::Kind::field: return 1;
    case SemanticToken::Kind::enumeration: return 2;
    case SemanticToken::Kind::number: return 3;
    case SemanticToken::Kind::boolean: return 4;
    case SemanticToken::Kind::scope: return 7;
    case SemanticToken::Kind::placeholder: return 5;
    case SemanticToken::Kind::unknown: return 6;
  }
  return 1;
}

constexpr std::uint32_t kDeprecated = 1U << 0;
constexpr std::uint32_t kUnresolved = 1U << 1;

/// Five numbers for each, as the protocol packs them.
static std::vector<std::uint32_t> packed(const AskedFile& asked, TextRange within) {
  std::vector<std::uint32_t> data;
  lsp::Position last;
  for (const SemanticToken& token : semantic_tokens(asked.snapshot, asked.file, within)) {
    const lsp::Range range = asked.positions.range(token.range);
    if (range.end.line != range.start.line || range.end.character <= range.start.character)
      continue;
    const std::uint32_t lines = range.start.line - last.line;
    const std::uint32_t from = lines == 0 ? last.character : 0;
    const std::uint32_t marks =
        (token.deprecated ? kDeprecated : 0) | (token.unresolved ? kUnresolved : 0);
    data.insert(data.end(),
                {lines, range.start.character - from, range.end.character - range.start.character,
                 kind_number(token.kind), marks});
    last = range.start;
  }
  return data;
}

static TextRange whole(const AskedFile& asked) {
  return {.begin = 0, .end = static_cast<std::uint32_t>(asked.text->text().size())};
}

/// The one piece of the data that is other, without what is equal before and behind it.
static Json edits_between(const std::vector<std::uint32_t>& before,
                          const std::vector<std::uint32_t>& after) {
  const auto [left, left_after] =
      std::mismatch(before.begin(), before.end(), after.begin(), after.end());
  if (left == before.end() && left_after == after.end()) return Json::array();
  const auto start = left - before.begin();
  const auto most = std::min(before.end() - left, after.end() - left_after);
  std::ptrdiff_t same = 0;
  while (same < most && *(before.end() - 1 - same) == *(after.end() - 1 - same)) ++same;
  const Json data = std::vector<std::uint32_t>(left_after, after.end() - same);
  return Json::array(
      {{{"start", start}, {"deleteCount", before.end() - same - left}, {"data", data}}});
}

}  // namespace tokens

Json semantic_tokens_legend() {
  return {{"tokenTypes", tokens::kinds()}, {"tokenModifiers", {"deprecated", "unresolved"}}};
}

Json semantic_tokens_in_range(const Session& session, const Json& params) {
  const lsp::Range range = lsp::read_range(need_member(params, "range"));
  const auto asked = find_asked_file(session, lsp::read_document_uri(params));
  if (!asked) return nullptr;
  return {{"data", tokens::packed(*asked, asked->positions.text_range(range))}};
}

Json SentTokens::full(const Session& session, const Json& params) {
  const std::string uri = lsp::read_document_uri(params);
  const auto asked = find_asked_file(session, uri);
  if (!asked) return nullptr;
  return keep(session, uri, tokens::packed(*asked, tokens::whole(*asked)));
}

Json SentTokens::delta(const Session& session, const Json& params) {
  const std::string uri = lsp::read_document_uri(params);
  const std::string previous = need_text(params, "previousResultId");
  const auto asked = find_asked_file(session, uri);
  if (!asked) return nullptr;
  std::vector<std::uint32_t> data = tokens::packed(*asked, tokens::whole(*asked));
  const auto sent = sent_.find(uri);
  if (sent == sent_.end() || sent->second.id != previous) {
    return keep(session, uri, std::move(data));
  }
  Json edits = tokens::edits_between(sent->second.data, data);
  const Json kept = keep(session, uri, std::move(data));
  return {{"resultId", kept["resultId"]}, {"edits", std::move(edits)}};
}

Json SentTokens::keep(const Session& session, const std::string& uri,
                      std::vector<std::uint32_t> data) {
  Json tokens = {{"data", data}};
  if (session.documents.find(uri) == nullptr) return tokens;
  Sent& sent = sent_[uri];
  sent = {.id = std::to_string(++last_id_), .data = std::move(data)};
  tokens["resultId"] = sent.id;
  return tokens;
}

}  // namespace ecac::requests

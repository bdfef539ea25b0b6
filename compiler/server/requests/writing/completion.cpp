#include "compiler/query/completion/completion.h"

#include <optional>

#include "compiler/query/hover.h"
#include "compiler/server/protocol/document_uri.h"
#include "compiler/server/protocol/params.h"
#include "compiler/server/requests/writing/requests.h"
#include "compiler/support/path_text.h"

namespace ecac::requests {
namespace completions {

/// `CompletionItemKind` of the protocol.
static int kind_number(CompletionItem::Kind kind) {
  switch (kind) {
    case CompletionItem::Kind::element: return 10;    // a property
    case CompletionItem::Kind::value: return 20;      // a member of a list
    case CompletionItem::Kind::scope: return 12;      // a value
    case CompletionItem::Kind::component: return 18;  // a reference
    case CompletionItem::Kind::parameter: return 5;   // a field
    case CompletionItem::Kind::file: return 17;
    case CompletionItem::Kind::closing: return 14;  // a keyword
    case CompletionItem::Kind::key: return 10;
    case CompletionItem::Kind::rule: return 21;  // a constant
  }
  return 1;
}

/// The project of a file, also of one that is only about to be written; none where nothing is known
/// of any.
static std::optional<Snapshot> project_around(const Session& session, const std::string& path) {
  if (session.live == nullptr || path.empty()) return std::nullopt;
  if (std::optional<Snapshot> own = session.live->snapshot(path)) return own;
  std::optional<Snapshot> nearest;
  std::size_t longest = 0;
  for (const Snapshot& snapshot : session.live->snapshots()) {
    const std::string& root = snapshot.analysed().discovered().root;
    if (!is_within(path, root) || root.size() < longest) continue;
    nearest = snapshot;
    longest = root.size();
  }
  return nearest;
}

static Json documentation_of(const Session& session, const std::string& markdown) {
  const bool is_markdown = session.client.completion_markdown;
  return {{"kind", is_markdown ? "markdown" : "plaintext"},
          {"value", is_markdown ? markdown : plain_text_of(markdown)}};
}

static Json shown(const Session& session, const std::string& uri, const CompletionItem& item,
                  const TextPositions& positions) {
  const bool snippet = item.snippet && session.client.snippets;
  const lsp::TextEdit edit{.range = positions.range(item.replaced),
                           .new_text = snippet || !item.snippet ? item.text : item.plain};
  Json result = {{"label", item.label}, {"kind", kind_number(item.kind)}, {"textEdit", edit}};
  result["insertTextFormat"] = snippet ? 2 : 1;
  if (!item.detail.empty()) result["detail"] = item.detail;
  if (!item.sort.empty()) result["sortText"] = item.sort;
  if (!item.filter.empty()) result["filterText"] = item.filter;
  if (item.preferred && session.client.completion_preselect) result["preselect"] = true;
  if (item.deprecated && session.client.completion_deprecated) {
    result["tags"] = Json::array({1});
  } else if (item.deprecated && session.client.completion_deprecated_flag) {
    result["deprecated"] = true;
  }
  if (!item.documentation.empty()) {
    result["documentation"] = documentation_of(session, item.documentation);
  }
  if (session.client.completion_as_is) result["insertTextMode"] = 1;
  if (!item.also.empty()) {
    Json also = Json::array();
    for (const TextEdit& each : item.also) {
      also.push_back(lsp::TextEdit{.range = positions.range(each.range), .new_text = each.text});
    }
    result["additionalTextEdits"] = std::move(also);
  }
  result["data"] = {{"uri", uri}, {"kind", static_cast<int>(item.kind)}, {"topic", item.topic}};
  return result;
}

}  // namespace completions

Json completion(const Session& session, const Json& params) {
  using namespace completions;
  const std::string uri = lsp::read_document_uri(params);
  const lsp::Position position = lsp::read_position(need_member(params, "position"));
  const OpenDocument* const document = session.documents.find(uri);
  if (document == nullptr) return nullptr;
  const std::optional<Snapshot> snapshot = project_around(session, document->path);
  if (!snapshot) return nullptr;
  const TextPositions positions(*document->text, session.client.encoding, true);
  const CompletionList list = ecac::completion(*snapshot, document->path, document->text->text(),
                                               positions.offset(position));
  Json items = Json::array();
  for (const CompletionItem& item : list.items) {
    items.push_back(shown(session, uri, item, positions));
  }
  return {{"isIncomplete", list.is_incomplete}, {"items", std::move(items)}};
}

Json resolve_completion(const Session& session, const Json& item) {
  using namespace completions;
  const std::string label = need_text(item, "label");
  const Json* const data = find_member(item, "data");
  if (data == nullptr) return item;
  const std::optional<Snapshot> snapshot =
      project_around(session, path_of_uri(text_or_empty(*data, "uri")).value_or(""));
  const std::uint32_t kind = need_number(*data, "kind");
  if (!snapshot || kind > static_cast<std::uint32_t>(CompletionItem::Kind::rule)) return item;
  CompletionItem asked{.kind = static_cast<CompletionItem::Kind>(kind),
                       .label = label,
                       .detail = text_or_empty(item, "detail"),
                       .topic = text_or_empty(*data, "topic")};
  complete(*snapshot, asked);
  Json resolved = item;
  if (!asked.documentation.empty()) {
    resolved["documentation"] = documentation_of(session, asked.documentation);
  }
  return resolved;
}

}  // namespace ecac::requests

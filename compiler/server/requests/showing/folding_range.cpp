#include "compiler/query/structure.h"
#include "compiler/server/requests/showing/requests.h"

namespace ecac::requests {

Json folding_range(const Session& session, const Json& params) {
  const OpenDocument* const document = session.documents.find(lsp::read_document_uri(params));
  if (document == nullptr) return nullptr;
  const TextPositions positions(*document->text, session.client.encoding, true);
  Json shown = Json::array();
  for (const Fold& fold : folds(document->text->text())) {
    if (session.client.fold_limit > 0 && shown.size() == session.client.fold_limit) break;
    const lsp::Range range = positions.range(fold.range);
    Json each = {{"startLine", range.start.line}, {"endLine", range.end.line}};
    if (session.client.folds_lines_only) {
      // The line of the end tag stays to be seen.
      if (!fold.comment && range.end.line > range.start.line) {
        each["endLine"] = range.end.line - 1;
      }
      if (each["endLine"] == each["startLine"]) continue;
    } else {
      each["startCharacter"] = range.start.character;
      each["endCharacter"] = range.end.character;
    }
    if (fold.comment) each["kind"] = "comment";
    shown.push_back(std::move(each));
  }
  return shown;
}

}  // namespace ecac::requests

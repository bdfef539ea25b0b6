#include "compiler/query/hover.h"

#include "compiler/server/protocol/params.h"
#include "compiler/server/requests/reading/requests.h"

namespace ecac::requests {

Json hover(const Session& session, const Json& params) {
  const lsp::Position position = lsp::read_position(need_member(params, "position"));
  const auto asked = find_asked_file(session, lsp::read_document_uri(params));
  if (!asked) return nullptr;
  const std::optional<Hover> found = ecac::hover(
      asked->snapshot, asked->file, asked->offset(position), session.options.documentation_url);
  if (!found) return nullptr;
  const bool markdown = session.client.hover_markdown;
  return {{"contents",
           {{"kind", markdown ? "markdown" : "plaintext"},
            {"value", markdown ? found->markdown : plain_text_of(found->markdown)}}},
          {"range", asked->positions.range(found->range)}};
}

}  // namespace ecac::requests

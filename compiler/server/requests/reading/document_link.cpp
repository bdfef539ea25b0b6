#include "compiler/query/links.h"
#include "compiler/server/requests/reading/requests.h"

namespace ecac::requests {

Json document_link(const Session& session, const Json& params) {
  const auto asked = find_asked_file(session, lsp::read_document_uri(params));
  if (!asked) return nullptr;
  Json links = Json::array();
  for (const DocumentLink& link : document_links(asked->snapshot, asked->file)) {
    const std::string target =
        link.file == FileId::none ? link.address : session.uri_of(asked->snapshot.path(link.file));
    Json shown = {{"range", asked->positions.range(link.range)}, {"target", target}};
    if (session.client.link_tooltips && !link.tip.empty()) shown["tooltip"] = link.tip;
    links.push_back(std::move(shown));
  }
  return links;
}

}  // namespace ecac::requests

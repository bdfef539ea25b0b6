#include "compiler/query/lenses.h"
#include "compiler/server/requests/showing/requests.h"
#include "compiler/server/session/page_address.h"

namespace ecac::requests {

Json code_lens(const Session& session, const Json& params) {
  const std::string uri = lsp::read_document_uri(params);
  const auto asked = find_asked_file(session, uri);
  if (!asked) return nullptr;
  Json shown = Json::array();
  for (const Lens& lens : lenses(asked->snapshot, asked->file)) {
    const PageRequest page{.kind = lens.kind, .name = lens.name, .uri = uri};
    const lsp::Command command{.title = lens.title,
                               .command = "ecac.showDocument",
                               .arguments = Json::array({to_params(page)})};
    shown.push_back({{"range", asked->positions.range(lens.range)}, {"command", command}});
  }
  return shown;
}

}  // namespace ecac::requests

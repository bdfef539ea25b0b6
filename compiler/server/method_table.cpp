#include "compiler/server/method_table.h"

#include <algorithm>
#include <array>

#include "compiler/server/requests/reading/requests.h"
#include "compiler/server/requests/showing/requests.h"
#include "compiler/server/requests/writing/requests.h"

namespace ecac {

const RequestMethod* find_request_method(std::string_view name) {
  using enum RequestNeeds;
  static constexpr std::array kMethods = {
      RequestMethod{"textDocument/hover", project, requests::hover},
      RequestMethod{"textDocument/completion", project, requests::completion},
      RequestMethod{"completionItem/resolve", project, requests::resolve_completion},
      RequestMethod{"textDocument/definition", project, requests::definition},
      RequestMethod{"textDocument/references", project, nullptr, requests::references},
      RequestMethod{"textDocument/documentHighlight", project, requests::document_highlight},
      RequestMethod{"textDocument/prepareRename", project, requests::prepare_rename},
      RequestMethod{"textDocument/rename", project, requests::rename},
      RequestMethod{"textDocument/documentSymbol", project, requests::document_symbol},
      RequestMethod{"workspace/symbol", project, requests::workspace_symbol},
      RequestMethod{"textDocument/codeAction", project, requests::code_action},
      RequestMethod{"codeAction/resolve", project, requests::resolve_code_action},
      RequestMethod{"textDocument/codeLens", project, requests::code_lens},
      RequestMethod{"textDocument/documentLink", project, requests::document_link},
      RequestMethod{"textDocument/inlayHint", project, requests::inlay_hint},
      RequestMethod{"textDocument/foldingRange", document, requests::folding_range},
      RequestMethod{"textDocument/selectionRange", document, requests::selection_range},
      RequestMethod{"textDocument/semanticTokens/range", project,
                    requests::semantic_tokens_in_range},
      RequestMethod{"textDocument/formatting", project, requests::formatting},
      RequestMethod{"textDocument/rangeFormatting", project, requests::range_formatting},
      RequestMethod{"ecac/document", project, requests::page},
      RequestMethod{"workspace/textDocumentContent", project, requests::page_content},
  };
  const auto found = std::find_if(kMethods.begin(), kMethods.end(),
                                  [&](const RequestMethod& method) { return method.name == name; });
  return found == kMethods.end() ? nullptr : &*found;
}

}  // namespace ecac

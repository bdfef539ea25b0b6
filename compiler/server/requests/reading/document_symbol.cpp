#include "compiler/query/symbols.h"
#include "compiler/server/requests/reading/requests.h"

namespace ecac::requests {
namespace document_symbols_request {

/// `SymbolKind` of the protocol.
static int kind_number(DocumentSymbol::Kind kind) {
  switch (kind) {
    case DocumentSymbol::Kind::component: return 5;  // a class
    case DocumentSymbol::Kind::group: return 19;     // an object
    case DocumentSymbol::Kind::field: return 8;
    case DocumentSymbol::Kind::reference: return 20;  // a key
    case DocumentSymbol::Kind::switched: return 17;   // a boolean
  }
  return 8;
}

/// Whatever a file says, the name of a symbol is not empty.
static std::string shown_name(const DocumentSymbol& symbol) {
  return symbol.name.empty() ? "?" : symbol.name;
}

static Json tree_of(const AskedFile& asked, const DocumentSymbol& symbol) {
  Json shown = {{"name", shown_name(symbol)},
                {"kind", kind_number(symbol.kind)},
                {"range", asked.positions.range(symbol.range)},
                {"selectionRange", asked.positions.range(symbol.selection)}};
  if (!symbol.detail.empty()) shown["detail"] = symbol.detail;
  if (symbol.children.empty()) return shown;
  Json children = Json::array();
  for (const DocumentSymbol& child : symbol.children) children.push_back(tree_of(asked, child));
  shown["children"] = std::move(children);
  return shown;
}

static void list(const AskedFile& asked, const std::string& uri, const DocumentSymbol& symbol,
                 const std::string& container, Json& symbols) {
  const lsp::Location location{.uri = uri, .range = asked.positions.range(symbol.range)};
  Json shown = {
      {"name", shown_name(symbol)}, {"kind", kind_number(symbol.kind)}, {"location", location}};
  if (!container.empty()) shown["containerName"] = container;
  symbols.push_back(std::move(shown));
  for (const DocumentSymbol& child : symbol.children) {
    list(asked, uri, child, symbol.name, symbols);
  }
}

}  // namespace document_symbols_request

Json document_symbol(const Session& session, const Json& params) {
  using namespace document_symbols_request;
  const std::string uri = lsp::read_document_uri(params);
  const auto asked = find_asked_file(session, uri);
  if (!asked) return nullptr;
  Json symbols = Json::array();
  for (const DocumentSymbol& symbol : document_symbols(asked->snapshot, asked->file)) {
    if (session.client.symbol_tree) {
      symbols.push_back(tree_of(*asked, symbol));
    } else {
      list(*asked, uri, symbol, "", symbols);
    }
  }
  return symbols;
}

}  // namespace ecac::requests

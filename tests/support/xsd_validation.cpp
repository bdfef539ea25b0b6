#include "tests/support/xsd_validation.h"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <memory>

namespace ecac {
namespace {

void collect_problem(void* problems, xmlErrorPtr error) {
  const std::string message = error->message == nullptr ? "" : error->message;
  if (message.find("No precomputed value available") != std::string::npos) return;
  static_cast<std::vector<std::string>*>(problems)->push_back(message);
}

template <typename Item>
using Owned = std::unique_ptr<Item, void (*)(Item*)>;

}  // namespace

std::vector<std::string> xsd_problems(std::string_view xsd, std::string_view document) {
  std::vector<std::string> problems;
  const Owned<xmlSchemaParserCtxt> parser(
      xmlSchemaNewMemParserCtxt(xsd.data(), static_cast<int>(xsd.size())), xmlSchemaFreeParserCtxt);
  xmlSchemaSetParserStructuredErrors(parser.get(), collect_problem, &problems);
  const Owned<xmlSchema> schema(xmlSchemaParse(parser.get()), xmlSchemaFree);
  if (schema == nullptr) return problems;
  const Owned<xmlDoc> parsed(xmlReadMemory(document.data(), static_cast<int>(document.size()),
                                           nullptr, nullptr, XML_PARSE_NOERROR | XML_PARSE_NONET),
                             xmlFreeDoc);
  if (parsed == nullptr) return {"not well-formed"};
  const Owned<xmlSchemaValidCtxt> context(xmlSchemaNewValidCtxt(schema.get()),
                                          xmlSchemaFreeValidCtxt);
  xmlSchemaSetValidStructuredErrors(context.get(), collect_problem, &problems);
  xmlSchemaValidateDoc(context.get(), parsed.get());
  return problems;
}

}  // namespace ecac

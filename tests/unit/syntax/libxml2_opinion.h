#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ecac::test {

/// One element as libxml2 sees it.
struct Libxml2Element {
  std::string name;  ///< with its prefix
  std::string namespace_uri;
  std::string text;                     ///< its own text and CDATA, joined
  std::vector<std::string> attributes;  ///< `{uri}local=value`, without declarations, sorted
};

/// What libxml2 says of a document: well-formed with namespaces, its first complaint, and the
/// elements in document order.
struct Libxml2Opinion {
  bool well_formed = false;
  std::string complaint;
  std::vector<Libxml2Element> elements;
};

Libxml2Opinion ask_libxml2(std::string_view text);

}  // namespace ecac::test

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "compiler/source/decode.h"
#include "compiler/source/line_index.h"
#include "compiler/syntax/xml_scanner.h"
#include "compiler/syntax/xml_tree.h"
#include "tests/unit/syntax/xml_dump.h"

namespace {

void demand(const std::string& broken) {
  if (broken.empty()) return;
  std::fprintf(stderr, "broken promise: %s\n", broken.c_str());
  std::abort();
}

}  // namespace

// Any bytes at all give records whose ranges nest and lie in the text, a repaired copy that is
// whole and has the same elements, and a tree that pairs with them.
// NOLINTNEXTLINE(readability-identifier-naming): the name is libFuzzer's
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static ecac::XmlScan scan;
  static ecac::XmlTree tree;
  std::string buffer;
  const ecac::DecodedText decoded = ecac::decode_text(bytes, buffer);
  if (decoded.encoding == ecac::TextEncoding::unsupported) return 0;

  ecac::scan_xml(decoded.text, scan);
  demand(ecac::test::broken_promise(scan));
  demand(ecac::test::broken_repair(scan));
  tree.build(scan);
  if (tree.size() != scan.elements().size()) demand("the tree has another size");

  const ecac::LineIndex lines(decoded.text);
  for (const ecac::XmlBreak& broken : scan.breaks()) {
    const ecac::LineColumn place = lines.position(broken.place.begin);
    if (place.line == 0 || place.line > lines.line_count()) demand("a break has no line");
  }
  return 0;
}

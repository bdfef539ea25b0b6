#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/support/limits.h"
#include "compiler/syntax/xml_scan.h"

namespace ecac {

/// Bounds that keep memory and time in proportion whatever the input is.
struct ScanLimits {
  std::uint32_t bytes = limits::kFile;
  std::uint32_t elements = limits::kXmlElements;
  std::uint32_t depth = limits::kXmlDepth;
  std::uint32_t attributes = limits::kXmlAttributes;
  std::uint32_t pieces = limits::kXmlPieces;
  std::uint32_t repairs = limits::kXmlRepairs;
  std::uint32_t breaks = limits::kXmlBreaksListed;  ///< the rest is counted
};

/// Reads XML 1.0 (fifth edition) with namespaces and without DTDs, strictly: records what is there,
/// reports every break and knows a repair for each, so that the rest of the text is read. It judges
/// and measures; the tree is pugixml's (xml_tree.h). Linear in the text, no recursion. `scan` keeps
/// its memory from text to text.
void scan_xml(std::string_view text, XmlScan& scan, const ScanLimits& limits = {});

/// The text with all repairs: the scanner finds no break in it, and the same elements. Empty when
/// there is no element.
void repaired_copy(const XmlScan& scan, std::string& out);

}  // namespace ecac

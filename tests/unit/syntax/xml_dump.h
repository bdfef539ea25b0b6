#pragma once

#include <string>

#include "compiler/syntax/xml_scan.h"
#include "compiler/syntax/xml_tree.h"

namespace ecac::test {

/// The elements in one line: `a[x=1](b("text")c!())`. `!` marks a mended element; blank text is
/// left out beside children.
std::string dump(const XmlScan& scan, const XmlTree& tree);

/// Kinds and places of the breaks, one a line: `bare-ampersand "&"`.
std::string dump_breaks(const XmlScan& scan);

/// Every promise that the records make whatever the text is; empty, or what is broken.
std::string broken_promise(const XmlScan& scan);

/// Promises of the repaired copy: no break, and the same elements.
std::string broken_repair(const XmlScan& scan);

}  // namespace ecac::test

#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "compiler/format/document_layout.h"
#include "compiler/model/file_facts.h"
#include "compiler/syntax/xml_scan.h"

namespace ecac {

/// A text that was printed, and what is known of it before and after.
struct PrintedForms {
  const XmlScan& before;
  const XmlScan& after;
  const DocumentLayout& layout;   ///< of `before`: white space around its lines says nothing
  std::span<const NodeId> order;  ///< elements of `before` in the order of `after`
};

/// Whether two texts say the same but for the order of elements with different names: the same
/// elements in the same places of the tree, with the same attributes, values and comments.
/// "" if so, else what differs.
std::string_view difference_of_texts(const PrintedForms& forms);

/// The same of their facts: fields with state, value and what is open in it, names that are used,
/// and what was noted. A list whose elements did not stand together may do so now.
std::string_view difference_of_facts(const PrintedForms& forms, const FileFacts& before,
                                     const FileFacts& after);

}  // namespace ecac

#pragma once

#include <string_view>
#include <vector>

#include "compiler/schema/type_schema.h"

namespace ecac {

/// A character that a retrieve does not write as itself in a text.
struct RetrievedEscape {
  std::string_view character;  ///< one, ASCII
  std::string_view as;
  Standing standing = Standing::none;
};

/// How an org writes files (schemas/retrieved-form.xml).
struct RetrievedForm {
  std::string_view declaration;  ///< the first line; empty where the schemas do not say the form
  int indentation = 0;           ///< blanks a level
  Standing document_standing = Standing::none;
  std::vector<RetrievedEscape> escapes = {};
  /// Names of elements that stand before their siblings, which follow by the bytes of their names.
  std::vector<std::string_view> first = {};
  Standing order_standing = Standing::none;

  bool known() const { return !declaration.empty(); }
};

}  // namespace ecac

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/query/completion/element_items.h"

namespace ecac {

/// A text that a parameter of a credential or provider may have in one of its elements.
struct ParameterText {
  std::string text = {};
  std::string description = {};
};

/// What the parameter at the place may be called, hold or belong to, by its type and the protocol
/// of the file. Empty where its type says nothing.
std::vector<ParameterText> parameter_texts(const CompletionScope& scope, const XmlContext& context,
                                           const XmlPlace& place);

}  // namespace ecac

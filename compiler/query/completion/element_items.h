#pragma once

#include "compiler/query/completion/completion.h"
#include "compiler/query/completion/xml_context.h"

namespace ecac {

/// What stands around all items of one question.
struct CompletionScope {
  const Snapshot& snapshot;
  const TypeSchema& type;
  std::string path = {};
  std::string name = {};  ///< of the component that the file is called by
  ApiVersion version = 0;
};

/// The elements that may still stand at the place, required ones first.
void add_elements(const CompletionScope& scope, const XmlContext& context, const XmlPlace& place,
                  CompletionList& list);

/// What closes the elements that are open at the place, the innermost first.
void add_closing_tags(const XmlContext& context, CompletionList& list);

/// The namespace in the root's start tag.
void add_attributes(const XmlContext& context, CompletionList& list);

}  // namespace ecac

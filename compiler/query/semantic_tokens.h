#pragma once

#include <cstdint>
#include <vector>

#include "compiler/live/snapshot.h"

namespace ecac {

/// What a piece of text means, beyond what a grammar of XML can tell.
struct SemanticToken {
  enum class Kind : std::uint8_t {
    component,    ///< the name of another component
    field,        ///< the name of an element that the type has
    enumeration,  ///< a value of a closed list
    number,
    boolean,
    scope,        ///< an OAuth scope
    placeholder,  ///< what a deploy puts a value in for
    unknown       ///< the name of an element that the type does not have
  } kind = Kind::field;
  TextRange range = {};  ///< within one line
  bool deprecated = false;
  bool unresolved = false;  ///< nothing here defines the component
};

/// Those that overlap the range, in order and without overlaps.
std::vector<SemanticToken> semantic_tokens(const Snapshot& snapshot, FileId file, TextRange within);

}  // namespace ecac

#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/schema/type_schema.h"

namespace ecac::test {

struct Document {
  std::string name = {};  ///< how a test speaks of it
  std::string path = {};  ///< below its project
  std::string bytes = {};
};

/// Holds the verdict of libxml2 with our own XSD against ours, document by document. They may
/// differ where the short lists of the source file say so.
class VerdictComparison {
 public:
  /// What does not agree, with the findings and libxml2's words; "" if nothing. A document that
  /// we do not read at all has no verdict.
  std::string compare(const Document& document, const TypeSchema& type);

  std::size_t valid_count() const { return valid_; }
  std::size_t invalid_count() const { return invalid_; }
  const std::vector<std::string>& unread() const { return unread_; }
  /// Entries of the lists that no document has needed.
  std::vector<std::string> unused_differences() const;

 private:
  std::set<const void*> used_;
  std::size_t valid_ = 0;
  std::size_t invalid_ = 0;
  std::vector<std::string> unread_;
};

}  // namespace ecac::test

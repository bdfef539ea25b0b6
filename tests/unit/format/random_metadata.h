#pragma once

#include <random>
#include <string>

#include "compiler/schema/schema_set.h"

namespace ecac::test {

/// Well-formed texts of a type as nobody would write them: fields that the schema knows and
/// elements that nobody does, in any order, with comments, processing instructions, CDATA sections,
/// references, attributes and white space anywhere. The same for the same seed.
class RandomMetadata {
 public:
  RandomMetadata(const TypeSchema& type, unsigned seed);
  std::string text();

 private:
  unsigned below(unsigned limit) { return static_cast<unsigned>(random_() % limit); }
  bool one_in(unsigned count) { return below(count) == 0; }
  template <std::size_t kCount>
  std::string one_of(const char* const (&texts)[kCount]) {
    return texts[below(kCount)];
  }

  std::string gap();
  std::string comment();
  std::string value(const FieldSchema* field);
  std::string attributes();
  std::string element(const std::string& name, const FieldSchema* field, int depth);
  std::string children(const RecordSchema* record, int depth);

  const TypeSchema& type_;
  std::mt19937 random_;
  std::string line_end_;
};

}  // namespace ecac::test

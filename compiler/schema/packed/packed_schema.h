#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "compiler/schema/schema_set.h"

namespace ecac {

/// The schema set as bytes that are read in a tenth of the time of its XML files. They are made
/// when the program is built and read by the same build, so that they carry no version.
class PackedSchema {
 public:
  struct Parts {
    std::string structure;
    std::string texts;  ///< UTF-8; what the strings of the set are views into
  };
  static Parts pack(const SchemaSet& set);

  /// The texts must outlive the set. Bytes that `pack` did not make end in an InternalError.
  static std::shared_ptr<const SchemaSet> unpack(std::string_view structure,
                                                 std::string_view texts);

 private:
  template <typename Archive, typename Data>
  static void describe(Archive& archive, Data& data);
  static void index(SchemaSet& set);
};

/// The set of the files in schemas/, made by ecac_pack_schemas.
std::string_view packed_schema_structure();
std::string_view packed_schema_texts();

}  // namespace ecac

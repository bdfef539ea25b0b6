#include "compiler/schema/packed/packed_schema.h"

namespace ecac {

const std::shared_ptr<const SchemaSet>& SchemaSet::embedded() {
  static const std::shared_ptr<const SchemaSet> set =
      PackedSchema::unpack(packed_schema_structure(), packed_schema_texts());
  return set;
}

}  // namespace ecac

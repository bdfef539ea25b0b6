#include "compiler/schema/packed/packed_schema.h"

#include <gtest/gtest.h>

#include "compiler/cli/options/schema_source.h"
#include "compiler/host/disk_file_tree.h"
#include "compiler/schema/field_ids.h"
#include "compiler/support/check.h"

namespace ecac {
namespace {

const SchemaSet& set_of_files() {
  static const std::shared_ptr<const SchemaSet> set = [] {
    Result<std::shared_ptr<const SchemaSet>> loaded =
        load_schemas(DiskFileTree(), std::string(ECAC_SOURCE_DIR) + "/schemas");
    EXPECT_TRUE(loaded) << loaded.error().message;
    return *std::move(loaded);
  }();
  return *set;
}

TEST(PackedSchema, IsThatOfTheFiles) {
  const PackedSchema::Parts parts = PackedSchema::pack(set_of_files());
  EXPECT_EQ(parts.structure, packed_schema_structure());
  EXPECT_EQ(parts.texts, packed_schema_texts());
}

TEST(PackedSchema, LosesNothing) {
  const PackedSchema::Parts parts = PackedSchema::pack(set_of_files());
  const auto unpacked = PackedSchema::unpack(parts.structure, parts.texts);
  const PackedSchema::Parts again = PackedSchema::pack(*unpacked);
  EXPECT_EQ(again.structure, parts.structure);
  EXPECT_EQ(again.texts, parts.texts);
}

TEST(PackedSchema, FindsWhatTheLoadedSetFinds) {
  const SchemaSet& files = set_of_files();
  const SchemaSet& packed = *SchemaSet::embedded();
  ASSERT_EQ(packed.field_count(), files.field_count());
  ASSERT_EQ(packed.type_count(), files.type_count());
  for (std::size_t i = 0; i < files.field_count(); ++i) {
    const auto id = static_cast<FieldId>(i);
    const FieldSchema& field = packed.field(id);
    EXPECT_EQ(field.name, files.field(id).name);
    EXPECT_EQ(field.min, files.field(id).min);
    EXPECT_EQ(field.values != nullptr, files.field(id).values != nullptr);
    EXPECT_EQ(field.record != nullptr, files.field(id).record != nullptr);
    EXPECT_EQ(packed.type_of(id), files.type_of(id));
  }
  for (const TypeSchema& type : files.types()) {
    const TypeSchema* found = packed.find_type(type.name);
    ASSERT_NE(found, nullptr) << type.name;
    EXPECT_EQ(found->id, type.id);
    const TypeSchema* by_suffix = files.find_by_suffix(type.suffix, type.file_name);
    const TypeSchema* ours = packed.find_by_suffix(type.suffix, type.file_name);
    EXPECT_EQ(ours == nullptr ? "" : ours->name, by_suffix == nullptr ? "" : by_suffix->name);
    for (const std::string_view suffix : type.wrong_suffixes) {
      ASSERT_NE(packed.find_by_wrong_suffix(suffix), nullptr) << suffix;
      EXPECT_EQ(packed.find_by_wrong_suffix(suffix)->id, files.find_by_wrong_suffix(suffix)->id);
    }
    for (const FieldSchema& field : type.root.fields) {
      ASSERT_NE(found->root.find(field.name), nullptr) << type.name << "." << field.name;
      EXPECT_EQ(found->root.find(field.name)->id, field.id);
    }
  }
  for (const EnumSchema& list : files.enums()) {
    ASSERT_NE(packed.find_enum(list.name), nullptr);
    EXPECT_EQ(packed.find_enum(list.name)->values.size(), list.values.size());
  }
}

#ifndef ECAC_ABORT_ON_INTERNAL_ERROR
TEST(PackedSchema, RefusesBytesThatAreCutOff) {
  const std::string_view whole = packed_schema_structure();
  for (std::size_t size = 0; size < whole.size(); size += 997) {
    EXPECT_THROW(PackedSchema::unpack(whole.substr(0, size), packed_schema_texts()), InternalError);
  }
  EXPECT_THROW(PackedSchema::unpack(whole, packed_schema_texts().substr(0, 100)), InternalError);
  EXPECT_THROW(PackedSchema::unpack(std::string(whole) + '\0', packed_schema_texts()),
               InternalError);
}
#endif

}  // namespace
}  // namespace ecac

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/schema_drafts.h"
#include "compiler/schema/schema_numbers.h"

namespace ecac {

/// A field that names a type or a field of another type, and where it does so.
struct FieldToResolve {
  const SchemaFile* file;
  std::ptrdiff_t offset;
  FieldSchema* field;
};

/// Reads one file of schemas/types. What it names outside of the file is left to the caller, except
/// for the lists of values, which must be there already.
class TypeReader {
 public:
  TypeReader(SchemaReader& reader, SchemaNumbers& numbers, const SchemaSet& set)
      : reader_(reader), numbers_(numbers), set_(set) {}

  TypeSchema read();
  /// Addresses that stay valid while the type is moved.
  const std::vector<FieldToResolve>& to_resolve() const { return to_resolve_; }

 private:
  struct UsedRecord {
    FieldSchema* field;
    std::size_t position;
  };
  struct ReadRecord {
    std::size_t position;  ///< in `records`, or kRoot
    pugi::xml_node node;
  };
  static constexpr std::size_t kRoot = static_cast<std::size_t>(-1);

  void read_children();
  void read_fields(pugi::xml_node owner, RecordSchema& record, FieldId parent, int depth);
  FieldSchema read_field(pugi::xml_node node, FieldId parent, std::string_view& record);
  void read_field_children(pugi::xml_node node, FieldSchema& field);
  void read_allowed_since(pugi::xml_node node, FieldSchema& field);
  void check_field(pugi::xml_node node, const FieldDraft& draft);
  void read_record(pugi::xml_node field_node, std::string_view name, FieldSchema& field, int depth);
  void read_constraints(pugi::xml_node owner, RecordSchema& record);
  void read_constraint(pugi::xml_node node, ConstraintKind kind, RecordSchema& record);
  const FieldSchema* field_at(const RecordSchema& record, std::string_view path) const;
  void check_condition(pugi::xml_node node, const FieldSchema& when,
                       const std::vector<std::string_view>& values);
  void check_keys(pugi::xml_node node, const FieldSchema& field, const RecordSchema& record);
  void check_records_used();

  SchemaReader& reader_;
  SchemaNumbers& numbers_;
  const SchemaSet& set_;
  TypeSchema type_;
  std::vector<UsedRecord> used_records_;
  std::vector<ReadRecord> read_records_;
  std::vector<FieldToResolve> to_resolve_;
};

}  // namespace ecac

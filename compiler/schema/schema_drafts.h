#pragma once

#include <string_view>
#include <vector>

#include "compiler/schema/schema_reader.h"

namespace ecac {

/// A field as written: what it names elsewhere is still a name.
struct FieldDraft {
  FieldSchema field = {};
  std::string_view record = {};
  std::string_view values = {};
  bool has_kind = false;
};

/// A complex type inside a metadata type, while its file is read.
struct RecordDraft {
  std::string_view name = {};
  bool open = false;
};

/// A metadata type, while its file is read.
struct TypeDraft {
  TypeSchema type = {};
  bool open = false;
};

/// A constraint whose rule and fields are still names.
struct ConstraintDraft {
  std::string_view rule = {};
  std::string_view rule_case = {};
  std::string_view when = {};
  std::vector<std::string_view> is = {};
  std::vector<std::string_view> fields = {};
  std::string_view offer = {};
  std::string_view pattern = {};
};

/// A further condition of a constraint, whose field is still a name.
struct ConditionDraft {
  std::string_view when = {};
  std::vector<std::string_view> is = {};
};

/// A wrong word whose types are still names.
struct VocabularyDraft {
  VocabularyEntry entry = {};
  std::vector<std::string_view> types = {};
};

/// A wrong value whose fields are still names.
struct ValueVocabularyDraft {
  ValueVocabularyEntry entry = {};
  std::string_view of = {};
};

/// What `<document>` says of the form of retrieved files.
struct RetrievedDocument {
  RetrievedForm& form;
};
/// What `<order>` says of it.
struct RetrievedOrder {
  RetrievedForm& form;
};

/// These read the attributes of one element of the schema files.
void read_attributes(SchemaReader& reader, pugi::xml_node node, FieldDraft& draft);
void read_attributes(SchemaReader& reader, pugi::xml_node node, RecordDraft& draft);
void read_attributes(SchemaReader& reader, pugi::xml_node node, TypeDraft& draft);
void read_attributes(SchemaReader& reader, pugi::xml_node node, ConstraintDraft& draft);
void read_attributes(SchemaReader& reader, pugi::xml_node node, ConditionDraft& draft);
void read_attributes(SchemaReader& reader, pugi::xml_node node, Permission& permission);
void read_attributes(SchemaReader& reader, pugi::xml_node node, EnumSchema& list);
void read_attributes(SchemaReader& reader, pugi::xml_node node, EnumValue& value);
void read_attributes(SchemaReader& reader, pugi::xml_node node, EnumSchema::Mistake& mistake);
void read_attributes(SchemaReader& reader, pugi::xml_node node, EnumSchema::Drops& drops);
void read_attributes(SchemaReader& reader, pugi::xml_node node, EnumSchema::TokenForm& form);
void read_attributes(SchemaReader& reader, pugi::xml_node node, VocabularyDraft& draft);
void read_attributes(SchemaReader& reader, pugi::xml_node node, ValueVocabularyDraft& draft);
void read_attributes(SchemaReader& reader, pugi::xml_node node, StandardProfile& profile);
void read_attributes(SchemaReader& reader, pugi::xml_node node, KeyFileForm& form);
void read_attributes(SchemaReader& reader, pugi::xml_node node, ForeignFolder& folder);
void read_attributes(SchemaReader& reader, pugi::xml_node node, AuthorizationServer& server);
void read_attributes(SchemaReader& reader, pugi::xml_node node, Baseline& limits);
void read_attributes(SchemaReader& reader, pugi::xml_node node, KnownScheme& scheme);
void read_attributes(SchemaReader& reader, pugi::xml_node node, KnownHost& host);
void read_attributes(SchemaReader& reader, pugi::xml_node node, RetrievedDocument document);
void read_attributes(SchemaReader& reader, pugi::xml_node node, RetrievedEscape& escape);
void read_attributes(SchemaReader& reader, pugi::xml_node node, RetrievedOrder order);

}  // namespace ecac

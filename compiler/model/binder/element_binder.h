#pragma once

#include <vector>

#include "compiler/model/binder/binding.h"
#include "compiler/syntax/xml_tree.h"
#include "compiler/syntax/xml_value.h"

namespace ecac {

/// Gives each element of a tree its field, in document order and without recursion: makes the facts
/// and the uses of names, and reports what does not fit the schema's structure (XML003 to XML006,
/// SCH001, SCH003, SCH005, SCH012, CRD016). One per worker; its tables are reused.
class ElementBinder {
 public:
  explicit ElementBinder(const SchemaSet& schema);

  /// False if the root is not the type's, so that nothing below it was judged.
  bool bind(Binding& binding, const XmlTree& tree);

 private:
  /// What an element turned out to be; children look at their parent's.
  struct Bound {
    FactIndex fact = kNoFact;
    const RecordSchema* record = nullptr;  ///< its children are fields of this
    FieldId previous_child = FieldId::none;
    std::string_view previous_unknown = {};  ///< name of the child before, if nothing knows it
    bool leaf = false;
  };
  /// What was met of a field below the current parent.
  struct Seen {
    std::uint64_t parent = 0;        ///< serial number of the parent over all files
    NodeId element = kNoNode;        ///< the last one
    NodeId first_run_end = kNoNode;  ///< the last one that stands together with the first
    FactIndex fact = kNoFact;
    std::uint32_t count = 0;
  };
  struct SeparatedRun {
    NodeId first = kNoNode;
    NodeId attach_to = kNoNode;
    std::size_t finding = 0;
  };
  /// An element that is no field but was meant for one, which is therefore not missing.
  struct StandIn {
    NodeId element = kNoNode;
    const FieldSchema* meant = nullptr;
    std::size_t finding = 0;
    bool rename = false;
  };

  /// A block that says in several elements what is one value.
  struct SplitPrincipal {
    NodeId block = kNoNode;
    std::size_t finding = 0;
  };

  bool bind_root(Binding& binding, const XmlTree& tree);
  void bind_child(Binding& binding, const XmlTree& tree, NodeId node);
  void bind_field(Binding& binding, NodeId node, const FieldSchema& field);
  void bind_full_name(Binding& binding, NodeId node);
  void read_value(Binding& binding, NodeId node, FieldFact& fact);
  void collect_uses(Binding& binding, const FieldSchema& field, FactIndex index);
  void finish_complex(Binding& binding, const XmlTree& tree, NodeId node);

  void report_unknown(Binding& binding, NodeId node, const RecordSchema& record);
  void report_foreign_word(Binding& binding, NodeId node, const RecordSchema& record,
                           const VocabularyEntry& known);
  void report_principal_part(Binding& binding, NodeId node, const RecordSchema& record,
                             const VocabularyEntry& known);
  void stands_for(NodeId node, const FieldSchema& field, std::size_t finding, bool rename);
  void report_repeated(Binding& binding, NodeId node, const FieldSchema& field, Seen& seen);
  void report_stray_text(Binding& binding, NodeId node);
  void report_missing(Binding& binding, const XmlTree& tree, NodeId node);
  void report_empty(Binding& binding, const FieldSchema& field, const FieldFact& fact,
                    std::string_view owner);
  void fix_separated_runs(Binding& binding, const XmlTree& tree);
  void fix_renames(Binding& binding, const XmlTree& tree);
  void note_present(const Binding& binding, FactIndex parent);

  std::uint64_t serial_of(NodeId node) const { return serial_ + node; }

  const SchemaSet& schema_;
  std::vector<Bound> bound_;
  std::vector<Seen> seen_;
  std::vector<NodeId> complex_;     ///< elements whose children are to be judged together
  std::vector<FactIndex> present_;  ///< field to its first fact below one parent
  std::vector<FieldId> present_fields_;
  std::vector<SeparatedRun> separated_runs_;
  std::vector<StandIn> stand_ins_;
  std::vector<SplitPrincipal> split_principals_;
  XmlValue decoded_;
  std::uint64_t serial_ = 1;
};

}  // namespace ecac

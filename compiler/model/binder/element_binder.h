#pragma once

#include <vector>

#include "compiler/model/binder/binding.h"
#include "compiler/model/binder/unknown_elements.h"
#include "compiler/syntax/xml_tree.h"
#include "compiler/syntax/xml_value.h"

namespace ecac {

/// Gives each element of a tree its field, in document order and without recursion: makes the facts
/// and the uses of names, and notes what does not fit the schema's structure. One per worker; its
/// tables are reused.
class ElementBinder {
 public:
  explicit ElementBinder(const SchemaSet& schema);

  /// False if the root is not the type's, so that nothing below it was judged.
  bool bind(Binding& binding, const XmlTree& tree);
  /// Of the file bound last: the deploy may put elements below the root.
  bool is_root_open() const { return !open_.empty() && open_.front() == 0; }

 private:
  /// What an element turned out to be; children look at their parent's.
  struct Bound {
    FactIndex fact = kNoFact;
    const RecordSchema* record = nullptr;  ///< its children are fields of this
    FieldId previous_child = FieldId::none;
    std::string_view previous_unknown = {};  ///< name of the child before, if nothing knows it
    NodeId holder = kNoNode;  ///< of what is unknown or inside of that: the element around it
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

  bool bind_root(Binding& binding, const XmlTree& tree);
  void bind_child(Binding& binding, const XmlTree& tree, NodeId node);
  void bind_inside(Binding& binding, NodeId node, NodeId holder);
  void bind_field(Binding& binding, NodeId node, const FieldSchema& field);
  void bind_full_name(Binding& binding, NodeId node);
  void read_value(Binding& binding, NodeId node, FieldFact& fact);
  void collect_uses(Binding& binding, const FieldSchema& field, FactIndex index);
  void finish_complex(Binding& binding, NodeId node);

  void note_repeated(Binding& binding, NodeId node, const FieldSchema& field, Seen& seen);
  void note_stray_text(Binding& binding, NodeId node);
  void note_missing(Binding& binding, NodeId node);
  void note_empty(Binding& binding, const FieldSchema& field, FactIndex index);
  void find_separated_runs(Binding& binding, const XmlTree& tree);
  void find_open_elements(const Binding& binding, const XmlTree& tree);
  bool is_open(NodeId node) const;
  void note_filled(Binding& binding, NodeId node, FieldFact& fact);
  void note_present(const Binding& binding, FactIndex parent);

  std::uint64_t serial_of(NodeId node) const { return serial_ + node; }

  const SchemaSet& schema_;
  std::vector<Bound> bound_;
  std::vector<Seen> seen_;
  std::vector<NodeId> complex_;     ///< elements whose children are to be judged together
  std::vector<FactIndex> present_;  ///< field to its first fact below one parent
  std::vector<FieldId> present_fields_;
  std::vector<NodeId> separated_runs_;  ///< the first element of each
  std::vector<NodeId> open_;            ///< into which the deploy may put elements; sorted
  UnknownElements unknown_;
  XmlValue decoded_;
  std::uint64_t serial_ = 1;
};

}  // namespace ecac

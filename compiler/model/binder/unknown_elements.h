#pragma once

#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/model/binder/binding.h"
#include "compiler/syntax/xml_tree.h"
#include "compiler/syntax/xml_value.h"

namespace ecac {

/// The elements of one file that no field is bound to, and the fields that they were meant for. One
/// per worker.
class UnknownElements {
 public:
  explicit UnknownElements(const SchemaSet& schema) : schema_(schema) {}

  void clear();

  /// Notes an element that `record`, that of its parent, does not have. `again`: the one before it
  /// is no field either and has the same name. What a sibling type has is set apart as misplaced.
  void add(Binding& binding, const XmlTree& tree, NodeId node, const RecordSchema& record,
           FactIndex parent, bool again);
  /// Notes an element inside of the plain value of fact `leaf`.
  void add_in_leaf(Binding& binding, const XmlTree& tree, NodeId node, FactIndex leaf);
  /// Takes notice of an element that stands somewhere inside of one that is unknown. `holder` is
  /// the element around that one, and `record` its.
  void add_inside(Binding& binding, NodeId node, NodeId holder, const RecordSchema& record);

  /// To be called when all elements are bound, before the next two.
  void settle(Binding& binding);
  /// Whether an unknown element below the element `parent` was meant for the field.
  bool is_meant(NodeId parent, FieldId field) const;
  /// Calls `present(parent node)`, which answers whether a field is there, for each parent, and
  /// settles which elements can be written as the fields they were meant for.
  template <class Present>
  void settle_replacements(Binding& binding, const XmlTree& tree, Present&& present) {
    for (std::size_t i = 0; i < stand_ins_.size();) {
      const NodeId parent = stand_ins_[i].parent;
      const auto is_there = present(parent);
      for (; i < stand_ins_.size() && stand_ins_[i].parent == parent; ++i) {
        const FieldSchema& meant = schema_.field(stand_ins_[i].field);
        if (meant.repeated || !is_there(meant.id)) describe(binding, tree, stand_ins_[i], meant);
      }
    }
  }

 private:
  /// An element that can be written as another field.
  struct StandIn {
    NodeId parent = kNoNode;
    NodeId element = kNoNode;
    FieldId field = FieldId::none;
    std::size_t note = 0;
  };

  void add_principal_part(Binding& binding, const XmlTree& tree, NodeId node,
                          const RecordSchema& record, const VocabularyEntry& word);
  bool add_misplaced(Binding& binding, NodeId node, std::string_view name);
  void mean(Binding& binding, NodeId parent, FieldId field);
  void mean_by_name(Binding& binding, NodeId holder, const RecordSchema& record,
                    std::string_view name);
  void mean_by_word(Binding& binding, const VocabularyEntry& word);
  const std::vector<FieldId>& siblings(const Binding& binding, std::string_view name);
  void describe(Binding& binding, const XmlTree& tree, const StandIn& stand_in,
                const FieldSchema& meant);

  const SchemaSet& schema_;
  std::vector<std::pair<NodeId, FieldId>> meant_ = {};  ///< parent, field; sorted once settled
  std::vector<StandIn> stand_ins_ = {};
  NodeId split_block_ = kNoNode;  ///< the last block that is a grant in parts
  std::unordered_map<std::string_view, std::vector<FieldId>> siblings_ = {};
  XmlValue decoded_ = {};
};

}  // namespace ecac

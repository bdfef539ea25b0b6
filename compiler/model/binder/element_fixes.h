#pragma once

#include "compiler/model/binder/binding.h"
#include "compiler/syntax/xml_tree.h"

namespace ecac {

/// Adds a safe fix that gives an element another name, in both its tags.
void rename_element(const Binding& binding, LocalFinding& finding, NodeId node,
                    std::string_view name);

/// The same for an element that stands for a field, with its value in the field's own spelling.
void rename_to_field(const Binding& binding, LocalFinding& finding, const XmlTree& tree,
                     NodeId node, const FieldSchema& field);

/// Adds a safe fix that makes one element with a comma list of a run of elements of one name.
void join_elements(const Binding& binding, LocalFinding& finding, const XmlTree& tree, NodeId first,
                   std::string_view name);

/// Offers to write one `externalCredentialPrincipal` with `enabled` in place of a block of elements
/// for its parts, if these can be told apart.
void join_principal(const Binding& binding, LocalFinding& finding, const XmlTree& tree,
                    NodeId block);

/// Fills in what a fix needs that moves the element to another file.
void describe_for_move(const Binding& binding, NodeId node, MisplacedElement& misplaced);

/// Adds a safe fix that inserts a required child where its value can be known: its default, or the
/// component's name for a label. Goes to its alphabetical place, indented like its neighbours.
void insert_child(const Binding& binding, LocalFinding& finding, const XmlTree& tree, NodeId parent,
                  const FieldSchema& field);

/// Adds a safe fix that moves whole lines of elements behind another element.
void move_elements(const Binding& binding, LocalFinding& finding, TextRange elements,
                   std::uint32_t behind);

}  // namespace ecac

#include "compiler/model/binder/element_fixes.h"

#include <fmt/format.h>

#include "compiler/model/value_list.h"

namespace ecac {

namespace {

/// The blanks between the start of the line and `offset`; empty if anything else stands there.
std::string_view indentation(std::string_view text, std::uint32_t offset) {
  std::uint32_t begin = offset;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  const bool starts_line = begin == 0 || text[begin - 1] == '\n' || text[begin - 1] == '\r';
  return starts_line ? text.substr(begin, offset - begin) : std::string_view();
}

}  // namespace

void rename_element(const Binding& binding, LocalFinding& finding, NodeId node,
                    std::string_view name) {
  const XmlElement& element = binding.scan->elements()[node];
  if (!binding.editable || element.mended) return;
  const std::uint32_t prefix =
      element.name.size() - static_cast<std::uint32_t>(binding.scan->local_name(node).size());
  Fix fix{fmt::format("Rename it to `{}`", name), Applicability::safe, {}};
  const TextRange start = {element.name.begin + prefix, element.name.end};
  fix.operations.emplace_back(EditOperation{{FileId::none, start}, std::string(name)});
  if (!element.self_closing) {
    const std::uint32_t begin = element.end_tag.begin + 2 + prefix;  // behind `</`
    const TextRange end = {begin, begin + start.size()};
    fix.operations.emplace_back(EditOperation{{FileId::none, end}, std::string(name)});
  }
  finding.diagnostic.fixes.push_back(std::move(fix));
}

void rename_to_field(const Binding& binding, LocalFinding& finding, const XmlTree& tree,
                     NodeId node, const FieldSchema& field) {
  const std::size_t before = finding.diagnostic.fixes.size();
  rename_element(binding, finding, node, field.name);
  if (finding.diagnostic.fixes.size() == before || tree.first_child(node) != kNoNode) return;
  const XmlElement& element = binding.scan->elements()[node];
  if (element.self_closing) return;
  const std::string_view value = trim_blanks(element.content().in(binding.text));
  const ValueVocabularyEntry* entry = binding.schema.find_value_vocabulary(field.id, value);
  if (entry == nullptr || entry->means.empty()) return;
  const auto begin = static_cast<std::uint32_t>(value.data() - binding.text.data());
  const TextRange range = {begin, begin + static_cast<std::uint32_t>(value.size())};
  Fix& fix = finding.diagnostic.fixes.back();
  fix.description += fmt::format(" and write `{}`", entry->means);
  fix.operations.emplace_back(EditOperation{{FileId::none, range}, std::string(entry->means)});
}

void join_elements(const Binding& binding, LocalFinding& finding, const XmlTree& tree, NodeId first,
                   std::string_view name) {
  const auto elements = binding.scan->elements();
  NodeId last = first;
  std::string items;
  for (NodeId node = first; node != kNoNode && tree.name(node) == tree.name(first);
       node = tree.next_sibling(node)) {
    if (elements[node].mended || tree.first_child(node) != kNoNode) return;
    if (!items.empty()) items += ", ";
    items += trim_blanks(elements[node].content().in(binding.text));
    last = node;
  }
  if (first == last) {
    rename_element(binding, finding, first, name);
    return;
  }
  const TextRange run = {elements[first].start_tag.begin, elements[last].end_tag.end};
  binding.fix(finding, fmt::format("Write one `{}`", name), Applicability::safe, run,
              fmt::format("<{0}>{1}</{0}>", name, items));
}

void join_principal(const Binding& binding, LocalFinding& finding, const XmlTree& tree,
                    NodeId block) {
  const auto elements = binding.scan->elements();
  if (elements[block].near_mend) return;
  std::string_view credential;
  std::string_view principal;
  std::string_view enabled = "true";
  NodeId first = kNoNode;
  NodeId last = kNoNode;
  for (const NodeId child : tree.children(block)) {
    const std::string_view value = trim_blanks(elements[child].content().in(binding.text));
    if (value.find('<') != std::string_view::npos) return;
    const std::string_view name = binding.scan->local_name(child);
    if (name == "externalCredentialName" && credential.empty()) {
      credential = value;
    } else if (name == "principalName" && principal.empty()) {
      principal = value;
    } else if (name == "enabled") {
      enabled = value;
    } else if (name != "accessLevel") {
      return;
    }
    if (first == kNoNode) first = child;
    last = child;
  }
  if (credential.empty() || principal.empty()) return;
  const TextRange range = {elements[first].start_tag.begin, elements[last].end_tag.end};
  const std::string_view indent = indentation(binding.text, range.begin);
  binding.fix(finding, fmt::format("Write `{}-{}`", credential, principal), Applicability::unsafe,
              range,
              fmt::format("<enabled>{}</enabled>{}{}<externalCredentialPrincipal>{}-{}"
                          "</externalCredentialPrincipal>",
                          enabled, indent.empty() ? "" : line_end_of(binding.text), indent,
                          credential, principal));
}

void describe_for_move(const Binding& binding, NodeId node, MisplacedElement& misplaced) {
  const auto elements = binding.scan->elements();
  const TextRange range = elements[node].range();
  misplaced.lines = whole_lines(binding.text, range);
  if (!binding.editable) return;
  // What a prefix or an attribute means is not known where it is moved to.
  for (NodeId i = node; i < elements.size() && elements[i].start_tag.begin < range.end; ++i) {
    const XmlElement& element = elements[i];
    if (element.mended || element.attribute_count != 0) return;
    if (element.name.in(binding.text).find(':') != std::string_view::npos) return;
  }
  misplaced.text = range.in(binding.text);
  misplaced.indentation = indentation(binding.text, range.begin);
  misplaced.line_end = line_end_of(binding.text) == "\r\n" ? "\r\n" : "\n";
}

void insert_child(const Binding& binding, LocalFinding& finding, const XmlTree& tree, NodeId parent,
                  const FieldSchema& field) {
  std::string value;
  std::string said;
  if (field.default_value) {
    value = escape_xml(*field.default_value);
    said = fmt::format("Insert `<{0}>{1}</{0}>`", field.name, value);
  } else if (field.name == "label" && field.required == Requirement::advised && parent == 0) {
    value = kComponentNameMark;
    said = "Insert a label with the component's name";
  } else {
    return;
  }
  const auto elements = binding.scan->elements();
  NodeId before = kNoNode;
  NodeId last = kNoNode;
  for (const NodeId child : tree.children(parent)) {
    if (before == kNoNode && binding.scan->local_name(child) > field.name) before = child;
    last = child;
  }
  if (last == kNoNode) return;  // nothing to go by
  const NodeId neighbour = before != kNoNode ? before : last;
  const std::string_view indent = indentation(binding.text, elements[neighbour].start_tag.begin);
  const std::string_view line_end = line_end_of(binding.text);
  const std::string_view name = binding.scan->name(neighbour);
  const std::string_view prefix =
      name.substr(0, name.size() - binding.scan->local_name(neighbour).size());
  const std::string element = fmt::format("<{0}{1}>{2}</{0}{1}>", prefix, field.name, value);
  if (before != kNoNode) {
    const std::uint32_t at = elements[before].start_tag.begin;
    binding.fix(finding, said, Applicability::safe, {at, at},
                fmt::format("{}{}{}", element, line_end, indent));
  } else {
    const std::uint32_t at = elements[last].end_tag.end;
    binding.fix(finding, said, Applicability::safe, {at, at},
                fmt::format("{}{}{}", line_end, indent, element));
  }
}

void move_elements(const Binding& binding, LocalFinding& finding, TextRange elements,
                   std::uint32_t behind) {
  const std::string_view indent = indentation(binding.text, elements.begin);
  Fix fix{"Move it to the others", Applicability::safe, {}};
  fix.operations.emplace_back(EditOperation{
      {FileId::none, {behind, behind}},
      fmt::format("{}{}{}", line_end_of(binding.text), indent, elements.in(binding.text))});
  fix.operations.emplace_back(
      EditOperation{{FileId::none, whole_lines(binding.text, elements)}, ""});
  finding.diagnostic.fixes.push_back(std::move(fix));
}

}  // namespace ecac

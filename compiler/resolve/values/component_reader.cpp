#include "compiler/resolve/values/component_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/resolve/values/field_value.h"

namespace ecac {

std::size_t use_in(const FileFacts& facts, const FieldFact& fact) {
  const FactIndex index = facts.index_of(fact);
  const auto uses = facts.uses();
  const auto found =
      std::find_if(uses.begin(), uses.end(), [&](const NameUse& use) { return use.fact == index; });
  return found == uses.end() ? kNoUse : static_cast<std::size_t>(found - uses.begin());
}

std::string value_of_placeholders(std::string_view text) {
  return unknown_placeholder(text, FieldId::none).origin.decided_by();
}

ComponentReader::ComponentReader(const ProjectView& project, SymbolId symbol) : project_(project) {
  FileId only = FileId::none;
  std::size_t count = 0;
  project.for_each_definition(symbol, [&](FileId file) {
    only = file;
    ++count;
  });
  if (count == 1) {
    take(only);
  } else {
    choose(project.definitions(symbol));
  }
}

ComponentReader::ComponentReader(const ProjectView& project, FileId file) : project_(project) {
  take(file);
}

void ComponentReader::choose(std::span<const FileId> definitions) {
  // What is left out of the deploy only counts where nothing else is there.
  std::vector<FileId> deployed;
  std::copy_if(definitions.begin(), definitions.end(), std::back_inserter(deployed),
               [&](FileId id) { return project_.file(id).exclusion == Exclusion::none; });
  const std::span<const FileId> candidates = deployed.empty() ? definitions : deployed;
  if (candidates.empty()) {
    decided_by_ = "a definition in the project";
    return;
  }
  const FileFacts& first = project_.file(candidates.front()).facts;
  const bool same = std::all_of(candidates.begin(), candidates.end(), [&](FileId id) {
    return project_.file(id).facts.content_hash() == first.content_hash();
  });
  if (!same) {
    decided_by_ = fmt::format("which of its {} definitions is deployed", candidates.size());
    return;
  }
  take(candidates.front());
}

void ComponentReader::take(FileId file) {
  const FileFacts& facts = project_.file(file).facts;
  if (!facts.usable()) {
    decided_by_ =
        unknown_in_unreadable_file(project_.shown_path(file), FieldId::none).origin.decided_by();
    return;
  }
  file_ = file;
  if (facts.broken()) {
    decided_by_ =
        unknown_in_broken_file(project_.shown_path(file), FieldId::none).origin.decided_by();
  }
}

Origin ComponentReader::origin() const {
  if (!readable()) return Origin::unknown_until(decided_by_);
  return Origin::written_at({file_, facts().root_tag()}, FieldId::none);
}

Origin ComponentReader::written(const FieldFact& fact) const {
  const bool block = project_.schema().field(fact.field).kind == FieldKind::complex;
  return Origin::written_at({file_, block ? fact.start_tag() : fact.value}, fact.field);
}

Resolved<std::string_view> ComponentReader::value_of(const FieldFact& fact) const {
  return value_of_element(fact, facts().text(fact), written(fact),
                          [&] { return project_.shown_path(file_); });
}

Resolved<std::string_view> ComponentReader::absent(FieldId field) const {
  if (facts().notes().is_meant(field)) {
    return unknown_misplaced(project_.shown_path(file_), field);
  }
  return value_of_absent(project_.schema(), project_.api_version(), field);
}

Resolved<std::string_view> ComponentReader::view_in(FieldId field, const FieldFact* inside) const {
  if (!readable()) return Resolved<std::string_view>::unknown(decided_by_, field);
  const FieldFact* found = inside == nullptr ? facts().find(field) : facts().find(field, *inside);
  if (found != nullptr && found->state == ValueState::set) return value_of(*found);
  // What was repaired may have lost a part; a block that is whole lost none.
  const bool whole = inside == nullptr ? complete() : !inside->mended;
  if (!whole) return unknown_in_broken_file(project_.shown_path(file_), field);
  return absent(field);
}

Resolved<std::string> ComponentReader::text_in(FieldId field, const FieldFact* inside) const {
  return owned(value_of_list(project_.schema(), field, view_in(field, inside)));
}

Resolved<bool> ComponentReader::boolean_in(FieldId field, const FieldFact* inside) const {
  return as_boolean(field, view_in(field, inside));
}

Resolved<long long> ComponentReader::integer(FieldId field, const FieldFact& inside) const {
  return as_number(field, view_in(field, &inside));
}

std::vector<const FieldFact*> ComponentReader::all(FieldId field) const {
  std::vector<const FieldFact*> found;
  if (!readable()) return found;
  const std::span<const FieldFact> facts = this->facts().fields();
  for (FactIndex i = 0; i < facts.size(); i = facts[i].subtree_end) {
    if (facts[i].field == field && facts[i].state != ValueState::nil) found.push_back(&facts[i]);
  }
  return found;
}

}  // namespace ecac

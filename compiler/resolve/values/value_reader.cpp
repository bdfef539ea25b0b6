#include "compiler/resolve/values/value_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "compiler/resolve/values/field_value.h"

namespace ecac {

namespace {

/// Blocks have no text to point at; they stand where they begin.
Origin written_in(const SchemaSet& schema, FileId file, const FieldFact& fact) {
  const bool block = schema.field(fact.field).kind == FieldKind::complex;
  return Origin::written_at(block ? Place{file, fact.start_tag()} : place_of(file, fact),
                            fact.field);
}

const FieldFact* element_in(const FileFacts& facts, FieldId field, const FieldFact* inside) {
  return inside == nullptr ? facts.find(field) : facts.find(field, *inside);
}

}  // namespace

Place place_of(FileId file, const FieldFact& fact) {
  return {file, fact.value.empty() ? fact.element : fact.value};
}

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

ValueReader::ValueReader(const ProjectView& project, const SettingFiles& from)
    : project_(project), of_file_(from.of_file), of_field_(from.of_field) {
  if (from.files.empty()) return;
  take(from.files.front());
  // Whichever of two equal files is deployed, the result is one.
  const std::uint64_t first = facts().content_hash();
  std::copy_if(from.files.begin() + 1, from.files.end(), std::back_inserter(others_),
               [&](FileId file) {
                 const FileFacts& facts = project.file(file).facts;
                 return !facts.usable() || facts.content_hash() != first;
               });
}

ValueReader::ValueReader(const ProjectView& project, SymbolId component) : project_(project) {
  FileId only = FileId::none;
  std::size_t count = 0;
  project.for_each_definition(component, [&](FileId file) {
    only = file;
    ++count;
  });
  if (count == 1) {
    take(only);
  } else {
    choose(project.definitions(component));
  }
}

ValueReader::ValueReader(const ProjectView& project, FileId file) : project_(project) {
  take(file);
}

void ValueReader::take(FileId file) {
  if (file == FileId::none) return;
  file_ = file;
  facts_ = &project_.file(file).facts;
}

void ValueReader::choose(const std::vector<FileId>& definitions) {
  // What is left out of the deploy only counts where nothing else is there.
  std::vector<FileId> deployed;
  std::copy_if(definitions.begin(), definitions.end(), std::back_inserter(deployed),
               [&](FileId id) { return project_.file(id).exclusion == Exclusion::none; });
  const std::span<const FileId> candidates = deployed.empty() ? definitions : deployed;
  if (candidates.empty()) {
    undecided_ = "a definition in the project";
    return;
  }
  const FileFacts& first = project_.file(candidates.front()).facts;
  const bool same = std::all_of(candidates.begin(), candidates.end(), [&](FileId id) {
    return project_.file(id).facts.content_hash() == first.content_hash();
  });
  if (same) {
    take(candidates.front());
  } else {
    undecided_ = fmt::format("which of its {} definitions is deployed", candidates.size());
  }
}

std::vector<FileId> ValueReader::files() const {
  std::vector<FileId> files;
  if (has_file()) files.push_back(file_);
  files.insert(files.end(), others_.begin(), others_.end());
  return files;
}

std::string ValueReader::decided_by() const {
  if (!has_file()) return undecided_;
  if (complete()) return {};
  const std::string path = project_.shown_path(file_);
  return (readable() ? unknown_in_broken_file(path, FieldId::none)
                     : unknown_in_unreadable_file(path, FieldId::none))
      .origin.decided_by();
}

Origin ValueReader::origin() const {
  if (!readable()) return Origin::unknown_until(decided_by());
  return Origin::written_at({file_, facts().root_tag()}, FieldId::none);
}

Origin ValueReader::origin_of(FieldId field) const {
  const FoundField found = find(field);
  return found ? written(*found.fact) : Origin::written_at({file_, facts().root_tag()}, field);
}

Origin ValueReader::written(const FieldFact& fact) const {
  return written_in(project_.schema(), file_, fact);
}

Resolved<std::string_view> ValueReader::value_in(FileId file, const FileFacts& facts,
                                                 const FieldFact& fact) const {
  return value_of_element(
      fact, facts.text(fact), [&] { return written_in(project_.schema(), file, fact); },
      [&] { return project_.shown_path(file); });
}

ValueReader::Stands ValueReader::stands_in(FileId file, FieldId field,
                                           const FieldFact* inside) const {
  const FileFacts& facts = project_.file(file).facts;
  if (!facts.usable()) return unknown_in_unreadable_file(project_.shown_path(file), field);
  if (const FieldFact* fact = element_in(facts, field, inside)) return value_in(file, facts, *fact);
  // What was repaired may have lost a part; a block that is whole lost none.
  const bool whole = inside == nullptr ? !facts.broken() : !inside->mended;
  if (!whole) return unknown_in_broken_file(project_.shown_path(file), field);
  if (facts.notes().is_meant(field)) return unknown_misplaced(project_.shown_path(file), field);
  return std::nullopt;
}

ValueReader::Stands ValueReader::stands(FieldId field, const FieldFact* inside) const {
  if (!undecided_.empty()) return Resolved<std::string_view>::unknown(undecided_, field);
  if (!has_file()) return std::nullopt;
  Stands first = stands_in(file_, field, inside);
  for (const FileId file : others_) {
    const Stands other = stands_in(file, field, inside);
    if (other.has_value() == first.has_value() && (!first || other->value == first->value)) {
      continue;
    }
    return Resolved<std::string_view>::unknown(
        fmt::format("which of `{}` and `{}` holds", project_.shown_path(file_),
                    project_.shown_path(file)),
        field);
  }
  return first;
}

Absence ValueReader::absence(const FieldFact* inside) const {
  if (inside != nullptr) return Absence::defaults;
  return has_file() ? of_field_ : of_file_;
}

Resolved<std::string_view> ValueReader::absent(FieldId field, const FieldFact* inside) const {
  if (absence(inside) == Absence::unknown) {
    return Resolved<std::string_view>::unknown("`{field}` of `{type}` in the org", field);
  }
  return value_of_absent(project_.schema(), project_.api_version(), field);
}

Resolved<std::string_view> ValueReader::view_in(FieldId field, const FieldFact* inside) const {
  // Most things have one file, and most fields that are asked for stand in it.
  if (has_file() && others_.empty() && facts().usable()) {
    if (const FieldFact* fact = element_in(facts(), field, inside)) {
      return value_in(file_, facts(), *fact);
    }
  }
  Stands value = stands(field, inside);
  return value ? std::move(*value) : absent(field, inside);
}

Resolved<std::string> ValueReader::text_in(FieldId field, const FieldFact* inside) const {
  return owned(value_of_list(project_.schema(), field, view_in(field, inside)));
}

Resolved<bool> ValueReader::boolean_in(FieldId field, const FieldFact* inside) const {
  return as_boolean(field, view_in(field, inside));
}

Resolved<long long> ValueReader::number(FieldId field, const FieldFact& inside) const {
  return as_number(field, view_in(field, &inside));
}

Resolved<long long> ValueReader::number(FieldId field, long long none) const {
  Resolved<long long> number = as_number(field, view_in(field, nullptr));
  if (!number.known() && number.origin.kind != OriginKind::unknown) number.value = none;
  return number;
}

Resolved<bool> ValueReader::present(FieldId field) const {
  Stands value = stands(field, nullptr);
  if (!value) {
    if (absence(nullptr) == Absence::unknown) return {std::nullopt, absent(field, nullptr).origin};
    return {false, Origin::default_of(field, Standing::documented)};
  }
  if (!value->known()) return {std::nullopt, std::move(value->origin)};
  // What holds elements has no text of its own.
  const bool block = project_.schema().field(field).kind == FieldKind::complex;
  return {block || !value->value->empty(), std::move(value->origin)};
}

std::optional<std::string_view> ValueReader::certain(FieldId field) const {
  const FoundField found = find(field);
  if (!found || !found.fact->judgeable()) return std::nullopt;
  return project_.file(found.file).facts.text(*found.fact);
}

std::optional<std::string_view> ValueReader::certain(FieldId field, const FieldFact& inside) const {
  const FieldFact* fact = facts().find(field, inside);
  if (fact == nullptr || !fact->judgeable()) return std::nullopt;
  return facts().text(*fact);
}

FoundField ValueReader::find(FieldId field) const {
  if (!has_file()) return {};
  FoundField found = {file_, facts().find(field)};
  for (const FileId file : others_) {
    const FieldFact* fact = project_.file(file).facts.find(field);
    if (fact == nullptr) continue;
    if (found) return {};
    found = {file, fact};
  }
  return found;
}

std::vector<const FieldFact*> ValueReader::all(FieldId field) const {
  std::vector<const FieldFact*> found;
  if (!readable()) return found;
  const std::span<const FieldFact> facts = this->facts().fields();
  for (FactIndex i = 0; i < facts.size(); i = facts[i].subtree_end) {
    if (facts[i].field == field && facts[i].state != ValueState::nil) found.push_back(&facts[i]);
  }
  return found;
}

}  // namespace ecac

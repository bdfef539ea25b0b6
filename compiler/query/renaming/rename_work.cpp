#include "compiler/query/renaming/rename_work.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "compiler/edit/change_set.h"
#include "compiler/edit/element_edit.h"
#include "compiler/edit/manifest_edit.h"
#include "compiler/query/place/named_component.h"
#include "compiler/query/renaming/configuration_names.h"
#include "compiler/resolve/deploy/deploy_components.h"
#include "compiler/resolve/values/credential_formula.h"
#include "compiler/resolve/values/parameter_list.h"
#include "compiler/schema/field_ids.h"
#include "compiler/secrets/placeholder.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/path_text.h"
#include "compiler/syntax/xml_value.h"

namespace ecac {

namespace {

constexpr std::string_view kMetaEnding = "-meta.xml";

/// What stands before the plain name in a full one: a namespace, or nothing. None if it is another
/// name.
std::optional<std::string_view> prefix_before(std::string_view full, std::string_view plain) {
  if (full.size() < plain.size()) return std::nullopt;
  const std::string_view prefix = full.substr(0, full.size() - plain.size());
  if (!equal_ignoring_case(full.substr(prefix.size()), plain)) return std::nullopt;
  if (!prefix.empty() && !prefix.ends_with("__")) return std::nullopt;
  return prefix;
}

/// The names of other types that mean a component of this one where no component of theirs has the
/// name: a permission set group in a list of permission sets.
std::vector<SymbolId> names_of_other_types(const Project& project, TypeId type,
                                           std::string_view name) {
  std::set<TypeId> types;
  const SchemaSet& schema = project.schema();
  for (std::size_t id = 0; id < schema.field_count(); ++id) {
    const FieldSchema& field = schema.field(FieldId{static_cast<std::uint16_t>(id)});
    if (field.reference_also_type == type && type != TypeId::none) {
      types.insert(field.reference_type);
    }
  }
  std::vector<SymbolId> found;
  for (const TypeId other : types) {
    const SymbolId symbol = project.symbol(other, name);
    if (symbol != SymbolId::none && !project.symbols().is_defined(symbol)) found.push_back(symbol);
  }
  return found;
}

/// The paths of package.xml and its kind that say what a project deploys or deletes.
std::set<std::string> manifests_of(const Snapshot& snapshot) {
  const DiscoveredProject& discovered = snapshot.analysed().discovered();
  std::set<std::string> paths;
  for (const DiscoveredFile& file : discovered.files) {
    const bool manifest = file.kind == FileKind::manifest ||
                          file.kind == FileKind::destructive_manifest ||
                          file.type == types::Package;
    if (manifest) paths.insert(discovered.path_of(file));
  }
  for (const std::string& path :
       {snapshot.project().settings().manifest, discovered.own_manifest}) {
    if (!path.empty()) paths.insert(path);
  }
  return paths;
}

}  // namespace

void RenameWork::object(std::string why) {
  if (objection_.empty()) objection_ = std::move(why);
}

void RenameWork::add(const Snapshot& snapshot, const std::vector<RenamedComponent>& changes) {
  const std::set<std::string> manifests = manifests_of(snapshot);
  for (const RenamedComponent& change : changes) {
    const Project& project = snapshot.project();
    if (const auto conflict = name_conflict(project, change)) return object(*conflict);
    const SymbolId symbol = project.symbol(change.type, change.from);
    if (symbol != SymbolId::none) {
      add_definitions(snapshot, change, symbol);
      add_uses(snapshot, change, symbol);
    }
    add_manifests(snapshot, change, manifests);
    add_configuration(snapshot, change);
    if (!objection_.empty()) return;
  }
  add_project_file(snapshot);
}

void RenameWork::add_definitions(const Snapshot& snapshot, const RenamedComponent& change,
                                 SymbolId symbol) {
  for (const FileId file : snapshot.project().definitions(symbol)) {
    add_file(snapshot, change, file);
    if (!objection_.empty()) return;
    const FileFacts& facts = snapshot.facts(file);
    const auto prefix = prefix_before(facts.full_name(), change.from);
    if (prefix && !facts.full_name_range().empty()) {
      edit_value(snapshot, file, facts.full_name_range(), facts.full_name(),
                 fmt::format("{}{}", *prefix, change.to));
    } else if (has_placeholder(facts.full_name())) {
      return object(fmt::format("the `fullName` in {} is put in by the deploy",
                                snapshot.project().shown_path(file)));
    }
    add_own_label(snapshot, change, file);
    if (change.type == types::ExternalCredential) add_formulas(snapshot, change, file);
  }
}

/// The files that are called by the name: the one that defines it, and its content beside it.
void RenameWork::add_file(const Snapshot& snapshot, const RenamedComponent& change, FileId id) {
  const Project& project = snapshot.project();
  const ProjectFile& file = project.file(id);
  const TypeSchema& type = project.schema().type(file.type);
  const std::string path = project.path(id);
  const std::string_view name = project.name(id);
  std::string decoded;
  const auto prefix = prefix_before(project.component_name(file, decoded), change.from);
  if (!prefix || !name.starts_with(file.full_name) || file.wrong_suffix) {
    return object(fmt::format("{} is not called by its component", project.shown_path(id)));
  }
  if (file_name(parent_path(path)) == file.full_name) {
    return object(fmt::format("{} is stored in parts, in a folder that has its name",
                              spoken(project.schema(), change.type, change.from)));
  }
  const std::string begin = name_in_file(type, fmt::format("{}{}", *prefix, change.to));
  const auto moved = [&](std::string_view old) {
    return join_path(parent_path(path), begin + std::string(old.substr(file.full_name.size())));
  };
  move(snapshot, path, moved(name));
  if (!type.content_pair || !name.ends_with(kMetaEnding)) return;
  const std::string_view content = name.substr(0, name.size() - kMetaEnding.size());
  const std::string content_path = join_path(parent_path(path), content);
  if (project.sources().kind(content_path) == EntryKind::file) {
    move(snapshot, content_path, moved(content));
  }
}

/// Setup labels settings and policies by the name of their component.
void RenameWork::add_own_label(const Snapshot& snapshot, const RenamedComponent& change,
                               FileId file) {
  const SchemaSet& schema = snapshot.schema();
  const TypeSchema& type = schema.type(change.type);
  if (type.name_ending.empty()) return;
  const FieldSchema* label = type.root.find("label");
  if (label == nullptr) return;
  const FieldFact* fact = snapshot.facts(file).find(label->id);
  if (fact == nullptr || !fact->judgeable()) return;
  const std::string_view text = snapshot.facts(file).text(*fact);
  if (text == change.from) edit_value(snapshot, file, fact->value, text, change.to);
}

void RenameWork::add_uses(const Snapshot& snapshot, const RenamedComponent& change,
                          SymbolId symbol) {
  const Project& project = snapshot.project();
  std::set<FileId> files;
  const auto take = [&](SymbolId name, bool also) {
    for (const UseSite site : project.uses(name)) {
      const NameUse& use = project.use(site);
      if (also && project.schema().field(use.field).reference_also_type != change.type) continue;
      add_use(snapshot, change, site);
      files.insert(site.file);
      if (!objection_.empty()) return;
    }
  };
  for (const SymbolId name : names_of(snapshot, symbol)) take(name, false);
  for (const SymbolId name : names_of_other_types(project, change.type, change.from)) {
    take(name, true);
  }
  if (change.type != types::ExternalCredential) return;
  for (const FileId file : files) {
    if (project.file(file).type == types::NamedCredential) add_formulas(snapshot, change, file);
  }
}

void RenameWork::add_use(const Snapshot& snapshot, const RenamedComponent& change, UseSite site) {
  if (!is_editable(snapshot, site.file)) return;
  const FileFacts& facts = snapshot.facts(site.file);
  const NameUse& use = facts.uses()[site.use];
  const std::string_view written = facts.name(use);
  const auto prefix = prefix_before(written, change.from);
  if (!prefix) return;
  edit_value(snapshot, site.file, use.range, written, fmt::format("{}{}", *prefix, change.to));
}

/// `{!$Credential.Partner.Key}` names its external credential, in that or in a header of a named
/// credential.
void RenameWork::add_formulas(const Snapshot& snapshot, const RenamedComponent& change,
                              FileId file) {
  const FileFacts& facts = snapshot.facts(file);
  const FieldId value = parameter_fields(facts.type()).value;
  for (const FieldFact& fact : facts.fields()) {
    if (fact.field != value || !fact.has_text()) continue;
    const std::string_view text = facts.text(fact);
    for (const CredentialFormula& formula : read_formulas(text)) {
      for (const FormulaName& name : formula.names) {
        if (name.parts.size() < 2 || name.parts[0] != "Credential") continue;
        const auto prefix = prefix_before(name.parts[1], change.from);
        if (!prefix) continue;
        const auto begin = static_cast<std::size_t>(name.parts[1].data() - text.data());
        edit_value(snapshot, file, facts.range_in_value(fact, begin, begin + name.parts[1].size()),
                   name.parts[1], fmt::format("{}{}", *prefix, change.to));
      }
    }
  }
}

void RenameWork::add_manifests(const Snapshot& snapshot, const RenamedComponent& change,
                               const std::set<std::string>& paths) {
  const Project& project = snapshot.project();
  const std::string_view type = manifest_name(project.schema().type(change.type));
  for (const std::string& path : paths) {
    const FileId file = project.sources().id_of(path);
    const auto text = snapshot.text(file);
    if (text == nullptr || text->text().find(change.from) == std::string_view::npos) continue;
    const TextEdits edits =
        ManifestEditor(std::string(text->text())).rename(type, change.from, change.to);
    if (!edits || edits->empty()) continue;
    if (text->encoding() != TextEncoding::utf8 && text->encoding() != TextEncoding::utf8_bom) {
      return object(fmt::format("{} is not UTF-8", project.shown_path(path)));
    }
    for (const TextEdit& one : *edits) edit(snapshot, file, one.range, one.text);
  }
}

void RenameWork::add_configuration(const Snapshot& snapshot, const RenamedComponent& change) {
  for (const ConfigurationName& name : configuration_names(snapshot, change)) {
    edit(snapshot, name.place.file, name.place.range, name.text);
  }
}

void RenameWork::add_project_file(const Snapshot& snapshot) {
  for (const ConfigurationName& name : replacement_files(snapshot, moves_)) {
    edit(snapshot, name.place.file, name.place.range, name.text);
  }
}

bool RenameWork::is_editable(const Snapshot& snapshot, FileId file) {
  if (checked_.contains(file)) return true;
  const Project& project = snapshot.project();
  const FileFacts& facts = snapshot.facts(file);
  const auto refuse = [&](std::string_view why) {
    object(fmt::format("{} {}", project.shown_path(file), why));
    return false;
  };
  if (facts.notes().unread) return refuse("cannot be read");
  if (!facts.editable()) return refuse("is not UTF-8, so that its bytes are not known");
  if (facts.broken()) return refuse("is broken XML; mend it first");
  const auto text = snapshot.text(file);
  const bool as_read = text != nullptr && (snapshot.analysed().replaced() != nullptr ||
                                           text->hash() == facts.content_hash());
  if (!as_read || facts.content_hash() != project.file(file).facts.content_hash()) {
    return refuse("is being changed; finish that first");
  }
  checked_.insert(file);
  return true;
}

void RenameWork::edit_value(const Snapshot& snapshot, FileId file, TextRange range,
                            std::string_view written, std::string_view text) {
  if (!is_editable(snapshot, file)) return;
  const Project& project = snapshot.project();
  if (const ReplacedFileTree* replaced = snapshot.analysed().replaced()) {
    const OriginalPlace original = replaced->original(project.path(file), range);
    if (!original.variable.empty()) {
      return object(fmt::format("the name in {} is put in by the deploy, from `{}`",
                                project.shown_path(file), original.variable));
    }
    range = original.range;
  }
  const auto source = snapshot.text(file);
  if (source == nullptr || !can_replace(source->text(), range)) {
    return object(fmt::format("{} is being changed", project.shown_path(file)));
  }
  const std::string_view raw = range.in(source->text());
  if (raw != written && raw.find('&') == std::string_view::npos) {
    return object(fmt::format("{} is being changed", project.shown_path(file)));
  }
  if (escape_xml(text) == text) return edit(snapshot, file, range, std::string(text));
  const TextEdits edits = ElementEditor(std::string(source->text())).set_text(range, text);
  if (!edits) return object(fmt::format("{} cannot be edited", project.shown_path(file)));
  for (const TextEdit& one : *edits) edit(snapshot, file, one.range, one.text);
}

void RenameWork::edit(const Snapshot& snapshot, FileId file, TextRange range, std::string text) {
  edits_[snapshot.path(file)].insert_or_assign(range, std::pair(file, std::move(text)));
}

void RenameWork::move(const Snapshot& snapshot, const std::string& from, const std::string& to) {
  const bool other_case = equal_ignoring_case(from, to);
  if (!other_case && snapshot.project().sources().kind(to) != EntryKind::missing) {
    return object(fmt::format("{} is there already", snapshot.project().shown_path(to)));
  }
  if (from != to) moves_.emplace(from, to);
}

std::vector<FileOperation> RenameWork::operations() const {
  std::vector<FileOperation> all;
  for (const auto& [path, edits] : edits_) {
    for (const auto& [range, what] : edits) {
      all.emplace_back(EditOperation{{what.first, range}, what.second});
    }
  }
  for (const auto& [from, to] : moves_) all.emplace_back(RenameOperation{from, to});
  return all;
}

}  // namespace ecac

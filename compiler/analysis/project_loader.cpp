#include "compiler/analysis/project_loader.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_set>

#include "compiler/analysis/project_tree_notes.h"
#include "compiler/model/apex_header.h"
#include "compiler/model/binder/facts_builder.h"
#include "compiler/resolve/org/permission_set.h"
#include "compiler/schema/field_ids.h"
#include "compiler/support/check.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/support/text/ascii.h"
#include "compiler/support/x509/certificate.h"
#include "compiler/workspace/scratch_definition.h"

namespace ecac {

namespace {

std::string_view name_in_manifests(const TypeSchema& type) {
  return type.metadata_name.empty() ? type.name : type.metadata_name;
}

/// Whether the file name alone says which component a file is; parts of decomposed ones share
/// names.
bool is_known_by_name(const TypeSchema& type) {
  return !type.role.empty() && type.role != "context";
}

const FileTree& files_of(const SourceStore& sources, const LoadOptions& options) {
  if (options.files == nullptr) return sources;
  return *options.files;
}

/// Reads for one thread: from the store by number, or from a tree in front of it.
struct Worker {
  Worker(const FileTree& files, const SourceStore& sources, const SchemaSet& schema,
         const DeclaredMarkers& declared)
      : store(sources),
        markers(declared),
        store_reader(sources),
        tree_reader(&files == &sources ? nullptr : files.make_reader()),
        builder(schema) {}

  Result<void> read(FileId id) {
    if (tree_reader == nullptr) return store_reader.read(id, bytes, limits::kFile);
    return tree_reader->read(store.directory(id), store.name(id), bytes, limits::kFile);
  }

  FileFacts analyze(FileId id, TypeId type) {
    if (markers.empty()) return builder.analyze(bytes, type);
    return builder.analyze(bytes, type, markers.find(store.path(id), bytes));
  }

  const SourceStore& store;
  const DeclaredMarkers& markers;
  SourceStore::Reader store_reader;
  std::unique_ptr<FileReader> tree_reader;
  FactsBuilder builder;
  std::string bytes;
};

FileFacts read_facts(FileId id, const ProjectFile& file, Worker& worker) {
  const Result<void> read = worker.read(id);
  if (!read) {
    if (file.wrong_suffix) return {};  // its name is what is wrong with it
    switch (read.error().kind) {
      case ErrorKind::too_large: return worker.builder.unread(file.type, UnreadReason::too_large);
      case ErrorKind::is_directory:
      case ErrorKind::not_regular:
        return worker.builder.unread(file.type, UnreadReason::not_a_file, read.error().message);
      default:
        return worker.builder.unread(file.type, UnreadReason::unreadable, read.error().message);
    }
  }
  try {
    return file.wrong_suffix ? worker.builder.secrets_only(worker.bytes, file.type)
                             : worker.analyze(id, file.type);
  } catch (const InternalError& error) {
    return worker.builder.unread(file.type, UnreadReason::internal_error, error.what());
  }
}

void add_known(const SchemaSet& schema, const KnownComponents& known, Project& project) {
  for (const auto& [name, entry] : known.types()) {
    const TypeSchema* type = schema.find_type(name);
    if (type == nullptr) continue;  // of no type that anything here refers to
    if (entry.all) project.add_known(type->id, "*");
    for (const std::string& component : entry.names) project.add_known(type->id, component);
  }
}

void add_removed(const SchemaSet& schema, const KnownComponents& removed, Project& project) {
  for (const TypeSchema& type : schema.types()) {
    const auto entry = removed.types().find(std::string(name_in_manifests(type)));
    if (entry == removed.types().end()) continue;
    for (const std::string& name : entry->second.names) {
      project.add_removed(type.id, name, RemovedBy::destructive_changes);
    }
  }
}

void read_scratch_definitions(const FileTree& files, const DiscoveredProject& discovered,
                              Project& project) {
  std::string text;
  for (const DiscoveredFile& found : discovered.files) {
    if (found.kind != FileKind::scratch_definition) continue;
    // Such files stand beside the source, not in it.
    const bool asked_for = found.checked() || found.reason == ContextReason::outside_packages;
    const std::string path = discovered.path_of(found);
    if (!asked_for || !files.read(path, text, limits::kFile)) continue;
    if (auto definition = parse_scratch_definition(project.sources().id_of(path), text)) {
      project.add_scratch_definition(std::move(*definition));
    }
  }
}

}  // namespace

Project project_without_files(const std::shared_ptr<SourceStore>& sources,
                              std::shared_ptr<const SchemaSet> schema,
                              const DiscoveredProject& discovered, const LoadOptions& options) {
  const FileTree& files = files_of(*sources, options);
  ProjectSettings settings;
  settings.root = discovered.root;
  settings.name_space = discovered.project_file.ns.value;
  if (options.manifest != nullptr) settings.manifest = options.manifest->path;
  const ApiVersion newest = schema->newest_version();
  settings.api_version = options.api_version;
  if (settings.api_version != 0) settings.version_origin = VersionOrigin::deploy;
  if (settings.api_version == 0 && discovered.project_file.source_api_version) {
    settings.api_version = discovered.project_file.source_api_version->value;
    settings.version_origin = VersionOrigin::project_file;
  }
  if (settings.api_version == 0) settings.api_version = newest;
  settings.has_ignore_file =
      files.kind(join_path(discovered.root, ".forceignore")) == EntryKind::file;
  if (discovered.project_file.is_object) settings.project_file = discovered.project_file.id;
  settings.takes_replacements = discovered.project_file.takes_replacements;
  settings.newer_than_schema = settings.api_version > newest;
  for (const Configured<std::string>& name : discovered.config->complete) {
    if (const TypeSchema* type = schema->find_type(name.value))
      settings.complete.push_back(type->id);
  }

  const SchemaSet& types = *schema;
  Project project(std::move(schema), std::move(settings), sources);
  if (options.known != nullptr) add_known(types, *options.known, project);
  if (options.removals != nullptr) {
    add_removed(types, options.removals->before, project);
    add_removed(types, options.removals->after, project);
  }
  for (const DiscoveredFile& found : discovered.files) {
    if (is_deployed_content(types, discovered, found)) {
      project.add_content(found.type, found.full_name);
    }
  }
  if (discovered.outside != nullptr) {
    for (const DiscoveredFile& found : discovered.outside->files) {
      if (found.kind != FileKind::component || !is_known_by_name(types.type(found.type))) continue;
      project.add_outside(found.type, found.full_name,
                          sources->id_of(discovered.outside->path_of(found)));
    }
  }
  read_scratch_definitions(files, discovered, project);
  return project;
}

ProjectLister::ProjectLister(SourceStore& sources, const SchemaSet& schema,
                             const DiscoveredProject& discovered, const LoadOptions& options)
    : sources_(sources), schema_(schema), options_(options) {
  for (const DiscoveredDirectory& directory : discovered.directories) {
    folders_.push_back(&sources.add_directory(directory.path));
    set_of_parts_.emplace_back(owner_of_parts_in(directory.path));
  }
  const auto not_requested = [](const DiscoveredFile& found) {
    return found.reason == ContextReason::not_requested;
  };
  if (std::ranges::any_of(discovered.files, not_requested)) {
    for (const DiscoveredFile& found : discovered.files) {
      const bool component = found.kind == FileKind::component && !not_requested(found);
      if (component && is_known_by_name(schema.type(found.type))) {
        requested_.emplace(found.type, found.full_name);
      }
    }
  }
  if (options.manifest == nullptr) return;
  for (const ManifestMember& member : options.manifest->members) {
    in_manifest_.add(member.type.value, member.name.value);
  }
}

bool ProjectLister::is_listed(const DiscoveredFile& found) const {
  if (found.kind != FileKind::component && found.kind != FileKind::wrong_suffix) return false;
  if (options_.removals != nullptr && is_removed(found)) return false;
  return found.reason != ContextReason::not_requested ||
         !requested_.contains({found.type, found.full_name});
}

FileId ProjectLister::id(const DiscoveredFile& found) const {
  return sources_.add(*folders_[found.directory], found.name);
}

/// A part of a permission set is deployed with the whole of it.
std::string ProjectLister::name_in_manifest(const DiscoveredFile& found) const {
  const TypeSchema& type = schema_.type(found.type);
  const TypeSchema* whole = schema_.find_type(name_in_manifests(type));
  const std::string& set = set_of_parts_[found.directory];
  return whole == nullptr || whole == &type || set.empty() ? std::string(found.full_name) : set;
}

/// A manifest names settings by their type and stem; manifests are no components.
bool ProjectLister::is_in_manifest(const DiscoveredFile& found) const {
  return options_.manifest == nullptr || found.type == types::Package ||
         in_manifest_.contains(name_in_manifests(schema_.type(found.type)),
                               name_in_manifest(found));
}

bool ProjectLister::is_removed(const DiscoveredFile& found) const {
  const std::string_view type = name_in_manifests(schema_.type(found.type));
  const std::string name = name_in_manifest(found);
  if (options_.removals->after.contains(type, name)) return true;
  const bool is_added = found.reason == ContextReason::none && is_in_manifest(found);
  return !is_added && options_.removals->before.contains(type, name);
}

ProjectFile ProjectLister::file(const DiscoveredFile& found) const {
  ProjectFile file;
  file.full_name = found.full_name;
  file.type = found.type;
  file.wrong_suffix = found.kind == FileKind::wrong_suffix;
  file.source_format = found.format == FileFormat::source;
  file.checked = found.checked();
  const TypeSchema& type = schema_.type(file.type);
  if (found.reason == ContextReason::force_ignored) {
    file.exclusion = Exclusion::force_ignored;
    file.checked = options_.judges_left_out;
  } else if (found.reason == ContextReason::outside_packages) {
    file.exclusion = Exclusion::outside_packages;
    file.checked = options_.judges_left_out;
  } else if (!file.wrong_suffix && !is_in_manifest(found)) {
    file.exclusion = Exclusion::not_in_manifest;
    file.checked = false;
  }
  // A secret in the repository is one, whatever of it is deployed.
  file.searched = !file.checked && found.reason != ContextReason::not_requested;
  file.kept = options_.no_overwrite != nullptr &&
              options_.no_overwrite->contains(name_in_manifests(type), name_in_manifest(found));
  return file;
}

FileFacts read_file_facts(const FileTree& files, const SourceStore& sources,
                          const SchemaSet& schema, const DeclaredMarkers& markers, FileId id,
                          const ProjectFile& file) {
  if (schema.type(file.type).read != ReadDepth::fields) return {};
  Worker worker(files, sources, schema, markers);
  return read_facts(id, file, worker);
}

DeclaredMarkers declared_markers(const DiscoveredProject& discovered, const LoadOptions& options) {
  const std::vector<DeclaredReplacement> declared = declared_replacements(discovered.project_file);
  if (options.files == nullptr) return {declared, discovered.root};
  return {declared, discovered.root,
          [&](std::size_t number) { return options.files->leaves(number); }};
}

Project load_project(const std::shared_ptr<SourceStore>& sources,
                     std::shared_ptr<const SchemaSet> schema, const DiscoveredProject& discovered,
                     const LoadOptions& options, Executor& executor) {
  const FileTree& files = files_of(*sources, options);
  const DeclaredMarkers markers = declared_markers(discovered, options);
  const SchemaSet& types = *schema;
  Project project = project_without_files(sources, std::move(schema), discovered, options);
  const ProjectLister lister(*sources, types, discovered, options);
  std::vector<FileId> to_read;
  project.reserve_files(discovered.files.size());
  for (const DiscoveredFile& found : discovered.files) {
    if (!lister.is_listed(found)) continue;
    const FileId id = lister.id(found);
    project.add_file(id, lister.file(found));
    if (types.type(project.file(id).type).read == ReadDepth::fields) to_read.push_back(id);
  }
  constexpr std::size_t kRun = 64;
  parallel_for(
      executor, to_read.size(), kRun, [&] { return Worker(files, *sources, types, markers); },
      [&](Worker& worker, std::size_t i) {
        ProjectFile& file = project.file(to_read[i]);
        file.facts = read_facts(to_read[i], file, worker);
        if (options.progress && i % kRun == 0) options.progress(std::min(kRun, to_read.size() - i));
      });
  return project;
}

namespace {

/// The names, in small letters, that references use for types of which letter case does not count.
std::unordered_set<std::string> names_used_in_any_case(const Project& project) {
  std::unordered_set<std::string> names;
  const SymbolIndex& symbols = project.symbols();
  for (std::uint32_t id = 0; id < symbols.size(); ++id) {
    const SymbolId symbol{id};
    if (!symbols.is_used(symbol)) continue;
    const TypeSchema& type = project.schema().type(symbols.type(symbol));
    if (type.name_ignores_case && type.read == ReadDepth::on_reference) {
      names.insert(ascii::in_small_letters(symbols.name(symbol)));
    }
  }
  return names;
}

constexpr std::string_view kMetadataEnding = "-meta.xml";

/// What lies beside the file that describes it: `X.crt` beside `X.crt-meta.xml`.
ReferredContent read_beside(const FileTree& files, std::string_view description) {
  ReferredContent content;
  if (!description.ends_with(kMetadataEnding)) return content;
  const std::string path(description.substr(0, description.size() - kMetadataEnding.size()));
  content.content_missing = files.kind(path) == EntryKind::missing;
  std::string bytes;
  if (content.content_missing || !files.read(path, bytes, limits::kFile)) return content;
  CertificateInfo info = read_certificate(bytes);
  if (info.kind == CertificateInfo::Kind::certificate) {
    content.content_not_after = std::move(info.not_after);
  }
  return content;
}

ReferredContent read_apex(const FileTree& files, const std::string& path) {
  ReferredContent content;
  std::string bytes;
  if (!files.read(path, bytes, limits::kFile)) return content;
  content.text_read = true;
  content.base_class = apex_base_class(bytes);
  return content;
}

}  // namespace

bool is_read_on_reference(const SchemaSet& schema, const ProjectFile& file) {
  if (file.wrong_suffix || file.full_name.empty()) return false;
  const TypeSchema& type = schema.type(file.type);
  return type.read == ReadDepth::on_reference ||
         (type.content_pair && type.read == ReadDepth::fields);
}

bool read_on_reference(const FileTree& files, bool named, Project& project, FileId id) {
  ProjectFile& file = project.file(id);
  const ReferredContent before = file.referred_content();
  if (named) {
    const bool described = project.schema().type(file.type).read == ReadDepth::fields;
    file.referred = std::make_unique<const ReferredContent>(
        described ? read_beside(files, project.path(id)) : read_apex(files, project.path(id)));
  } else {
    file.referred = nullptr;
  }
  return before != file.referred_content();
}

void read_on_reference(const FileTree& files, Project& project) {
  const std::unordered_set<std::string> in_any_case = names_used_in_any_case(project);
  for (const FileId id : project.files()) {
    const ProjectFile& file = project.file(id);
    if (!is_read_on_reference(project.schema(), file)) continue;
    const TypeSchema& type = project.schema().type(file.type);
    const bool any_case = type.name_ignores_case && type.read == ReadDepth::on_reference;
    const bool used =
        any_case
            ? in_any_case.contains(ascii::in_small_letters(project.symbols().name(file.definition)))
            : project.symbols().is_used(file.definition);
    if (used) read_on_reference(files, true, project, id);
  }
}

}  // namespace ecac

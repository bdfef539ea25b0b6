#include "compiler/analysis/project_loader.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_set>

#include "compiler/analysis/lone_contents.h"
#include "compiler/diagnostics/cases/internal_error.h"
#include "compiler/diagnostics/cases/unreadable_file.h"
#include "compiler/model/apex_header.h"
#include "compiler/model/binder/facts_builder.h"
#include "compiler/support/check.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/scratch_definition.h"

namespace ecac {

namespace {

std::string_view name_in_manifests(const TypeSchema& type) {
  return type.metadata_name.empty() ? type.name : type.metadata_name;
}

/// Whether the deploy takes a component; a manifest names settings by their type and stem.
class ManifestFilter {
 public:
  explicit ManifestFilter(const ManifestFile* manifest) {
    if (manifest == nullptr) return;
    active_ = true;
    for (const ManifestMember& member : manifest->members) {
      members_.add(member.type.value, member.name.value);
    }
  }
  bool takes(const TypeSchema& type, std::string_view full_name) const {
    if (!active_) return true;
    return members_.contains(name_in_manifests(type), full_name);
  }

 private:
  bool active_ = false;
  KnownComponents members_;
};

std::string in_small_letters(std::string_view name) {
  std::string small(name);
  std::transform(small.begin(), small.end(), small.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return small;
}

struct Worker {
  Worker(const FileTree& files, const SchemaSet& schema)
      : reader(files.make_reader()), builder(schema) {}
  std::unique_ptr<FileReader> reader;
  FactsBuilder builder;
  std::string bytes;
};

void read_facts(Project& project, FileId id, Worker& worker) {
  ProjectFile& file = project.file(id);
  const Result<void> read =
      worker.reader->read(project.directory(id), project.name(id), worker.bytes, limits::kFile);
  if (!read) {
    if (file.wrong_suffix) return;  // its name is what is wrong with it
    switch (read.error().kind) {
      case ErrorKind::too_large: file.facts = worker.builder.too_large(file.type); return;
      case ErrorKind::is_directory:
      case ErrorKind::not_regular:
        file.facts = worker.builder.unread(
            file.type, cases::PRJ001_not_a_file,
            fmt::format("this is no file although its name says so: {}", read.error().message));
        return;
      default:
        file.facts = worker.builder.unread(file.type, cases::PRJ001_file, read.error().message);
        return;
    }
  }
  try {
    file.facts = file.wrong_suffix ? worker.builder.secrets_only(worker.bytes, file.type)
                                   : worker.builder.analyze(worker.bytes, file.type);
  } catch (const InternalError& error) {
    file.facts = worker.builder.unread(file.type, cases::PRJ005_file,
                                       fmt::format("internal error: {}", error.what()));
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

void read_scratch_definitions(const FileTree& files, const DiscoveredProject& discovered,
                              Project& project) {
  std::string text;
  for (const DiscoveredFile& found : discovered.files) {
    if (found.kind != FileKind::scratch_definition) continue;
    // Such files stand beside the source, not in it.
    const bool asked_for =
        found.role == FileRole::checked || found.reason == ContextReason::outside_packages;
    const std::string path = discovered.path_of(found);
    if (!asked_for || !files.read(path, text, limits::kFile)) continue;
    if (auto definition = parse_scratch_definition(project.sources().id_of(path), text)) {
      project.add_scratch_definition(std::move(*definition));
    }
  }
}

}  // namespace

Project load_project(const std::shared_ptr<SourceStore>& sources,
                     std::shared_ptr<const SchemaSet> schema, const DiscoveredProject& discovered,
                     const LoadOptions& options, Executor& executor) {
  const FileTree& files = options.files == nullptr ? *sources : *options.files;
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
    settings.version_place = {discovered.project_file.id,
                              discovered.project_file.source_api_version->range};
  }
  if (settings.api_version == 0) settings.api_version = newest;
  settings.has_ignore_file =
      files.kind(join_path(discovered.root, ".forceignore")) == EntryKind::file;
  settings.replacements_end = discovered.project_file.replacements_end;
  settings.newer_than_schema = settings.api_version > newest;

  const SchemaSet& types = *schema;
  Project project(std::move(schema), std::move(settings), sources);
  if (options.known != nullptr) add_known(types, *options.known, project);
  std::vector<const std::string*> folders;
  for (const DiscoveredDirectory& directory : discovered.directories) {
    folders.push_back(&sources->add_directory(directory.path));
  }
  read_scratch_definitions(files, discovered, project);
  const ManifestFilter manifest(options.manifest);
  std::vector<FileId> to_read;
  project.reserve_files(discovered.files.size());
  for (const DiscoveredFile& found : discovered.files) {
    if (is_deployed_content(types, discovered, found)) {
      project.add_known(TypeId{found.type}, found.full_name);
    }
    if (found.kind != FileKind::component && found.kind != FileKind::wrong_suffix) continue;
    ProjectFile file;
    file.full_name = found.full_name;
    file.type = TypeId{found.type};
    file.wrong_suffix = found.kind == FileKind::wrong_suffix;
    file.source_format = found.format == FileFormat::source;
    file.checked = found.role == FileRole::checked;
    const TypeSchema& type = types.type(file.type);
    if (found.reason == ContextReason::force_ignored) {
      file.exclusion = Exclusion::force_ignored;
    } else if (!file.wrong_suffix && !manifest.takes(type, found.full_name)) {
      file.exclusion = Exclusion::not_in_manifest;
      file.checked = false;
    } else if (found.reason == ContextReason::outside_packages) {
      file.exclusion = Exclusion::outside_packages;
    }
    file.kept = options.no_overwrite != nullptr &&
                options.no_overwrite->contains(name_in_manifests(type), found.full_name);
    const bool read = type.read == ReadDepth::fields;
    const FileId id = sources->add(*folders[found.directory], found.name);
    project.add_file(id, std::move(file));
    if (read) to_read.push_back(id);
  }
  constexpr std::size_t kRun = 64;
  parallel_for(
      executor, to_read.size(), kRun, [&] { return Worker(files, types); },
      [&](Worker& worker, std::size_t i) {
        read_facts(project, to_read[i], worker);
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
      names.insert(in_small_letters(symbols.name(symbol)));
    }
  }
  return names;
}

}  // namespace

namespace {

constexpr std::string_view kMetadataEnding = "-meta.xml";

/// What lies beside the file that describes it: `X.crt` beside `X.crt-meta.xml`.
void read_content(const FileTree& files, const CertificateReader& certificates,
                  std::string_view description, ProjectFile& file) {
  if (!description.ends_with(kMetadataEnding)) return;
  const std::string path(description.substr(0, description.size() - kMetadataEnding.size()));
  file.content_missing = files.kind(path) == EntryKind::missing;
  std::string bytes;
  if (file.content_missing || !files.read(path, bytes, limits::kFile)) return;
  CertificateInfo info = certificates.read(bytes);
  if (info.kind == CertificateInfo::Kind::certificate) {
    file.content_not_after = std::move(info.not_after);
  }
}

}  // namespace

void read_on_reference(const FileTree& files, const CertificateReader& certificates,
                       Project& project) {
  const std::unordered_set<std::string> in_any_case = names_used_in_any_case(project);
  std::string bytes;
  for (const FileId id : project.files()) {
    ProjectFile& file = project.file(id);
    if (file.definition == SymbolId::none || file.wrong_suffix) continue;
    const TypeSchema& type = project.schema().type(file.type);
    if (type.content_pair && type.read == ReadDepth::fields &&
        project.symbols().is_used(file.definition)) {
      read_content(files, certificates, project.path(id), file);
    }
    if (type.read != ReadDepth::on_reference) continue;
    const bool used =
        type.name_ignores_case
            ? in_any_case.contains(in_small_letters(project.symbols().name(file.definition)))
            : project.symbols().is_used(file.definition);
    if (!used) continue;
    if (!files.read(project.path(id), bytes, limits::kFile)) continue;
    file.base_class = apex_base_class(bytes);
    file.text_read = true;
  }
}

}  // namespace ecac

#include "compiler/driver/compilation.h"

#include <fmt/format.h>

#include <atomic>

#include "compiler/analysis/lone_contents.h"
#include "compiler/analysis/project_analysis.h"
#include "compiler/analysis/project_loader.h"
#include "compiler/analysis/project_run_facts.h"
#include "compiler/report/report_assembler.h"
#include "compiler/report/rule_selection.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/discovery/discovery.h"
#include "compiler/workspace/discovery/key_files.h"
#include "compiler/workspace/discovery/schema_matcher.h"
#include "compiler/workspace/known_components.h"
#include "compiler/workspace/replaced_file_tree.h"

namespace ecac {

namespace {

/// Reasons for which folders and files of the tree were not looked at, as a person calls them.
std::string_view words_for(SkipReason reason) {
  switch (reason) {
    case SkipReason::git_ignored: return ".gitignore";
    case SkipReason::node_modules: return "node_modules";
    case SkipReason::hidden: return "a leading dot";
    case SkipReason::excluded: return "`exclude`";
    case SkipReason::too_deep: return "depth";
    case SkipReason::linked_again: return "a link to something seen before";
  }
  return "";
}

/// One run: what the command line said, checked once for all projects.
class Run {
 public:
  Run(const Host& host, const CheckRequest& request)
      : host_(host),
        sources_(std::make_shared<SourceStore>(host.files)),
        files_(*sources_),
        request_(request),
        schema_(request.schema == nullptr ? SchemaSet::embedded() : request.schema),
        matcher_(*schema_),
        shown_(request.current_directory, request.paths),
        assembler_(sources_, schema_, shown_) {}

  CheckResult take() {
    check_selectors();
    read_manifest();
    read_known();
    if (request_.earlier) load_earlier(*request_.earlier);
    Discovery discovery = discover_all();
    if (earlier_.size() == 1 && discovery.projects.size() == 1) {
      earlier_.front().root = discovery.projects.front().root;
    }
    for (const DiscoveredProject& project : discovery.projects) check(project);
    result_.internal_error = assembler_.internal_error();
    result_.report = assembler_.finish();
    result_.snippets = assembler_.snippets();
    return std::move(result_);
  }

 private:
  void fail(std::string message) { result_.failures.push_back(std::move(message)); }

  const std::string& today() const { return request_.today.empty() ? host_.today : request_.today; }

  void check_selectors() {
    if (!request_.preset.empty()) {
      preset_ = find_preset(request_.preset);
      if (preset_ == nullptr) fail(fmt::format("there is no preset `{}`", request_.preset));
    }
    for (const auto* selectors : {&request_.select, &request_.ignore}) {
      for (const std::string& selector : *selectors) {
        if (const auto checked = check_selector(selector); !checked) fail(checked.error().message);
      }
    }
  }

  void read_manifest() {
    if (request_.manifest.empty()) return;
    const std::string path = absolute_path(request_.current_directory, request_.manifest);
    std::string text;
    if (const auto read = files_.read(path, text, limits::kSettingsFile); !read) {
      fail(fmt::format("cannot read the manifest {}: {}", request_.manifest, read.error().message));
      return;
    }
    Result<ManifestFile> manifest = parse_manifest(request_.manifest, text);
    if (!manifest) {
      fail(manifest.error().message);
      return;
    }
    manifest_ = *manifest;
    manifest_->path = path;
    if (manifest_->version) version_of_manifest_ = version_number(manifest_->version->value);
  }

  static ApiVersion version_number(std::string_view text) {
    unsigned version = 0;
    for (const char c : text.substr(0, text.find('.'))) {
      if (c < '0' || c > '9' || version > 999) return 0;
      version = version * 10 + static_cast<unsigned>(c - '0');
    }
    return static_cast<ApiVersion>(version);
  }

  void read_known() {
    for (const std::string& entry : request_.known) {
      const auto added = add_known(files_, request_.current_directory, entry, known_);
      if (!added) fail(added.error().message);
    }
  }

  Discovery discover_all() {
    DiscoveryOptions options;
    options.current_directory = request_.current_directory;
    options.paths = request_.paths;
    options.exclude = request_.exclude;
    options.isolated = request_.isolated;
    if (!request_.config.empty()) {
      options.config_path = absolute_path(request_.current_directory, request_.config);
    }
    Discovery discovery = discover(*sources_, matcher_, options, host_.executor);
    for (const PathError& error : discovery.path_errors) {
      fail(fmt::format("cannot check {}: {}", error.path, error.message));
    }
    for (const ConfigError& error : discovery.config_errors) {
      fail(
          fmt::format("{}:{}:{}: {}", shown_(error.path), error.line, error.column, error.message));
    }
    return discovery;
  }

  RuleSelection selection_for(const Config& config) {
    RuleSelection selection(request_.mode);
    if (preset_ != nullptr) selection.apply(*preset_);
    for (const RuleSetting& setting : config.rules) {
      if (const auto checked = check_selector(setting.selector.value); !checked) {
        report_config(config, setting.selector.range, checked.error().message);
        continue;
      }
      selection.set(setting.selector.value, setting.severity.value);
    }
    if (!request_.select.empty()) selection.select_only(request_.select);
    for (const std::string& selector : request_.ignore) selection.ignore(selector);
    return selection;
  }

  /// What apps and credentials are not told, by their names.
  SuppressionTable suppressions_for(const Config& config) {
    SuppressionTable table;
    const auto add = [&](std::string_view name, const std::vector<Suppression>& suppressions) {
      for (const Suppression& suppression : suppressions) {
        if (const auto checked = check_selector(suppression.selector.value); !checked) {
          report_config(config, suppression.selector.range, checked.error().message);
        } else {
          table.add(name, suppression.selector.value);
        }
      }
    };
    for (const AppSetting& app : config.apps) add(app.name.value, app.suppress);
    for (const CredentialSettings& credential : config.credentials) {
      add(credential.name.value, credential.suppress);
    }
    return table;
  }

  void report_config(const Config& config, TextRange range, const std::string& message) {
    if (std::find(reported_configs_.begin(), reported_configs_.end(), config.path) !=
        reported_configs_.end()) {
      return;
    }
    reported_configs_.push_back(config.path);
    LineColumn place;
    if (const auto text = sources_->get(config.id)) place = text->lines().position(range.begin);
    fail(fmt::format("{}:{}:{}: {}", shown_(config.path), place.line, place.column, message));
  }

  /// A project of the earlier state, with what its names view.
  struct EarlierProject {
    std::string root;  ///< where it is now
    std::unique_ptr<Project> project;
  };

  void load_earlier(const EarlierState& state) {
    earlier_sources_ = std::make_shared<SourceStore>(*state.files);
    DiscoveryOptions options;
    options.current_directory = request_.current_directory;
    options.paths = state.paths;
    options.isolated = true;
    earlier_discovery_ = discover(*earlier_sources_, matcher_, options, host_.executor);
    for (const PathError& error : earlier_discovery_.path_errors) {
      fail(fmt::format("cannot read the earlier state of {}: {}", error.path, error.message));
    }
    for (const DiscoveredProject& discovered : earlier_discovery_.projects) {
      LoadOptions load;
      auto project = std::make_unique<Project>(
          load_project(earlier_sources_, schema_, discovered, load, host_.executor));
      for (const FileId id : project->files()) project->link(id);
      std::string root = discovered.root;
      if (is_within(root, state.earlier_base)) {
        root = join_path(state.base, relative_path(root, state.earlier_base));
      }
      earlier_.push_back({std::move(root), std::move(project)});
    }
  }

  /// Null where no earlier state was given. A project that is new has an empty one, so that all of
  /// it counts as new.
  const Project* earlier_of(const DiscoveredProject& discovered) {
    if (!request_.earlier) return nullptr;
    for (const EarlierProject& earlier : earlier_) {
      if (earlier.root == discovered.root) return earlier.project.get();
    }
    if (nothing_earlier_ == nullptr) {
      nothing_earlier_ = std::make_unique<Project>(schema_, ProjectSettings{}, sources_);
    }
    return nothing_earlier_.get();
  }

  /// `components` and those that a list in ecac.json names.
  KnownComponents with_listed(KnownComponents components, const Config& config,
                              const std::vector<Written<std::string>>& list) {
    for (const Written<std::string>& entry : list) {
      const auto added = add_known(files_, parent_path(config.path), entry.value, components);
      if (!added) report_config(config, entry.range, added.error().message);
    }
    return components;
  }

  void check(const DiscoveredProject& discovered) {
    const RuleSelection selection = selection_for(*discovered.config);
    const Config& config = *discovered.config;
    const KnownComponents known = with_listed(known_, config, config.known);
    const KnownComponents no_overwrite = with_listed({}, config, config.deploy.no_overwrite);
    LoadOptions options;
    options.manifest = manifest_ ? &*manifest_ : nullptr;
    options.known = &known;
    options.no_overwrite = &no_overwrite;
    options.api_version = request_.api_version.value_or(version_of_manifest_);
    if (request_.progress) {
      const std::size_t total = discovered.files.size();
      options.progress = [this, total](std::size_t files) {
        request_.progress(read_files_.fetch_add(files) + files, total);
      };
      read_files_ = 0;
    }
    std::optional<ReplacedFileTree> replaced;
    if (request_.environment) {
      replaced.emplace(files_, discovered.root, discovered.project_file, *request_.environment);
    }
    const ReplacedFileTree* put_in = replaced ? &*replaced : nullptr;
    const FileTree& files = replaced ? static_cast<const FileTree&>(*replaced) : files_;
    options.files = put_in;
    RunFacts facts = run_facts_of(discovered, today());
    if (replaced) facts.unset_variables = replaced->unset_variables();
    Project project = load_project(sources_, schema_, discovered, options, host_.executor);
    ProjectAnalysis analysis(std::move(project), host_.certificates, false, std::move(facts),
                             earlier_of(discovered));
    analysis.link_all();
    analysis.read_on_reference(files);
    analysis.analyze_all(host_.executor);
    assembler_.add_project(analysis, selection, suppressions_for(config), put_in);
    assembler_.add_problems(discovered.problems, discovered.root, selection);
    if (replaced) assembler_.add_problems(replaced->problems(), discovered.root, selection);
    assembler_.add_problems(find_lone_contents(discovered, analysis.project()), discovered.root,
                            selection);
    assembler_.add_problems(find_key_files(files_, *schema_, discovered), discovered.root,
                            selection);
    note_skipped(discovered);
    note_shown(discovered, analysis.project());
    if (request_.inspect) request_.inspect(discovered, analysis.project(), put_in);
  }

  void note_skipped(const DiscoveredProject& discovered) {
    ReportSummary& summary = assembler_.summary();
    for (std::size_t i = 0; i < kSkipReasonCount; ++i) {
      if (discovered.skipped_files[i] == 0) continue;
      summary.files_skipped += discovered.skipped_files[i];
      summary.skipped_by[std::string(words_for(static_cast<SkipReason>(i)))] +=
          discovered.skipped_files[i];
    }
  }

  void note_shown(const DiscoveredProject& discovered, const Project& project) {
    const auto setting = [&](std::string name, std::string value, std::string origin) {
      std::string root = shown_(discovered.root);
      result_.settings.push_back(
          {root.empty() ? "." : root, std::move(name), std::move(value), std::move(origin)});
    };
    setting("mode", std::string(to_string(request_.mode)), "command line or default");
    setting("preset", request_.preset.empty() ? "default" : request_.preset,
            request_.preset.empty() ? "default" : "--preset");
    setting("api version", fmt::format("{}.0", project.api_version()),
            request_.api_version                         ? "--api-version"
            : version_of_manifest_ != 0                  ? "the manifest"
            : discovered.project_file.source_api_version ? "sfdx-project.json"
                                                         : "the newest known");
    setting("namespace",
            discovered.project_file.ns.value.empty() ? "none" : discovered.project_file.ns.value,
            discovered.has_project_file ? "sfdx-project.json" : "default");
    setting("configuration",
            discovered.config->path.empty() ? "none" : shown_(discovered.config->path),
            request_.isolated         ? "--isolated"
            : request_.config.empty() ? "nearest"
                                      : "--config");
    for (const RuleSetting& rule : discovered.config->rules) {
      setting("rule " + rule.selector.value, std::string(to_string(rule.severity.value)),
              shown_(discovered.config->path));
    }
    if (!request_.list_files) return;
    for (const FileId id : project.files()) {
      const ProjectFile& file = project.file(id);
      if (schema_->type(file.type).read != ReadDepth::fields) continue;
      result_.files.push_back({shown_(project.path(id)), std::string(schema_->type(file.type).name),
                               standing_of(file)});
    }
  }

  static std::string standing_of(const ProjectFile& file) {
    switch (file.exclusion) {
      case Exclusion::force_ignored: return "ignored by .forceignore";
      case Exclusion::not_in_manifest: return "not in the manifest";
      case Exclusion::outside_packages: return "outside the package directories";
      case Exclusion::none: break;
    }
    return file.checked ? "checked" : "context";
  }

  const Host& host_;
  std::shared_ptr<SourceStore> sources_;
  const FileTree& files_;
  const CheckRequest& request_;
  std::shared_ptr<const SchemaSet> schema_;
  SchemaMatcher matcher_;
  const PresetInfo* preset_ = nullptr;
  ShownPaths shown_;
  ReportAssembler assembler_;
  CheckResult result_;
  std::optional<ManifestFile> manifest_;
  ApiVersion version_of_manifest_ = 0;
  KnownComponents known_;
  std::shared_ptr<SourceStore> earlier_sources_;
  Discovery earlier_discovery_;
  std::vector<EarlierProject> earlier_;
  std::unique_ptr<Project> nothing_earlier_;
  std::vector<std::string> reported_configs_;
  std::atomic<std::size_t> read_files_{0};
};

}  // namespace

CheckResult run_check(const Host& host, const CheckRequest& request) {
  return Run(host, request).take();
}

}  // namespace ecac

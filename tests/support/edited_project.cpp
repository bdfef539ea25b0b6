#include "tests/support/edited_project.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <variant>

#include "compiler/analysis/project_refresh.h"
#include "compiler/analysis/project_run_facts.h"
#include "compiler/analysis/project_tree_notes.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/discovery/schema_matcher.h"
#include "compiler/workspace/known_components.h"

namespace ecac::test {

namespace {

constexpr char kEditedRoot[] = "/project";
constexpr char kEarlierRoot[] = "/earlier";
constexpr char kDayOfEdits[] = "2026-07-01";

Discovery discovered(SourceStore& sources, const char* root) {
  static const SchemaMatcher matcher(*SchemaSet::embedded());
  DiscoveryOptions options;
  options.current_directory = root;
  return discover(sources, matcher, options);
}

std::string dumped(const Project& project, Place place) {
  const std::string path = place.file == FileId::none ? "" : project.sources().path(place.file);
  return fmt::format("{}:{}-{}", path, place.range.begin, place.range.end);
}

std::string dumped(const NewElement& element) {
  std::string text = fmt::format("<{} {} {}", element.name, element.value, element.comment);
  for (const NewElement& child : element.children) text += dumped(child);
  return text + ">";
}

std::string dumped(const std::vector<NewElement>& elements) {
  std::string text;
  for (const NewElement& element : elements) text += dumped(element);
  return text;
}

std::string dumped(const NewJsonValue& value) {
  std::string text = fmt::format("{}:{}", static_cast<int>(value.kind), value.text);
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    text +=
        fmt::format(" ({} {})", i < value.keys.size() ? value.keys[i] : "", dumped(value.items[i]));
  }
  return text;
}

/// What a fix means, each kind of operation in its own words.
struct OperationDump {
  const Project& project;

  std::string at(Place place) const { return dumped(project, place); }
  std::string at(const ElementPosition& position) const {
    return fmt::format("{} {}", static_cast<int>(position.kind), at(position.element));
  }

  std::string operator()(const EditOperation& edit) const {
    return fmt::format("edit {} {}", at(edit.place), edit.text);
  }
  std::string operator()(const CreateOperation& create) const {
    return fmt::format("create {} {}", create.path, create.text);
  }
  std::string operator()(const RenameOperation& rename) const {
    return fmt::format("rename {} {}", rename.from, rename.to);
  }
  std::string operator()(const DeleteOperation& removal) const {
    return fmt::format("delete {}", removal.path);
  }
  std::string operator()(const SetText& set) const {
    return fmt::format("set text {} {}", at(set.place), set.text);
  }
  std::string operator()(const SetElement& set) const {
    return fmt::format("set {} {}", at(set.element), set.value);
  }
  std::string operator()(const InsertElements& insert) const {
    return fmt::format("insert {} {}", at(insert.at), dumped(insert.elements));
  }
  std::string operator()(const ReplaceElements& replace) const {
    return fmt::format("replace {} {}", at(replace.elements), dumped(replace.by));
  }
  std::string operator()(const RemoveElement& removal) const {
    return fmt::format("remove {}", at(removal.element));
  }
  std::string operator()(const RemoveComment& removal) const {
    return fmt::format("remove comment {}", at(removal.comment));
  }
  std::string operator()(const MoveElements& move) const {
    return fmt::format("move {} {}", at(move.elements), at(move.to));
  }
  std::string operator()(const RenameElement& rename) const {
    return fmt::format("rename element {} {}", at(rename.element), rename.name);
  }
  std::string at(const JsonPlace& place) const {
    return fmt::format("{} {}", at(Place{place.file, {}}), place.pointer);
  }
  std::string operator()(const SetJsonValue& set) const {
    return fmt::format("set {} {}", at(set.at), dumped(set.value));
  }
  std::string operator()(const AddJsonItems& add) const {
    std::string line = "add " + at(add.list);
    for (const NewJsonValue& item : add.items) line += ' ' + dumped(item);
    return line;
  }
  std::string operator()(const RemoveJsonValue& removal) const {
    return "remove " + at(removal.at);
  }
  std::string operator()(const RenameJsonKey& rename) const {
    return fmt::format("rename {} {}", at(rename.at), rename.key);
  }
  std::string operator()(const AddManifestMember& add) const {
    return fmt::format("add {} {} {}", at(Place{add.manifest, {}}), add.type, add.member);
  }
  std::string operator()(const RemoveManifestMember& removal) const {
    return fmt::format("remove {} {} {}", at(Place{removal.manifest, {}}), removal.type,
                       removal.member);
  }
  std::string operator()(const RenameManifestMember& rename) const {
    return fmt::format("rename {} {} {} {}", at(Place{rename.manifest, {}}), rename.type,
                       rename.member, rename.name);
  }
  std::string operator()(const CreateDocument& create) const {
    return fmt::format("create {} like {}: {}", create.path, at(Place{create.like, {}}),
                       dumped(std::vector{create.root}));
  }
  std::string operator()(const AddTopLine& add) const {
    return fmt::format("add line {} {}", at(Place{add.file, {}}), add.line);
  }
};

std::string line_of(const Project& project, const Diagnostic& finding, FileId own) {
  Place place = finding.place;
  if (place.file == FileId::none) place.file = own;
  std::string line =
      fmt::format("{} {}/{} {} [{}] ({})", dumped(project, place), rule_of(finding.rule_case).code,
                  case_of(finding.rule_case).id, finding.message, finding.caret, finding.subject);
  for (const Label& label : finding.labels) {
    line += fmt::format(" label {} {}", dumped(project, label.place), label.text);
  }
  for (const std::string& help : finding.helps) line += " help " + help;
  for (const std::string& note : finding.notes) line += " note " + note;
  for (const Fix& fix : finding.fixes) {
    line += fmt::format(" fix {} {}", fix.description, static_cast<int>(fix.applicability));
    for (const FixOperation& operation : fix.operations) {
      line += " " + std::visit(OperationDump{project}, operation);
    }
  }
  return line;
}

}  // namespace

std::vector<std::string> findings_of(const ProjectAnalysis& analysis) {
  const Project& project = analysis.project();
  std::vector<std::string> lines;
  analysis.for_each_unit_finding(
      [&](const Diagnostic& finding) { lines.push_back(line_of(project, finding, FileId::none)); });
  lines.push_back(fmt::format("{} references lead outside", analysis.outside_references()));
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::string difference(const std::vector<std::string>& seen,
                       const std::vector<std::string>& expected) {
  std::string text;
  const auto add = [&](const auto& all, const auto& others, std::string_view words) {
    std::vector<std::string> lines;
    std::set_difference(all.begin(), all.end(), others.begin(), others.end(),
                        std::back_inserter(lines));
    for (const std::string& line : lines) text += fmt::format("{}: {}\n", words, line);
  };
  add(expected, seen, "missing");
  add(seen, expected, "stale");
  return text;
}

/// One discovery, with what loading by it needs.
struct EditedProject::State {
  State(std::shared_ptr<SourceStore> store, const char* root)
      : sources(std::move(store)), discovery(discovered(*sources, root)) {
    if (discovery.projects.size() != 1) return;
    const Config& config = *discovery.projects[0].config;
    for (const auto& entry : config.known) {
      (void)add_known(*sources, parent_path(config.path), entry.value, known);
    }
    for (const auto& entry : config.deploy.no_overwrite) {
      (void)add_known(*sources, parent_path(config.path), entry.value, no_overwrite);
    }
    options.known = &known;
    options.no_overwrite = &no_overwrite;
  }

  bool is_one_project() const { return discovery.projects.size() == 1; }
  const DiscoveredProject& project() const { return discovery.projects.at(0); }
  RunFacts run() const { return run_facts_of(project(), kDayOfEdits); }
  std::unique_ptr<ProjectAnalysis> analysis(bool track, const Project* before) const {
    auto analysis = std::make_unique<ProjectAnalysis>(
        load_project(sources, SchemaSet::embedded(), project(), options), track, run(), before);
    analysis->link_all();
    analysis->read_on_reference(*sources);
    analysis->note_tree(tree_notes_of(*sources, *SchemaSet::embedded(), project(), nullptr));
    analysis->analyze_all();
    return analysis;
  }

  std::shared_ptr<SourceStore> sources;
  Discovery discovery;
  KnownComponents known = {};
  KnownComponents no_overwrite = {};
  LoadOptions options = {};
  std::unique_ptr<Project> earlier = {};
};

EditedProject::EditedProject(ProjectTexts texts, std::vector<std::string> denied,
                             ProjectTexts earlier)
    : sources_(std::make_shared<SourceStore>(tree_)) {
  tree_.add_directory(kEditedRoot);
  for (const auto& [path, text] : texts) write(path, text);
  add_texts(tree_, kEarlierRoot, earlier);
  for (const std::string& path : denied) tree_.deny(std::string(kEditedRoot) + "/" + path);
  changed_.clear();
  if (!earlier.empty()) {
    earlier_ = std::make_unique<State>(sources_, kEarlierRoot);
    if (!earlier_->is_one_project()) return;
    earlier_->earlier = std::make_unique<Project>(
        load_project(sources_, SchemaSet::embedded(), earlier_->project(), {}));
    for (const FileId file : earlier_->earlier->files()) earlier_->earlier->link(file);
  }
  const State first(sources_, kEditedRoot);
  if (!first.is_one_project()) return;
  analysis_ = first.analysis(true, earlier_ ? earlier_->earlier.get() : nullptr);
}

EditedProject::~EditedProject() = default;

void EditedProject::write(const std::string& path, const std::string& text) {
  changed_.push_back(std::string(kEditedRoot) + "/" + path);
  tree_.add(changed_.back(), text);
  sources_->forget(changed_.back());
}

void EditedProject::remove(const std::string& path) {
  changed_.push_back(std::string(kEditedRoot) + "/" + path);
  tree_.remove(changed_.back());
  sources_->forget(changed_.back());
}

void EditedProject::rename(const std::string& from, const std::string& to) {
  std::string text;
  const Result<void> read =
      tree_.read(std::string(kEditedRoot) + "/" + from, text, std::size_t{1} << 30);
  remove(from);
  if (read) write(to, text);
}

std::size_t EditedProject::update() {
  const State now(sources_, kEditedRoot);
  if (!now.is_one_project()) return 0;
  const std::size_t units = refresh(now.project(), now.options, now.run(), changed_, *analysis_);
  changed_.clear();
  return units;
}

std::vector<std::string> EditedProject::findings() const {
  return findings_of(*analysis_);
}

std::vector<std::string> EditedProject::fresh_findings() const {
  const State now(sources_, kEditedRoot);
  if (!now.is_one_project()) return {};
  return findings_of(*now.analysis(false, earlier_ ? earlier_->earlier.get() : nullptr));
}

}  // namespace ecac::test

#include "compiler/report/report_assembler.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "compiler/resolve/org/bundle.h"
#include "compiler/source/content_hash.h"
#include "compiler/source/decode.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/support/utf8.h"

namespace ecac {

namespace {

std::vector<TextRange> secret_ranges(const SchemaSet& schema, const FileFacts& facts) {
  std::vector<TextRange> ranges;
  for (const FieldFact& fact : facts.fields()) {
    if (schema.field(fact.field).secret && fact.state == ValueState::set)
      ranges.push_back(fact.value);
  }
  return ranges;
}

/// Whether a finding of the case stands on a secret: all rules on secrets but those on the first
/// line of a key and on a dummy.
bool stands_on_secret(CaseId rule_case) {
  const std::string_view code = rule_of(rule_case).code;
  return code.starts_with("SCT") && code != "SCT003" && code != "SCT007";
}

/// What left a file out, as the summary names it; empty for what nobody asked to check.
std::string_view words_for(Exclusion exclusion) {
  switch (exclusion) {
    case Exclusion::none: return {};
    case Exclusion::force_ignored: return ".forceignore";
    case Exclusion::not_in_manifest: return "the manifest";
    case Exclusion::outside_packages: return "`packageDirectories`";
  }
  return {};
}

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

void count_unread(UnreadReason reason, ReportSummary& summary) {
  switch (reason) {
    case UnreadReason::internal_error: return;
    case UnreadReason::unreadable:
    case UnreadReason::not_a_file: ++summary.files_unreadable; return;
    case UnreadReason::declared_encoding:
    case UnreadReason::unmarked_encoding: ++summary.unsupported_encodings; return;
    case UnreadReason::too_large:
    case UnreadReason::too_deep:
    case UnreadReason::too_many_elements:
    case UnreadReason::too_many_attributes:
    case UnreadReason::too_many_pieces:
    case UnreadReason::too_many_breaks: ++summary.too_large; return;
  }
}

/// The texts as they were judged: the places of fixes are of those.
class JudgedTexts final : public EditableTexts {
 public:
  JudgedTexts(const Project& project, const SourceStore& sources, const FileTree& judged)
      : project_(project), sources_(sources), judged_(judged) {}

  bool read(FileId file, std::string& text) override {
    if (!project_.has(file)) {
      const auto source = sources_.get(file);
      if (source == nullptr || !is_valid_utf8(source->bytes())) return false;
      text = source->bytes();
      return true;
    }
    const FileFacts& facts = project_.file(file).facts;
    // Only of UTF-8 are the bytes the text.
    return facts.editable() && judged_.read(project_.path(file), text, limits::kFile) &&
           content_hash(text) == facts.content_hash();
  }

 private:
  const Project& project_;
  const SourceStore& sources_;
  const FileTree& judged_;
};

}  // namespace

FileSnippets::FileSnippets(std::shared_ptr<const SourceStore> sources, const SchemaSet& schema,
                           std::vector<ReportFile> table)
    : sources_(std::move(sources)), redactor_(schema.secret_names()), table_(std::move(table)) {}

bool FileSnippets::line(FileId file, std::uint32_t line, std::string& text) {
  const auto index = static_cast<std::size_t>(file);
  if (index >= table_.size()) return false;
  if (file != current_) {
    current_ = file;
    current_file_.reset();
    const ReportFile& entry = table_[index];
    const auto source = sources_->get(sources_->find(entry.path));
    if (source == nullptr) return false;
    if (entry.content_hash != 0 && source->hash() != entry.content_hash) return false;
    // Of an encoding that was not read, only the ASCII part can be shown.
    const std::string_view shown = source->text();
    if (shown.find('\0') != std::string_view::npos &&
        source->encoding() == TextEncoding::unsupported) {
      return false;
    }
    current_text_ = source;
    current_file_.emplace(shown, redactor_.find(shown, entry.known_secrets));
  }
  return current_file_.has_value() && current_file_->line(line, text);
}

ReportAssembler::ReportAssembler(std::shared_ptr<SourceStore> sources,
                                 std::shared_ptr<const SchemaSet> schema, ShownPaths paths)
    : shared_sources_(std::move(sources)),
      sources_(*shared_sources_),
      files_(sources_),
      schema_(std::move(schema)),
      paths_(std::move(paths)),
      redactor_(schema_->secret_names()) {}

bool ReportAssembler::judge(CaseId rule_case, const RuleSelection& selection, Severity& severity) {
  severity = selection.severity(rule_case);
  if (severity == Severity::off && selection.suppressed(rule_case)) ++report_.summary.suppressed;
  if (rule_of(rule_case).code == "PRJ005") internal_error_ = true;
  return severity != Severity::off;
}

const Waiver* ReportAssembler::waiver_of(const Project& project, FileId file, CaseId rule_case,
                                         const WaiverTable& waivers) const {
  if (waivers.empty() || !project.has(file)) return nullptr;
  const RuleInfo& rule = rule_of(rule_case);
  const ProjectFile& source = project.file(file);
  const Waiver* found = source.definition == SymbolId::none
                            ? nullptr
                            : waivers.find(project.symbols().name(source.definition), rule);
  if (!is_bundle_member(schema_->type(source.type))) return found;
  const auto uses = source.facts.uses();
  for (std::size_t i = 0; i < uses.size() && found == nullptr; ++i) {
    if (uses[i].type != types::ExternalClientApplication) continue;
    found = waivers.find(project.symbols().name(source.use_symbols[i]), rule);
  }
  return found;
}

std::size_t ReportAssembler::shown_waiver(const Waiver& waiver) {
  const auto [known, first] = shown_waivers_.try_emplace(&waiver, report_.waivers.size());
  if (first) {
    report_.waivers.push_back({waiver.selector, redactor_.redact(waiver.reason),
                               place_of_text(waiver.place.file, waiver.place.range)});
  }
  return known->second;
}

void ReportAssembler::add_project(const AnalysedProject& project, const ProjectRules& rules) {
  replaced_ = project.replaced();
  add_findings(project.analysis(), rules.selection, rules.waivers);
  count_skipped(project.discovered());
}

void ReportAssembler::add_findings(const ProjectAnalysis& analysis, const RuleSelection& selection,
                                   const WaiverTable& waivers) {
  const Project& project = analysis.project();
  const FileTree& judged = replaced_ != nullptr ? static_cast<const FileTree&>(*replaced_) : files_;
  JudgedTexts texts(project, sources_, judged);
  realiser_.emplace(texts);
  open_.clear();
  open_.resize(project.file_count());
  note_secrets(analysis);
  count_files(analysis);
  Severity severity = Severity::off;
  analysis.for_each_unit_finding([&](const Diagnostic& finding) {
    // A text without facts is not waived for an app, and nobody asks whether it is checked.
    const FileId file = project.has(finding.place.file) ? finding.place.file : FileId::none;
    if (file != FileId::none && !project.file(file).checked) return;
    if (!judge(finding.rule_case, selection, severity)) return;
    add(project, finding, severity, waiver_of(project, file, finding.rule_case, waivers));
  });
  if (!analysis.sound()) internal_error_ = true;
  open_.clear();
  realiser_.reset();
  shown_waivers_.clear();
  replaced_ = nullptr;
}

void ReportAssembler::note_secrets(const ProjectAnalysis& analysis) {
  found_secrets_.clear();
  const Project& project = analysis.project();
  const auto note = [&](FileId file, const Diagnostic& finding) {
    if (!stands_on_secret(finding.rule_case)) return;
    found_secrets_[static_cast<std::uint32_t>(file)].push_back(finding.place.range);
  };
  for (const FileId id : project.files()) {
    const ProjectFile& file = project.file(id);
    if (file.checked) continue;
    // Of those that are only read no rule speaks.
    for (const SecretInText& secret : file.facts.notes().secrets) {
      if (secret.form == SecretForm::private_key) continue;  // no more than its first line
      found_secrets_[static_cast<std::uint32_t>(id)].push_back(secret.range);
    }
  }
  analysis.for_each_unit_finding([&](const Diagnostic& finding) {
    if (finding.place.file != FileId::none) note(finding.place.file, finding);
  });
}

ReportAssembler::OpenFile& ReportAssembler::open(const Project& project, FileId file) {
  std::unique_ptr<OpenFile>& slot = open_[project.index_of(file)];
  if (slot != nullptr) return *slot;
  slot = std::make_unique<OpenFile>();
  slot->id = FileId{static_cast<std::uint32_t>(table_.size())};
  const ProjectFile& source = project.file(file);
  ReportFile entry;
  entry.path = project.path(file);
  entry.shown = paths_(entry.path);
  entry.content_hash = source.facts.content_hash();
  entry.known_secrets = secret_ranges(*schema_, source.facts);
  const auto found = found_secrets_.find(static_cast<std::uint32_t>(file));
  if (found != found_secrets_.end()) {
    entry.known_secrets.insert(entry.known_secrets.end(), found->second.begin(),
                               found->second.end());
  }
  slot->put_in = replaced_ != nullptr && replaced_->is_changed(entry.path);
  if (slot->put_in) {
    table_.push_back(std::move(entry));
    read_original(project, file, *slot);
    return *slot;
  }
  // Only where a secret can be is the text needed to find it.
  const bool suspicious = source.facts.broken() || !source.facts.usable() ||
                          !entry.known_secrets.empty() || source.facts.has_notes();
  table_.push_back(std::move(entry));
  if (suspicious && source.facts.byte_size() != 0) read_text(project, file, *slot);
  return *slot;
}

void ReportAssembler::read_text(const Project& project, FileId file, OpenFile& open) {
  if (open.text_known) return;
  open.text_known = true;
  if (!files_.read(project.path(file), open.bytes, limits::kFile)) return;
  if (content_hash(open.bytes) != project.file(file).facts.content_hash()) return;
  const DecodedText decoded = decode_text(open.bytes, open.decoded);
  open.text =
      decoded.encoding == TextEncoding::unsupported ? std::string_view(open.bytes) : decoded.text;
  open.lines.reset(open.text);
  const ReportFile& entry = table_[static_cast<std::size_t>(open.id)];
  for (const TextRange range : redactor_.find(open.text, entry.known_secrets)) {
    const std::string_view secret = range.in(open.text);
    open.secrets.emplace_back(secret);
    // What is hidden as a whole may be repeated in part, such as a key in a masked element.
    for (const TextRange part : redactor_.find(secret)) {
      if (part.size() < secret.size()) open.secrets.emplace_back(part.in(secret));
    }
  }
  // Messages speak of decoded values.
  const FileFacts& facts = project.file(file).facts;
  for (const FieldFact& fact : facts.fields()) {
    if (fact.map_size != 0 && schema_->field(fact.field).secret) {
      open.secrets.emplace_back(facts.text(fact));
    }
  }
}

/// A file as it is, although it was judged with values put in. Secrets of both are known, because
/// a message speaks of what was judged.
void ReportAssembler::read_original(const Project& project, FileId file, OpenFile& open) {
  open.text_known = true;
  ReportFile& entry = table_[static_cast<std::size_t>(open.id)];
  std::string judged;
  if (replaced_->read(entry.path, judged, limits::kFile)) {
    for (const TextRange range : redactor_.find(judged, entry.known_secrets)) {
      open.secrets.emplace_back(range.in(judged));
    }
  }
  for (TextRange& range : entry.known_secrets) range = original(open, range);
  entry.content_hash = 0;
  if (!files_.read(project.path(file), open.bytes, limits::kFile)) return;
  entry.content_hash = content_hash(open.bytes);
  open.text = decode_text(open.bytes, open.decoded).text;
  open.lines.reset(open.text);
  for (const TextRange range : redactor_.find(open.text, entry.known_secrets)) {
    open.secrets.emplace_back(range.in(open.text));
  }
}

/// Where a range of a judged text stands in the file as it is.
TextRange ReportAssembler::original(const OpenFile& open, TextRange range) const {
  if (!open.put_in) return range;
  return replaced_->original(table_[static_cast<std::size_t>(open.id)].path, range).range;
}

/// Whether a fix could carry a value that was put in into a file.
bool ReportAssembler::touches_value(const Project& project, const std::vector<FileOperation>& fix) {
  if (replaced_ == nullptr) return false;
  return std::any_of(fix.begin(), fix.end(), [&](const FileOperation& operation) {
    const auto* edit = std::get_if<EditOperation>(&operation);
    if (edit == nullptr) return true;  // its names may come from values
    return !replaced_->original(project.path(edit->place.file), edit->place.range).variable.empty();
  });
}

Position ReportAssembler::position(const Project& project, FileId file, OpenFile& open,
                                   std::uint32_t offset) {
  const FileFacts& facts = project.file(file).facts;
  if (!open.text_known && !facts.ascii()) read_text(project, file, open);
  if (open.text_known && !open.text.empty()) {
    const LineColumn place = open.lines.position(offset);
    return {place.line, place.column, offset};
  }
  const auto starts = facts.line_starts();
  if (starts.empty()) return {1, 1, offset};
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - starts.begin());
  return {line, offset - *(after - 1) + 1, offset};
}

ReportPlace ReportAssembler::place(const Project& project, Place place) {
  ReportPlace shown;
  if (place.file == FileId::none) {
    shown.path = paths_(project.settings().root);
    return shown;
  }
  if (!project.has(place.file)) return place_of_text(place.file, place.range);
  OpenFile& file = open(project, place.file);
  shown.file = file.id;
  shown.path = table_[static_cast<std::size_t>(file.id)].shown;
  shown.range = original(file, place.range);
  shown.start = position(project, place.file, file, shown.range.begin);
  shown.end = position(project, place.file, file, shown.range.end);
  return shown;
}

ReportPlace ReportAssembler::place_of_text(FileId text, TextRange range) {
  ReportPlace shown;
  const std::string path = sources_.path(text);
  shown.path = paths_(path);
  if (shown.path.empty()) shown.path = ".";
  shown.range = range;
  const auto [known, first] = other_files_.try_emplace(text);
  OtherFile& file = known->second;
  if (first && (file.text = sources_.get(text)) != nullptr) {
    file.id = FileId{static_cast<std::uint32_t>(table_.size())};
    table_.push_back({path, shown.path, file.text->hash(), {}});
  }
  shown.file = file.id;
  if (file.id == FileId::none) return shown;
  const auto position = [&](std::uint32_t offset) {
    const LineColumn place = file.text->lines().position(offset);
    return Position{place.line, place.column, offset};
  };
  shown.start = position(range.begin);
  shown.end = position(range.end);
  return shown;
}

bool ReportAssembler::convert_fix(const Project& project, const Fix& fix, const OpenFile& own,
                                  FileId own_file, ReportFix& out) {
  const auto operations = realiser_->realise(fix, own_file);
  if (!operations || touches_value(project, *operations)) return false;
  const auto keeps_secrets = [&](std::string_view text) {
    return redactor_.redact(text, own.secrets) == text;
  };
  out.description = redactor_.redact(fix.description, own.secrets);
  out.applicability = fix.applicability;
  out.project = project.settings().root;
  for (const FileOperation& operation : *operations) {
    ReportOperation shown;
    if (const auto* edit = std::get_if<EditOperation>(&operation)) {
      shown.place = place(project, edit->place);
      shown.text = edit->text;
    } else if (const auto* create = std::get_if<CreateOperation>(&operation)) {
      shown.kind = ReportOperation::Kind::create;
      shown.place.path = paths_(create->path);
      shown.file = create->path;
      shown.text = create->text;
    } else if (const auto* rename = std::get_if<RenameOperation>(&operation)) {
      shown.kind = ReportOperation::Kind::rename;
      shown.place.path = paths_(rename->from);
      shown.new_path = paths_(rename->to);
      shown.file = rename->from;
      shown.new_file = rename->to;
    } else if (const auto* removal = std::get_if<DeleteOperation>(&operation)) {
      shown.kind = ReportOperation::Kind::remove;
      shown.place.path = paths_(removal->path);
      shown.file = removal->path;
    }
    // A fix that would repeat a secret is not offered at all.
    if (!keeps_secrets(shown.text)) return false;
    out.operations.push_back(std::move(shown));
  }
  return true;
}

void ReportAssembler::add(const Project& project, const Diagnostic& finding, Severity severity,
                          const Waiver* waiver) {
  ReportFinding shown;
  shown.rule_case = finding.rule_case;
  shown.severity = severity;
  const bool elsewhere = finding.place.file != FileId::none && !project.has(finding.place.file);
  if (finding.shows_text) {
    shown.place = place(project, finding.place);
  } else {
    shown.place.path = paths_(sources_.path(finding.place.file));
  }
  const FileId file = elsewhere ? FileId::none : finding.place.file;
  static const OpenFile kNoFile;
  const OpenFile& own = file == FileId::none ? kNoFile : open(project, file);
  const auto redacted = [&](std::string_view text) { return redactor_.redact(text, own.secrets); };
  shown.message = redacted(finding.message);
  shown.caret = redacted(finding.caret);
  for (const Label& label : finding.labels) {
    const FileId label_file = label.place.file == FileId::none ? file : label.place.file;
    shown.related.push_back(
        {place(project, {label_file, label.place.range}), redacted(label.text)});
  }
  for (const std::string& help : finding.helps) shown.helps.push_back(redacted(help));
  for (const std::string& note : finding.notes) shown.notes.push_back(redacted(note));
  for (const Fix& fix : finding.fixes) {
    ReportFix converted;
    if (convert_fix(project, fix, own, file, converted))
      shown.fixes.push_back(std::move(converted));
  }
  const ProjectIdentity& identity = identity_of(project.settings().root);
  FindingIdentity parts{.rule_case = finding.rule_case, .project = identity.project()};
  if (file != FileId::none) {
    const ProjectFile& source = project.file(file);
    parts.component = source.definition == SymbolId::none
                          ? identity.path(project.path(file))
                          : fmt::format("{}:{}", schema_->type(source.type).name, source.full_name);
    std::optional<ElementPaths>& elements = open(project, file).elements;
    if (!elements) elements.emplace(*schema_, source.facts);
    parts.element = redacted(elements->at(finding.place.range));
  } else if (elsewhere) {
    parts.component = identity.path(sources_.path(finding.place.file));
  }
  parts.subject = redacted(finding.subject);
  PendingFinding pending{std::move(shown), project_number_, std::move(parts)};
  if (waiver != nullptr) pending.waiver = shown_waiver(*waiver);
  pending_.push_back(std::move(pending));
}

const ProjectIdentity& ReportAssembler::identity_of(std::string_view project_root) {
  if (!identity_ || identified_root_ != project_root) {
    identified_root_ = project_root;
    identity_.emplace(files_, project_root);
    ++project_number_;
  }
  return *identity_;
}

void ReportAssembler::count_files(const ProjectAnalysis& analysis) {
  const Project& project = analysis.project();
  ReportSummary& summary = report_.summary;
  ++summary.projects;
  for (const FileId id : project.files()) {
    const ProjectFile& file = project.file(id);
    const TypeSchema& type = schema_->type(file.type);
    if (type.read != ReadDepth::fields || type.role == "context") continue;
    if (!file.checked) {
      const std::string_view reason = words_for(file.exclusion);
      if (reason.empty()) continue;
      ++summary.files_skipped;
      ++summary.skipped_by[std::string(reason)];
      continue;
    }
    ++summary.files_checked;
    summary.placeholders += file.facts.placeholders();
    if (file.type == types::ExternalClientApplication) ++summary.apps;
    if (file.type == types::NamedCredential || file.type == types::ExternalCredential) {
      ++summary.credentials;
    }
    if (const auto& unread = file.facts.notes().unread) count_unread(unread->reason, summary);
  }
  summary.files_unreadable += analysis.tree().unread.size();
  summary.outside_references += analysis.outside_references();
}

void ReportAssembler::count_skipped(const DiscoveredProject& discovered) {
  ReportSummary& summary = report_.summary;
  for (std::size_t i = 0; i < kSkipReasonCount; ++i) {
    if (discovered.skipped_files[i] == 0) continue;
    summary.files_skipped += discovered.skipped_files[i];
    summary.skipped_by[std::string(words_for(static_cast<SkipReason>(i)))] +=
        discovered.skipped_files[i];
  }
}

void ReportAssembler::count(Severity severity) {
  switch (severity) {
    case Severity::error: ++report_.summary.errors; break;
    case Severity::warning: ++report_.summary.warnings; break;
    case Severity::info: ++report_.summary.infos; break;
    case Severity::off: break;
  }
}

Report ReportAssembler::finish() {
  const auto key = [](const PendingFinding& pending) {
    const ReportFinding& finding = pending.finding;
    return std::tie(finding.place.path, finding.place.range.begin, rule_of(finding.rule_case).code,
                    finding.message);
  };
  std::stable_sort(
      pending_.begin(), pending_.end(),
      [&](const PendingFinding& a, const PendingFinding& b) { return key(a) < key(b); });
  pending_.erase(std::unique(pending_.begin(), pending_.end(),
                             [&](const PendingFinding& a, const PendingFinding& b) {
                               return a.project == b.project && key(a) == key(b) &&
                                      a.finding.place.range == b.finding.place.range;
                             }),
                 pending_.end());
  std::map<std::tuple<std::size_t, std::string, std::string>, unsigned> seen;
  report_.findings.reserve(pending_.size());
  for (PendingFinding& pending : pending_) {
    ReportFinding& finding = pending.finding;
    finding.fingerprint = fingerprint(pending.parts, 1);
    const unsigned number = ++seen[{pending.project, finding.place.path, finding.fingerprint}];
    if (number > 1) finding.fingerprint = fingerprint(pending.parts, number);
    finding.project = std::move(pending.parts.project);
    finding.component = std::move(pending.parts.component);
    finding.element = std::move(pending.parts.element);
    if (pending.waiver) {
      report_.waived.push_back({std::move(finding), *pending.waiver});
    } else {
      count(finding.severity);
      report_.findings.push_back(std::move(finding));
    }
  }
  report_.summary.waived = report_.waived.size();
  report_.summary.suppressed += report_.waived.size();
  return std::move(report_);
}

std::unique_ptr<SnippetSource> ReportAssembler::snippets() const {
  return std::make_unique<FileSnippets>(shared_sources_, *schema_, table_);
}

}  // namespace ecac

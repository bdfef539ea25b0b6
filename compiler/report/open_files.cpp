#include "compiler/report/open_files.h"

#include <algorithm>
#include <utility>

#include "compiler/secrets/secret_readings.h"
#include "compiler/source/short_lines.h"
#include "compiler/support/limits.h"

namespace ecac {

namespace {

Position position_in(const SourceText* text, std::uint32_t offset) {
  if (text == nullptr) return {1, 1, offset};
  const LineColumn place = text->lines().position(offset);
  return {place.line, place.column, offset};
}

/// Whether the text is needed to find a secret that the facts do not tell.
bool may_hide_secrets(const FileFacts& facts, const ReportFile& known) {
  return facts.broken() || !facts.usable() || facts.has_notes() || !known.known_secrets.empty();
}

}  // namespace

OpenFiles::OpenFiles(const AnalysedProject& project, SourceStore& sources, const ShownPaths& paths,
                     const Redactor& redactor, ProjectSecrets& secrets, ReportFiles& reported)
    : project_(project.project()),
      replaced_(project.replaced()),
      sources_(sources),
      paths_(paths),
      redactor_(redactor),
      reported_(reported),
      secrets_(secrets) {}

const SourceText* OpenFiles::text_of(FileId file) {
  if (file != last_) {
    last_ = file;
    last_text_ = sources_.get(file);
  }
  return last_text_.get();
}

OpenFiles::OpenFile& OpenFiles::open(FileId file) {
  const auto [entry, first] = open_.try_emplace(file);
  OpenFile& open = entry->second;
  if (!first) return open;
  open.path = project_.path(file);
  open.shown = paths_(open.path);
  open.from_root = paths_.from_root(open.path);
  open.put_in = replaced_ != nullptr && replaced_->is_changed(open.path);
  const ProjectFile& source = project_.file(file);
  ReportFile known{source.facts.content_hash(), secrets_.in(file)};
  // Of a file in which there is nothing, or nothing was read, nothing can be shown.
  open.has_text = open.put_in || source.facts.byte_size() != 0;
  open.facts = &source.facts;
  Values secrets;
  if (open.put_in) {
    read_as_it_is(text_of(file), open, known, secrets);
  } else if (open.has_text && may_hide_secrets(source.facts, known)) {
    read_as_judged(source, text_of(file), known, secrets);
  }
  open.secrets = SecretValues(secrets, Redactor::kShortestRepeatedValue);
  reported_.add(file, std::move(known));
  return open;
}

void OpenFiles::read_as_judged(const ProjectFile& file, const SourceText* source,
                               const ReportFile& known, Values& secrets) {
  if (source == nullptr || source->hash() != known.content_hash) return;
  const std::string_view text = source->text();
  for (const TextRange range : redactor_.find(text, known.known_secrets)) {
    const std::string_view secret = range.in(text);
    secrets.emplace_back(secret);
    note_names(secret, secrets);
    // What is hidden as a whole may be repeated in part, such as a key in a masked element.
    for (const TextRange part : redactor_.find(secret)) {
      if (part.size() < secret.size()) secrets.emplace_back(part.in(secret));
    }
  }
  // Messages speak of decoded values.
  for (const FieldFact& fact : file.facts.fields()) {
    if (fact.map_size != 0 && project_.schema().field(fact.field).secret) {
      secrets.emplace_back(file.facts.text(fact));
    }
  }
}

const SecretValues& OpenFiles::shared_secrets() {
  if (!shares_secrets_) reported_.add_secrets(secrets_.shared_values());
  shares_secrets_ = true;
  return secrets_.shared();
}

/// Secrets of both texts are known, because a message speaks of what was judged.
void OpenFiles::read_as_it_is(const SourceText* source, const OpenFile& open, ReportFile& known,
                              Values& secrets) {
  std::string judged;
  if (replaced_->read(open.path, judged, limits::kFile)) {
    note_secrets(judged, known, secrets);
  }
  for (TextRange& range : known.known_secrets) range = original(open, range);
  known.content_hash = source == nullptr ? 0 : source->hash();
  if (source != nullptr) note_secrets(source->text(), known, secrets);
}

void OpenFiles::note_secrets(std::string_view text, const ReportFile& known, Values& secrets) {
  for (const TextRange range : redactor_.find(text, known.known_secrets)) {
    secrets.emplace_back(range.in(text));
    note_names(range.in(text), secrets);
  }
}

void OpenFiles::note_names(std::string_view secret, Values& secrets) {
  const auto names = names_in_secret(secret, Redactor::kShortestRepeatedValue);
  if (names.empty()) return;
  if (element_names_.empty()) {
    const SchemaSet& schema = project_.schema();
    for (std::size_t i = 0; i < schema.field_count(); ++i) {
      element_names_.insert(schema.field(static_cast<FieldId>(i)).name);
    }
    for (const TypeSchema& type : schema.types()) element_names_.insert(type.name);
  }
  for (const std::string_view name : names) {
    if (!element_names_.contains(name)) secrets.emplace_back(name);
  }
}

/// Where a range of a judged text stands in the file as it is.
TextRange OpenFiles::original(const OpenFile& open, TextRange range) const {
  return open.put_in ? replaced_->original(open.path, range).range : range;
}

ReportPlace OpenFiles::place(Place place) {
  ReportPlace shown;
  if (place.file == FileId::none) {
    shown.path = paths_(project_.settings().root);
    shown.root_path = paths_.from_root(project_.settings().root);
    return shown;
  }
  if (!project_.has(place.file)) return place_of_text(place.file, place.range);
  const OpenFile& file = open(place.file);
  shown.file = place.file;
  shown.path = file.shown;
  shown.root_path = file.from_root;
  shown.range = original(file, place.range);
  shown.start = position(place.file, file, shown.range.begin);
  shown.end = position(place.file, file, shown.range.end);
  return shown;
}

/// Of most files the facts know the lines, so that a file which nobody keeps is not opened again.
Position OpenFiles::position(FileId file, const OpenFile& open, std::uint32_t offset) {
  const auto lines = open.facts->short_lines();
  if (open.put_in || lines.empty()) {
    return position_in(open.has_text ? text_of(file) : nullptr, offset);
  }
  const LineColumn place = ShortLines(lines).position(offset);
  return {place.line, place.column, offset};
}

ReportPlace OpenFiles::place_of_text(FileId file, TextRange range) {
  ReportPlace shown;
  shown.path = paths_(sources_.path(file));
  shown.root_path = paths_.from_root(sources_.path(file));
  if (shown.path.empty()) shown.path = ".";
  shown.range = range;
  const auto [known, first] = others_.try_emplace(file, true);
  const SourceText* text = known->second ? text_of(file) : nullptr;
  if (first && text != nullptr) reported_.add(file, {text->hash(), {}});
  known->second = text != nullptr;
  if (text == nullptr) return shown;
  shown.file = file;
  shown.start = position_in(text, range.begin);
  shown.end = position_in(text, range.end);
  return shown;
}

std::string OpenFiles::redact(FileId file, std::string_view text) {
  const SecretValues& shared = shared_secrets();
  if (file == FileId::none) return redactor_.redact(text, {}, shared);
  return redactor_.redact(text, open(file).secrets, shared);
}

ElementPaths& OpenFiles::elements_of(FileId file) {
  std::optional<ElementPaths>& elements = open(file).elements;
  if (!elements) elements.emplace(project_.schema(), project_.file(file).facts);
  return *elements;
}

std::string OpenFiles::element_path(FileId file, TextRange range) {
  return redact(file, elements_of(file).at(range));
}

Owner OpenFiles::owner(FileId file, TextRange range) {
  const Owner owner = elements_of(file).owner_at(range);
  return owner == Owner::none ? project_.schema().type(project_.file(file).type).owner : owner;
}

}  // namespace ecac

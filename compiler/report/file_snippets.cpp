#include "compiler/report/file_snippets.h"

#include <utility>

#include "compiler/source/content_hash.h"

namespace ecac {

void ReportFiles::add(FileId file, ReportFile known) {
  const auto [entry, first] = files_.try_emplace(file);
  ReportFile& there = entry->second.file;
  if (first) {
    there = std::move(known);
    return;
  }
  if (there.content_hash == 0) there.content_hash = known.content_hash;
  if (known.content_hash != 0 && known.content_hash != there.content_hash) {
    entry->second.changed = true;
  }
  there.known_secrets.insert(there.known_secrets.end(), known.known_secrets.begin(),
                             known.known_secrets.end());
}

const ReportFile* ReportFiles::find(FileId file) const {
  const auto found = files_.find(file);
  return found == files_.end() || found->second.changed ? nullptr : &found->second.file;
}

void ReportFiles::add_secrets(std::span<const std::string> values) {
  secrets_.insert(secrets_.end(), values.begin(), values.end());
}

FileSnippets::FileSnippets(std::shared_ptr<const SourceStore> sources, const SchemaSet& schema,
                           ReportFiles files)
    : sources_(std::move(sources)),
      redactor_(schema.secret_names()),
      files_(std::move(files)),
      shared_secrets_(files_.secrets(), 1) {}

bool FileSnippets::line(FileId file, LineColumn place, LineExcerpt& excerpt) {
  OpenFile* opened = open(file);
  if (opened == nullptr) return false;
  if (!opened->masked) {
    opened->masked.emplace(opened->source->text(), opened->source->lines(), opened->secrets);
  }
  return opened->masked->line(place, excerpt);
}

bool FileSnippets::columns(FileId file, LineColumn place, UnitColumns& columns) {
  const std::shared_ptr<const SourceText> source = text_of(file);
  if (source == nullptr) return false;
  columns = source->lines().columns(place);
  return true;
}

std::string FileSnippets::line_hash(FileId file, std::uint32_t line) {
  OpenFile* opened = open(file);
  // Who hashes a file of another encoding hashes bytes that are no text.
  if (opened == nullptr || opened->source->bytes().data() != opened->source->text().data()) {
    return {};
  }
  if (!opened->hashes) opened->hashes.emplace(opened->source->bytes(), opened->secrets);
  return opened->hashes->of(line);
}

std::shared_ptr<const SourceText> FileSnippets::text_of(FileId file) const {
  const ReportFile* known = files_.find(file);
  if (known == nullptr) return nullptr;
  std::shared_ptr<const SourceText> source = sources_->get(file);
  if (source != nullptr && known->content_hash != 0 && source->hash() != known->content_hash) {
    source.reset();
  }
  return source;
}

FileSnippets::OpenFile* FileSnippets::open(FileId file) {
  if (file == current_) return current_file_ ? &*current_file_ : nullptr;
  current_ = file;
  current_file_.reset();
  std::shared_ptr<const SourceText> source = text_of(file);
  if (source == nullptr) return nullptr;
  // Of an encoding that was not read, only the ASCII part can be shown.
  const std::string_view text = source->text();
  if (source->encoding() == TextEncoding::unsupported &&
      text.find('\0') != std::string_view::npos) {
    return nullptr;
  }
  std::vector<TextRange> secrets =
      redactor_.find(text, files_.find(file)->known_secrets, shared_secrets_);
  current_file_.emplace(OpenFile{.source = std::move(source), .secrets = std::move(secrets)});
  return &*current_file_;
}

std::string FileSnippets::path_of(FileId file) const {
  return files_.has(file) ? sources_->path(file) : std::string();
}

bool FileSnippets::is_as_judged(FileId file, std::string_view bytes) const {
  if (!files_.has(file)) return true;
  const ReportFile* known = files_.find(file);
  return known != nullptr &&
         (known->content_hash == 0 || known->content_hash == content_hash(bytes));
}

}  // namespace ecac

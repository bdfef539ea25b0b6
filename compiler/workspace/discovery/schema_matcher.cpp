#include "compiler/workspace/discovery/schema_matcher.h"

#include <algorithm>

#include "compiler/support/edit_distance.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

constexpr std::string_view kSourceEnding = "-meta.xml";
/// Shorter suffixes are too near to those of other types.
constexpr std::size_t kShortest = 8;

/// Calls `visit` with the names in a path, from the left.
template <class Visit>
void for_each_name(std::string_view path, Visit&& visit) {
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    visit(path.substr(0, slash));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
}

}  // namespace

SchemaMatcher::SchemaMatcher(const SchemaSet& schema) : schema_(schema) {
  for (const ForeignFolder& folder : schema.foreign_folders()) {
    foreign_folders_.emplace(folder.name, &folder);
  }
  for (const TypeSchema& type : schema.types()) {
    if (!type.directory.empty()) directories_.insert(type.directory);
    if (!type.suffix.empty() && type.file_name.empty()) {
      folded_suffixes_.emplace(ascii::in_small_letters(type.suffix), type.id);
    }
    if (type.suffix.size() >= kShortest && type.file_name.empty() && type.role != "context") {
      long_suffixes_.push_back(type.suffix);
    }
  }
}

bool SchemaMatcher::makes_project(TypeId type) const {
  const TypeSchema& schema = schema_.type(type);
  return schema.read == ReadDepth::fields && schema.role != "context";
}

bool SchemaMatcher::is_type_directory(std::string_view name) const {
  return directories_.contains(name);
}

const TypeSchema* SchemaMatcher::type_meant_by(std::string_view suffix) const {
  if (const TypeSchema* listed = schema_.find_by_wrong_suffix(suffix)) return listed;
  const auto same = folded_suffixes_.find(ascii::in_small_letters(suffix));
  if (same != folded_suffixes_.end()) return &schema_.type(same->second);
  if (suffix.size() < kShortest) return nullptr;
  const std::string_view near = nearest_word(suffix, long_suffixes_);
  return near.empty() ? nullptr : schema_.find_by_suffix(near, {});
}

MatchedFolder SchemaMatcher::folder(std::string_view path) const {
  MatchedFolder folder;
  folder.path = path;
  for_each_name(path, [&](std::string_view name) {
    const auto foreign = foreign_folders_.find(name);
    if (foreign == foreign_folders_.end()) return;
    const std::string_view suffix = foreign->second->suffix;
    if (suffix.empty()) {
      folder.foreign = true;
    } else {
      folder.foreign_suffixes.push_back(suffix);
    }
  });
  return folder;
}

TypeMatch SchemaMatcher::match(std::string_view name, const MatchedFolder& folder) const {
  const TypeMatch match = match_name(name);
  const bool by_suffix = match.kind == FileKind::component ||
                         match.kind == FileKind::wrong_suffix || match.kind == FileKind::content;
  return by_suffix && belongs_elsewhere(match, folder) ? TypeMatch() : match;
}

bool SchemaMatcher::belongs_elsewhere(const TypeMatch& match, const MatchedFolder& folder) const {
  if (folder.foreign) return true;
  const TypeSchema& type = schema_.type(match.type);
  const auto& suffixes = folder.foreign_suffixes;
  if (std::find(suffixes.begin(), suffixes.end(), type.suffix) != suffixes.end()) return true;
  if (!type.strict_directory) return false;
  bool in_its_folder = false;
  for_each_name(folder.path, [&](std::string_view name) {
    in_its_folder = in_its_folder || name == type.directory;
  });
  return !in_its_folder;
}

TypeMatch SchemaMatcher::match_name(std::string_view name) const {
  const bool source = name.ends_with(kSourceEnding);
  const std::string_view base = source ? name.substr(0, name.size() - kSourceEnding.size()) : name;
  const std::size_t dot = base.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == base.size()) return {};
  const std::string_view stem = base.substr(0, dot);
  const std::string_view suffix = base.substr(dot + 1);
  TypeMatch match;
  match.format = source ? FileFormat::source : FileFormat::metadata;
  match.full_name = stem;
  if (const TypeSchema* type = schema_.find_by_suffix(suffix, stem)) {
    // `X.crt` is content; what is to be judged stands in `X.crt-meta.xml`. Of code it is the
    // other way round.
    const bool is_content = type->content_pair && !source;
    const bool is_code = type->content_pair && type->read != ReadDepth::fields;
    if (is_code && !is_content) return {};
    match.kind = is_content == is_code ? FileKind::component : FileKind::content;
    match.type = type->id;
    return match;
  }
  if (!source) {
    if (const auto key_file = schema_.find_key_file(suffix)) {
      match.kind = FileKind::key_file;
      match.key_form = *key_file;
      return match;
    }
    if (suffix.size() < 3) return {};
  }
  if (const TypeSchema* type = type_meant_by(suffix)) {
    match.kind = FileKind::wrong_suffix;
    match.type = type->id;
    return match;
  }
  return {};
}

}  // namespace ecac

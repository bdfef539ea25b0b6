#include "compiler/cli/options/schema_source.h"

#include <deque>
#include <utility>
#include <vector>

#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"

namespace ecac {

namespace {

constexpr int kSchemaFolderDepth = 4;

struct LoadedFile {
  std::string path;
  std::string text;
};

Result<void> read_folder(const FileTree& files, const std::string& folder, const std::string& below,
                         int depth, std::deque<LoadedFile>& loaded) {
  DirectoryListing listing;
  if (Result<void> listed = files.list(folder, listing); !listed) return listed;
  for (const DirectoryListing::Entry& entry : listing.entries()) {
    std::string name(listing.name(entry));
    if (name.starts_with('.')) continue;
    std::string path = join_path(below, name);
    if (entry.kind == EntryKind::directory && depth < kSchemaFolderDepth) {
      Result<void> read = read_folder(files, join_path(folder, name), path, depth + 1, loaded);
      if (!read) return read;
    } else if (entry.kind == EntryKind::file && name.ends_with(".xml")) {
      std::string text;
      Result<void> read = files.read(join_path(folder, name), text, limits::kSchemaFile);
      if (!read) return read;
      loaded.push_back({.path = std::move(path), .text = std::move(text)});
    }
  }
  return {};
}

}  // namespace

Result<std::shared_ptr<const SchemaSet>> load_schemas(const FileTree& files,
                                                      const std::optional<std::string>& folder) {
  if (!folder) return SchemaSet::embedded();
  std::deque<LoadedFile> loaded;
  if (Result<void> read = read_folder(files, *folder, "", 0, loaded); !read) return read.error();
  if (loaded.empty()) return Error{.message = "no schema files in `" + *folder + "`"};
  std::vector<SchemaFile> views;
  views.reserve(loaded.size());
  for (const LoadedFile& file : loaded) views.push_back({.path = file.path, .text = file.text});
  Result<std::shared_ptr<const SchemaSet>> schema = SchemaSet::load(views);
  if (schema && (*schema)->types().empty()) {
    return Error{.message = "no metadata type in `" + *folder + "`"};
  }
  return schema;
}

}  // namespace ecac

#include "compiler/workspace/project_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "compiler/diagnostics/words.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/support/text/ascii.h"
#include "compiler/syntax/json_document.h"

namespace ecac {
namespace {

using Fault = ProjectFileFault::Kind;

/// Letters and digits, at most 15. Registered namespaces with a single underscore exist.
bool is_namespace(std::string_view name) {
  if (name.size() > 15 || !ascii::is_letter(name.front()) || name.back() == '_') return false;
  return name.find("__") == std::string_view::npos && std::ranges::all_of(name, ascii::is_word);
}

class ProjectFileReader {
 public:
  ProjectFileReader(SfdxProjectFile& file, const FileTree* tree) : file_(file), tree_(tree) {}

  void read(std::string_view text) {
    JsonValue root;
    JsonBreak broken;
    if (!parse_json(text, JsonComments::refused, root, broken)) {
      report(Fault::syntax, broken.range, {},
             fmt::format("this is not valid JSON: {}", broken.message), "read as JSON up to here");
      return;
    }
    if (root.kind != JsonKind::object) {
      report(Fault::structure, root.range, std::string(to_string(root.kind)),
             fmt::format("a project file is a JSON object; this is {}", to_string(root.kind)));
      return;
    }
    file_.is_object = true;
    read_package_directories(root);
    read_namespace(root);
    read_api_version(root);
    read_replacements(root);
    read_behavior_options(root);
    read_aliases(root);
    read_configuration(root);
  }

 private:
  /// `subject`: as ProjectFileFault has it.
  void report(Fault kind, TextRange range, std::string subject, std::string words,
              std::string hint = {}) {
    file_.faults.push_back(
        {kind, file_.path, range, std::move(subject), std::move(words), std::move(hint)});
  }

  /// The member if it is there and of that kind; a wrong kind is reported.
  const JsonValue* member(const JsonValue& object, std::string_view key, JsonKind kind,
                          Fault fault = Fault::value) {
    const JsonValue* value = object.find(key);
    if (value == nullptr || value->kind == JsonKind::null) return nullptr;
    if (value->kind == kind) return value;
    report(fault, value->range, fmt::format("{}={}", key, to_string(value->kind)),
           fmt::format("`{}` must be {}, not {}", key, to_string(kind), to_string(value->kind)));
    return nullptr;
  }

  std::optional<Written<std::string>> text_member(const JsonValue& object, std::string_view key) {
    const JsonValue* value = member(object, key, JsonKind::string);
    if (value == nullptr) return std::nullopt;
    return Written<std::string>{value->text, value->inner_range()};
  }

  bool true_member(const JsonValue& object, std::string_view key) {
    const JsonValue* value = member(object, key, JsonKind::boolean);
    return value != nullptr && value->boolean;
  }

  void read_package_directories(const JsonValue& root) {
    const JsonValue* list = root.find("packageDirectories");
    if (list == nullptr) {
      // A caret under a whole file helps nobody.
      report(Fault::structure, {root.range.begin, root.range.begin + 1}, "packageDirectories",
             "`packageDirectories` is missing; it lists the folders that hold the source");
      return;
    }
    if (member(root, "packageDirectories", JsonKind::array, Fault::structure) == nullptr) return;
    if (list->items.empty()) {
      report(Fault::structure, list->range, "packageDirectories=[]",
             "`packageDirectories` is empty; it needs at least one folder that holds source");
    }
    std::size_t defaults = 0;
    TextRange second_default;
    for (const JsonValue& item : list->items) {
      if (item.kind != JsonKind::object) {
        report(Fault::structure, item.range,
               fmt::format("packageDirectories[]={}", to_string(item.kind)),
               fmt::format("an entry of `packageDirectories` must be an object with `path`, not {}",
                           to_string(item.kind)));
        continue;
      }
      if (true_member(item, "default") && ++defaults == 2) {
        second_default = item.find("default")->range;
      }
      read_package_directory(item);
    }
    report_missing_directories();
    if (defaults > 1) {
      report(
          Fault::structure, second_default, "packageDirectories[].default=true",
          fmt::format("{} package directories are marked as default; mark exactly one", defaults));
    } else if (defaults == 0 && list->items.size() > 1) {
      const TextRange start{list->range.begin, list->range.begin + 1};
      report(Fault::structure, start, "packageDirectories[].default",
             fmt::format("none of the {} package directories has `\"default\": true`; mark exactly "
                         "one",
                         list->items.size()));
    }
  }

  void read_package_directory(const JsonValue& item) {
    const JsonValue* path = item.find("path");
    if (path == nullptr || path->kind != JsonKind::string) {
      report(Fault::structure,
             path == nullptr ? TextRange{item.range.begin, item.range.begin + 1} : path->range,
             "packageDirectories[].path",
             "a package directory needs `path`, the name of a folder of this project");
      return;
    }
    PackageDirectory directory;
    directory.path_range = path->inner_range();
    directory.is_default = true_member(item, "default");
    directory.package = text_member(item, "package");
    // Older projects name the package by its id alone.
    if (!directory.package) directory.package = text_member(item, "id");
    if (const JsonValue* unpackaged = item.find("unpackagedMetadata");
        unpackaged != nullptr && unpackaged->kind == JsonKind::object) {
      if (const auto where = text_member(*unpackaged, "path")) {
        directory.unpackaged_metadata = where->value;
      }
    }
    read_dependencies(item, directory);
    if (!read_directory_path(path->text, directory)) return;
    file_.package_directories.push_back(std::move(directory));
  }

  bool read_directory_path(std::string written, PackageDirectory& directory) {
    std::ranges::replace(written, '\\', '/');
    const std::string subject = "packageDirectories[].path=" + written;
    const bool has_drive = written.size() >= 2 && ascii::is_letter(written[0]) && written[1] == ':';
    if (written.starts_with('/') || has_drive) {
      report(Fault::value, directory.path_range, subject,
             fmt::format("the package directory `{}` is an absolute path; name it from the folder "
                         "of this file",
                         written));
      return false;
    }
    if (written.empty()) {
      report(Fault::value, directory.path_range, subject,
             "the path of a package directory is empty; use `.` for the whole project");
    }
    directory.path = absolute_path("", written);
    if (directory.path == ".." || directory.path.starts_with("../")) {
      report(Fault::value, directory.path_range, subject,
             fmt::format("the package directory `{}` is outside this project", written));
      return false;
    }
    if (tree_ == nullptr) return true;
    const EntryKind kind = tree_->kind(join_path(parent_path(file_.path), directory.path));
    directory.missing = kind != EntryKind::directory;
    if (kind == EntryKind::missing) {
      missing_.push_back({std::move(written), directory.path_range});
    } else if (directory.missing) {
      report(Fault::missing_directory, directory.path_range, subject,
             fmt::format("`{}` is not a folder", written));
    }
    return true;
  }

  /// One cause, however many: a checkout without its folders, or a list that nobody keeps.
  void report_missing_directories() {
    if (missing_.empty()) return;
    std::vector<std::string> names;
    names.reserve(missing_.size());
    for (const auto& directory : missing_) names.push_back(directory.value);
    report(Fault::missing_directory, missing_.front().range,
           "packageDirectories[].path=" + missing_.front().value,
           names.size() == 1
               ? fmt::format("there is no folder `{}` in this project", names.front())
               : fmt::format("{} of the package directories are not in this project: {}",
                             names.size(), list_of_names(names)));
  }

  void read_dependencies(const JsonValue& item, PackageDirectory& directory) {
    const JsonValue* list = member(item, "dependencies", JsonKind::array);
    if (list == nullptr) return;
    for (const JsonValue& entry : list->items) {
      if (entry.kind != JsonKind::object) continue;
      PackageDirectory::Dependency dependency;
      if (const auto package = text_member(entry, "package")) dependency.package = *package;
      if (const auto version = text_member(entry, "versionNumber")) {
        dependency.version_number = version->value;
      }
      directory.dependencies.push_back(std::move(dependency));
    }
  }

  void read_namespace(const JsonValue& root) {
    const auto name = text_member(root, "namespace");
    if (!name || name->value.empty()) return;
    if (!is_namespace(name->value)) {
      report(Fault::value, name->range, "namespace=" + name->value,
             fmt::format("`{}` is not a namespace: 1 to 15 letters and digits that begin with a "
                         "letter",
                         name->value));
      return;
    }
    file_.ns = *name;
  }

  void read_api_version(const JsonValue& root) {
    const JsonValue* value = root.find("sourceApiVersion");
    if (value == nullptr || value->kind == JsonKind::null) return;
    const bool is_text = value->kind == JsonKind::string;
    unsigned version = 0;
    std::string_view rest;
    if (is_text || value->kind == JsonKind::number) {
      const char* end = value->text.data() + value->text.size();
      const auto [stop, error] = std::from_chars(value->text.data(), end, version);
      if (error == std::errc()) rest = {stop, static_cast<std::size_t>(end - stop)};
      if (error != std::errc() || version == 0 || version > 999) version = 0;
    }
    if (version == 0 || (rest != ".0" && !rest.empty())) {
      report(Fault::value, value->inner_range(), "sourceApiVersion=" + value->text,
             fmt::format("`sourceApiVersion` must be an API version such as \"66.0\"{}",
                         is_text ? fmt::format(", not `{}`", value->text) : std::string()));
      return;
    }
    if (!is_text || rest.empty()) {
      report(Fault::value, value->inner_range(), "sourceApiVersion=" + value->text,
             fmt::format("`sourceApiVersion` must be written as the string \"{}.0\"", version));
    }
    file_.source_api_version = {static_cast<std::uint16_t>(version), value->inner_range()};
  }

  /// Whether nothing stands at a path of the project, or an empty file; others cannot be known
  /// here.
  bool is_missing(const std::string& path) const {
    const std::string_view root = parent_path(file_.path);
    const std::string whole = absolute_path(root, path);
    if (tree_ == nullptr || !is_within(whole, root)) return false;
    std::string first;
    const EntryKind kind = tree_->kind(whole);
    if (kind != EntryKind::file) return kind == EntryKind::missing;
    return tree_->read(whole, first, limits::kSettingsFile) && first.empty();
  }

  void read_replacements(const JsonValue& root) {
    const JsonValue* list = member(root, "replacements", JsonKind::array);
    file_.takes_replacements = root.find("replacements") == nullptr || list != nullptr;
    if (list == nullptr) return;
    for (const JsonValue& item : list->items) {
      if (item.kind != JsonKind::object) {
        report(Fault::value, item.range, fmt::format("replacements[]={}", to_string(item.kind)),
               fmt::format("an entry of `replacements` must be an object, not {}",
                           to_string(item.kind)));
        continue;
      }
      file_.replacements.push_back(read_replacement(item));
    }
  }

  Replacement read_replacement(const JsonValue& item) {
    Replacement replacement;
    replacement.range = item.range;
    replacement.filename = text_member(item, "filename");
    replacement.glob = text_member(item, "glob");
    replacement.string_to_replace = text_member(item, "stringToReplace");
    replacement.regex_to_replace = text_member(item, "regexToReplace");
    replacement.with_env = text_member(item, "replaceWithEnv");
    replacement.with_file = text_member(item, "replaceWithFile");
    replacement.file_missing = replacement.with_file && is_missing(replacement.with_file->value);
    replacement.allow_unset = true_member(item, "allowUnsetEnvVariable");
    if (const JsonValue* conditions = member(item, "replaceWhenEnv", JsonKind::array)) {
      for (const JsonValue& entry : conditions->items) {
        if (entry.kind != JsonKind::object) continue;
        Replacement::Condition condition;
        if (const auto env = text_member(entry, "env")) condition.env = env->value;
        if (const JsonValue* value = entry.find("value")) {
          condition.value =
              value->kind == JsonKind::boolean ? (value->boolean ? "true" : "false") : value->text;
        }
        replacement.when_env.push_back(std::move(condition));
      }
    }
    const TextRange start{item.range.begin, item.range.begin + 1};
    // What is replaced may be a secret, and takes no part.
    const std::string where = replacement.filename ? replacement.filename->value
                              : replacement.glob   ? replacement.glob->value
                                                   : std::string();
    const auto exactly_one = [&](bool first, bool second, std::string_view keys,
                                 std::string_view names) {
      if (first == second) {
        report(Fault::value, start, fmt::format("replacements[].{} of {}", keys, where),
               fmt::format("a replacement needs {} {}", first ? "only one of" : "one of", names));
      }
    };
    exactly_one(replacement.filename.has_value(), replacement.glob.has_value(), "filename|glob",
                "`filename` and `glob`");
    exactly_one(replacement.string_to_replace.has_value(), replacement.regex_to_replace.has_value(),
                "stringToReplace|regexToReplace", "`stringToReplace` and `regexToReplace`");
    exactly_one(replacement.with_env.has_value(), replacement.with_file.has_value(),
                "replaceWithEnv|replaceWithFile", "`replaceWithEnv` and `replaceWithFile`");
    return replacement;
  }

  void read_behavior_options(const JsonValue& root) {
    const JsonValue* list = member(root, "sourceBehaviorOptions", JsonKind::array);
    if (list == nullptr) return;
    for (const JsonValue& item : list->items) {
      if (item.kind == JsonKind::string) file_.source_behavior_options.push_back(item.text);
    }
  }

  void read_aliases(const JsonValue& root) {
    const JsonValue* aliases = member(root, "packageAliases", JsonKind::object);
    if (aliases == nullptr) return;
    for (std::size_t i = 0; i < aliases->keys.size(); ++i) {
      if (aliases->items[i].kind != JsonKind::string) continue;
      file_.package_aliases.push_back({aliases->keys[i].text, aliases->items[i].text});
    }
  }

  /// What stands under other names belongs to other tools.
  void read_configuration(const JsonValue& root) {
    const JsonValue* plugins = root.find("plugins");
    if (plugins == nullptr || plugins->kind != JsonKind::object) return;
    if (const JsonValue* own = plugins->find("ecac")) file_.configuration = *own;
  }

  std::vector<Written<std::string>> missing_ = {};  ///< package directories that are not there
  SfdxProjectFile& file_;
  const FileTree* tree_;
};

}  // namespace

SfdxProjectFile parse_project_file(FileId id, std::string path, std::string_view text,
                                   const FileTree* tree) {
  SfdxProjectFile file;
  file.id = id;
  file.path = std::move(path);
  ProjectFileReader(file, tree).read(text);
  return file;
}

}  // namespace ecac

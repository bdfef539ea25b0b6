#include "compiler/cli/output/output_targets.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "compiler/cli/options/usage_error.h"
#include "compiler/model/well_known_files.h"
#include "compiler/schema/schema_set.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/discovery/discovery_project.h"
#include "compiler/workspace/discovery/schema_matcher.h"
#include "compiler/workspace/known_components.h"

namespace ecac {
namespace {

constexpr std::array<std::string_view, 8> kReadOptions = {"config",     "baseline",      "known",
                                                          "manifest",   "destructive",   "env-file",
                                                          "files-from", "stdin-filename"};
constexpr std::array<std::string_view, 4> kSettingsFiles = {kConfigFileName, kProjectFileName,
                                                            ".forceignore", ".gitignore"};
constexpr std::string_view kBaselineBegin = R"([{"formatVersion")";

bool is_same(const FileTree& files, const std::string& a, const std::string& b) {
  if (a == b) return true;
  if (files.kind(a) != EntryKind::file || files.kind(b) != EntryKind::file) return false;
  const auto identity = files.identity(a);
  return identity && identity == files.identity(b);
}

/// What stands where a report would go, as a person calls it; "" for what may be overwritten.
std::string read_as(const std::string& path, const ParsedArguments& arguments, const World& world) {
  const auto here = [&](const std::string& name) {
    return absolute_path(world.current_directory, name);
  };
  for (const ParsedOption& option : arguments.options) {
    if (std::ranges::find(kReadOptions, option.spec->name) == kReadOptions.end()) continue;
    if (option.value.empty() || option.value == "-") continue;
    const std::string named = here(option.value);
    const bool is_device = world.files.kind(named) == EntryKind::other;
    if (!is_device && is_same(world.files, path, named)) {
      return fmt::format("what --{} names", option.spec->name);
    }
  }
  if (world.files.kind(path) != EntryKind::file) return {};
  for (const std::string& name : arguments.positional) {
    if (name != "-" && is_same(world.files, path, here(name)))
      return "a file that is to be checked";
  }
  const std::string_view name = file_name(path);
  if (std::ranges::find(kSettingsFiles, name) != kSettingsFiles.end()) return "a configuration";
  if (name == kPackageManifestName ||
      std::ranges::find(kDestructiveManifests, name) != kDestructiveManifests.end()) {
    return "a manifest";
  }
  const auto schema = SchemaSet::embedded();
  const SchemaMatcher matcher(*schema);
  if (matcher.match(name, {}).kind == FileKind::component) return "metadata";
  std::string text;
  if (world.files.read(path, text, limits::kFile) && text.starts_with(kBaselineBegin)) {
    return "a baseline";
  }
  return {};
}

}  // namespace

void check_output_targets(const std::vector<Output>& outputs, const ParsedArguments& arguments,
                          const World& world) {
  std::vector<std::string> taken;
  for (const Output& output : outputs) {
    if (output.path.empty()) continue;
    const std::string path = absolute_path(world.current_directory, output.path);
    const bool is_twice = std::ranges::any_of(
        taken, [&](const std::string& other) { return is_same(world.files, path, other); });
    if (is_twice) {
      throw UsageError(fmt::format("two reports cannot both go to `{}`", output.path));
    }
    if (const std::string what = read_as(path, arguments, world); !what.empty()) {
      throw UsageError(fmt::format(
          "--output-file: `{}` is {}, and the report would be written over it; name another file",
          output.path, what));
    }
    taken.push_back(path);
  }
}

}  // namespace ecac

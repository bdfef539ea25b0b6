#include "compiler/workspace/config_assembly.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/config_document.h"
#include "compiler/workspace/config_setting.h"

namespace ecac {

ConfigAssembly::ConfigAssembly(SourceStore& sources, std::string border)
    : sources_(sources), border_(std::move(border)) {}

void ConfigAssembly::set_main(const std::string& path) {
  result_.config.id = sources_.id_of(path);
  result_.config.path = path;
  known_.insert(sources_.resolve(path).value_or(path));
}

void ConfigAssembly::add_file(const std::string& path, std::string_view text) {
  set_main(path);
  add(parse_config(result_.config.id, path, text));
}

void ConfigAssembly::add_member(const std::string& path, std::string_view text, JsonValue value,
                                std::string pointer) {
  set_main(path);
  result_.config.pointer = std::move(pointer);
  add(read_config(result_.config.id, path, text, std::move(value)));
}

void ConfigAssembly::keep_settings(SourceStore& sources, const std::string& folder,
                                   std::span<const std::string> settings) {
  if (settings.empty()) return;
  std::string text;
  for (const std::string& setting : settings) text += setting + '\n';
  sources.pin(join_path(folder, kCommandLineConfig), std::move(text), 0);
}

void ConfigAssembly::add_settings(const std::string& folder,
                                  std::span<const std::string> settings) {
  if (settings.empty()) return;
  const std::string path = join_path(folder, kCommandLineConfig);
  std::string text;
  for (const std::string& setting : settings) text += setting + '\n';
  const FileId id = sources_.id_of(path);
  result_.config.settings = id;
  // What the command line names is meant, wherever it lies.
  const std::string border = std::exchange(border_, {});
  std::uint32_t begin = 0;
  for (const std::string& setting : settings) {
    Result<JsonValue> value = parse_config_setting(setting, begin);
    if (value) {
      add(read_config(id, path, text, *std::move(value)));
    } else {
      const Place place = {id, {begin, begin + static_cast<std::uint32_t>(setting.size())}};
      result_.errors.push_back(config_error(sources_, place, value.error().message));
    }
    begin += static_cast<std::uint32_t>(setting.size()) + 1;
  }
  border_ = border;
}

/// What the layer extends comes before it.
void ConfigAssembly::add(ConfigResult layer) {
  std::ranges::move(layer.errors, std::back_inserter(result_.errors));
  const std::string folder(parent_path(layer.config.path));
  chain_.push_back(sources_.resolve(layer.config.path).value_or(layer.config.path));
  if (const JsonValue* extends = layer.config.document.find("extends")) {
    if (extends->kind == JsonKind::string) extend(*extends, folder);
    for (const JsonValue& entry : extends->items) {
      if (entry.kind == JsonKind::string) extend(entry, folder);
    }
  }
  chain_.pop_back();
  join_configuration(document_, std::move(layer.config.document));
}

void ConfigAssembly::extend(const JsonValue& entry, const std::string& folder) {
  if (entry.text.empty()) return;  // told by whoever read it
  const std::string path = absolute_path(folder, entry.text);
  if (!border_.empty() && !stays_within(sources_, path, border_)) {
    return complain(entry, fmt::format("`{}` is outside this repository and is not read; what is "
                                       "extended must lie in it",
                                       entry.text));
  }
  const std::string real = sources_.resolve(path).value_or(path);
  if (const auto first = std::ranges::find(chain_, real); first != chain_.end()) {
    std::string way;
    for (auto file = first; file != chain_.end(); ++file) way += name_of(*file) + " → ";
    return complain(entry,
                    fmt::format("`{}` would extend itself: {}{}", entry.text, way, name_of(real)));
  }
  if (!known_.insert(real).second) return;
  if (result_.config.extended.size() == limits::kExtendedFiles) {
    return complain(entry, fmt::format("more than {} files are extended", limits::kExtendedFiles));
  }
  std::string text;
  if (const auto read = sources_.read(path, text, limits::kSettingsFile); !read) {
    return complain(entry, fmt::format("cannot read `{}`: {}", entry.text, read.error().message));
  }
  const FileId id = sources_.id_of(path);
  result_.config.extended.push_back({id, path});
  add(parse_config(id, path, text));
}

void ConfigAssembly::complain(const JsonValue& entry, std::string message) {
  result_.errors.push_back(
      config_error(sources_, {entry.file, entry.inner_range()}, std::move(message)));
}

std::string ConfigAssembly::name_of(const std::string& path) const {
  for (const std::string& folder : {border_, std::string(parent_path(chain_.front()))}) {
    if (!folder.empty() && is_within(path, folder)) {
      return std::string(relative_path(path, folder));
    }
  }
  return std::string(file_name(path));
}

ConfigResult ConfigAssembly::finish() {
  // Empty, or no more than settings.
  if (document_.kind != JsonKind::object) document_ = {.kind = JsonKind::object};
  ConfigResult joined =
      read_joined_config(result_.config.id, result_.config.path, std::move(document_));
  joined.config.pointer = std::move(result_.config.pointer);
  joined.config.extended = std::move(result_.config.extended);
  joined.config.settings = result_.config.settings;
  if (const auto& baseline = joined.config.baseline; !baseline.value.empty()) {
    joined.config.baseline_path =
        absolute_path(config_folder(sources_, baseline.place), baseline.value);
  }
  // What is wrong with one of them is wrong with all together.
  if (!result_.errors.empty()) joined.errors = std::move(result_.errors);
  return joined;
}

}  // namespace ecac

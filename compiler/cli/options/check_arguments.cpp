#include "compiler/cli/options/check_arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "compiler/cli/options/change_options.h"
#include "compiler/cli/options/list_file.h"
#include "compiler/cli/options/preset_option.h"
#include "compiler/cli/options/schema_source.h"
#include "compiler/cli/options/usage_error.h"
#include "compiler/driver/earlier_run.h"
#include "compiler/emit/report/report_formats.h"
#include "compiler/host/process_heap.h"
#include "compiler/host/revisions.h"
#include "compiler/host/threads.h"
#include "compiler/report/paths/report_root.h"
#include "compiler/report/selection/rule_selection.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/config_setting.h"

namespace ecac {
namespace {

std::vector<std::string> rule_selectors(const ParsedArguments& arguments, std::string_view option) {
  std::vector<std::string> selectors = arguments.list(option);
  for (const std::string& selector : selectors) {
    if (Result<void> known = check_selector(selector); !known) {
      throw UsageError(known.error().message);
    }
  }
  return selectors;
}

std::vector<std::string> values_of(const ParsedArguments& arguments, std::string_view option) {
  std::vector<std::string> values;
  for (const ParsedOption& given : arguments.options) {
    if (given.spec->name == option) values.push_back(given.value);
  }
  return values;
}

std::optional<unsigned> parse_number(std::string_view text) {
  unsigned value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<ApiVersion> api_version_of(const ParsedArguments& arguments) {
  std::optional<std::string> text = arguments.last("api-version");
  if (!text) return std::nullopt;
  std::string_view digits = *text;
  if (digits.ends_with(".0")) digits.remove_suffix(2);
  std::optional<unsigned> version = parse_number(digits);
  if (!version || *version == 0 || *version > 999) {
    throw UsageError("`" + *text + "` is no API version; write it like 66.0");
  }
  return static_cast<ApiVersion>(*version);
}

std::string preset_of(const ParsedArguments& arguments) {
  std::string name = arguments.last("preset").value_or("");
  if (!name.empty()) require_preset(name);
  return name;
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  std::optional<unsigned> year = parse_number(text.substr(0, 4));
  std::optional<unsigned> month = parse_number(text.substr(5, 2));
  std::optional<unsigned> day = parse_number(text.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1) return false;
  constexpr std::array<unsigned, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (*year % 4 == 0 && *year % 100 != 0) || *year % 400 == 0;
  return *day <= kDays[*month - 1] - (*month == 2 && !leap ? 1 : 0);
}

// The day that rules take for today; "" is the clock's.
std::string date_of(const ParsedArguments& arguments) {
  std::optional<std::string> text = arguments.last("now");
  if (!text) return {};
  if (!is_date(*text)) throw UsageError("`" + *text + "` is no date; write it like 2026-01-31");
  return *text;
}

// A revision has today's paths. A folder stands where the one named path, or the current folder,
// stands now.
std::optional<EarlierState> earlier_of(const ParsedArguments& arguments, const World& world,
                                       const Host& host, const CheckRequest& request) {
  std::optional<std::string> given = arguments.last("against");
  if (!given) return std::nullopt;
  EarlierState earlier{.name = *given, .base = "/", .earlier_base = "/"};
  if (names_folder(world.files, world.current_directory, *given)) {
    earlier.earlier_base = absolute_path(world.current_directory, *given);
    earlier.base = request.paths.size() == 1
                       ? absolute_path(world.current_directory, request.paths.front())
                       : world.current_directory;
    if (world.files.kind(earlier.earlier_base) != EntryKind::directory) {
      throw UsageError("--against: there is no folder `" + *given + "`", FailureKind::revision);
    }
  }
  Result<EarlierRun> run = EarlierRun::open(host.with(world.files), request, *given);
  if (!run) throw UsageError("--against: " + run.error().message, FailureKind::revision);
  earlier.run = std::make_shared<const EarlierRun>(std::move(*run));
  earlier.files = &earlier.run->files();
  earlier.paths = earlier.run->request().paths;
  return earlier;
}

// A file that is there is meant, even if its name looks like a setting.
void read_config_options(const ParsedArguments& arguments, const World& world,
                         CheckRequest& request) {
  for (const std::string& value : values_of(arguments, "config")) {
    const std::string path = absolute_path(world.current_directory, value);
    if (is_config_setting(value) && world.files.kind(path) == EntryKind::missing) {
      request.config_settings.push_back(value);
    } else if (value.find('=') != std::string::npos && !value.starts_with('=') &&
               world.files.kind(path) == EntryKind::missing) {
      throw UsageError(
          fmt::format("--config: `{}` is neither a file nor a setting; write a setting like "
                      "`deploy.target=new-org`",
                      value));
    } else if (!request.config.empty() && request.config != value) {
      throw UsageError(
          fmt::format("--config names two files, `{}` and `{}`; one is read, and `extends` in it "
                      "takes in others",
                      request.config, value));
    } else {
      request.config = value;
    }
  }
}

Environment read_environment(const World& world, const std::string& file) {
  std::string text;
  const auto read = read_list_file(world, file, limits::kEnvironmentFile, text);
  if (!read) throw UsageError("cannot read " + file + ": " + read.error().message);
  Result<Environment> environment = parse_env_file(text);
  if (!environment) throw UsageError(file + ": " + environment.error().message);
  return *environment;
}

}  // namespace

/// Else paths of a report would lead out of the folder that its reader sees.
static void require_root_around(const ParsedArguments& arguments, const World& world,
                                const CheckRequest& request) {
  if (request.root.empty()) return;
  const ReportRoot root(world.files, world.current_directory, {}, request.root);
  std::vector<std::string> paths = request.paths;
  std::ranges::replace(paths, std::string("-"), arguments.last("stdin-filename").value_or("-"));
  if (paths.empty()) paths.emplace_back(".");
  for (const std::string& path : paths) {
    if (!root(absolute_path(world.current_directory, path)).starts_with("..")) continue;
    throw UsageError(
        fmt::format("--root: `{}` does not hold `{}`, which is to be checked", request.root, path));
  }
}

std::string standard_input(const World& world) {
  std::string text;
  std::array<char, 1 << 16> piece{};
  while (world.in.read(piece.data(), piece.size()) || world.in.gcount() > 0) {
    text.append(piece.data(), static_cast<std::size_t>(world.in.gcount()));
    if (text.size() > limits::kFile) {
      throw UsageError(
          fmt::format("standard input is larger than {} bytes, the limit of files", limits::kFile));
    }
  }
  if (world.in.bad()) throw UsageError("standard input cannot be read");
  return text;
}

namespace {

// Standard input takes the place of the file that it is called.
void take_standard_input(const ParsedArguments& arguments, const World& world,
                         CheckRequest& request, OverlayFileTree& files) {
  auto dash = std::find(request.paths.begin(), request.paths.end(), "-");
  std::optional<std::string> name = arguments.last("stdin-filename");
  if (dash == request.paths.end()) {
    if (name) throw UsageError("--stdin-filename needs `-` among the paths");
    return;
  }
  if (!name) throw UsageError("`-` needs --stdin-filename, which tells what kind of file it is");
  if (std::count(dash, request.paths.end(), "-") > 1) {
    throw UsageError("`-` can stand only once among the paths");
  }
  std::string text = standard_input(world);
  std::string path = absolute_path(request.current_directory, *name);
  files.set(path, std::move(text));
  *dash = *name;
}

}  // namespace

unsigned requested_threads(const ParsedArguments& arguments) {
  std::optional<std::string> text = arguments.last("jobs");
  if (!text) return hardware_threads();
  std::optional<unsigned> jobs = parse_number(*text);
  if (!jobs || *jobs == 0 || *jobs > 1024) {
    throw UsageError("`" + *text + "` is no number of threads; give 1 to 1024");
  }
  return *jobs;
}

std::size_t requested_size(const ParsedArguments& arguments) {
  // With less there is no room for a finding.
  constexpr unsigned kLeast = 10'000;
  const std::optional<std::string> text = arguments.last("max-bytes");
  if (!text) return EmitOptions::kMostBytes;
  const std::optional<unsigned> size = parse_number(*text);
  if (!size || *size < kLeast) {
    throw UsageError(fmt::format("`{}` is no length of a report; give {} or more", *text, kLeast));
  }
  return *size;
}

Host host_of(const World& world, const FileTree& files, Executor& executor) {
  prepare_heap();
  return {.files = files,
          .executor = executor,
          .today = world.today ? world.today() : std::string(),
          .open_revision = [](const std::string& path,
                              std::string_view revision) { return open_revision(path, revision); },
          .open_state = [](const std::string& path,
                           const RepositoryState& state) { return open_state(path, state); }};
}

CheckRequest read_check_request(const ParsedArguments& arguments, const World& world,
                                const Host& host, OverlayFileTree& files) {
  CheckRequest request;
  request.current_directory = world.current_directory;
  request.paths = arguments.positional;
  request.select = rule_selectors(arguments, "select");
  request.ignore = rule_selectors(arguments, "ignore");
  request.exclude = values_of(arguments, "exclude");
  request.force_exclude = arguments.has("force-exclude");
  request.known = values_of(arguments, "known");
  request.manifest = arguments.last("manifest").value_or("");
  request.destructive = values_of(arguments, "destructive");
  request.deploy_environment = arguments.last("environment").value_or("");
  if (arguments.has("environment") && request.deploy_environment.empty()) {
    throw UsageError("--environment needs the name of an environment of ecac.json");
  }
  request.baseline = arguments.last("baseline").value_or("");
  request.baseline_may_be_missing = arguments.has("update-baseline");
  request.root = arguments.last("root").value_or("");
  if (arguments.has("root") &&
      world.files.kind(absolute_path(world.current_directory, request.root)) !=
          EntryKind::directory) {
    throw UsageError(fmt::format("--root: `{}` is no folder", request.root));
  }
  require_root_around(arguments, world, request);
  read_config_options(arguments, world, request);
  request.isolated = arguments.has("isolated");
  if (request.isolated && !request.config.empty()) {
    throw UsageError("--isolated and --config FILE exclude each other");
  }
  if (const auto mode = arguments.last("mode")) request.mode = parse_mode(*mode);
  request.preset = preset_of(arguments);
  request.api_version = api_version_of(arguments);
  request.today = date_of(arguments);
  request.earlier = earlier_of(arguments, world, host, request);
  if (std::optional<std::string> folder = arguments.last("schema-dir")) {
    Result<std::shared_ptr<const SchemaSet>> schema =
        load_schemas(world.files, absolute_path(world.current_directory, *folder));
    if (!schema)
      throw UsageError("cannot use the schemas of `" + *folder + "`: " + schema.error().message);
    request.schema = *schema;
  }
  if (const auto file = arguments.last("env-file")) {
    request.environment = read_environment(world, *file);
  }
  take_standard_input(arguments, world, request, files);
  take_change(arguments, world, host, files, request);
  return request;
}

}  // namespace ecac

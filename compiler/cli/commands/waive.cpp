#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/cli/options/check_arguments.h"
#include "compiler/cli/options/usage_error.h"
#include "compiler/cli/output/color.h"
#include "compiler/cli/output/tell.h"
#include "compiler/diagnostics/cases/waiver_against_policy.h"
#include "compiler/driver/check.h"
#include "compiler/edit/change_set.h"
#include "compiler/edit/waiver_edit.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/host/threads.h"
#include "compiler/model/well_known_files.h"
#include "compiler/report/waiver_review.h"
#include "compiler/support/files/overlay_file_tree.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/support/text/date_text.h"

namespace ecac {
namespace waive_command {

using Value = OptionValue;

static constexpr std::array kOptions = {
    OptionSpec{.name = "reason",
               .value = Value::word,
               .placeholder = "REASON",
               .help = "why it is accepted; needed"},
    OptionSpec{.name = "until",
               .value = Value::word,
               .placeholder = "DATE",
               .help = "the last day on which it is, YYYY-MM-DD"},
    OptionSpec{
        .name = "owner", .value = Value::word, .placeholder = "NAME", .help = "who answers for it"},
    OptionSpec{.name = "mode",
               .value = Value::choice,
               .choices = "lint predeploy audit",
               .help = "the mode of the run that had the finding"},
    OptionSpec{.name = "preset",
               .value = Value::word,
               .placeholder = "NAME",
               .help = "the preset of that run"},
    OptionSpec{.name = "config",
               .value = Value::file,
               .placeholder = "FILE",
               .help = "this ecac.json instead of the nearest one; or KEY=VALUE"},
    OptionSpec{.name = "now",
               .value = Value::word,
               .placeholder = "DATE",
               .help = "take YYYY-MM-DD for today"},
    kHelpOption};

/// A project of the run, and the file that speaks of it or is to.
struct ProjectFolder {
  std::string root = {};
  std::string config = {};
  std::string pointer = {};  ///< of what is said of ecac in it
};

static NewWaiver waiver_of(const ReportFinding& finding, const ParsedArguments& arguments) {
  NewWaiver waiver{.fingerprint = finding.fingerprint,
                   .rule = std::string(rule_of(finding.rule_case).code),
                   .reason = arguments.last("reason").value_or("")};
  const auto given = [&](const char* option) -> std::optional<std::string> {
    const std::string text = arguments.last(option).value_or("");
    return text.empty() ? std::nullopt : std::optional(text);
  };
  waiver.owner = given("owner");
  waiver.until = given("until");
  return waiver;
}

/// The text of the configuration, which stands at the pointer, with one more waiver.
static std::string with_waiver(const std::string& text, const std::string& pointer,
                               const NewWaiver& waiver) {
  const TextEdits edits = waiver_edits(text, pointer, waiver);
  std::map<TextRange, std::string> by_place;
  if (edits) {
    for (const TextEdit& edit : *edits) by_place.emplace(edit.range, edit.text);
  }
  const auto changed = apply_edits(text, by_place);
  if (by_place.empty() || !changed) {
    throw UsageError("the configuration takes no waiver; its `waivers` must be a list");
  }
  return *changed;
}

/// Accepted by a comment beside it, which the next retrieve takes away.
static bool is_commented(const Report& report, const WaivedFinding& waived) {
  return report.waivers[waived.waiver].kind == SuppressionKind::comment;
}

/// The only finding of the fingerprint.
static const ReportFinding& wanted(const Report& report, const std::string& fingerprint) {
  const ReportFinding* found = nullptr;
  for (const ReportFinding& finding : report.findings) {
    if (finding.fingerprint != fingerprint) continue;
    if (found != nullptr) {
      throw UsageError("several projects have a finding `" + fingerprint +
                       "`; name the folder of one");
    }
    found = &finding;
  }
  if (found != nullptr) return *found;
  for (const WaivedFinding& waived : report.waived) {
    if (waived.finding.fingerprint == fingerprint) {
      if (is_commented(report, waived)) return waived.finding;
      throw UsageError("the finding `" + fingerprint + "` is waived already");
    }
  }
  throw UsageError("no finding has the fingerprint `" + fingerprint +
                   "`; `ecac check --output-format json` shows those that there are");
}

/// What `waiverPolicy` has against the new entry; "" if nothing.
static std::string policy_objection(const Report& before, const Report& after) {
  std::set<std::string_view> known;
  for (const ReportFinding& finding : before.findings) known.insert(finding.fingerprint);
  for (const ReportFinding& finding : after.findings) {
    const bool is_new = !known.contains(finding.fingerprint);
    if (is_new && rule_id_of(finding.rule_case) == rules::CFG004) return finding.message;
  }
  return {};
}

/// Why the finding would still count with the new entry, or may not be waived so; "" if all is
/// well.
static std::string objection(const Report& before, const Report& report,
                             const ReportFinding& wanted) {
  const std::string& fingerprint = wanted.fingerprint;
  if (is_about_waivers(wanted.rule_case)) {
    return fmt::format("`{}` speaks of waivers, and no waiver covers that; mend the entry itself",
                       rule_of(wanted.rule_case).code);
  }
  for (const WaivedFinding& waived : report.waived) {
    if (waived.finding.fingerprint == fingerprint && !is_commented(report, waived)) {
      return policy_objection(before, report);
    }
  }
  for (const ReportFailure& failure : report.failures) return failure.sentence();
  for (const ReportFinding& finding : report.findings) {
    if (rule_of(finding.rule_case).family() == "CFG" && finding.severity >= Severity::warning) {
      return finding.message;
    }
  }
  return "the finding would stay";
}

static void check_options(const ParsedArguments& arguments) {
  if (arguments.positional.empty()) {
    throw UsageError("`ecac waive` needs the fingerprint of a finding");
  }
  if (arguments.last("reason").value_or("").find_first_not_of(" \t\r\n") == std::string::npos) {
    throw UsageError("a waiver needs a reason: --reason REASON");
  }
  const std::string until = arguments.last("until").value_or("");
  if (!until.empty() && (until.size() != 10 || !is_date_or_time(until))) {
    throw UsageError("`" + until + "` is no date; write it like 2026-01-31");
  }
}

static ExitCode run(const ParsedArguments& given, const World& world) {
  check_options(given);
  ParsedArguments arguments = given;
  const std::string fingerprint = arguments.positional.front();
  arguments.positional.erase(arguments.positional.begin());
  OverlayFileTree files(world.files);
  const std::unique_ptr<Executor> executor = make_executor(requested_threads(arguments));
  const Host host = host_of(world, files, *executor);
  CheckRequest request = read_check_request(arguments, world, host, files);
  std::vector<ProjectFolder> folders;
  request.inspect = [&](const AnalysedProject& project) {
    const Config& config = *project.discovered().config;
    folders.push_back({project.discovered().root, config.path, config.pointer});
  };
  const CheckResult before = run_check(host, request);
  if (tell_failures(world, before.report)) return ExitCode::failure;
  const ReportFinding& finding = wanted(before.report, fingerprint);

  const std::string judged = before.snippets->path_of(finding.place.file);
  const ProjectFolder* project = nullptr;
  for (const ProjectFolder& folder : folders) {
    const bool holds = judged.empty() || is_within(judged, folder.root);
    if (holds && (project == nullptr || folder.root.size() > project->root.size())) {
      project = &folder;
    }
  }
  if (project == nullptr) throw UsageError("no project holds " + finding.place.path);
  const std::string path =
      project->config.empty() ? join_path(project->root, kConfigFileName) : project->config;
  std::string text;
  if (world.files.kind(path) == EntryKind::missing) {
    text = kEmptyConfiguration;
  } else if (const auto read = world.files.read(path, text, limits::kSettingsFile); !read) {
    throw UsageError("cannot read " + path + ": " + read.error().message);
  }
  const std::string changed = with_waiver(text, project->pointer, waiver_of(finding, arguments));
  files.set(path, changed);
  const CheckResult after = run_check(host, request);
  if (const std::string why = objection(before.report, after.report, finding); !why.empty()) {
    tell(world, "nothing was written: " + why);
    return ExitCode::failure;
  }
  if (const auto written = world.writer.write(path, changed); !written) {
    tell(world, written.error().message);
    return ExitCode::failure;
  }
  world.out << fmt::format("waived in {}: {} {}\n",
                           printable(ShownPaths(world.current_directory, {})(path)),
                           rule_of(finding.rule_case).code, printable(finding.message));
  for (const WaivedFinding& waived : before.report.waived) {
    if (&waived.finding != &finding) continue;
    const ReportPlace& comment = before.report.waivers[waived.waiver].place;
    world.out << fmt::format("the comment that accepted it, {}:{}, can go\n",
                             printable(comment.path), comment.start.line);
  }
  return ExitCode::clean;
}

}  // namespace waive_command

const Command kWaiveCommand = {
    .name = "waive",
    .summary = "Accepts a finding: writes a waiver with its reason into ecac.json.",
    .usage = "FINGERPRINT --reason REASON [OPTIONS] [PATH...]",
    .details =
        "The finding is looked for as `ecac check` does, and the waiver is written only if it "
        "holds. Comments and the form of the file stay; without an ecac.json one is made.",
    .examples =
        "  ecac waive a6aa61a6e90763b7 --reason \"the label is set by the package\"\n"
        "  ecac waive a6aa61a6e90763b7 --reason \"runners have no fixed address\" --owner identity "
        "--until 2027-03-31\n"
        "\nExit code: 0 written, 2 nothing was written.\n",
    .options = waive_command::kOptions,
    .run = waive_command::run,
};

}  // namespace ecac

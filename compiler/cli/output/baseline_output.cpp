#include "compiler/cli/output/baseline_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "compiler/cli/options/usage_error.h"
#include "compiler/cli/output/tell.h"
#include "compiler/emit/report/baseline_text.h"

namespace ecac {

bool changes_baseline(const ParsedArguments& arguments) {
  return arguments.has("update-baseline") || arguments.has("prune-baseline");
}

static std::string_view changing_option(const ParsedArguments& arguments) {
  return arguments.has("update-baseline") ? "--update-baseline" : "--prune-baseline";
}

void check_baseline_options(const ParsedArguments& arguments) {
  if (!changes_baseline(arguments)) return;
  for (const std::string_view option :
       {"select", "ignore", "since", "staged", "files-from", "stdin-filename", "exclude",
        "manifest", "environment", "fix", "diff", "show-files", "show-settings"}) {
    if (!arguments.has(option)) continue;
    throw UsageError(fmt::format("{} is for a whole run, so --{} does not go with it",
                                 changing_option(arguments), option));
  }
}

/// Entries that stay although nothing was found for them, or nothing comes of them.
static void tell_kept(const World& world, const UsedBaseline& used) {
  if (used.hidden > 0) {
    tell(world,
         fmt::format("{}: {} {}, since files of the project were not judged, and {} be about "
                     "these or depend on them: they are excluded, ignored or broken, or the "
                     "rule is off for their path",
                     used.shown_path, used.hidden, used.hidden == 1 ? "stays" : "stay",
                     used.hidden == 1 ? "it may" : "they may"));
  }
  if (used.ineffective > 0) {
    tell(world, fmt::format("{}: {} without effect, since enforced rules are never put off; the "
                            "{} as before",
                            used.shown_path, used.ineffective,
                            used.ineffective == 1 ? "finding counts" : "findings count"));
  }
}

bool write_baselines(const ParsedArguments& arguments, const World& world,
                     const CheckResult& result) {
  if (!result.report.failures.empty()) return false;
  for (const auto& [name, project] : result.report.run.projects) {
    if (project.whole) continue;
    throw UsageError(fmt::format("{} is for whole projects, and only a part of one was named",
                                 changing_option(arguments)));
  }
  if (result.baselines.empty()) {
    throw UsageError(fmt::format("{} needs --baseline FILE, or `baseline` in ecac.json",
                                 changing_option(arguments)));
  }
  bool written = false;
  for (const UsedBaseline& used : result.baselines) {
    const FindingBaseline changed = changed_baseline(
        used, result.report,
        {.add = arguments.has("update-baseline"), .prune = arguments.has("prune-baseline")});
    const std::size_t removed = arguments.has("prune-baseline") ? used.gone.size() : 0;
    const std::size_t kept = used.baseline.entries.size() - removed;
    const std::size_t added = changed.entries.size() - std::min(changed.entries.size(), kept);
    const Result<void> done = world.writer.write(used.path, baseline_text(changed));
    if (!done) throw UsageError(done.error().message);
    written = true;
    if (arguments.has("quiet")) continue;
    tell(world,
         fmt::format("{}: {} put off, {} of them new, {} taken out", used.shown_path,
                     changed.entries.size() - std::min(changed.entries.size(), used.ineffective),
                     added, removed));
    tell_kept(world, used);
  }
  return written;
}

}  // namespace ecac

#include "compiler/cli/output/watch.h"

#include <fmt/format.h>

#include <memory>
#include <sstream>
#include <string>
#include <utility>

#include "compiler/cli/options/usage_error.h"
#include "compiler/cli/output/tell.h"
#include "compiler/support/changes/asked_file_tree.h"

namespace ecac {

namespace {

/// What stands on the screen goes, what scrolled out of it stays.
constexpr std::string_view kClear = "\x1b[H\x1b[2J";

/// What one run says.
struct Said {
  std::string out = {};
  std::string err = {};
  ExitCode code = ExitCode::failure;

  bool reads_like(const Said& other) const { return out == other.out && err == other.err; }
};

Said run_once(const World& world, const FileTree& files, bool first,
              const std::function<ExitCode(const World&)>& once) {
  std::ostringstream out;
  std::ostringstream err;
  World inner{.files = files,
              .writer = world.writer,
              .current_directory = world.current_directory,
              .in = world.in,
              .out = out,
              .err = err,
              .out_is_terminal = world.out_is_terminal,
              .err_is_terminal = false,  // no progress into what is shown as a whole
              .environment = world.environment,
              .today = world.today,
              .seconds = world.seconds};
  Said said;
  try {
    said.code = once(inner);
  } catch (const UsageError& error) {
    // Later it comes from a file that is just being written.
    if (first) throw;
    tell(inner, error.what());
  }
  said.out = out.str();
  said.err = err.str();
  return said;
}

void show(const Said& said, const World& world, bool first, bool quiet, double seconds) {
  if (!first && world.out_is_terminal) world.out << kClear;
  if (!first && !world.out_is_terminal && !quiet) tell(world, "something has changed");
  world.out << said.out;
  world.out.flush();
  world.err << said.err;
  if (world.err_is_terminal && !quiet) {
    world.err << fmt::format("checked in {:.2f} s; watching for changes until Ctrl-C\n", seconds);
  }
  world.err.flush();
}

}  // namespace

ExitCode watch(const World& world, bool quiet, const std::function<ExitCode(const World&)>& once) {
  const std::unique_ptr<ChangeWatch> changes =
      world.watch_changes ? world.watch_changes() : nullptr;
  if (changes == nullptr) throw UsageError("--watch does not work here: nobody tells of changes");
  Said shown;
  for (bool first = true;; first = false) {
    const AskedFileTree files(world.files);
    changes->begin();
    const double start = world.seconds ? world.seconds() : 0;
    Said said = run_once(world, files, first, once);
    if (first || !said.reads_like(shown)) {
      show(said, world, first, quiet, (world.seconds ? world.seconds() : 0) - start);
    }
    shown = std::move(said);
    if (!world.out) return shown.code;  // nobody reads it any more
    changes->follow(files.asked());
    if (const std::string remark = changes->remark(); !remark.empty()) tell(world, remark);
    if (changes->wait() == ChangeWatch::Event::interrupted) return shown.code;
  }
}

}  // namespace ecac

#pragma once

#include <functional>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/support/memory_file_writer.h"

namespace ecac {

/// Runs commands in a world made of memory.
class CliRun {
 public:
  MemoryFileTree files;
  std::map<std::string, std::string> environment;
  std::string input;
  bool terminal = false;
  std::function<std::unique_ptr<ChangeWatch>()> watch_changes;

  std::string out;
  std::string err;

  /// The exit code; `out` and `err` hold what was written.
  int operator()(const std::vector<std::string>& list) {
    std::istringstream in(input);
    std::ostringstream out_stream;
    std::ostringstream err_stream;
    test::MemoryFileWriter writer(files);
    World world{.files = files,
                .writer = writer,
                .current_directory = "/work",
                .in = in,
                .out = out_stream,
                .err = err_stream,
                .out_is_terminal = terminal};
    world.watch_changes = watch_changes;
    world.environment = [this](const char* name) { return environment[name]; };
    world.today = [] { return std::string("2026-01-31"); };
    ExitCode code = run_command(list, world);
    out = out_stream.str();
    err = err_stream.str();
    return static_cast<int>(code);
  }
};

}  // namespace ecac

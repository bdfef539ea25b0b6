#include <string>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/cli/process_world.h"

int main(int argc, char** argv) {
  const ecac::ProcessWorld process;
  const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  return static_cast<int>(ecac::run_command(arguments, process.world()));
}

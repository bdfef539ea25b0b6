#include "compiler/cli/command.h"
#include "compiler/cli/process_world.h"
#include "compiler/host/process.h"

int main(int argc, char** argv) {
  const ecac::ProcessWorld process;
  return static_cast<int>(ecac::run_command(ecac::program_arguments(argc, argv), process.world()));
}

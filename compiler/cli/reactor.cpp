// The entry of a WebAssembly module (a WASI reactor): its host calls it as often as it likes.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/cli/process_world.h"

namespace {

/// What the host writes arguments to; one call at a time.
std::string& argument_bytes() {
  static std::string bytes;
  return bytes;
}

}  // namespace

extern "C" {

__attribute__((export_name("ecac_allocate"))) char* ecac_allocate(std::size_t size) {
  argument_bytes().assign(size, '\0');
  return argument_bytes().data();
}

/// The arguments lie one after the other, each with a NUL at its end. Gives the exit code.
__attribute__((export_name("ecac_run"))) std::int32_t ecac_run(const char* arguments,
                                                               std::size_t size) {
  std::vector<std::string> words;
  std::string_view rest(arguments, size);
  while (!rest.empty()) {
    const std::size_t end = rest.find('\0');
    words.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  argument_bytes() = {};
  const ecac::ProcessWorld process;
  return static_cast<std::int32_t>(ecac::run_command(words, process.world()));
}
}

#include "compiler/host/process.h"

#include <sys/types.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace ecac {

std::vector<std::string> program_arguments(int count, const char* const* values) {
  return {values + (count > 0 ? 1 : 0), values + count};
}

std::string environment_variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool is_process_there(std::int64_t number) {
  const auto id = static_cast<pid_t>(number);
  if (id <= 0 || id != number) return true;  // no process, but a group of them, or none at all
  return ::kill(id, 0) == 0 || errno != ESRCH;
}

std::string current_directory() {
  std::error_code error;
  const std::filesystem::path path = std::filesystem::current_path(error);
  return error ? std::string() : path.string();
}

}  // namespace ecac

#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ecac {

/// What the process was started with, after its own name, as UTF-8 as far as the system has it so.
/// `count` and `values` are those of `main`; a platform without one has no such function.
std::vector<std::string> program_arguments(int count, const char* const* values);

/// Value of an environment variable; "" if it is not set.
std::string environment_variable(const char* name);

/// Whether a process of this number is there; true where the system cannot tell.
bool is_process_there(std::int64_t number);

/// Absolute, with `/`; "" if the folder was deleted meanwhile.
std::string current_directory();

}  // namespace ecac

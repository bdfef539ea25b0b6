#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ecac::tools {

/// What is wrong with a page or a schema file, as `file:line: message`. Stops the build.
class InputError : public std::runtime_error {
 public:
  InputError(const std::filesystem::path& file, std::size_t line, std::string_view message)
      : std::runtime_error(fmt::format("{}:{}: error: {}", file.string(), line, message)) {}
};

}  // namespace ecac::tools

#include "compiler/host/standard_streams.h"

#include <cerrno>

#include "compiler/platform/host/imports.h"

namespace ecac {
namespace {

/// What the host said of the last write that failed.
std::string& last_failure() {
  static std::string sentence;
  return sentence;
}

}  // namespace

void occupy_standard_streams() {}

bool is_terminal(int number) {
  return host::host_is_terminal(number) == 1;
}

long read_standard_stream(int /*number*/, char* to, std::size_t size, int& code) {
  const std::int32_t count = host::host_read_stream(size);
  if (count < 0 || static_cast<std::size_t>(count) > size) {
    code = EIO;
    return -1;
  }
  if (count > 0) host::host_take(to);
  return count;
}

long write_standard_stream(int number, const char* from, std::size_t size, int& code) {
  const std::int32_t count = host::host_write_stream(number, from, size);
  if (count >= 0) return static_cast<long>(size);
  code = count == host::kNotFound ? EPIPE : EIO;
  last_failure() = count == host::kOther ? host::explanation() : "Input/output error";
  return -1;
}

std::string stream_failure(int code) {
  return code == EPIPE ? "quiet" : last_failure();
}

}  // namespace ecac

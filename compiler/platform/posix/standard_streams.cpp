#include "compiler/host/standard_streams.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace ecac {

void occupy_standard_streams() {
  for (int descriptor = 0; descriptor <= 2; ++descriptor) {
    if (::fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
    // Opened the wrong way round, so that using it still fails.
    const int opened = ::open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
    if (opened != descriptor && opened >= 0) ::close(opened);
  }
}

bool is_terminal(int number) {
  return ::isatty(number) == 1;
}

long read_standard_stream(int number, char* to, std::size_t size, int& code) {
  while (true) {
    const ssize_t count = ::read(number, to, size);
    if (count >= 0) return count;
    code = errno;
    if (code != EINTR) return -1;
  }
}

long write_standard_stream(int number, const char* from, std::size_t size, int& code) {
  while (true) {
    const ssize_t count = ::write(number, from, size);
    if (count >= 0) return count;
    if (errno == EINTR) continue;
    code = errno;
    return -1;
  }
}

std::string stream_failure(int code) {
  return code == EPIPE ? "quiet" : std::strerror(code);
}

}  // namespace ecac

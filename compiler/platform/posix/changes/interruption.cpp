#include "compiler/host/changes/interruption.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

namespace ecac {

namespace interruptions {

constexpr std::array<int, 3> kSignals = {SIGINT, SIGTERM, SIGHUP};

static volatile std::sig_atomic_t came = 0;
static std::array<int, 2> pipe_ends = {-1, -1};
static std::array<struct sigaction, kSignals.size()> before;

static void note(int /*number*/) {
  const int error = errno;
  came = 1;
  const char byte = 0;
  // A full pipe can be read from, and that is all that is wanted.
  if (pipe_ends[1] >= 0 && ::write(pipe_ends[1], &byte, 1) < 0) errno = 0;
  errno = error;
}

}  // namespace interruptions

Interruption::Interruption() {
  interruptions::came = 0;
  if (::pipe(interruptions::pipe_ends.data()) != 0) interruptions::pipe_ends = {-1, -1};
  for (const int end : interruptions::pipe_ends) {
    if (end < 0) continue;
    ::fcntl(end, F_SETFD, FD_CLOEXEC);
    ::fcntl(end, F_SETFL, O_NONBLOCK);
  }
  for (std::size_t i = 0; i < interruptions::kSignals.size(); ++i) {
    struct sigaction& old = interruptions::before[i];
    ::sigaction(interruptions::kSignals[i], nullptr, &old);
    if (old.sa_handler == SIG_IGN) continue;  // whoever started us wants it so
    struct sigaction action {};
    action.sa_handler = interruptions::note;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigemptyset(&action.sa_mask);
    ::sigaction(interruptions::kSignals[i], &action, nullptr);
  }
}

Interruption::~Interruption() {
  for (std::size_t i = 0; i < interruptions::kSignals.size(); ++i) {
    ::sigaction(interruptions::kSignals[i], &interruptions::before[i], nullptr);
  }
  for (int& end : interruptions::pipe_ends) {
    if (end >= 0) ::close(end);
    end = -1;
  }
}

int Interruption::descriptor() const {
  return interruptions::pipe_ends[0];
}

bool Interruption::came() const {
  return interruptions::came != 0;
}

bool Interruption::wait(int milliseconds) const {
  pollfd waiting{descriptor(), POLLIN, 0};
  ::poll(&waiting, waiting.fd < 0 ? 0 : 1, milliseconds);
  return came();
}

}  // namespace ecac

#include "compiler/host/git/git_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "compiler/support/path_text.h"

namespace ecac {
namespace git_processes {

static std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// What it reads and writes goes over one socket.
class Process final : public GitProcess {
 public:
  Process(std::vector<std::string> words, std::vector<std::string> variables) {
    const std::vector<char*> word_pointers = pointers_to(words);
    const std::vector<char*> variable_pointers = pointers_to(variables);
    int sockets[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) return;
    process_ = ::fork();
    if (process_ == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      ::signal(SIGPIPE, SIG_DFL);
      const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
      if (::dup2(sockets[1], 0) < 0 || ::dup2(sockets[1], 1) < 0 || ::dup2(nothing, 2) < 0) {
        ::_exit(127);
      }
      ::execve(word_pointers.front(), word_pointers.data(), variable_pointers.data());
      ::_exit(127);
    }
    ::close(sockets[1]);
    if (process_ < 0) {
      ::close(sockets[0]);
    } else {
      socket_ = sockets[0];
    }
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() override { finish(); }

  bool send(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent < 0 && errno == EINTR) continue;
      if (sent < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  void close_input() override { ::shutdown(socket_, SHUT_WR); }

  bool receive(std::string& buffer) override {
    buffer.resize(std::size_t{1} << 16);
    ssize_t count = -1;
    do {
      count = ::recv(socket_, buffer.data(), buffer.size(), 0);
    } while (count < 0 && errno == EINTR);
    buffer.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return count > 0;
  }

  int end() override { return finish(); }

 private:
  int finish() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
    if (process_ <= 0) return -1;
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  int socket_ = -1;
  pid_t process_ = -1;
};

}  // namespace git_processes

std::string find_git_program() {
  const char* const value = std::getenv("PATH");
  std::string_view rest = value == nullptr ? "/usr/local/bin:/usr/bin:/bin" : value;
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
    if (!folder.starts_with('/')) continue;
    std::string program = join_path(folder, "git");
    if (::access(program.c_str(), X_OK) == 0) return program;
  }
  return {};
}

std::unique_ptr<GitProcess> start_git(const std::string& program,
                                      const std::vector<std::string>& arguments,
                                      const std::vector<std::string>& variables) {
  std::vector<std::string> words = {program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> all;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (!std::string_view(*variable).starts_with("GIT_")) all.emplace_back(*variable);
  }
  all.insert(all.end(), variables.begin(), variables.end());
  return std::make_unique<git_processes::Process>(std::move(words), std::move(all));
}

}  // namespace ecac

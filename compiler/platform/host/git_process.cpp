#include "compiler/host/git/git_process.h"

#include <algorithm>

#include "compiler/host/revisions.h"
#include "compiler/platform/host/imports.h"

namespace ecac {
namespace git_processes {

/// Each with a NUL at its end.
static std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) {
    all += text;
    all += '\0';
  }
  return all;
}

class Process final : public GitProcess {
 public:
  Process(const std::string& arguments, const std::string& variables)
      : handle_(host::host_git_open(arguments.data(), arguments.size(), variables.data(),
                                    variables.size())) {}
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() override { finish(); }

  bool send(std::string_view bytes) override {
    if (handle_ < 0 || bytes.empty()) return handle_ >= 0;
    return host::host_git_send(handle_, bytes.data(), bytes.size()) >= 0;
  }

  void close_input() override {
    if (handle_ >= 0) host::host_git_send(handle_, "", 0);
  }

  bool receive(std::string& buffer) override {
    constexpr std::size_t kPiece = std::size_t{1} << 16;
    constexpr auto kPatience =
        std::chrono::duration_cast<std::chrono::milliseconds>(kRevisionPatience);
    buffer.clear();
    if (handle_ < 0) return false;
    const std::int32_t size =
        host::host_git_receive(handle_, kPiece, static_cast<std::int32_t>(kPatience.count()));
    buffer = host::answer(size);
    return size > 0;
  }

  int end() override { return finish(); }

 private:
  int finish() {
    if (handle_ < 0) return -1;
    const std::int32_t code = host::host_git_close(handle_);
    handle_ = -1;
    return code > 128 ? -1 : code;
  }

  std::int32_t handle_;
};

}  // namespace git_processes

// Which one it is, the host knows; it says so when one is started.
std::string find_git_program() {
  const std::string version = git_processes::joined({"--version"});
  const std::int32_t handle = host::host_git_open(version.data(), version.size(), "", 0);
  if (handle < 0) return {};
  const bool works = host::host_git_close(handle) == 0;
  return works ? "git" : "";
}

std::unique_ptr<GitProcess> start_git(const std::string& /*program*/,
                                      const std::vector<std::string>& arguments,
                                      const std::vector<std::string>& variables) {
  return std::make_unique<git_processes::Process>(git_processes::joined(arguments),
                                                  git_processes::joined(variables));
}

}  // namespace ecac

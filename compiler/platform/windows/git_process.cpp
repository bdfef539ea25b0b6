#include "compiler/host/git/git_process.h"

#include <windows.h>

#include <algorithm>
#include <chrono>

#include "compiler/host/disk_file_tree.h"
#include "compiler/host/process.h"
#include "compiler/host/revisions.h"
#include "compiler/platform/windows/handle.h"
#include "compiler/platform/windows/wide_text.h"
#include "compiler/support/path_text.h"
#include "compiler/support/text/ascii.h"

namespace ecac {
namespace git_processes {

using windows::Handle;

/// One argument as CommandLineToArgvW reads it ("Parsing C Command-Line Arguments").
static void append_word(std::string& line, std::string_view word) {
  if (!line.empty()) line += ' ';
  line += '"';
  std::size_t backslashes = 0;
  for (const char c : word) {
    if (c == '"') line.append(backslashes + 1, '\\');
    backslashes = c == '\\' ? backslashes + 1 : 0;
    line += c;
  }
  line.append(backslashes, '\\');
  line += '"';
}

/// The variables of this process but those of git, and `own`: each ends with a NUL, all with one
/// more.
static std::wstring environment_with(const std::vector<std::string>& own) {
  std::wstring block;
  wchar_t* const all = ::GetEnvironmentStringsW();
  for (const wchar_t* variable = all; variable != nullptr && *variable != L'\0';) {
    const std::wstring_view text(variable);
    if (!ascii::in_small_letters(windows::utf8_text(text.substr(0, 4))).starts_with("git_")) {
      block += text;
      block += L'\0';
    }
    variable += text.size() + 1;
  }
  ::FreeEnvironmentStringsW(all);
  for (const std::string& variable : own) {
    block += windows::wide_text(variable);
    block += L'\0';
  }
  block += L'\0';
  return block;
}

class Process final : public GitProcess {
 public:
  Process(const std::string& program, std::wstring line, std::wstring environment) {
    Handle his_input;
    Handle his_output;
    SECURITY_ATTRIBUTES inherited{sizeof inherited, nullptr, TRUE};
    if (!::CreatePipe(his_input.address(), input_.address(), &inherited, 0) ||
        !::CreatePipe(output_.address(), his_output.address(), &inherited, 0)) {
      return;
    }
    ::SetHandleInformation(input_.get(), HANDLE_FLAG_INHERIT, 0);
    ::SetHandleInformation(output_.get(), HANDLE_FLAG_INHERIT, 0);
    const Handle nothing(::CreateFileW(L"NUL", GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                                       &inherited, OPEN_EXISTING, 0, nullptr));
    STARTUPINFOW start{};
    start.cb = sizeof start;
    start.dwFlags = STARTF_USESTDHANDLES;
    start.hStdInput = his_input.get();
    start.hStdOutput = his_output.get();
    start.hStdError = nothing.get();
    PROCESS_INFORMATION begun{};
    constexpr DWORD kFlags = CREATE_NO_WINDOW | CREATE_UNICODE_ENVIRONMENT | CREATE_SUSPENDED;
    // A program is not found by its long form, which is for files.
    const std::wstring path = windows::wide_text(written_path(program));
    if (!::CreateProcessW(path.c_str(), line.data(), nullptr, nullptr, TRUE, kFlags,
                          environment.data(), nullptr, &start, &begun)) {
      return;
    }
    *process_.address() = begun.hProcess;
    const Handle thread(begun.hThread);
    // Whatever ends this process ends it, too.
    *job_.address() = ::CreateJobObjectW(nullptr, nullptr);
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
    ::SetInformationJobObject(job_.get(), JobObjectExtendedLimitInformation, &limits,
                              sizeof limits);
    ::AssignProcessToJobObject(job_.get(), begun.hProcess);
    ::ResumeThread(begun.hThread);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() override { finish(); }

  bool send(std::string_view bytes) override {
    while (!bytes.empty()) {
      DWORD sent = 0;
      const auto size = static_cast<DWORD>(std::min<std::size_t>(bytes.size(), 1 << 16));
      if (!::WriteFile(input_.get(), bytes.data(), size, &sent, nullptr)) return false;
      bytes.remove_prefix(sent);
    }
    return true;
  }

  void close_input() override { input_.reset(); }

  bool receive(std::string& buffer) override {
    buffer.clear();
    if (!process_.is_open()) return false;
    const auto until = std::chrono::steady_clock::now() + kRevisionPatience;
    for (int looks = 0;; ++looks) {
      DWORD waiting = 0;
      if (!::PeekNamedPipe(output_.get(), nullptr, 0, nullptr, &waiting, nullptr)) return false;
      if (waiting > 0) break;
      if (std::chrono::steady_clock::now() > until) return false;
      // Most answers come at once.
      constexpr int kBusyLooks = 256;
      ::Sleep(looks < kBusyLooks ? 0 : 1);
    }
    buffer.resize(std::size_t{1} << 16);
    DWORD count = 0;
    const auto size = static_cast<DWORD>(buffer.size());
    if (!::ReadFile(output_.get(), buffer.data(), size, &count, nullptr)) count = 0;
    buffer.resize(count);
    return count > 0;
  }

  int end() override { return finish(); }

 private:
  int finish() {
    input_.reset();
    output_.reset();
    if (!process_.is_open()) return -1;
    constexpr DWORD kPatience = 2000;  // milliseconds
    DWORD code = 0;
    const bool ended = ::WaitForSingleObject(process_.get(), kPatience) == WAIT_OBJECT_0 &&
                       ::GetExitCodeProcess(process_.get(), &code) != 0;
    process_.reset();
    job_.reset();
    return ended ? static_cast<int>(code) : -1;
  }

  Handle input_;
  Handle output_;
  Handle process_;
  Handle job_;
};

}  // namespace git_processes

std::string find_git_program() {
  const DiskFileTree disk;
  const std::string all = environment_variable("PATH");
  std::string_view rest = all;
  while (!rest.empty()) {
    const std::string_view written = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), written.size() + 1));
    // Seen from nowhere, only an absolute folder has a drive.
    const bool absolute = written.size() > 2 && (written[1] == ':' || written.starts_with(R"(\\)"));
    if (!absolute) continue;
    std::string program = absolute_path("/C:", join_path(written, "git.exe"));
    if (disk.kind(program) == EntryKind::file) return program;
  }
  return {};
}

std::unique_ptr<GitProcess> start_git(const std::string& program,
                                      const std::vector<std::string>& arguments,
                                      const std::vector<std::string>& variables) {
  std::string line;
  git_processes::append_word(line, "git");
  for (const std::string& argument : arguments) git_processes::append_word(line, argument);
  return std::make_unique<git_processes::Process>(program, windows::wide_text(line),
                                                  git_processes::environment_with(variables));
}

}  // namespace ecac

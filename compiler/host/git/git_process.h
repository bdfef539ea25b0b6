#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ecac {

/// A running program git. What it complains of is for nobody. For one thread; destroyed, it ends.
class GitProcess {
 public:
  virtual ~GitProcess() = default;
  /// False once it reads no more.
  virtual bool send(std::string_view bytes) = 0;
  /// Nothing more is sent.
  virtual void close_input() = 0;
  /// Waits for what it prints next, which replaces what the buffer holds; false at its end.
  virtual bool receive(std::string& buffer) = 0;
  /// The exit code; -1 if it did not end by itself.
  virtual int end() = 0;
};

/// The program git in an absolute folder of PATH; "" if there is none. What stands there as a path
/// from the current folder is passed over: that folder may be somebody else's.
std::string find_git_program();

/// Starts it, without a shell. It has the variables of this process but those of git
/// (`GIT_...`), and `variables`, each `NAME=value`. One that cannot be started answers nothing.
std::unique_ptr<GitProcess> start_git(const std::string& program,
                                      const std::vector<std::string>& arguments,
                                      const std::vector<std::string>& variables);

}  // namespace ecac

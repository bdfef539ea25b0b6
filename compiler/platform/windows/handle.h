#pragma once

#include <windows.h>

#include <string>

#include "compiler/support/result.h"

namespace ecac::windows {

/// Owns a handle of the system.
class Handle {
 public:
  explicit Handle(HANDLE handle = INVALID_HANDLE_VALUE) : handle_(handle) {}
  ~Handle() { reset(); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  bool is_open() const { return handle_ != INVALID_HANDLE_VALUE && handle_ != nullptr; }
  HANDLE get() const { return handle_; }
  HANDLE* address() { return &handle_; }
  void reset() {
    if (is_open()) ::CloseHandle(handle_);
    handle_ = INVALID_HANDLE_VALUE;
  }

 private:
  HANDLE handle_;
};

/// What a path of ours leads to, to ask about it; links are followed unless `of_link`.
HANDLE open_to_ask(const std::string& path, bool of_link = false);

/// A code of GetLastError in the words that other systems use.
std::string message_of(DWORD code);
Error error_of(DWORD code);

}  // namespace ecac::windows

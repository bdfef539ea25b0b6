#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "compiler/support/certificate_reader.h"
#include "compiler/support/executor.h"
#include "compiler/support/file_tree.h"
#include "compiler/support/result.h"

namespace ecac {

/// All that a run takes from the machine it runs on; nothing else of it is looked at. What it
/// borrows must live as long as the run and its result.
struct Host {
  const FileTree& files;
  const CertificateReader& certificates;
  Executor& executor = inline_executor();
  /// The present day, `2026-01-31`; "" is unknown, and rules on dates are silent.
  std::string today = {};
  /// The files of a git revision, under their paths in the work tree that holds `path`, an absolute
  /// path. Empty where revisions cannot be read. The error is a sentence for people.
  std::function<Result<std::unique_ptr<FileTree>>(const std::string& path,
                                                  std::string_view revision)>
      open_revision = {};

  /// The same machine with other files.
  Host with(const FileTree& other) const {
    return {other, certificates, executor, today, open_revision};
  }
};

}  // namespace ecac

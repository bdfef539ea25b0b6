#pragma once

#include <string>

#include "compiler/support/host.h"

namespace ecac::test {

/// A machine with these files and one thread, which reads certificates but no revisions. Borrows
/// the files.
Host host_with(const FileTree& files, std::string today = {});

}  // namespace ecac::test

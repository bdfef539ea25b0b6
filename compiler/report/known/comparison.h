#pragma once

#include <functional>
#include <string>
#include <vector>

#include "compiler/report/report.h"

namespace ecac {

/// Tells which findings of a report are new since an earlier state, which were there, and which are
/// gone. A finding is the same one by project and fingerprint, never by its line; where a file or
/// a whole project has moved, by what it says about the same component or file name. As many equal
/// ones are known as there were. What was waived before was not there.
///
/// `paths` are those that were looked at, from the root of the reports, or none for all: only what
/// was in them can be gone. What lies elsewhere and `is_there` still, by its path from the root,
/// has not moved: a copy of it is new. Of what lies in the folders `closed` nobody knows what it
/// was: nothing there is new, and it is counted as not compared.
void compare(const Report& earlier, const std::vector<std::string>& paths,
             const std::function<bool(const std::string&)>& is_there, Report& report,
             const std::vector<std::string>& closed = {});

}  // namespace ecac

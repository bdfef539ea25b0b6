#pragma once

#include <string>

#include "compiler/report/report.h"

namespace ecac::html {

/// What a fix changes, as lines that go and lines that come, masked; HTML for a `<pre>`.
std::string changes_of(const ReportFix& fix, SnippetSource& lines);

}  // namespace ecac::html

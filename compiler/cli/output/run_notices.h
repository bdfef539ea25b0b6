#pragma once

#include "compiler/cli/options/options.h"
#include "compiler/report/report.h"

namespace ecac {

/// From which severity on a finding fails the run; `off` is never.
Severity fail_on(const ParsedArguments& arguments);

/// With --baseline-strict: notes that entries which cover nothing any more fail the run.
void note_outdated_baseline(const ParsedArguments& arguments, Report& report);

/// Takes out what --level does not show. Where only that fails the run, a reader must know.
void hide_lesser(const ParsedArguments& arguments, Report& report);

}  // namespace ecac

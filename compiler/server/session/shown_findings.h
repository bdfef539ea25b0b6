#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/server/session/session.h"

namespace ecac {

/// What keeps files of configuration from being used, by their absolute paths.
using ConfigurationFailures = std::map<std::string, std::vector<ReportFailure>>;

ConfigurationFailures failures_by_path(const Session& session);
/// What keeps the rest from being done, such as a folder that is not there.
std::vector<ReportFailure> failures_without_file(const Session& session);

/// The finding at that place of the findings of a file, as the client takes it.
Json diagnostic_of(const Session& session, const std::string& path, const ReportFinding& finding);

/// All of a file: what is found in it, and why it cannot be used.
Json diagnostics_of(const Session& session, const std::string& path,
                    const ConfigurationFailures& failures);

/// Names a list of diagnostics: the same list has the same name.
std::string result_id(const Json& diagnostics);

}  // namespace ecac

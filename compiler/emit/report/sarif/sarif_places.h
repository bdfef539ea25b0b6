#pragma once

#include <string>
#include <string_view>

#include "compiler/emit/text/json_writer.h"
#include "compiler/report/report.h"

namespace ecac {

/// A relative reference (RFC 3986) for a path with `/`.
std::string relative_uri(std::string_view path);

/// Member `artifactLocation`: a path from the root of the report.
void write_sarif_artifact(JsonWriter& json, std::string_view path);

/// Member `physicalLocation` with the region alone; of what has no place in its file the first
/// character, because a reader refuses a location without a region.
void write_sarif_location(JsonWriter& json, const ReportPlace& place);

/// The same with the text of the region and the lines around it, masked, as far as they are short.
void write_sarif_location_with_text(JsonWriter& json, const ReportPlace& place,
                                    SnippetSource& lines);

/// Members of a region: both ends, in Unicode characters as a report counts.
void write_sarif_region_members(JsonWriter& json, const ReportPlace& place);

}  // namespace ecac

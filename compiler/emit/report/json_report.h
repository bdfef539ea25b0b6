#pragma once

#include <string>
#include <string_view>

#include "compiler/emit/text/json_writer.h"
#include "compiler/report/report.h"

namespace ecac {

/// Who made a document, and where the pages of its rules are.
struct ToolInfo {
  std::string_view name = "ecac";
  std::string_view version = {};
  std::string_view documentation_url = {};  ///< empty: no help links
};

/// The whole report as one JSON document.
std::string json_report(const Report& report, const ToolInfo& tool);

/// One finding a line, shown ones before waived ones, then one line with the summary; `kind` tells
/// them apart.
std::string json_lines_report(const Report& report, const ToolInfo& tool);

/// Members `formatVersion` and `tool`, with which every JSON document of ours begins.
void write_json_head(JsonWriter& json, const ToolInfo& tool);

/// Address of a rule's page; empty if the build was given no documentation address.
std::string help_url(const RuleInfo& rule, const ToolInfo& tool);

}  // namespace ecac

#include "compiler/report/selection/configuration_fixes.h"

#include <utility>
#include <variant>

#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/support/utf8.h"
#include "compiler/workspace/config.h"

namespace ecac {

std::vector<ReportFix> ConfigurationFixes::removal(Place entry, const std::string& project_root,
                                                   const std::function<ReportPlace(Place)>& shown) {
  if (is_of_command_line(sources_, entry) || !is_within(sources_.path(entry.file), project_root)) {
    return {};
  }
  // Each costs a look through the members around it.
  if (++made_[entry.file] > limits::kWaivers) return {};
  const auto realised =
      realiser_.realise({.operations = {RemoveJsonValue{JsonPlace::at(entry)}}}, entry.file);
  if (!realised) return {};
  std::vector<ReportFix> fixes;
  ReportFix& fix = fixes.emplace_back();
  fix.description = "Take the entry out";
  if (realised->loses_comment) fix.description += "; the comment there is lost";
  fix.project = project_root;
  for (const FileOperation& operation : realised->operations) {
    const auto& edit = std::get<EditOperation>(operation);
    ReportOperation& step = fix.operations.emplace_back();
    step.place = shown(edit.place);
    step.text = edit.text;
  }
  return fixes;
}

bool ConfigurationFixes::read(FileId file, std::string& text) {
  const auto source = sources_.get(file);
  if (source == nullptr || !is_valid_utf8(source->bytes())) return false;
  text = source->bytes();
  return true;
}

}  // namespace ecac

#include "compiler/workspace/plan_stage.h"

#include <string_view>

#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/support/text/plan_stage.h"

namespace ecac {

namespace {

constexpr std::string_view kManifestName = "package.xml";

/// The manifest of a stage; "" of what is none.
std::string stage_manifest(const FileTree& tree, const std::string& folder) {
  std::string text;
  if (!tree.read(join_path(folder, kManifestName), text, limits::kSettingsFile)) return {};
  return text.find(kPlanStageMark) == std::string::npos ? std::string() : text;
}

}  // namespace

bool is_plan_stage(const FileTree& tree, const std::string& folder) {
  return !stage_manifest(tree, folder).empty();
}

void add_stages_before(const FileTree& tree, const std::string& folder, KnownComponents& known) {
  const std::string plan(parent_path(folder));
  DirectoryListing listing;
  if (!tree.list(plan, listing)) return;
  for (const DirectoryListing::Entry& entry : listing.entries()) {
    const std::string_view name = listing.name(entry);
    if (entry.kind != EntryKind::directory || name >= file_name(folder)) continue;
    const std::string path = join_path(plan, name);
    const std::string text = stage_manifest(tree, path);
    if (!text.empty()) (void)parse_known(path, text, known);
  }
}

}  // namespace ecac

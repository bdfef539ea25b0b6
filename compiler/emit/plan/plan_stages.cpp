#include "compiler/emit/plan/plan_stages.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/DeployOption.h"
#include "compiler/schema/values/DeployText.h"
#include "compiler/support/path_text.h"
#include "compiler/support/text/plan_stage.h"

namespace ecac {

namespace {

constexpr std::string_view kMetaSuffix = "-meta.xml";

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      default: out += c;
    }
  }
}

std::string manifest(const std::vector<PlanMember>& members, ApiVersion version,
                     bool deploys = true) {
  std::map<std::string_view, std::set<std::string_view>> names;
  for (const PlanMember& member : members) names[member.type].insert(member.name);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<Package xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n";
  if (deploys) fmt::format_to(std::back_inserter(out), "    {}\n", kPlanStageMark);
  for (const auto& [type, of_type] : names) {
    out += "    <types>\n";
    for (const std::string_view name : of_type) {
      out += "        <members>";
      append_escaped(out, name);
      out += "</members>\n";
    }
    fmt::format_to(std::back_inserter(out), "        <name>{}</name>\n    </types>\n", type);
  }
  fmt::format_to(std::back_inserter(out), "    <version>{}.0</version>\n</Package>\n", version);
  return out;
}

/// `orgSettings` as part of a folder's name: `org-settings`.
std::string folder_word(std::string_view id) {
  std::string word;
  for (const char c : id) {
    if (c >= 'A' && c <= 'Z') {
      word += '-';
      word += static_cast<char>(c - 'A' + 'a');
    } else {
      word += c;
    }
  }
  return word;
}

std::string quoted(const std::string& path) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./";
  if (path.find_first_not_of(kPlain) == std::string::npos) return path;
  std::string out = "'";
  for (const char c : path) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

class StageList {
 public:
  explicit StageList(const ResolvedProject& project)
      : schema_(*project.schema),
        version_(project.description.api_version),
        root_(project.description.root),
        is_package_(is_metadata_format(project)) {
    for (const CompiledApp& app : project.apps) {
      for (const DeployEffect& effect : app.posture.effects) {
        if (effect.warns) warning_files_.insert(effect.file);
      }
    }
  }

  void add_deploy(const DeployPlan& plan, const DeployStep& step) {
    PlanStage stage = begin("", step.stage, info(schema_, step.stage).why);
    stage.stage = step.stage;
    for (std::size_t i = step.begin; i < step.end; ++i) {
      const DeployComponent& component = plan.components[i];
      stage.members.push_back({type_name(component.type), component.name, component.path, {}});
      if (component.type == types::ApexClass) stage.runs_tests = true;
      if (warning_files_.contains(component.file)) stage.brings_warning = true;
    }
    stage.files = {{"package.xml", manifest(stage.members, version_)}};
    if (is_package_) add_copies(plan, step, stage.files);
    stages_.push_back(std::move(stage));
  }

  void add_removal(const RemovalStep& step) {
    PlanStage stage = begin("remove-", step.stage, values::DeployText::removal);
    stage.removes = true;
    for (const RemovedComponent& component : step.components) {
      stage.members.push_back({type_name(component.type), component.name, {}, component.effect});
    }
    stage.files = {{"destructiveChanges.xml", manifest(stage.members, version_, false)},
                   {"package.xml", manifest({}, version_)}};
    stages_.push_back(std::move(stage));
  }

  std::vector<PlanStage> take() { return std::move(stages_); }

 private:
  std::string type_name(TypeId type) const {
    return std::string(manifest_name(schema_.type(type)));
  }

  /// A folder of its own below the stage's for each type, as the Metadata API wants it. Some types
  /// have two files, and either may be the one that is read.
  void add_copies(const DeployPlan& plan, const DeployStep& step,
                  std::vector<PlanFile>& files) const {
    for (std::size_t i = step.begin; i < step.end; ++i) {
      const std::string& path = plan.components[i].path;
      const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
      const std::string copy =
          fmt::format("{}/{}", schema_.type(plan.components[i].type).directory, name);
      const std::string whole = join_path(root_, path);
      files.push_back({copy, {}, whole, false});
      if (path.ends_with(kMetaSuffix)) {
        const auto content = [](std::string text) {
          text.resize(text.size() - kMetaSuffix.size());
          return text;
        };
        files.push_back({content(copy), {}, content(whole), true});
      } else {
        files.push_back(
            {copy + std::string(kMetaSuffix), {}, whole + std::string(kMetaSuffix), true});
      }
    }
  }

  PlanStage begin(std::string_view verb, DeployStage stage, std::string_view why) const {
    const std::string_view id = info(schema_, stage).id;
    PlanStage begun{.id = id, .why = why};
    begun.folder = fmt::format("{:02}-{}{}", stages_.size() + 1, verb, folder_word(id));
    begun.is_package = is_package_;
    return begun;
  }

  const SchemaSet& schema_;
  ApiVersion version_;
  const std::string& root_;
  bool is_package_;
  std::set<FileId> warning_files_ = {};
  std::vector<PlanStage> stages_ = {};
};

}  // namespace

bool is_metadata_format(const ResolvedProject& project) {
  const std::vector<DeployComponent>& components = project.deploy.components;
  if (project.description.file || components.empty()) return false;
  return std::none_of(components.begin(), components.end(), [&](const DeployComponent& component) {
    return component.path.ends_with(kMetaSuffix) &&
           !project.schema->type(component.type).content_pair;
  });
}

std::vector<PlanStage> plan_stages(const ResolvedProject& project) {
  StageList stages(project);
  for (const DeployStep& step : project.deploy.steps) stages.add_deploy(project.deploy, step);
  if (project.deploy.removals) {
    for (const RemovalStep& step : *project.deploy.removals) stages.add_removal(step);
  }
  return stages.take();
}

std::string stage_command(const PlanStage& stage, std::string_view folder) {
  const std::string below =
      fmt::format("{}{}{}", folder, folder.ends_with('/') ? "" : "/", stage.folder);
  std::string command = "sf project deploy start ";
  const auto add = [&command](std::string_view option) {
    command += ' ';
    command += option;
  };
  if (stage.is_package) {
    // A folder with a destructiveChanges.xml in it needs no option for that, and takes none.
    command += "--metadata-dir " + quoted(below);
  } else {
    command += "--manifest " + quoted(below + "/package.xml");
    if (stage.removes) {
      add("--post-destructive-changes " + quoted(below + "/destructiveChanges.xml"));
    }
  }
  if (stage.runs_tests) add(values::DeployOption::run_local_tests);
  if (stage.brings_warning) add(values::DeployOption::ignore_warnings);
  return command;
}

}  // namespace ecac

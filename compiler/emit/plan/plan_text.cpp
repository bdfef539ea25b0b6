#include "compiler/emit/plan/plan_text.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>
#include <vector>

#include "compiler/emit/plan/plan_json.h"
#include "compiler/emit/plan/plan_stages.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/secrets/shown_text.h"

namespace ecac {

namespace {

std::string shown(std::string_view text) {
  return printable(shown_text(text));
}

/// For Markdown, where an angle bracket outside a piece of code begins HTML.
std::string with_brackets(const std::string& text) {
  std::string out;
  bool code = false;
  for (const char c : text) {
    code = code != (c == '`');
    if (c == '<' && !code) {
      out += "&lt;";
    } else {
      out += c;
    }
  }
  return out;
}

/// Writes the same lines for a terminal and as Markdown.
class PlanWriter {
 public:
  PlanWriter(const ResolvedProject& project, bool markdown, std::string_view folder)
      : project_(project), markdown_(markdown), folder_(folder), stages_(plan_stages(project)) {}

  std::string write() {
    title();
    permissions();
    steps("Before the deploy", true);
    deploys("Deploy", false);
    deploys("Remove", true);
    effects();
    steps("After the deploy", false);
    environment();
    return std::move(out_);
  }

 private:
  template <class... Arguments>
  void line(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), text, std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }

  void heading(std::string_view text) {
    if (markdown_) {
      line("\n## {}\n", text);
    } else {
      line("\n{}", text);
    }
  }
  /// A line that somebody can tick off; `number` counts within its part.
  void item(std::size_t number, const std::string& text) {
    if (markdown_) {
      line("{}. [ ] {}", number, text);
    } else {
      line("  {}. {}", number, text);
    }
  }
  void detail(const std::string& text) {
    line("{}{}", markdown_ ? "   - " : "     ", markdown_ ? with_brackets(text) : text);
  }
  std::string code(std::string_view text) const {
    const std::string plain = shown(text);
    return markdown_ ? "`" + plain + "`" : plain;
  }

  void title() {
    const std::size_t count = project_.deploy.components.size();
    const std::string summary =
        fmt::format("{} component{} in {} deploy{}, API {}.0", count, count == 1 ? "" : "s",
                    project_.deploy.steps.size(), project_.deploy.steps.size() == 1 ? "" : "s",
                    project_.description.api_version);
    if (markdown_) {
      line("# Deploy plan\n\n{}", summary);
    } else {
      line("{}", summary);
    }
  }

  void permissions() {
    if (project_.deploy.permissions.empty()) return;
    heading("Whoever deploys needs");
    for (const PermissionDemand& demand : project_.deploy.permissions) {
      std::string names;
      for (const std::string_view name : demand.any_of) {
        if (!names.empty()) names += ", or ";
        names += fmt::format("{} ({})", permission_label(*project_.schema, name), code(name));
      }
      line("{}{}{}", markdown_ ? "- " : "  ", names,
           demand.types.empty() ? "" : fmt::format(": {}", fmt::join(demand.types, ", ")));
    }
  }

  void steps(std::string_view name, bool before) {
    std::size_t number = 0;
    for (const ManualStep& step : project_.manual_steps) {
      if (step.before != before) continue;
      if (number == 0) heading(name);
      item(++number, fmt::format("{}: {} {}", step.kind, project_.schema->type(step.type).name,
                                 code(step.name)));
      detail(shown(step.why));
      detail(shown(step.setup));
      if (!step.command.empty()) detail(code(step.command));
      if (step.call) {
        const std::string stored =
            step.call->replace_method.empty()
                ? ""
                : fmt::format(" ({} where one is stored)", step.call->replace_method);
        detail(code(step.call->method + " " + step.call->path) + stored);
        if (step.call->has_body()) detail(code(call_body(*step.call).dump()));
      }
      if (!step.permission.empty()) detail("needs " + shown(step.permission));
      if (step.unconfirmed) detail("no document confirms this step");
    }
  }

  void deploys(std::string_view name, bool removes) {
    std::size_t number = 0;
    for (const PlanStage& stage : stages_) {
      if (stage.removes != removes) continue;
      if (number == 0) heading(name);
      item(++number, fmt::format("{}: {}", stage.id, stage.why));
      for (const PlanMember& member : stage.members) {
        std::string text = fmt::format("{} {}", member.type, code(member.name));
        if (!member.path.empty()) text += "  " + code(member.path);
        if (!member.effect.empty()) text += ": " + shown(member.effect);
        detail(text);
      }
      if (!folder_.empty()) detail(code(stage_command(stage, folder_)));
    }
    if (number != 0 && !removes && folder_.empty()) {
      line("{}", "\n  --write DIR makes a package.xml of each, and prints the commands");
    }
  }

  /// What happens to those who use the apps now.
  void effects() {
    bool first = true;
    for (const CompiledApp& app : project_.apps) {
      for (const DeployEffect& effect : app.posture.effects) {
        if (!is_shown(effect)) continue;
        if (std::exchange(first, false)) heading("What it does to those who use the apps now");
        line("{}{}: {}{}", markdown_ ? "- " : "  ", code(app.name), shown(effect.text),
             effect.change == false ? " (as before)" : "");
      }
    }
  }

  void environment() {
    const auto& placeholders = project_.deploy.placeholders;
    if (placeholders.empty()) return;
    heading("Nothing has replaced yet");
    for (const UnresolvedPlaceholder& placeholder : placeholders) {
      line("{}{} of {} {}", markdown_ ? "- " : "  ",
           placeholder.text.empty() ? "a placeholder" : code(placeholder.text),
           project_.schema->type(placeholder.component.type).name,
           code(placeholder.component.name));
    }
  }

  const ResolvedProject& project_;
  bool markdown_;
  std::string_view folder_;
  std::vector<PlanStage> stages_;
  std::string out_ = {};
};

}  // namespace

std::string plan_text(const ResolvedProject& project, PlanFormat format, std::string_view folder) {
  if (format == PlanFormat::json) return plan_json(project, folder);
  return PlanWriter(project, format == PlanFormat::markdown, folder).write();
}

}  // namespace ecac

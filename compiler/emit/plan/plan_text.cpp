#include "compiler/emit/plan/plan_text.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>
#include <vector>

#include "compiler/emit/plan/plan_json.h"
#include "compiler/emit/plan/plan_stages.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/schema/values/ManualStep.h"
#include "compiler/secrets/shown_text.h"
#include "compiler/support/text/ascii.h"

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

constexpr std::string_view kEffects = "What it does to those who use the apps now";

/// `orgSettings` as `org settings`.
std::string in_words(std::string_view id) {
  std::string words;
  for (const char c : id) {
    if (ascii::is_capital(c)) words += ' ';
    words += ascii::to_lower(c);
  }
  return words;
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
    left_out();
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
  void detail(const std::string& text, const std::string& indent = "") {
    line("{}{}{}", indent, markdown_ ? "   - " : "     ", markdown_ ? with_brackets(text) : text);
  }
  std::string_view bullet() const { return markdown_ ? "- " : "  "; }
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
      line("{}{}{}", bullet(), one_of(demand.any_of),
           demand.types.empty() ? "" : fmt::format(": {}", fmt::join(demand.types, ", ")));
    }
  }

  void steps(std::string_view name, bool before) {
    std::size_t number = 0;
    for (const ManualStep& step : project_.manual_steps) {
      if (step.before != before || step.before_stage) continue;
      if (number == 0) heading(name);
      item(++number, what_to_do(step));
      details_of(step, "");
    }
  }

  std::string what_to_do(const ManualStep& step) const {
    constexpr std::string_view kGap = "{}";
    const EnumSchema* list = project_.schema->find_enum(values::ManualStep::kListName);
    const EnumValue* kind = list == nullptr ? nullptr : list->find(step.kind);
    std::string text(kind == nullptr ? step.kind : kind->description);
    const std::size_t at = text.find(kGap);
    if (at != std::string::npos) text.replace(at, kGap.size(), shown(step.name));
    return text;
  }

  void details_of(const ManualStep& step, const std::string& indent) {
    const auto write = [&](const std::string& text) { detail(text, indent); };
    write(shown(step.why));
    write(shown(step.setup));
    if (!step.command.empty()) write(code(step.command));
    if (step.call) {
      const std::string stored =
          step.call->replace_method.empty()
              ? ""
              : fmt::format(" ({} where one is stored)", step.call->replace_method);
      write(code(step.call->method + " " + step.call->path) + stored);
      if (step.call->has_body()) write(code(call_body(*step.call).dump()));
    }
    if (!step.any_permission.empty()) write("needs " + one_of(step.any_permission));
    if (step.unconfirmed) write("no document confirms this step");
  }

  std::string one_of(const std::vector<std::string_view>& permissions) const {
    std::string names;
    for (const std::string_view name : permissions) {
      const std::string_view label = permission_label(*project_.schema, name);
      if (!names.empty()) names += ", or ";
      names += label == name ? std::string(name) : fmt::format("{} ({})", label, code(name));
    }
    return names;
  }

  /// Steps between two stages stand with the later one.
  void first_of(const PlanStage& stage) {
    for (const ManualStep& step : project_.manual_steps) {
      if (!step.before_stage || step.before_stage != stage.stage) continue;
      detail((markdown_ ? "[ ] first: " : "first: ") + what_to_do(step), "");
      details_of(step, "  ");
    }
  }

  void deploys(std::string_view name, bool removes) {
    std::size_t number = 0;
    for (const PlanStage& stage : stages_) {
      if (stage.removes != removes) continue;
      if (number == 0) heading(name);
      item(++number, fmt::format("{}: {}", in_words(stage.id), stage.why));
      first_of(stage);
      for (const PlanMember& member : stage.members) {
        std::string text = fmt::format("{} {}", member.type, code(member.name));
        if (!member.path.empty()) text += "  " + code(member.path);
        if (!member.effect.empty()) text += ": " + shown(member.effect);
        detail(text);
      }
      if (!folder_.empty()) detail(code(stage_command(stage, folder_)));
    }
    if (number != 0 && !removes && folder_.empty()) {
      line("\n  --write DIR makes {} of each, and prints the commands",
           stages_.front().is_package ? "a folder with package.xml and files" : "a package.xml");
    }
  }

  /// What happens to those who use the apps now.
  void effects() {
    bool first = true;
    for (const CompiledApp& app : project_.apps) {
      for (const DeployEffect& effect : app.posture.effects) {
        if (!is_shown(effect)) continue;
        if (std::exchange(first, false)) heading(kEffects);
        line("{}{}: {}{}", bullet(), code(app.name), shown(effect.text),
             effect.change == false ? " (as before)" : "");
      }
    }
    for (const Loss& loss : project_.deploy.losses) {
      if (std::exchange(first, false)) heading(kEffects);
      line("{}{} {}: {}", bullet(), manifest_name(project_.schema->type(loss.type)),
           code(loss.name), shown(loss.text));
    }
  }

  void left_out() {
    if (project_.deploy.left_out.empty()) return;
    heading("Not in the manifest, so that the org keeps what it has of");
    for (const DeployComponent& component : project_.deploy.left_out) {
      line("{}{} {}", bullet(), manifest_name(project_.schema->type(component.type)),
           code(component.name));
    }
  }

  void environment() {
    const auto& placeholders = project_.deploy.placeholders;
    if (placeholders.empty()) return;
    heading("Nothing has replaced yet");
    for (const UnresolvedPlaceholder& placeholder : placeholders) {
      line("{}{} of {} {}", bullet(),
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
  return without_values(PlanWriter(project, format == PlanFormat::markdown, folder).write(),
                        project.secrets);
}

}  // namespace ecac

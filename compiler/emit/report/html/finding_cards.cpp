#include "compiler/emit/report/html/finding_cards.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>

#include "compiler/emit/report/finding_words.h"
#include "compiler/emit/report/html/html_text.h"
#include "compiler/emit/report/html/line_changes.h"
#include "compiler/emit/report/snippet.h"
#include "compiler/emit/text/display_text.h"

namespace ecac::html {

namespace {

/// What a terminal paints becomes elements. The drawing itself holds no control character.
std::string as_elements(std::string_view drawn) {
  constexpr std::string_view kBegin = "\x1B[";
  std::string out;
  bool open = false;
  while (!drawn.empty()) {
    const std::size_t at = drawn.find(kBegin);
    out += escaped_lines(drawn.substr(0, at));
    if (at == std::string_view::npos) break;
    drawn.remove_prefix(at + kBegin.size());
    const std::size_t end = drawn.find('m');
    if (end == std::string_view::npos) break;
    const std::string_view code = drawn.substr(0, end);
    if (std::exchange(open, code != "0")) out += "</i>";
    if (open) {
      out += code == "34" ? "<i>" : code == "1;34" ? "<i class=\"l\">" : "<i class=\"c\">";
    }
    drawn.remove_prefix(end + 1);
  }
  if (open) out += "</i>";
  return out;
}

std::string snippet_of(const SnippetMark& mark, SnippetSource& lines) {
  const ReportPlace& place = *mark.place;
  const auto gutter =
      static_cast<int>(std::to_string(std::max(place.start.line, place.end.line)).size());
  std::string text;
  DrawnSnippet last;
  draw_snippet(mark, gutter, lines, Style(true), last, text);
  // The first line is an empty one above the text, for terminals.
  const std::size_t head = text.find('\n');
  return head == std::string::npos ? std::string() : as_elements(text.substr(head + 1));
}

std::string_view word_of(Owner owner) {
  switch (owner) {
    case Owner::none: return "";
    case Owner::developer: return "developer";
    case Owner::admin: return "admin";
    case Owner::org: return "org";
  }
  return "";
}

std::string_view class_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "e";
    case Severity::warning: return "w";
    case Severity::info:
    case Severity::off: return "i";
  }
  return "i";
}

std::string block(std::string_view lines) {
  return lines.empty() ? std::string() : fmt::format("<pre tabindex=\"0\">{}</pre>\n", lines);
}

std::string command(std::string_view text) {
  return fmt::format("<code class=\"cmd\">{}</code>", escaped(text));
}

/// With the options by which `waive` finds what this run has found.
std::string waive_command(const ReportFinding& finding, const Report& report) {
  std::string text = fmt::format("ecac waive {} --reason \"…\"", finding.fingerprint);
  if (report.run.mode != Mode::lint) text += fmt::format(" --mode {}", to_string(report.run.mode));
  if (!report.run.preset.empty() && report.run.preset != "default") {
    text += fmt::format(" --preset {}", report.run.preset);
  }
  if (report.summary.projects > 1 && !finding.project.empty()) text += ' ' + finding.project;
  return text;
}

void add_related(std::string& out, const ReportFinding& finding, const DrawnFinding& drawn) {
  for (std::size_t i = 0; i < finding.related.size(); ++i) {
    const ReportLabel& label = finding.related[i];
    out += fmt::format("<p class=\"at\"><span class=\"vh\">see also </span>{}",
                       position_of(label.place));
    if (drawn.related[i].empty() && !label.text.empty()) out += ": " + with_code(label.text);
    out += "</p>\n" + block(drawn.related[i]);
  }
}

void add_remarks(std::string& out, const ReportFinding& finding) {
  std::string items;
  for (const Remark& remark : remarks_of(finding)) {
    // Fixes stand below, with what they change.
    if (!remark.tail.empty()) continue;
    items += fmt::format("<li><b>{}</b> {}</li>\n", remark.kind, with_code(remark.text));
  }
  if (!items.empty()) out += "<ul class=\"rm\">\n" + items + "</ul>\n";
}

void add_fixes(std::string& out, const ReportFinding& finding, const DrawnFinding& drawn) {
  for (std::size_t i = 0; i < finding.fixes.size(); ++i) {
    const ReportFix& fix = finding.fixes[i];
    const bool safe = fix.applicability == Applicability::safe;
    out += fmt::format("<p class=\"fx\"><b>{}</b> {} <code>{}</code></p>\n",
                       safe ? "safe fix" : "offer", with_code(fix.description),
                       safe ? "--fix" : "--fix --unsafe-fixes");
    out += block(drawn.fixes[i]);
  }
}

void add_identity(std::string& out, const ReportFinding& finding) {
  std::string parts;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    parts += fmt::format("<div><dt>{}</dt> <dd>{}</dd></div>\n", name, escaped(value));
  };
  if (finding.project != ".") add("project", finding.project);
  add("component", finding.component);
  add("element", finding.element);
  add("who can change it", word_of(finding.owner));
  add("fingerprint", finding.fingerprint);
  if (!parts.empty()) out += "<dl class=\"id\">" + parts + "</dl>\n";
}

/// For the filter; nothing where nobody compared.
std::string state_attribute(const ReportFinding& finding) {
  if (finding.state == FindingState::shown) return {};
  return fmt::format(" data-state=\"{}\"", to_string(finding.state));
}

std::string state_mark(FindingState state) {
  if (state == FindingState::shown) return {};
  const bool fresh = state == FindingState::fresh;
  return fmt::format(" <span class=\"bg{}\">{}</span>", fresh ? " nw" : "",
                     fresh ? "new" : "as before");
}

}  // namespace

std::string severity_mark(Severity severity) {
  const std::string_view sign = severity == Severity::error     ? "✗"
                                : severity == Severity::warning ? "▲"
                                                                : "●";
  return fmt::format("<span class=\"sv\"><span aria-hidden=\"true\">{}</span> {}</span>", sign,
                     to_string(severity));
}

std::string position_of(const ReportPlace& place) {
  const std::string path = escaped(place.file == FileId::none ? file_of(place) : place.root_path);
  if (place.file == FileId::none) return fmt::format("<span class=\"pl\">{}</span>", path);
  return fmt::format("<span class=\"pl\">{}<wbr>:{}:{}</span>", path, place.start.line,
                     place.start.column);
}

std::vector<DrawnFinding> draw_findings(const std::vector<const ReportFinding*>& findings,
                                        SnippetSource& lines) {
  struct Job {
    FileId file;
    std::function<void()> draw;
  };
  std::vector<DrawnFinding> drawn(findings.size());
  std::vector<Job> jobs;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const ReportFinding& finding = *findings[i];
    DrawnFinding& into = drawn[i];
    jobs.push_back({finding.place.file, [&finding, &into, &lines] {
                      into.snippet = snippet_of(
                          {.place = &finding.place, .text = finding.caret, .primary = true}, lines);
                    }});
    into.related.resize(finding.related.size());
    for (std::size_t k = 0; k < finding.related.size(); ++k) {
      const ReportLabel& label = finding.related[k];
      jobs.push_back({label.place.file, [&label, &into, &lines, k] {
                        into.related[k] =
                            snippet_of({.place = &label.place, .text = label.text}, lines);
                      }});
    }
    into.fixes.resize(finding.fixes.size());
    for (std::size_t k = 0; k < finding.fixes.size(); ++k) {
      // The parts of a fix stand in its order; nearly all have one.
      const ReportFix& fix = finding.fixes[k];
      const FileId file = fix.operations.empty() ? FileId::none : fix.operations[0].place.file;
      jobs.push_back({file, [&fix, &into, &lines, k] { into.fixes[k] = changes_of(fix, lines); }});
    }
  }
  std::ranges::stable_sort(jobs, {}, &Job::file);
  for (const Job& job : jobs) job.draw();
  return drawn;
}

std::string finding_card(const ReportFinding& finding, const DrawnFinding& drawn,
                         const CardGroups& groups, const std::string& id, bool open,
                         const Report& report) {
  const RuleInfo& rule = rule_of(finding.rule_case);
  std::string out = fmt::format(
      "<details class=\"f {}\" id=\"{}\" data-app=\"{}\" data-cause=\"{}\" data-rule=\"{} {}\" "
      "data-file=\"{}\" data-owner=\"{}\"{}{}>\n<summary>",
      class_of(finding.severity), id, escaped(groups.app), groups.cause, rule.code, rule.name,
      escaped(file_of(finding.place)), word_of(finding.owner), state_attribute(finding),
      open ? " open" : "");
  out += fmt::format("{}{} <span class=\"ms\">{}</span><span class=\"wr\"><b>{}</b> {} {}</span>",
                     severity_mark(finding.severity), state_mark(finding.state),
                     with_code(finding.message), rule.code, rule.name, position_of(finding.place));
  out += "</summary>\n<div class=\"bd\">\n" + block(drawn.snippet);
  add_related(out, finding, drawn);
  add_remarks(out, finding);
  add_fixes(out, finding, drawn);
  add_identity(out, finding);
  out += fmt::format("<p class=\"go\"><a class=\"why\" href=\"#r-{}\">Why</a> {}", rule.code,
                     command(fmt::format("ecac explain {}", rule.code)));
  if (!finding.fingerprint.empty()) out += ' ' + command(waive_command(finding, report));
  out += "</p>\n</div>\n</details>\n";
  return out;
}

}  // namespace ecac::html

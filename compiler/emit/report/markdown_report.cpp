#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "compiler/emit/report/finding_words.h"
#include "compiler/emit/report/report_formats.h"
#include "compiler/emit/text/code_spans.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/support/text/ascii.h"

// For the summary of a job and the comment on a pull request. Its first line is the mark by which a
// later run finds its comment again.

namespace ecac {
namespace markdown {
namespace {

/// What could be markup, a mention or an address outside of code.
constexpr std::string_view kMarks = "&<>\"'*_[]#|\\~@!$^{}`";

void append_entity(std::string& out, char c) {
  fmt::format_to(std::back_inserter(out), "&#{};",
                 static_cast<unsigned>(static_cast<unsigned char>(c)));
}

void append_plain(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    // Addresses are no links here, whoever wrote them.
    const bool makes_link =
        (c == ':' && text.substr(at).starts_with("://")) ||
        (c == '.' && at >= 3 && ascii::in_small_letters(text.substr(at - 3, 3)) == "www");
    if (makes_link || kMarks.find(c) != std::string_view::npos) {
      append_entity(out, c);
    } else {
      out += c;
    }
  }
}

/// As markup: between backticks a `|` would end the cell of a table.
void append_code(std::string& out, std::string_view text) {
  out += "<code>";
  append_plain(out, text);
  out += "</code>";
}

/// One line, with what stands between backticks as code.
std::string line_of(std::string_view text) {
  const std::string shown = printable(text);
  std::string out;
  for (const TextSpan& span : code_spans(shown)) {
    span.code ? append_code(out, span.text) : append_plain(out, span.text);
  }
  return out;
}

std::string code(std::string_view text) {
  std::string out;
  append_code(out, printable(text));
  return out;
}

std::string counted(std::size_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

std::string position(const ReportPlace& place) {
  if (place.file == FileId::none) return code(file_of(place));
  return code(fmt::format("{}:{}", place.root_path, place.start.line));
}

std::string rule_link(const RuleInfo& rule, const ToolInfo& tool) {
  const std::string url = help_url(rule, tool);
  const std::string name = fmt::format("{} {}", rule.code, rule.name);
  return url.empty() ? name : fmt::format("[{}]({})", name, url);
}

std::string row_of(const ReportFinding& finding, const ToolInfo& tool) {
  std::string row =
      fmt::format("| {} | {} | {}", position(review_place(finding)),
                  rule_link(rule_of(finding.rule_case), tool), line_of(finding.message));
  if (finding.touched != 0) row += "<br>this is about " + position(finding.place);
  for (const Remark& remark : remarks_of(finding)) {
    row += fmt::format("<br>{}: {}{}", remark.kind, line_of(remark.text), remark.tail);
  }
  return row + " |\n";
}

class Page {
 public:
  Page(const Report& report, const EmitOptions& options) : report_(report), options_(options) {}

  std::string render() {
    out_ = "<!-- ecac -->\n";
    add_verdict();
    for (const ReportFailure& failure : report_.failures) {
      add(fmt::format("\n> **{}**: {}\n", title_of(failure), line_of(sentence_of(failure))));
    }
    for (const ReportNotice& notice : report_.notices) {
      add(fmt::format("\n> **{} {}**: {}\n", code_of(notice.kind), name_of(notice.kind),
                      line_of(notice.message)));
    }
    std::vector<const ReportFinding*> findings = gravest_that_count(report_);
    const auto of_severity = [&](Severity severity) {
      std::vector<const ReportFinding*> some;
      std::ranges::copy_if(findings, std::back_inserter(some),
                           [&](const auto* each) { return each->severity == severity; });
      return some;
    };
    for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
      const auto some = of_severity(severity);
      // Errors are seen at once, all else when somebody asks.
      add_table(some, counted(some.size(), fresh_word(to_string(severity))),
                severity != Severity::error);
    }
    findings = gravest_first(report_);
    std::erase_if(findings, [](const ReportFinding* each) { return each->counts(); });
    add_table(findings, fmt::format("{} as before", findings.size()), true);
    add_waived();
    add_not_checked();
    add_left_out();
    return std::move(out_);
  }

 private:
  /// What follows the last finding that fits.
  static constexpr std::size_t kReserve = 4096;

  bool fits(std::string_view text) const {
    return out_.size() + text.size() + kReserve <= options_.max_bytes;
  }
  void add(std::string_view text) {
    if (fits(text)) out_ += text;
  }

  void add_left_out() {
    const std::size_t all = left_out_ + left_out_accepted_ + left_out_lines_;
    if (all == 0) return;
    std::vector<std::string> parts;
    if (left_out_ > 0) parts.push_back(counted(left_out_, "finding"));
    if (left_out_accepted_ > 0) parts.push_back(counted(left_out_accepted_, "accepted finding"));
    if (left_out_lines_ > 0) {
      parts.push_back(counted(left_out_lines_, "line") + " of what was not checked");
    }
    out_ += fmt::format("\n{} {} no place here; the other reports of ecac have them.\n",
                        fmt::join(parts, " and "), all == 1 ? "has" : "have");
  }

  void add_verdict() {
    const ReportSummary& summary = report_.summary;
    if (!report_.failures.empty()) {
      out_ += report_.run.checked ? "### ecac: the run failed, this is not the whole truth\n"
                                  : "### ecac: the run failed, nothing was checked\n";
      if (!report_.run.checked) return;
    } else {
      const std::size_t errors = summary.change ? summary.change->errors : summary.errors;
      if (errors > 0) {
        out_ += fmt::format("### ecac: {}\n", counted(errors, fresh_word("error")));
      } else if (report_.notices.empty()) {
        out_ += fmt::format("### ecac: no {}s\n", fresh_word("error"));
      } else if (fails_run(report_.notices.front().kind)) {
        out_ += "### ecac: the run fails\n";
      } else {
        out_ += "### ecac: nothing was checked\n";
      }
    }
    const ReportChange of_all = {
        .errors = summary.errors, .warnings = summary.warnings, .infos = summary.infos};
    const ReportChange& counts = summary.change ? *summary.change : of_all;
    out_ += fmt::format("\n{}, {}, {} in {}", counted(counts.errors, fresh_word("error")),
                        counted(counts.warnings, fresh_word("warning")),
                        counted(counts.infos, fresh_word("info")),
                        counted(summary.files_checked, "file"));
    if (summary.apps > 0) out_ += fmt::format(", {}", counted(summary.apps, "app"));
    if (summary.credentials > 0) {
      out_ += fmt::format(", {}", counted(summary.credentials, "credential"));
    }
    out_ += fmt::format(" (mode {})\n", to_string(report_.run.mode));
    if (!summary.change) return;
    out_ += fmt::format("\n{} as before, {} gone{}\n", summary.change->known, summary.change->gone,
                        line_of(words_of_comparison(report_.run)));
  }

  std::string fresh_word(std::string_view word) const {
    return fmt::format("{}{}", report_.summary.change ? "new " : "", word);
  }

  void add_table(const std::vector<const ReportFinding*>& findings, const std::string& title,
                 bool folded) {
    if (findings.empty()) return;
    const std::string head = folded ? fmt::format("\n<details><summary>{}</summary>\n", title)
                                    : fmt::format("\n#### {}\n", title);
    if (!fits(head)) {
      left_out_ += findings.size();
      return;
    }
    out_ += head;
    out_ += "\n| Where | Rule | What |\n| --- | --- | --- |\n";
    for (const ReportFinding* finding : findings) {
      const std::string row = left_out_ > 0 ? std::string() : row_of(*finding, options_.tool);
      // Nothing less grave stands where something graver had no place.
      if (left_out_ > 0 || !fits(row)) {
        ++left_out_;
      } else {
        out_ += row;
      }
    }
    if (folded) out_ += "\n</details>\n";
  }

  void add_waived() {
    if (report_.waived.empty()) return;
    std::string text = fmt::format(
        "\n<details><summary>{} accepted</summary>\n\n"
        "| Where | Rule | Why |\n| --- | --- | --- |\n",
        counted(report_.waived.size(), "finding"));
    if (!fits(text)) {
      left_out_accepted_ = report_.waived.size();
      return;
    }
    out_ += text;
    for (std::size_t i = 0; i < report_.waived.size(); ++i) {
      const WaivedFinding& waived = report_.waived[i];
      const std::string row =
          fmt::format("| {} | {} | {} |\n", position(waived.finding.place),
                      rule_link(rule_of(waived.finding.rule_case), options_.tool),
                      line_of(words_of(report_.waivers[waived.waiver])));
      if (!fits(row)) {
        left_out_accepted_ = report_.waived.size() - i;
        break;
      }
      out_ += row;
    }
    out_ += "\n</details>\n";
  }

  void add_not_checked() {
    const ReportSummary& summary = report_.summary;
    std::vector<std::string> lines;
    lines.reserve(summary.skipped_by.size() + summary.not_judged.size());
    const auto note = [&](std::size_t count, std::string_view one, std::string_view many) {
      if (count > 0) lines.push_back(fmt::format("{} {}", count, count == 1 ? one : many));
    };
    for (const auto& [reason, count] : summary.skipped_by) {
      lines.push_back(fmt::format("{} ({})", counted(count, "file"), line_of(reason)));
    }
    note(summary.files_unreadable, "unreadable file", "unreadable files");
    note(summary.unsupported_encodings, "file in an unknown encoding",
         "files in unknown encodings");
    note(summary.too_large, "file over a limit", "files over a limit");
    note(summary.placeholders, "placeholder value", "placeholder values");
    note(summary.outside_references, "reference that may lead elsewhere",
         "references that may lead elsewhere");
    for (const ReportNotJudged& each : summary.not_judged) lines.push_back(line_of(each.message));
    if (lines.empty()) return;
    const std::string head = "\n<details><summary>Not checked</summary>\n\n";
    if (!fits(head)) {
      left_out_lines_ = lines.size();
      return;
    }
    out_ += head;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string line = fmt::format("* {}\n", lines[i]);
      if (!fits(line)) {
        left_out_lines_ = lines.size() - i;
        break;
      }
      out_ += line;
    }
    out_ += "\n</details>\n";
  }

  const Report& report_;
  const EmitOptions& options_;
  std::string out_;
  std::size_t left_out_ = 0;
  std::size_t left_out_accepted_ = 0;
  std::size_t left_out_lines_ = 0;
};

}  // namespace
}  // namespace markdown

std::string emit_markdown(const Report& report, const EmitOptions& options) {
  return markdown::Page(report, options).render();
}

}  // namespace ecac

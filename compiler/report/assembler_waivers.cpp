// What a ReportAssembler makes of entries and comments that accept findings, and of secrets of one
// project in what is said of others.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/diagnostics/cases/ignore_comment_unused.h"
#include "compiler/diagnostics/cases/unused_suppression.h"
#include "compiler/report/open_files.h"
#include "compiler/report/report_assembler.h"
#include "compiler/report/selection/comment_review.h"
#include "compiler/report/summary_counts.h"

namespace ecac {

bool ReportAssembler::tells_unused_of(FileId configuration) {
  if (!tells_unused_of_ || configuration == FileId::none) return true;
  const auto [known, first] = told_files_.try_emplace(configuration, false);
  if (first) known->second = tells_unused_of_(sources_->path(configuration));
  return known->second;
}

void ReportAssembler::note_waivers(ProjectAtWork& work, const ProjectRules& rules) {
  const RuleSelection& selection = rules.selection;
  const ProjectIdentity& identity = identity_of(work.project.settings().root);
  for (const auto& [name, waivers] : work.waivers.entries()) {
    for (const Waiver& waiver : waivers) {
      const std::pair<FileId, std::uint32_t> key = {waiver.place.file, waiver.place.range.begin};
      const Severity severity = rules.overrides.severity(sources_->path(waiver.place.file),
                                                         cases::CFG002_unused, selection);
      if (work.shown_waivers.contains(&waiver) ||
          (part_ != nullptr && part_->entries.contains(key))) {
        used_waivers_.insert(key);
      } else if (severity != Severity::off && selection.is_on(waiver.selector) &&
                 tells_unused_of(waiver.place.file)) {
        // Of a rule that is off nobody can tell.
        PendingFinding& unused = unused_waivers_[key];
        unused.project = project_number_;
        unused.finding.rule_case = cases::CFG002_unused;
        unused.finding.severity = severity;
        unused.finding.place = work.open.place(waiver.place);
        unused.finding.message = work.open.redact(
            FileId::none, fmt::format("`{}` is suppressed for `{}`, and has nothing to say of it",
                                      waiver.selector, name));
        unused.finding.fixes = removal_of(waiver.entry, work.project.settings().root);
        unused.parts = {
            .rule_case = cases::CFG002_unused,
            .project = identity.project(),
            .component = identity.path(sources_->path(waiver.place.file)),
            .subject = work.open.redact(FileId::none, fmt::format("{} {}", name, waiver.selector))};
      }
    }
  }
}

std::optional<std::size_t> ReportAssembler::comment_for(ProjectAtWork& work, FileId file,
                                                        const Diagnostic& finding) {
  if (file == FileId::none) return std::nullopt;
  const auto& comments = work.project.file(file).facts.notes().ignore_comments;
  if (comments.empty() || work.selection.is_enforced(finding.rule_case)) return std::nullopt;
  const auto places = work.ignored.try_emplace(file, comments).first;
  const auto covering = places->second.cover(finding.rule_case, finding.place.range);
  if (!covering) return std::nullopt;
  const auto [known, first] = work.shown_comments.try_emplace(covering->rule, comments_.size());
  if (first) {
    comments_.push_back({.kind = SuppressionKind::comment,
                         .rule = work.open.redact(file, covering->rule->selector),
                         .reason = work.open.redact(file, covering->comment->reason),
                         .place = work.open.place({file, covering->comment->range})});
  }
  return known->second;
}

void ReportAssembler::note_comments(ProjectAtWork& work, const ProjectRules& rules) {
  const CommentReview review(rules.selection, rules.overrides, rules.waiver_policy);
  if (part_ == nullptr) {
    for (const FileId file : work.project.files()) note_comments_of(file, work, review, rules);
    return;
  }
  for (const FileId file : part_->texts) {
    if (work.project.has(file)) note_comments_of(file, work, review, rules);
  }
}

void ReportAssembler::note_comments_of(FileId file, ProjectAtWork& work,
                                       const CommentReview& review, const ProjectRules& rules) {
  const FileFacts& facts = work.project.file(file).facts;
  if (facts.notes().ignore_comments.empty() || !is_counted(work.project, file)) return;
  const std::string path = work.project.path(file);
  const IgnoredPlaces& places =
      work.ignored.try_emplace(file, facts.notes().ignore_comments).first->second;
  for (const IgnoredPlaces::Entry& entry : places.entries()) {
    if (entry.used) used_waivers_.emplace(file, entry.rule->range.begin);
    for (const Diagnostic& note : review.notes(path, file, entry, facts.usable())) {
      const Severity severity = rules.overrides.severity(path, note.rule_case, rules.selection);
      if (severity == Severity::off) continue;
      PendingFinding pending;
      pending.text = file;
      pending.finding = show(work, note, file);
      pending.finding.severity = severity;
      pending.project = project_number_;
      pending.parts = identify(work, note, file);
      if (note.rule_case == cases::CFG007_unused) {
        // In another environment it may be used.
        unused_waivers_.try_emplace({file, entry.rule->range.begin}, std::move(pending));
        continue;
      }
      if (!work.environment.empty()) pending.environments.insert(work.environment);
      pending_.push_back(std::move(pending));
    }
  }
}

void ReportAssembler::take_comments() {
  std::map<std::size_t, std::size_t> shown;  // in Report::waivers, by that in comments_
  for (PendingFinding& pending : pending_) {
    if (pending.waiver || !pending.comment) continue;
    const auto [known, first] = shown.try_emplace(*pending.comment, report_.waivers.size());
    if (first) report_.waivers.push_back(comments_[*pending.comment]);
    pending.waiver = known->second;
  }
}

Severity ReportAssembler::severity_of(const WaiverNote& note, const WaiverReview& review) const {
  return review.severity(note.rule_case, sources_->path(note.place.file));
}

ReportAssembler::PendingFinding ReportAssembler::finding_of(const WaiverNote& note,
                                                            std::size_t project,
                                                            const SecretValues& secrets) {
  const auto redacted = [&](const std::string& text) {
    return redactor_.redact(text, {}, secrets);
  };
  const ReviewedProject& reviewed = reviewed_.at(project);
  PendingFinding pending;
  pending.project = project;
  pending.text = note.place.file;
  pending.finding = {.rule_case = note.rule_case,
                     .severity = severity_of(note, reviewed.review),
                     .place = place_in_config(note.place),
                     .message = redacted(note.message),
                     .caret = redacted(note.caret)};
  for (const std::string& help : note.helps) pending.finding.helps.push_back(redacted(help));
  pending.finding.enforced = reviewed.review.is_enforced(note.rule_case);
  if (note.removable) pending.finding.fixes = removal_of(*note.removable, reviewed.root);
  pending.parts = {.rule_case = note.rule_case,
                   .project = reviewed.identity,
                   .component = reviewed.configuration,
                   .subject = redacted(note.subject)};
  return pending;
}

void ReportAssembler::review_waivers() {
  const SecretValues secrets(files_.secrets(), 1);
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> shown;  // in Report::waivers
  for (PendingFinding& pending : pending_) {
    const auto reviewed = reviewed_.find(pending.project);
    if (pending.waiver || reviewed == reviewed_.end()) continue;
    const auto use = reviewed->second.review.use_of(pending.finding);
    if (!use) continue;
    reviewed->second.review.note(*use);
    uses_.push_back({.text = pending.text, .project = pending.project, .use = *use});
    if (use->kind != WaiverUse::Kind::covered) continue;
    const auto [known, first] =
        shown.try_emplace({pending.project, use->waiver}, report_.waivers.size());
    pending.waiver = known->second;
    if (!first) continue;
    const Waiver& waiver = reviewed->second.review.waivers()[use->waiver];
    report_.waivers.push_back({.rule = waiver.selector.empty()
                                           ? std::string(rule_of(pending.finding.rule_case).code)
                                           : waiver.selector,
                               .reason = redactor_.redact(waiver.reason, {}, secrets),
                               .owner = redactor_.redact(waiver.owner, {}, secrets),
                               .until = waiver.until,
                               .place = place_in_config(waiver.place)});
  }
  take_comments();
  // Several projects may share a file: what one of them uses is used.
  std::map<std::pair<FileId, std::uint32_t>, std::size_t> met;  // times, by place
  std::map<std::pair<FileId, std::uint32_t>, std::size_t> unused;
  std::vector<std::pair<WaiverNote, std::size_t>> notes;
  for (const auto& [number, reviewed] : reviewed_) {
    for (const Waiver& waiver : reviewed.review.waivers()) {
      ++met[{waiver.place.file, waiver.place.range.begin}];
    }
    for (WaiverNote& note : reviewed.review.notes()) {
      if (severity_of(note, reviewed.review) == Severity::off) continue;
      if (note.of_unused) ++unused[{note.place.file, note.place.range.begin}];
      notes.emplace_back(std::move(note), number);
    }
  }
  std::set<std::tuple<FileId, std::uint32_t, CaseId>> said;
  for (const auto& [note, number] : notes) {
    const std::pair<FileId, std::uint32_t> place = {note.place.file, note.place.range.begin};
    if (note.of_unused && unused.at(place) != met.at(place)) continue;
    if (!said.emplace(place.first, place.second, note.rule_case).second) continue;
    pending_.push_back(finding_of(note, number, secrets));
  }
}

std::vector<ReportFix> ReportAssembler::removal_of(Place entry, const std::string& project_root) {
  std::vector<ReportFix> fixes;
  const auto realised = configuration_fixes_.removal(entry, project_root);
  if (!realised) return fixes;
  ReportFix& fix = fixes.emplace_back();
  fix.description = "Take the entry out";
  if (realised->loses_comment) fix.description += "; the comment there is lost";
  fix.project = project_root;
  for (const FileOperation& operation : realised->operations) {
    const auto& edit = std::get<EditOperation>(operation);
    ReportOperation& step = fix.operations.emplace_back();
    step.place = place_in_config(edit.place);
    step.text = edit.text;
  }
  return fixes;
}

void ReportAssembler::add_secrets(const std::vector<std::string>& secrets) {
  files_.add_secrets(secrets);
  has_others_secrets_ = true;
}

void ReportAssembler::cover_pending() {
  if ((project_number_ < 2 && !has_others_secrets_) || files_.secrets().empty()) return;
  const SecretValues secrets(files_.secrets(), Redactor::kShortestRepeatedValue);
  const auto cover = [&](std::string& text) { text = Redactor::without(text, secrets); };
  for (PendingFinding& pending : pending_) {
    ReportFinding& finding = pending.finding;
    cover(finding.message);
    cover(finding.caret);
    for (ReportLabel& label : finding.related) cover(label.text);
    for (std::string& help : finding.helps) cover(help);
    for (std::string& note : finding.notes) cover(note);
    std::erase_if(finding.fixes, [&](const ReportFix& fix) {
      return std::ranges::any_of(fix.operations, [&](const ReportOperation& operation) {
        return Redactor::without(operation.text, secrets) != operation.text;
      });
    });
    for (ReportFix& fix : finding.fixes) cover(fix.description);
    // Before they become a fingerprint, which then is that of the other state.
    cover(pending.parts.component);
    cover(pending.parts.element);
    cover(pending.parts.subject);
  }
}

void ReportAssembler::cover_reasons(std::vector<ReportWaiver>& waivers) const {
  const SecretValues secrets(files_.secrets(), Redactor::kShortestRepeatedValue);
  for (ReportWaiver& waiver : waivers) waiver.reason = Redactor::without(waiver.reason, secrets);
}

}  // namespace ecac

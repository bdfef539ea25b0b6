#include "compiler/report/shown_fixes.h"

#include <algorithm>
#include <utility>

#include "compiler/source/content_hash.h"
#include "compiler/support/limits.h"
#include "compiler/support/utf8.h"

namespace ecac {

bool JudgedTexts::read(FileId file, std::string& text) {
  const Project& project = project_.project();
  if (!project.has(file)) {
    const auto source = sources_.get(file);
    if (source == nullptr || !is_valid_utf8(source->bytes())) return false;
    text = source->bytes();
    return true;
  }
  // Only of UTF-8 are the bytes the text.
  const FileFacts& facts = project.file(file).facts;
  if (!facts.editable()) return false;
  if (const ReplacedFileTree* replaced = project_.replaced()) {
    return replaced->read(project.path(file), text, limits::kFile) &&
           content_hash(text) == facts.content_hash();
  }
  const auto source = sources_.get(file);
  if (source == nullptr || source->hash() != facts.content_hash()) return false;
  text = source->bytes();
  return true;
}

OfferedFix offered_fix(const ReportFix& fix) {
  OfferedFix result{.description = fix.description, .applicability = fix.applicability};
  for (const ReportOperation& operation : fix.operations) {
    switch (operation.kind) {
      case ReportOperation::Kind::edit:
        result.operations.emplace_back(
            EditOperation{{operation.place.file, operation.place.range}, operation.text});
        break;
      case ReportOperation::Kind::create:
        result.operations.emplace_back(CreateOperation{operation.file, operation.text});
        break;
      case ReportOperation::Kind::rename:
        result.operations.emplace_back(RenameOperation{operation.file, operation.new_file});
        break;
      case ReportOperation::Kind::remove:
        result.operations.emplace_back(DeleteOperation{operation.file});
        break;
    }
  }
  return result;
}

FixableFinding fixable_finding(const ReportFinding& finding) {
  FixableFinding result{.rule_case = finding.rule_case, .path = finding.place.path};
  if (!finding.fixes.empty()) result.project = finding.fixes.front().project;
  if (finding.place.file != FileId::none) {
    result.position = {finding.place.start.line, finding.place.start.column};
  }
  for (const ReportFix& fix : finding.fixes) result.fixes.push_back(offered_fix(fix));
  return result;
}

static bool takes_file_away(const FileOperation& operation) {
  return std::holds_alternative<RenameOperation>(operation) ||
         std::holds_alternative<DeleteOperation>(operation);
}

ShownFixes::ShownFixes(const AnalysedProject& project, const SourceStore& sources,
                       const ShownPaths& paths, OpenFiles& open)
    : project_(project),
      sources_(sources),
      paths_(paths),
      open_(open),
      texts_(project, sources),
      realiser_(texts_) {}

std::optional<ReportFix> ShownFixes::show(const Fix& fix, FileId own) {
  const auto realised = realiser_.realise(fix, own);
  if (!realised || touches_value(realised->operations)) return std::nullopt;
  // Of the command line nothing can be changed.
  const bool of_no_file = std::ranges::any_of(realised->operations, [&](const auto& operation) {
    const auto* edit = std::get_if<EditOperation>(&operation);
    return edit != nullptr && edit->place.file != FileId::none &&
           is_of_command_line(sources_, edit->place);
  });
  if (of_no_file) return std::nullopt;
  ReportFix shown;
  shown.description = open_.redact(own, fix.description);
  shown.applicability = fix.applicability;
  if (realised->loses_comment) {
    shown.description += "; the comment there is lost";
    shown.applicability = Applicability::unsafe;
  }
  if (leaves_comment_behind(fix)) shown.applicability = Applicability::unsafe;
  // Whoever deletes or renames a file has to know what else speaks of it, also outside of what is
  // read here.
  if (std::any_of(realised->operations.begin(), realised->operations.end(), takes_file_away)) {
    shown.applicability = Applicability::unsafe;
  }
  shown.project = project_.project().settings().root;
  for (const FileOperation& operation : realised->operations) {
    ReportOperation step = show(operation);
    // A fix that would repeat a secret is not offered at all.
    if (open_.redact(own, step.text) != step.text) return std::nullopt;
    shown.operations.push_back(std::move(step));
  }
  return shown;
}

/// Whether a fix takes an element away from a comment before it that accepts findings: the comment
/// would accept those of whatever comes next.
bool ShownFixes::leaves_comment_behind(const Fix& fix) const {
  return std::ranges::any_of(fix.operations, [&](const auto& operation) {
    Place taken;
    if (const auto* removal = std::get_if<RemoveElement>(&operation)) {
      taken = removal->element;
    } else if (const auto* move = std::get_if<MoveElements>(&operation)) {
      taken = move->elements;
    } else if (const auto* replacement = std::get_if<ReplaceElements>(&operation)) {
      taken = replacement->elements;
    } else {
      return false;
    }
    if (!project_.project().has(taken.file)) return false;
    const FileFacts& facts = project_.project().file(taken.file).facts;
    if (!facts.has_notes()) return false;
    const std::vector<IgnoreComment>& comments = facts.notes().ignore_comments;
    // In the order of the text, and so is what they cover.
    const auto behind =
        std::ranges::lower_bound(comments, taken.range.begin, {},
                                 [](const IgnoreComment& comment) { return comment.range.begin; });
    return behind != comments.begin() && std::prev(behind)->covered.begin >= taken.range.begin &&
           std::prev(behind)->covered.begin < taken.range.end;
  });
}

/// Whether a fix could carry a value that was put in into a file.
bool ShownFixes::touches_value(const std::vector<FileOperation>& operations) const {
  const ReplacedFileTree* replaced = project_.replaced();
  if (replaced == nullptr) return false;
  return std::any_of(operations.begin(), operations.end(), [&](const FileOperation& operation) {
    const auto* edit = std::get_if<EditOperation>(&operation);
    if (edit == nullptr) return true;  // its names may come from values
    const std::string path = project_.project().path(edit->place.file);
    return !replaced->original(path, edit->place.range).variable.empty();
  });
}

ReportOperation ShownFixes::show(const FileOperation& operation) {
  ReportOperation shown;
  if (const auto* edit = std::get_if<EditOperation>(&operation)) {
    shown.place = open_.place(edit->place);
    shown.text = edit->text;
  } else if (const auto* create = std::get_if<CreateOperation>(&operation)) {
    shown.kind = ReportOperation::Kind::create;
    shown.place.path = paths_(create->path);
    shown.place.root_path = paths_.from_root(create->path);
    shown.file = create->path;
    shown.text = create->text;
  } else if (const auto* rename = std::get_if<RenameOperation>(&operation)) {
    shown.kind = ReportOperation::Kind::rename;
    shown.place.path = paths_(rename->from);
    shown.place.root_path = paths_.from_root(rename->from);
    shown.new_path = paths_(rename->to);
    shown.new_root_path = paths_.from_root(rename->to);
    shown.file = rename->from;
    shown.new_file = rename->to;
  } else if (const auto* removal = std::get_if<DeleteOperation>(&operation)) {
    shown.kind = ReportOperation::Kind::remove;
    shown.place.path = paths_(removal->path);
    shown.place.root_path = paths_.from_root(removal->path);
    shown.file = removal->path;
  }
  return shown;
}

}  // namespace ecac

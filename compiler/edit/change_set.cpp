#include "compiler/edit/change_set.h"

#include <algorithm>
#include <iterator>

#include "compiler/support/utf8.h"

namespace ecac {
namespace changes {

template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

// Two insertions at one place have no order, so they count as overlapping too.
static bool overlaps(TextRange a, TextRange b) {
  if (a.empty() || b.empty()) return a.begin <= b.end && b.begin <= a.end;
  return a.begin < b.end && b.begin < a.end;
}

static bool cuts_character(std::string_view text, std::uint32_t offset) {
  return offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80;
}

}  // namespace changes

bool ChangeSet::fits(const FileOperation& operation) const {
  auto untouched = [&](const std::string& path) { return !files_.contains(path); };
  return std::visit(
      changes::Overloaded{
          [&](const EditOperation& edit) {
            auto file = files_.find(path_of_(edit.place.file));
            if (file == files_.end()) return true;
            if (file->second.whole_file()) return false;
            const auto& edits = file->second.edits;
            auto same = edits.find(edit.place.range);
            // Two findings may ask for the very same change.
            if (same != edits.end()) return same->second == edit.text && !edit.place.range.empty();
            // The edits are disjoint, so only the neighbours can be in the way.
            auto next = edits.upper_bound(edit.place.range);
            if (next != edits.end() && changes::overlaps(next->first, edit.place.range))
              return false;
            return next == edits.begin() ||
                   !changes::overlaps(std::prev(next)->first, edit.place.range);
          },
          [&](const CreateOperation& create) { return untouched(create.path); },
          [&](const RenameOperation& rename) {
            return untouched(rename.from) && untouched(rename.to);
          },
          [&](const DeleteOperation& removal) { return untouched(removal.path); },
      },
      operation);
}

void ChangeSet::take(const FileOperation& operation) {
  std::visit(changes::Overloaded{
                 [&](const EditOperation& edit) {
                   files_[path_of_(edit.place.file)].edits[edit.place.range] = edit.text;
                 },
                 [&](const CreateOperation& create) { files_[create.path].created = create.text; },
                 [&](const RenameOperation& rename) {
                   files_[rename.from].renamed_to = rename.to;
                   files_[rename.to];  // nobody else may put a file there
                 },
                 [&](const DeleteOperation& removal) { files_[removal.path].removed = true; },
             },
             operation);
}

bool ChangeSet::add(std::span<const FileOperation> fix) {
  bool fit = std::all_of(fix.begin(), fix.end(),
                         [&](const FileOperation& operation) { return fits(operation); });
  if (!fit || fix.empty()) return false;
  ChangeSet own(path_of_);
  for (const FileOperation& operation : fix) {
    if (!own.fits(operation)) return false;  // at odds with itself
    own.take(operation);
  }
  for (const FileOperation& operation : fix) take(operation);
  return true;
}

bool can_replace(std::string_view text, TextRange range) {
  return range.begin <= range.end && range.end <= text.size() &&
         !changes::cuts_character(text, range.begin) && !changes::cuts_character(text, range.end);
}

std::optional<std::string> apply_edits(std::string_view text,
                                       const std::map<TextRange, std::string>& edits) {
  if (!is_valid_utf8(text)) return std::nullopt;
  std::string result;
  std::size_t copied = 0;
  for (const auto& [range, replacement] : edits) {
    if (range.begin < copied || !can_replace(text, range)) return std::nullopt;
    result.append(text.substr(copied, range.begin - copied));
    result += replacement;
    copied = range.end;
  }
  result.append(text.substr(copied));
  return result;
}

}  // namespace ecac

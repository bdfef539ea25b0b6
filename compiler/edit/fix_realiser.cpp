#include "compiler/edit/fix_realiser.h"

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

namespace ecac {

namespace {

template <class... Fs>
struct Cases : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Cases(Fs...) -> Cases<Fs...>;

/// What goes into one element is written together, so that its order is settled.
std::vector<FixOperation> with_joined_insertions(const std::vector<FixOperation>& operations) {
  std::vector<FixOperation> result;
  std::map<std::pair<FileId, std::uint32_t>, std::size_t> known;  // by parent
  for (const FixOperation& operation : operations) {
    const auto* inserted = std::get_if<InsertElements>(&operation);
    if (inserted != nullptr && inserted->at.kind == ElementPosition::Kind::in_order) {
      const Place& parent = inserted->at.element;
      const auto [first, is_first] =
          known.try_emplace({parent.file, parent.range.begin}, result.size());
      if (!is_first) {
        auto& elements = std::get<InsertElements>(result[first->second]).elements;
        elements.insert(elements.end(), inserted->elements.begin(), inserted->elements.end());
        continue;
      }
    }
    result.push_back(operation);
  }
  return result;
}

}  // namespace

const ElementEditor* FixRealiser::open(FileId file) {
  const auto known = std::find_if(opened_.begin(), opened_.end(), [&](const Opened& each) {
    return each.editor != nullptr && each.file == file;
  });
  if (known != opened_.end()) return known->editor.get();
  std::string text;
  if (!texts_.read(file, text)) return nullptr;
  Opened& slot = opened_[next_++ % opened_.size()];
  slot = {file, std::make_unique<const ElementEditor>(std::move(text))};
  return slot.editor.get();
}

std::optional<std::vector<FileOperation>> FixRealiser::realise(const Fix& fix, FileId own) {
  std::vector<FileOperation> whole_files;
  std::vector<std::pair<FileId, std::vector<TextEdit>>> edits;
  const auto file_of = [&](const Place& place) {
    return place.file == FileId::none ? own : place.file;
  };
  const auto take = [&](FileId file, TextEdits realised) {
    if (!realised) return false;
    // A fix touches two files at most, or three.
    auto known = std::find_if(edits.begin(), edits.end(),
                              [&](const auto& each) { return each.first == file; });
    if (known == edits.end()) known = edits.insert(known, {file, {}});
    std::move(realised->begin(), realised->end(), std::back_inserter(known->second));
    return true;
  };
  const auto edited = [&](const Place& place, auto&& edit) {
    const ElementEditor* editor = open(file_of(place));
    return editor != nullptr && take(file_of(place), edit(*editor));
  };
  const auto moved = [&](const MoveElements& move) {
    const ElementEditor* from = open(file_of(move.elements));
    const ElementEditor* to = open(file_of(move.to.element));
    return from != nullptr && to != nullptr &&
           take(file_of(move.elements), from->cut(move.elements.range)) &&
           take(file_of(move.to.element),
                to->paste(*from, move.elements.range, move.to.kind, move.to.element.range.begin));
  };
  for (const FixOperation& operation : with_joined_insertions(fix.operations)) {
    const bool done =
        std::visit(Cases{
                       [&](const EditOperation& edit) {
                         return take(file_of(edit.place), {{{edit.place.range, edit.text}}});
                       },
                       [&](const CreateOperation& create) {
                         whole_files.emplace_back(create);
                         return true;
                       },
                       [&](const RenameOperation& rename) {
                         whole_files.emplace_back(rename);
                         return true;
                       },
                       [&](const DeleteOperation& removal) {
                         whole_files.emplace_back(removal);
                         return true;
                       },
                       [&](const SetText& set) {
                         return edited(set.place, [&](const ElementEditor& editor) {
                           return editor.set_text(set.place.range, set.text);
                         });
                       },
                       [&](const SetElement& set) {
                         return edited(set.element, [&](const ElementEditor& editor) {
                           return editor.set(set.element.range.begin, set.value);
                         });
                       },
                       [&](const InsertElements& insert) {
                         return edited(insert.at.element, [&](const ElementEditor& editor) {
                           return editor.insert(insert.at.kind, insert.at.element.range.begin,
                                                insert.elements);
                         });
                       },
                       [&](const ReplaceElements& replace) {
                         return edited(replace.elements, [&](const ElementEditor& editor) {
                           return editor.replace(replace.elements.range, replace.by);
                         });
                       },
                       [&](const RemoveElement& removal) {
                         return edited(removal.element, [&](const ElementEditor& editor) {
                           return editor.remove(removal.element.range.begin);
                         });
                       },
                       [&](const MoveElements& move) { return moved(move); },
                       [&](const RenameElement& rename) {
                         return edited(rename.element, [&](const ElementEditor& editor) {
                           return editor.rename(rename.element.range.begin, rename.name);
                         });
                       },
                   },
                   operation);
    if (!done) return std::nullopt;
  }
  std::vector<FileOperation> result;
  for (auto& [file, of_file] : edits) {
    TextEdits disjoint = joined(std::move(of_file));
    if (!disjoint) return std::nullopt;
    for (TextEdit& edit : *disjoint) {
      result.emplace_back(EditOperation{{file, edit.range}, std::move(edit.text)});
    }
  }
  std::move(whole_files.begin(), whole_files.end(), std::back_inserter(result));
  return result;
}

}  // namespace ecac

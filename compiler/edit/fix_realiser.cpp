#include "compiler/edit/fix_realiser.h"

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

namespace ecac {

namespace {

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

template <class Editor, std::size_t kCount>
const Editor* FixRealiser::Opened<Editor, kCount>::open(EditableTexts& texts, FileId file) {
  const auto known = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& each) {
    return each.editor != nullptr && each.file == file;
  });
  if (known != entries_.end()) return known->editor.get();
  std::string text;
  if (!texts.read(file, text)) return nullptr;
  Entry& slot = entries_[next_++ % kCount];
  slot = {file, std::make_unique<const Editor>(std::move(text))};
  return slot.editor.get();
}

/// One fix on its way to bytes. Each operation answers whether it can be done.
class FixRealiser::Realisation {
 public:
  Realisation(FixRealiser& files, FileId own) : files_(files), own_(own) {}

  bool operator()(const EditOperation& edit) {
    return take(file_of(edit.place), {{{edit.place.range, edit.text}}});
  }
  bool operator()(const CreateOperation& create) { return take_file(create); }
  bool operator()(const RenameOperation& rename) { return take_file(rename); }
  bool operator()(const DeleteOperation& removal) { return take_file(removal); }

  bool operator()(const SetText& set) {
    const ElementEditor* file = elements(set.place);
    return file && take_over(*file, set.place, file->set_text(set.place.range, set.text));
  }
  bool operator()(const SetElement& set) {
    const ElementEditor* file = elements(set.element);
    return file && take_over(*file, set.element, file->set(set.element.range.begin, set.value));
  }
  bool operator()(const InsertElements& insert) {
    const Place& at = insert.at.element;
    const ElementEditor* file = elements(at);
    return file && take(file_of(at), file->insert(insert.at.kind, at.range.begin, insert.elements));
  }
  bool operator()(const ReplaceElements& replace) {
    const ElementEditor* file = elements(replace.elements);
    return file &&
           take_over(*file, replace.elements, file->replace(replace.elements.range, replace.by));
  }
  bool operator()(const RemoveElement& removal) {
    const ElementEditor* file = elements(removal.element);
    return file && take_over(*file, removal.element, file->remove(removal.element.range.begin));
  }
  bool operator()(const RemoveComment& removal) {
    const ElementEditor* file = elements(removal.comment);
    return file && take(file_of(removal.comment), file->remove_comment(removal.comment.range));
  }
  bool operator()(const MoveElements& move) {
    const TextRange run = move.elements.range;
    const Place& at = move.to.element;
    const ElementEditor* from = elements(move.elements);
    const ElementEditor* to = elements(at);
    return from && to && take(file_of(move.elements), from->cut(run)) &&
           take(file_of(at), to->paste(*from, run, move.to.kind, at.range.begin));
  }
  bool operator()(const RenameElement& rename) {
    const ElementEditor* file = elements(rename.element);
    return file &&
           take(file_of(rename.element), file->rename(rename.element.range.begin, rename.name));
  }

  bool operator()(const SetJsonValue& set) {
    const JsonEditor* file = json(set.at.file);
    const auto pointer = pointer_in(file, set.at);
    return pointer && take(set.at.file, file->set(*pointer, set.value));
  }
  bool operator()(const AddJsonItems& add) {
    const JsonEditor* file = json(add.list.file);
    const auto pointer = pointer_in(file, add.list);
    return pointer && take(add.list.file, file->add(*pointer, add.items));
  }
  bool operator()(const RemoveJsonValue& removal) {
    const JsonEditor* file = json(removal.at.file);
    const auto pointer = pointer_in(file, removal.at);
    if (!pointer) return false;
    TextEdits edits = file->remove(*pointer);
    for (const TextEdit& edit : edits ? *edits : std::vector<TextEdit>()) {
      loses_comment_ = loses_comment_ || file->has_comment(edit.range);
    }
    return take(removal.at.file, std::move(edits));
  }
  bool operator()(const RenameJsonKey& rename) {
    const JsonEditor* file = json(rename.at.file);
    const auto pointer = pointer_in(file, rename.at);
    return pointer && take(rename.at.file, file->rename(*pointer, rename.key));
  }

  bool operator()(const AddManifestMember& add) {
    const ManifestEditor* file = manifest(add.manifest);
    return file && take(add.manifest, file->add(add.type, add.member));
  }
  bool operator()(const RemoveManifestMember& removal) {
    const ManifestEditor* file = manifest(removal.manifest);
    return file && take(removal.manifest, file->remove(removal.type, removal.member));
  }
  bool operator()(const RenameManifestMember& rename) {
    const ManifestEditor* file = manifest(rename.manifest);
    return file && take(rename.manifest, file->rename(rename.type, rename.member, rename.name));
  }

  bool operator()(const CreateDocument& create) {
    const ElementEditor* like =
        create.like == FileId::none ? nullptr : files_.elements_.open(files_.texts_, create.like);
    const ElementForm form = like == nullptr ? ElementForm() : like->form();
    return take_file(
        CreateOperation{create.path, print_document(create.root, create.name_space, form)});
  }
  bool operator()(const AddTopLine& add) {
    std::string text;
    return files_.texts_.read(add.file, text) && take(add.file, with_top_line(text, add.line));
  }

  /// Nothing if two operations contradict each other.
  std::optional<RealisedFix> finish() && {
    RealisedFix result;
    result.loses_comment = loses_comment_;
    for (auto& [file, of_file] : edits_) {
      TextEdits disjoint = joined(std::move(of_file));
      if (!disjoint) return std::nullopt;
      for (TextEdit& edit : *disjoint) {
        result.operations.emplace_back(EditOperation{{file, edit.range}, std::move(edit.text)});
      }
    }
    std::move(whole_files_.begin(), whole_files_.end(), std::back_inserter(result.operations));
    return result;
  }

 private:
  FileId file_of(const Place& place) const {
    return place.file == FileId::none ? own_ : place.file;
  }
  const ElementEditor* elements(const Place& place) {
    return files_.elements_.open(files_.texts_, file_of(place));
  }
  const JsonEditor* json(FileId file) { return files_.json_.open(files_.texts_, file); }
  static std::optional<std::string> pointer_in(const JsonEditor* file, const JsonPlace& place) {
    if (file == nullptr) return std::nullopt;
    if (place.range.empty()) return place.pointer;
    return file->pointer_to(place.range);
  }
  const ManifestEditor* manifest(FileId file) {
    return files_.manifests_.open(files_.texts_, file);
  }
  bool take_file(FileOperation operation) {
    whole_files_.push_back(std::move(operation));
    return true;
  }
  /// Takes what writes over a text, with the comments in it.
  bool take_over(const ElementEditor& file, const Place& place, TextEdits realised) {
    for (const TextEdit& edit : realised ? *realised : std::vector<TextEdit>()) {
      loses_comment_ = loses_comment_ || file.has_comment(edit.range);
    }
    return take(file_of(place), std::move(realised));
  }
  bool take(FileId file, TextEdits realised) {
    if (!realised) return false;
    // A fix touches two files at most, or three.
    auto known = std::find_if(edits_.begin(), edits_.end(),
                              [&](const auto& each) { return each.first == file; });
    if (known == edits_.end()) known = edits_.insert(known, {file, {}});
    std::move(realised->begin(), realised->end(), std::back_inserter(known->second));
    return true;
  }

  FixRealiser& files_;
  FileId own_;
  bool loses_comment_ = false;
  std::vector<FileOperation> whole_files_ = {};
  std::vector<std::pair<FileId, std::vector<TextEdit>>> edits_ = {};
};

std::optional<RealisedFix> FixRealiser::realise(const Fix& fix, FileId own) {
  Realisation realisation(*this, own);
  for (const FixOperation& operation : with_joined_insertions(fix.operations)) {
    if (!std::visit(realisation, operation)) return std::nullopt;
  }
  return std::move(realisation).finish();
}

}  // namespace ecac

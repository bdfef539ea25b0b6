#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/fix.h"
#include "compiler/edit/element_edit.h"
#include "compiler/edit/json_edit.h"
#include "compiler/edit/manifest_edit.h"

namespace ecac {

/// The texts that fixes speak of: of files on the disk, of a report, or of an editor's buffers.
class EditableTexts {
 public:
  virtual ~EditableTexts() = default;
  /// The text that the places of a fix were taken from, as UTF-8; false if it cannot be had.
  virtual bool read(FileId file, std::string& text) = 0;
};

/// A fix as bytes.
struct RealisedFix {
  std::vector<FileOperation> operations = {};
  /// A comment goes with what is removed or replaced, of which the fix's words do not speak.
  bool loses_comment = false;
};

/// Makes bytes of what fixes mean. A pure function of the fix and the texts; those of the last
/// files are kept, since the fixes of one file come together.
class FixRealiser {
 public:
  explicit FixRealiser(EditableTexts& texts) : texts_(texts) {}

  /// The operations in the form of their files; `own` is the file that a place without one means.
  /// Nothing if one of them cannot be done.
  std::optional<RealisedFix> realise(const Fix& fix, FileId own);

 private:
  class Realisation;

  /// The last files that were edited.
  template <class Editor, std::size_t kCount>
  class Opened {
   public:
    /// Null if the text cannot be had.
    const Editor* open(EditableTexts& texts, FileId file);

   private:
    struct Entry {
      FileId file = FileId::none;
      std::unique_ptr<const Editor> editor = {};
    };
    std::array<Entry, kCount> entries_ = {};
    std::size_t next_ = 0;
  };

  EditableTexts& texts_;
  Opened<ElementEditor, 4> elements_ = {};
  Opened<JsonEditor, 2> json_ = {};
  Opened<ManifestEditor, 1> manifests_ = {};
};

}  // namespace ecac

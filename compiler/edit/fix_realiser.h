#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/fix.h"
#include "compiler/edit/element_edit.h"

namespace ecac {

/// The texts that fixes speak of: of files on the disk, of a report, or of an editor's buffers.
class EditableTexts {
 public:
  virtual ~EditableTexts() = default;
  /// The text that the places of a fix were taken from, as UTF-8; false if it cannot be had.
  virtual bool read(FileId file, std::string& text) = 0;
};

/// Makes bytes of what fixes mean. A pure function of the fix and the texts; those of the last
/// files are kept, since the fixes of one file come together.
class FixRealiser {
 public:
  explicit FixRealiser(EditableTexts& texts) : texts_(texts) {}

  /// The operations in the form of their files; `own` is the file that a place without one means.
  /// Nothing if one of them cannot be done.
  std::optional<std::vector<FileOperation>> realise(const Fix& fix, FileId own);

 private:
  struct Opened {
    FileId file = FileId::none;
    std::unique_ptr<const ElementEditor> editor = {};
  };

  const ElementEditor* open(FileId file);

  EditableTexts& texts_;
  std::array<Opened, 4> opened_ = {};
  std::size_t next_ = 0;
};

}  // namespace ecac

#pragma once

#include <span>
#include <string>
#include <vector>

#include "compiler/resolve/values/value_reader.h"
#include "compiler/resolve/view/project_view.h"

namespace ecac {

/// One element of an app's files as it is written: a value, or the elements inside.
struct WrittenSetting {
  FieldId field = FieldId::none;
  Resolved<std::string> value = {};         ///< of a leaf
  std::vector<WrittenSetting> inside = {};  ///< of an element that is none
};

/// What the files of one type say.
struct WrittenSettings {
  TypeId type = TypeId::none;
  std::vector<WrittenSetting> fields = {};  ///< in the order of the file
};

/// Whether a document shows what is written in a field of an app. The schemas list the fields of
/// which it shows nothing as written, each with the reason.
bool is_shown_as_written(const SchemaSet& schema, FieldId field);

/// Everything that the files of an app say, by type, so that nothing that is read is lost, whatever
/// else is made of it. Of two files of a type the first counts.
std::vector<WrittenSettings> written_settings(const ProjectView& project,
                                              std::span<const FileId> files);

}  // namespace ecac

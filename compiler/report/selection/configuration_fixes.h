#pragma once

#include <map>
#include <optional>
#include <string>

#include "compiler/edit/fix_realiser.h"
#include "compiler/source/source_store.h"

namespace ecac {

/// Makes the fixes of files of configuration, which no project has among its own. Each text is read
/// once.
class ConfigurationFixes final : private EditableTexts {
 public:
  /// Borrows the store.
  explicit ConfigurationFixes(const SourceStore& sources) : sources_(sources), realiser_(*this) {}

  /// Takes out the entry whose value or key stands at the place. Nothing for a file outside of the
  /// project, and for what the command line says.
  std::optional<RealisedFix> removal(Place entry, const std::string& project_root);

 private:
  bool read(FileId file, std::string& text) override;

  const SourceStore& sources_;
  FixRealiser realiser_;
  std::map<FileId, std::size_t> made_ = {};
};

}  // namespace ecac

#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "compiler/edit/fix_realiser.h"
#include "compiler/report/report.h"
#include "compiler/source/source_store.h"

namespace ecac {

/// Makes the fixes of files of configuration, which no project has among its own. Each text is read
/// once.
class ConfigurationFixes final : private EditableTexts {
 public:
  /// Borrows the store.
  explicit ConfigurationFixes(const SourceStore& sources) : sources_(sources), realiser_(*this) {}

  /// Takes out the entry whose value or key stands at the place. None for a file outside of the
  /// project, and for what the command line says. `shown` makes a place ready to show.
  std::vector<ReportFix> removal(Place entry, const std::string& project_root,
                                 const std::function<ReportPlace(Place)>& shown);

 private:
  bool read(FileId file, std::string& text) override;

  const SourceStore& sources_;
  FixRealiser realiser_;
  std::map<FileId, std::size_t> made_ = {};
};

}  // namespace ecac

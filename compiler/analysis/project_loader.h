#pragma once

#include <functional>
#include <memory>

#include "compiler/model/project.h"
#include "compiler/support/certificate_reader.h"
#include "compiler/support/executor.h"
#include "compiler/workspace/discovery/discovery.h"
#include "compiler/workspace/known_components.h"

namespace ecac {

/// What decides, besides its files, how a project is read.
struct LoadOptions {
  ApiVersion api_version = 0;       ///< 0: the project file's, else the newest known
  const FileTree* files = nullptr;  ///< the files with values put in; null: those of the store
  const ManifestFile* manifest = nullptr;
  const KnownComponents* known = nullptr;
  const KnownComponents* no_overwrite = nullptr;         ///< that a deploy leaves alone in the org
  std::function<void(std::size_t files)> progress = {};  ///< called by any worker
};

/// Reads the files of a discovered project and makes their facts. Names of the
/// discovered project must outlive the result. Nothing is linked yet.
Project load_project(const std::shared_ptr<SourceStore>& sources,
                     std::shared_ptr<const SchemaSet> schema, const DiscoveredProject& discovered,
                     const LoadOptions& options, Executor& executor = inline_executor());

/// Reads what is only read when a reference names it: Apex classes, and the content beside the file
/// of a certificate. Needs the index.
void read_on_reference(const FileTree& files, const CertificateReader& certificates,
                       Project& project);

}  // namespace ecac

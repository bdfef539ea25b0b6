#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "compiler/model/file_facts.h"
#include "compiler/schema/schema_set.h"

namespace ecac {

/// Makes the facts of files. One per worker thread: its buffers are reused from file to file.
class FactsBuilder {
 public:
  /// The schema must outlive the builder.
  explicit FactsBuilder(const SchemaSet& schema);
  ~FactsBuilder();
  FactsBuilder(const FactsBuilder&) = delete;
  FactsBuilder& operator=(const FactsBuilder&) = delete;

  /// A pure function of the bytes, the type, the schema and what the deploy replaces in the bytes.
  /// Never fails on input: what is wrong with the file is among its notes. Time is linear in the
  /// bytes.
  FileFacts analyze(std::string_view bytes, TypeId type,
                    std::span<const DeclaredMarker> markers = {});

  /// Facts of a misnamed file: nothing but the secrets that its text gives away.
  FileFacts secrets_only(std::string_view bytes, TypeId type);

  /// Facts of a file of which nothing could be read: only why, in the machine's words.
  FileFacts unread(TypeId type, UnreadReason why, std::string words = {});

 private:
  struct Workspace;
  std::unique_ptr<Workspace> work_;
};

}  // namespace ecac

#pragma once

#include <vector>

#include "compiler/schema/request_schema.h"
#include "compiler/schema/schema_reader.h"

namespace ecac {

/// Reads the files of `schemas/requests/`, one after the other; what a file uses of another one is
/// put in place once all are read.
class RequestReader {
 public:
  void read(SchemaReader& reader);
  /// Puts the items of parts where they are used. What uses an unknown part was reported.
  std::vector<RequestSet> take(SchemaProblems& problems);

 private:
  /// Where a part is used that a later file may have.
  struct Use {
    const SchemaFile* file;
    std::ptrdiff_t offset;
    std::string_view part;
  };

  void read_request(SchemaReader& reader, pugi::xml_node node, RequestSet& set);
  void read_part(SchemaReader& reader, pugi::xml_node node);
  void read_item(SchemaReader& reader, pugi::xml_node node, std::vector<RequestItem>& items);
  std::vector<RequestItem> with_parts(const std::vector<RequestItem>& items) const;
  const RequestPart* part(std::string_view name) const;

  std::vector<RequestSet> sets_ = {};
  std::vector<RequestPart> parts_ = {};
  std::vector<Use> uses_ = {};
};

}  // namespace ecac

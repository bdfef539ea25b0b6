#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/server/transport/json_text.h"

namespace ecac {

/// A page that no file has (query/documents.h), as it is asked for.
struct PageRequest {
  std::string kind = {};  ///< `app`, `credential`, `plan`, `rule`
  std::string name = {};  ///< "" for a plan
  std::string uri = {};   ///< of a file of the project that is meant; "" is the first that has it
};

/// The params of `ecac/document`. Throws RpcError.
PageRequest read_page_request(const Json& params);
Json to_params(const PageRequest& page);

/// The address by which an editor opens a page: `ecac:/rule/SCH001.md`.
std::string address_of(const PageRequest& page);
/// None for an address of anything else.
std::optional<PageRequest> page_of_address(std::string_view uri);

bool is_markdown(const PageRequest& page);

}  // namespace ecac

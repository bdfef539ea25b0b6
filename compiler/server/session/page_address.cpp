#include "compiler/server/session/page_address.h"

#include <fmt/format.h>

#include "compiler/server/protocol/document_uri.h"
#include "compiler/server/protocol/params.h"
#include "compiler/server/transport/rpc_message.h"

namespace ecac {
namespace page_address {

constexpr std::string_view kScheme = "ecac:/";
constexpr std::string_view kPlan = "plan";

static std::string_view ending(const PageRequest& page) {
  return is_markdown(page) ? ".md" : ".txt";
}

}  // namespace page_address

bool is_markdown(const PageRequest& page) {
  return page.kind == "rule" || page.kind == page_address::kPlan;
}

PageRequest read_page_request(const Json& params) {
  if (find_member(params, "kind") == nullptr) {
    const std::string uri = need_text(params, "uri");
    if (std::optional<PageRequest> page = page_of_address(uri)) return *std::move(page);
    throw RpcError(RpcErrorCode::invalid_params, "`uri` is no address of a page of ecac");
  }
  return {.kind = need_text(params, "kind"),
          .name = text_or_empty(params, "name"),
          .uri = text_or_empty(params, "uri")};
}

Json to_params(const PageRequest& page) {
  Json params = {{"kind", page.kind}, {"name", page.name}};
  if (!page.uri.empty()) params["uri"] = page.uri;
  return params;
}

std::string address_of(const PageRequest& page) {
  const std::string& name = page.name.empty() ? page.kind : page.name;
  std::string address = fmt::format("{}{}/{}{}", page_address::kScheme, percent_encoded(page.kind),
                                    percent_encoded(name), page_address::ending(page));
  if (!page.uri.empty()) address += '?' + percent_encoded(page.uri, "/:");
  return address;
}

std::optional<PageRequest> page_of_address(std::string_view uri) {
  using namespace page_address;
  if (!uri.starts_with(kScheme)) return std::nullopt;
  uri.remove_prefix(kScheme.size());
  uri = uri.substr(0, uri.find('#'));
  PageRequest page;
  if (const std::size_t query = uri.find('?'); query != std::string_view::npos) {
    page.uri = percent_decoded(uri.substr(query + 1));
    uri = uri.substr(0, query);
  }
  const std::size_t slash = uri.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  page.kind = percent_decoded(uri.substr(0, slash));
  std::string_view name = uri.substr(slash + 1);
  if (name.ends_with(ending(page))) name.remove_suffix(ending(page).size());
  if (page.kind != kPlan) page.name = percent_decoded(name);
  return page;
}

}  // namespace ecac

#include "compiler/server/session/open_documents.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "compiler/server/protocol/document_uri.h"
#include "compiler/server/protocol/params.h"
#include "compiler/server/transport/rpc_message.h"
#include "compiler/support/text/ascii.h"
#include "compiler/support/utf8.h"

namespace ecac {
namespace open_documents {

constexpr char32_t kByteOrderMark = 0xFEFF;
constexpr char32_t kFirstPair = 0x10000;

/// The bytes that a file of a text has: a client tells a text in UTF-8, whatever its declaration
/// says of the file.
static std::string as_stored(std::string text) {
  std::string buffer;
  const DecodedText decoded = decode_text(text, buffer);
  if (decoded.encoding != TextEncoding::unsupported) return text;
  const std::string name = ascii::in_small_letters(decoded.unsupported_encoding);
  const bool big = name == "utf-16be";
  if (!big && name != "utf-16" && name != "utf-16le") return text;
  std::string bytes;
  const auto put = [&](char32_t unit) {
    const auto high = static_cast<char>(unit >> 8);
    const auto low = static_cast<char>(unit & 0xFF);
    bytes += big ? high : low;
    bytes += big ? low : high;
  };
  put(kByteOrderMark);
  for (std::size_t at = text.starts_with(kUtf8Bom) ? kUtf8Bom.size() : 0; at < text.size();) {
    const Utf8Char each = decode_utf8(text, at);
    at += each.size;
    if (each.value < kFirstPair) {
      put(each.value);
    } else {
      put(0xD800 + ((each.value - kFirstPair) >> 10));
      put(0xDC00 + ((each.value - kFirstPair) & 0x3FF));
    }
  }
  return bytes;
}

static std::shared_ptr<const SourceText> document_text(std::string text, std::int64_t version) {
  return std::make_shared<const SourceText>(as_stored(std::move(text)), version);
}

/// Text in place of a range of the text before.
struct Replacement {
  TextRange range = {};
  std::string text = {};
};

/// The text after changes that each lie before the one told before it. One pass, however many.
static std::string after(std::string_view text, const std::vector<Replacement>& changes) {
  std::string result;
  std::size_t at = 0;
  for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
    result += text.substr(at, change->range.begin - at);
    result += change->text;
    at = change->range.end;
  }
  result += text.substr(at);
  return result;
}

/// Applies a run of changes from `next` on that can be told from one text: an editor with several
/// cursors tells them from the last to the first.
static std::shared_ptr<const SourceText> apply_run(const SourceText& text, const Json& changes,
                                                   std::size_t& next, std::int64_t version,
                                                   PositionEncoding encoding) {
  const TextPositions positions(text, encoding, true);
  std::vector<Replacement> run;
  for (; next < changes.size(); ++next) {
    const Json& change = changes[next];
    const Json* const range = find_member(change, "range");
    if (range == nullptr) break;
    const lsp::Range told = lsp::read_range(*range);
    const TextRange replaced = positions.text_range(told);
    if (!run.empty() && replaced.end >= run.back().range.begin) {
      // Right before the other it can only be if it is there, not if it was moved there from behind
      // the end of its line, which may be another one by then.
      const bool is_there = positions.position(replaced.end) == told.end;
      if (replaced.end > run.back().range.begin || !is_there) break;
    }
    run.push_back({.range = replaced, .text = need_text(change, "text")});
  }
  return document_text(after(text.text(), run), version);
}

}  // namespace open_documents

const OpenDocument& OpenDocuments::open(const std::string& uri, std::string text,
                                        std::int64_t version) {
  OpenDocument& document = by_uri_[uri];
  document.uri = uri;
  document.path = path_of_uri(uri).value_or("");
  document.version = version;
  document.text = open_documents::document_text(std::move(text), version);
  if (!document.path.empty()) uri_by_path_[document.path] = uri;
  return document;
}

const OpenDocument* OpenDocuments::change(const std::string& uri, const Json& changes,
                                          std::int64_t version, PositionEncoding encoding) {
  const auto found = by_uri_.find(uri);
  if (found == by_uri_.end()) return nullptr;
  if (!changes.is_array()) {
    throw RpcError(RpcErrorCode::invalid_params, "`contentChanges` is no list");
  }
  std::shared_ptr<const SourceText> text = found->second.text;
  for (std::size_t next = 0; next < changes.size();) {
    if (find_member(changes[next], "range") != nullptr) {
      text = open_documents::apply_run(*text, changes, next, version, encoding);
    } else {
      text = open_documents::document_text(need_text(changes[next], "text"), version);
      ++next;
    }
  }
  if (text == found->second.text) {
    text = std::make_shared<const SourceText>(std::string(text->bytes()), version);
  }
  found->second.text = std::move(text);
  found->second.version = version;
  return &found->second;
}

std::optional<OpenDocument> OpenDocuments::close(const std::string& uri) {
  const auto found = by_uri_.find(uri);
  if (found == by_uri_.end()) return std::nullopt;
  OpenDocument closed = std::move(found->second);
  by_uri_.erase(found);
  const auto path = uri_by_path_.find(closed.path);
  if (path != uri_by_path_.end() && path->second == uri) uri_by_path_.erase(path);
  return closed;
}

const OpenDocument* OpenDocuments::find(const std::string& uri) const {
  const auto found = by_uri_.find(uri);
  return found == by_uri_.end() ? nullptr : &found->second;
}

const OpenDocument* OpenDocuments::find_path(std::string_view path) const {
  const auto found = uri_by_path_.find(path);
  return found == uri_by_path_.end() ? nullptr : find(found->second);
}

}  // namespace ecac

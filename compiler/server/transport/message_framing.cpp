#include "compiler/server/transport/message_framing.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "compiler/support/text/ascii.h"

namespace ecac {
namespace framing {

constexpr std::string_view kLength = "content-length";
constexpr std::string_view kLengthField = "content-length:";
constexpr std::string_view kType = "content-type";

static std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  return text;
}

/// Where a header ends and what follows it begins; `npos` where its end has not come. Line ends are
/// CRLF; a lone LF is taken, too.
static std::pair<std::size_t, std::size_t> header_end(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find('\n', from); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    if (at + 1 < text.size() && text[at + 1] == '\n') return {at + 1, at + 2};
    if (at + 2 < text.size() && text[at + 1] == '\r' && text[at + 2] == '\n') {
      return {at + 1, at + 3};
    }
  }
  return {std::string_view::npos, std::string_view::npos};
}

static std::optional<std::size_t> read_length(std::string_view digits) {
  std::size_t length = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), length, 10);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return length;
}

/// Whether a Content-Type names the one encoding that is used, or none.
static bool is_utf8_type(std::string_view type) {
  const std::string small = ascii::in_small_letters(type);
  const std::size_t at = small.find("charset");
  if (at == std::string::npos) return true;
  const std::string_view rest = std::string_view(small).substr(at);
  return rest.find("utf-8") != std::string_view::npos ||
         rest.find("utf8") != std::string_view::npos;
}

/// Where the name of the length stands, at or behind `from`: a content has no line end behind it.
static std::size_t find_length(std::string_view text, std::size_t from) {
  const auto found = std::search(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(),
                                 kLengthField.begin(), kLengthField.end(),
                                 [](char a, char b) { return ascii::to_lower(a) == b; });
  return found == text.end() ? std::string_view::npos
                             : static_cast<std::size_t>(found - text.begin());
}

}  // namespace framing

void FrameReader::feed(std::string_view bytes) {
  if (at_ > 0) {
    buffer_.erase(0, at_);
    searched_ -= std::min(searched_, at_);
    at_ = 0;
  }
  buffer_.append(bytes);
  while (true) {
    const std::size_t before = buffer_.size() - at_;
    if (in_content_) {
      read_content();
      if (in_content_) return;
      continue;
    }
    if (lost_) find_next_header();
    if (lost_ || !read_header()) return;
    if (buffer_.size() - at_ == before && !in_content_) return;
  }
}

bool FrameReader::next(ReceivedFrame& frame) {
  if (frames_.empty()) return false;
  frame = std::move(frames_.front());
  frames_.pop_front();
  return true;
}

void FrameReader::read_content() {
  const std::size_t there = std::min(expected_, buffer_.size() - at_);
  if (dropping_) {
    at_ += there;
    expected_ -= there;
    if (expected_ > 0) return;
  } else {
    if (there < expected_) return;
    frames_.push_back({.content = buffer_.substr(at_, expected_)});
    at_ += expected_;
  }
  in_content_ = false;
  dropping_ = false;
  expected_ = 0;
  searched_ = at_;
}

bool FrameReader::read_header() {
  const std::string_view text(buffer_);
  const auto [end, behind] = framing::header_end(text, std::max(searched_, at_));
  if (end == std::string_view::npos) {
    if (text.size() - at_ > kLongestHeader) {
      report("a header that does not end");
      lost_ = true;
      find_next_header();
      return false;
    }
    // The three bytes of a blank line may come one by one.
    searched_ = std::max(at_, text.size() - std::min<std::size_t>(text.size(), 3));
    return false;
  }
  const std::string header = buffer_.substr(at_, end - at_);
  at_ = behind;
  searched_ = at_;
  take_header(header);
  return true;
}

void FrameReader::take_header(std::string_view header) {
  std::optional<std::size_t> length;
  bool is_utf8 = true;
  while (!header.empty()) {
    const std::size_t line_end = std::min(header.find('\n'), header.size());
    const std::string_view line = header.substr(0, line_end);
    header.remove_prefix(std::min(line_end + 1, header.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string name = ascii::in_small_letters(framing::trimmed(line.substr(0, colon)));
    const std::string_view value = framing::trimmed(line.substr(colon + 1));
    if (name == framing::kLength) length = framing::read_length(value);
    if (name == framing::kType) is_utf8 = framing::is_utf8_type(value);
  }
  if (!length) {
    report("a header without a Content-Length that is a number");
    lost_ = true;
    return;
  }
  in_content_ = true;
  expected_ = *length;
  if (*length > longest_message_) {
    report(fmt::format("a message of {} bytes; the longest that is read has {}", *length,
                       longest_message_));
    dropping_ = true;
  } else if (!is_utf8) {
    report("a message whose Content-Type is not UTF-8");
    dropping_ = true;
  }
}

void FrameReader::find_next_header() {
  const std::size_t found = framing::find_length(buffer_, at_);
  lost_ = found == std::string::npos;
  // The name may have come in part.
  const std::size_t kept = std::min(buffer_.size() - at_, framing::kLengthField.size() - 1);
  at_ = lost_ ? buffer_.size() - kept : found;
  searched_ = at_;
}

void FrameReader::report(std::string problem) {
  frames_.push_back({.problem = std::move(problem)});
}

std::string framed(std::string_view content) {
  return fmt::format("Content-Length: {}\r\n\r\n{}", content.size(), content);
}

}  // namespace ecac

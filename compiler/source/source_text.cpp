#include "compiler/source/source_text.h"

#include <utility>

#include "compiler/source/content_hash.h"
#include "compiler/support/hash/xxhash64.h"

namespace ecac {

std::uint64_t content_hash(std::string_view bytes) {
  return xxhash64(bytes);
}

SourceText::SourceText(std::string bytes, std::int64_t version)
    : bytes_(std::move(bytes)), hash_(content_hash(bytes_)), version_(version) {
  const DecodedText decoded = decode_text(bytes_, decoded_);
  encoding_ = decoded.encoding;
  text_ = encoding_ == TextEncoding::unsupported ? std::string_view(bytes_) : decoded.text;
  lines_.reset(text_);
}

}  // namespace ecac

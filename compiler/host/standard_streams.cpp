#include "compiler/host/standard_streams.h"

#include <system_error>

namespace ecac {

StandardStreamBuffer::StandardStreamBuffer(int number) : number_(number) {
  setp(buffer_.data(), buffer_.data() + buffer_.size());
}

StandardStreamBuffer::int_type StandardStreamBuffer::overflow(int_type character) {
  if (!drain()) return traits_type::eof();
  if (!traits_type::eq_int_type(character, traits_type::eof())) {
    sputc(traits_type::to_char_type(character));
  }
  return traits_type::not_eof(character);
}

int StandardStreamBuffer::sync() {
  return drain() ? 0 : -1;
}

StandardStreamBuffer::int_type StandardStreamBuffer::underflow() {
  int code = 0;
  const long count = read_standard_stream(number_, buffer_.data(), buffer_.size(), code);
  if (count < 0) throw std::system_error(code, std::generic_category());
  if (count == 0) return traits_type::eof();
  setg(buffer_.data(), buffer_.data(), buffer_.data() + count);
  return traits_type::to_int_type(buffer_[0]);
}

bool StandardStreamBuffer::drain() {
  const char* from = pbase();
  while (error_ == 0 && from < pptr()) {
    const auto left = static_cast<std::size_t>(pptr() - from);
    const long count = write_standard_stream(number_, from, left, error_);
    if (count > 0) from += count;
  }
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  return error_ == 0;
}

std::string StandardStreams::out_failure() const {
  const int code = out_buffer_.error();
  return code == 0 ? std::string() : stream_failure(code);
}

}  // namespace ecac

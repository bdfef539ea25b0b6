#pragma once

#include <array>
#include <istream>
#include <ostream>
#include <streambuf>
#include <string>

namespace ecac {

/// One of the standard streams of this process (0 to 2), as bytes, with a buffer that remembers why
/// writing failed. Reading throws std::system_error where the system reports an error.
class StandardStreamBuffer final : public std::streambuf {
 public:
  explicit StandardStreamBuffer(int number);

  /// Why the last write failed, as the system numbers it; 0 if it did not.
  int error() const { return error_; }

 protected:
  int_type overflow(int_type character) override;
  int sync() override;
  int_type underflow() override;

 private:
  bool drain();

  int number_;
  int error_ = 0;
  std::array<char, 1 << 16> buffer_;
};

/// Standard input, output and error. One at a time.
class StandardStreams {
 public:
  StandardStreams() = default;
  StandardStreams(const StandardStreams&) = delete;
  StandardStreams& operator=(const StandardStreams&) = delete;

 private:
  StandardStreamBuffer in_buffer_{0};
  StandardStreamBuffer out_buffer_{1};
  StandardStreamBuffer err_buffer_{2};

 public:
  std::istream in{&in_buffer_};
  std::ostream out{&out_buffer_};
  std::ostream err{&err_buffer_};

  /// Why the last write to `out` failed; "" if it did not, "quiet" if the reader went away.
  std::string out_failure() const;
};

/// A stream that was closed by whoever started us must not become the first file that we open. Call
/// it before anything is opened.
void occupy_standard_streams();

/// Whether a person sits behind it.
bool is_terminal(int number);

/// The two calls to the system. Bytes that were read, 0 at the end of the stream, or written; -1
/// after an error, which `code` then tells as the system numbers it.
long read_standard_stream(int number, char* to, std::size_t size, int& code);
long write_standard_stream(int number, const char* from, std::size_t size, int& code);

/// A sentence about a code of the two; "quiet" where the reader went away.
std::string stream_failure(int code);

}  // namespace ecac

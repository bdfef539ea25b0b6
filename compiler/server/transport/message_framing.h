#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace ecac {

/// What came over the stream: the content of one message, or a sentence on why there is none.
struct ReceivedFrame {
  std::string content = {};
  std::string problem = {};  ///< "": it is a message
};

/// Takes messages out of a stream that arrives in pieces of any size. A header that tells no length
/// is reported and left out, up to the next header that does; of a message that is too long nothing
/// is kept. Holds no more than one message and what was fed behind it.
class FrameReader {
 public:
  /// Of one message, in bytes: the longest file that is read, written as JSON.
  static constexpr std::size_t kLongestMessage = std::size_t{160} << 20;
  static constexpr std::size_t kLongestHeader = 8192;

  explicit FrameReader(std::size_t longest_message = kLongestMessage)
      : longest_message_(longest_message) {}

  void feed(std::string_view bytes);
  /// Whether there was one.
  bool next(ReceivedFrame& frame);

 private:
  void read_content();
  bool read_header();
  void take_header(std::string_view header);
  void find_next_header();
  void report(std::string problem);

  const std::size_t longest_message_;
  std::string buffer_ = {};  ///< what is not understood yet, from `at_` on
  std::size_t at_ = 0;
  std::size_t searched_ = 0;  ///< where the search for the end of a header goes on
  std::size_t expected_ = 0;  ///< bytes of a content that are still to come
  bool in_content_ = false;
  bool dropping_ = false;  ///< what comes of the content is not kept
  bool lost_ = false;      ///< looks for a header that tells a length
  std::deque<ReceivedFrame> frames_ = {};
};

/// The message with the header that goes before it.
std::string framed(std::string_view content);

}  // namespace ecac

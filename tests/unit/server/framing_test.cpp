#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiler/server/transport/message_framing.h"

namespace ecac {
namespace {

/// What comes out of a stream that is fed in pieces of a size: contents, and problems with `!`.
std::vector<std::string> frames_of(const std::string& stream, std::size_t piece,
                                   std::size_t longest = 100) {
  FrameReader reader(longest);
  std::vector<std::string> frames;
  for (std::size_t at = 0; at < stream.size(); at += piece) {
    reader.feed(std::string_view(stream).substr(at, piece));
    for (ReceivedFrame frame; reader.next(frame);) {
      frames.push_back(frame.problem.empty() ? frame.content : "!" + frame.problem);
    }
  }
  return frames;
}

using Frames = std::vector<std::string>;

/// In one piece, byte by byte, and between.
void expect_frames(const std::string& stream, const Frames& expected) {
  for (const std::size_t piece : {stream.size(), std::size_t{1}, std::size_t{2}, std::size_t{7}}) {
    EXPECT_EQ(frames_of(stream, piece), expected) << "in pieces of " << piece;
  }
}

TEST(Framing, MessagesFollowEachOther) {
  expect_frames(framed("{}") + framed("") + framed("[1]"), {"{}", "", "[1]"});
}

TEST(Framing, HeadersMayBeWrittenOtherwise) {
  expect_frames(
      "content-length:2\r\n\r\n{}"
      "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2 \r\n\r\n[]"
      "X-Other: 1\nContent-Length: 1\n\n7",
      {"{}", "[]", "7"});
}

TEST(Framing, ABadLengthIsToldAndLeftOut) {
  const std::string problem = "!a header without a Content-Length that is a number";
  for (const std::string length : {"-1", "two", "", "99999999999999999999999", "2x", "0x2"}) {
    expect_frames("Content-Length: " + length + "\r\n\r\n{\"a\": 1}" + framed("{}"),
                  {problem, "{}"});
  }
  expect_frames("X: 1\r\n\r\nnonsense without end" + framed("{}"), {problem, "{}"});
}

TEST(Framing, AnEncodingThatIsNoneOfOursIsToldAndLeftOut) {
  expect_frames(
      "Content-Length: 2\r\nContent-Type: text/plain; charset=utf-16\r\n\r\n{}" + framed("[]"),
      {"!a message whose Content-Type is not UTF-8", "[]"});
}

TEST(Framing, OfAMessageThatIsTooLongNothingIsKept) {
  expect_frames(
      framed(std::string(101, ' ')) + framed(std::string(100, '7')),
      {"!a message of 101 bytes; the longest that is read has 100", std::string(100, '7')});
}

TEST(Framing, AHeaderWithoutEndIsGivenUp) {
  const std::string stream = std::string(20000, 'x') + "\r\n" + framed("{}");
  for (const std::size_t piece : {std::size_t{64}, std::size_t{4096}}) {
    EXPECT_EQ(frames_of(stream, piece), (Frames{"!a header that does not end", "{}"})) << piece;
  }
  EXPECT_EQ(frames_of(stream, stream.size()), Frames{"{}"});
}

}  // namespace
}  // namespace ecac

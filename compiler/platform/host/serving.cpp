#include "compiler/host/serving.h"

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace ecac {
namespace {

constexpr std::size_t kReadAtOnce = std::size_t{64} << 10;

/// False if nobody reads any more.
bool send(Served& served, const ServedStreams& streams) {
  const std::string bytes = served.take_output();
  return bytes.empty() || streams.write(bytes);
}

/// Does all that there is. False if there is nothing more to serve.
bool work_off(Served& served, const ServedStreams& streams) {
  while (true) {
    while (served.work()) {
      if (!send(served, streams)) return false;
    }
    if (!send(served, streams) || served.is_done()) return false;
    const std::function<void()> background = served.take_background();
    if (!background) return true;
    background();
    served.background_done();
  }
}

}  // namespace

// Nobody tells the time here, so what is late is looked at whenever something came.
void serve(Served& served, const ServedStreams& streams) {
  const auto buffer = std::make_unique<std::array<char, kReadAtOnce>>();
  bool ended = false;
  while (work_off(served, streams) && !ended) {
    const long count = streams.read(buffer->data(), buffer->size());
    ended = count <= 0;
    if (ended) {
      served.end_of_input();
    } else {
      served.take_input(std::string_view(buffer->data(), static_cast<std::size_t>(count)));
    }
    served.tick();
  }
}

}  // namespace ecac

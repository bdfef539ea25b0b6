#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "compiler/server/server.h"
#include "compiler/server/transport/message_framing.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/fuzz/promises.h"
#include "tests/support/test_host.h"

namespace {

constexpr std::string_view kApp =
    "<ExternalClientApplication xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
    "<label>Harbor</label></ExternalClientApplication>";

void demand_messages(ecac::Server& server) {
  for (const std::string& message : server.take_outgoing()) {
    const nlohmann::json value = nlohmann::json::parse(message, nullptr, false);
    ecac::fuzz::demand(value.is_object() && value["jsonrpc"] == "2.0", "a message is no JSON-RPC");
    const bool is_internal = value.contains("error") && value["error"]["code"] == -32603;
    ecac::fuzz::demand(!is_internal, "an internal error");
  }
}

}  // namespace

// Any stream of bytes, in pieces of any size, is answered by messages that are some, and without a
// mistake of ours. The first byte is the size of the pieces; a line of `--` in the stream stands
// for the header of the message behind it.
// NOLINTNEXTLINE(readability-identifier-naming): the name is libFuzzer's
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ecac;
  if (size == 0) return 0;
  const std::size_t piece = data[0] == 0 ? 1 : data[0];
  std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::string stream;
  constexpr std::string_view kMark = "--\n";
  while (!input.empty()) {
    if (!input.starts_with(kMark)) {
      const std::size_t line = std::min(input.find('\n'), input.size() - 1) + 1;
      stream += input.substr(0, line);
      input.remove_prefix(line);
      continue;
    }
    input.remove_prefix(kMark.size());
    const std::string_view content = input.substr(0, input.find("\n--\n"));
    stream += framed(content);
    input.remove_prefix(std::min(content.size() + 1, input.size()));
  }

  MemoryFileTree tree;
  tree.add("/p/sfdx-project.json", R"({"packageDirectories": [{"path": "app"}]})");
  tree.add("/p/app/externalClientApps/Harbor.eca-meta.xml", std::string(kApp));
  const Host host = test::host_with(tree, "2026-01-31");
  Server server(host, {.version = "0", .current_directory = "/p"});
  FrameReader frames(1 << 20);
  for (std::size_t at = 0; at < stream.size(); at += piece) {
    frames.feed(std::string_view(stream).substr(at, piece));
    for (ReceivedFrame frame; frames.next(frame);) {
      if (frame.problem.empty()) {
        server.receive(frame.content);
      } else {
        server.receive_broken(frame.problem);
      }
    }
    while (server.work()) {
    }
    if (const auto background = server.take_background()) {
      background();
      server.background_done();
    }
    server.tick();
    demand_messages(server);
    if (server.exit_code()) return 0;
  }
  server.end_of_input();
  while (server.work()) {
  }
  demand_messages(server);
  fuzz::demand(server.exit_code().has_value(), "it does not end with its input");
  return 0;
}

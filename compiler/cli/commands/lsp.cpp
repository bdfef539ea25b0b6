#include <array>
#include <charconv>
#include <memory>
#include <string>
#include <utility>

#include "compiler/cli/command.h"
#include "compiler/cli/options/check_arguments.h"
#include "compiler/cli/options/usage_error.h"
#include "compiler/cli/output/color.h"
#include "compiler/cli/output/tell.h"
#include "compiler/host/process.h"
#include "compiler/host/process_heap.h"
#include "compiler/host/serving.h"
#include "compiler/host/threads.h"
#include "compiler/server/server.h"
#include "compiler/server/transport/message_framing.h"

namespace ecac {
namespace lsp_command {

static constexpr std::array<OptionSpec, 4> kOptions = {
    OptionSpec{.name = "stdio",
               .help =
                   "speak over the standard streams, which is what it does anyway; some editors "
                   "add it"},
    OptionSpec{.name = "clientProcessId",
               .value = OptionValue::word,
               .placeholder = "ID",
               .help = "end when this process does, as when `initialize` names it; some editors "
                       "add it"},
    OptionSpec{.name = "jobs",
               .value = OptionValue::word,
               .placeholder = "N",
               .help = "threads that read the project (default: one for each processor)"},
    kHelpOption};

/// The server behind a stream of frames.
class ServedEditor final : public Served {
 public:
  explicit ServedEditor(Server& server) : server_(server) {}

  void take_input(std::string_view bytes) override {
    frames_.feed(bytes);
    for (ReceivedFrame frame; frames_.next(frame);) {
      if (frame.problem.empty()) {
        server_.receive(frame.content);
      } else {
        server_.receive_broken(frame.problem);
      }
    }
  }
  void end_of_input() override { server_.end_of_input(); }
  bool work() override { return server_.work(); }
  void tick() override { server_.tick(); }
  std::string take_output() override {
    std::string bytes;
    for (const std::string& message : server_.take_outgoing()) bytes += framed(message);
    return bytes;
  }
  std::size_t waiting_bytes() const override { return server_.waiting_bytes(); }
  std::function<void()> take_background() override {
    std::function<void()> work = server_.take_background();
    if (!work) return work;
    return [work = std::move(work)] {
      work();
      return_free_memory();  // what only reading needed
    };
  }
  void background_done() override { server_.background_done(); }
  bool is_done() const override { return server_.exit_code().has_value(); }

 private:
  Server& server_;
  FrameReader frames_;
};

static std::int64_t process_argument(const ParsedArguments& arguments) {
  const std::optional<std::string> word = arguments.last("clientProcessId");
  std::int64_t number = 0;
  if (!word) return number;
  const auto [end, error] = std::from_chars(word->data(), word->data() + word->size(), number);
  if (error != std::errc() || end != word->data() + word->size()) {
    throw UsageError("--clientProcessId takes the number of a process, not `" + *word + "`");
  }
  return number;
}

static ServedStreams streams_of(const World& world) {
  if (world.read_in && world.write_out) {
    return {.read = world.read_in, .write = world.write_out, .outlive = true};
  }
  ServedStreams streams;
  streams.read = [&in = world.in](char* to, std::size_t size) -> long {
    if (in.peek() == std::istream::traits_type::eof()) return 0;
    return static_cast<long>(in.readsome(to, static_cast<std::streamsize>(size)));
  };
  streams.write = [&out = world.out](std::string_view bytes) {
    out << bytes;
    out.flush();
    return static_cast<bool>(out);
  };
  return streams;
}

static ExitCode run(const ParsedArguments& arguments, const World& world) {
  if (!arguments.positional.empty()) {
    throw UsageError("`ecac lsp` takes no paths: the editor tells which folders it has open");
  }
  const std::int64_t process = process_argument(arguments);
  if (world.in_is_terminal) {
    tell(world,
         "`ecac lsp` is started by an editor, which talks to it over the standard streams; "
         "docs/lsp.md tells how (Ctrl-D ends it)");
  }
  const std::unique_ptr<Executor> executor = make_executor(requested_threads(arguments));
  const Host host = host_of(world, world.files, *executor);
  Server server(host, {.version = std::string(version()),
                       .documentation_url = std::string(documentation_url()),
                       .current_directory = world.current_directory});
  ServedEditor editor(server);
  ServedStreams streams = streams_of(world);
  streams.is_peer_there = [&server, process] {
    return is_process_there(process) && is_process_there(server.client_process().value_or(0));
  };
  serve(editor, streams);
  return static_cast<ExitCode>(server.exit_code().value_or(1));
}

}  // namespace lsp_command

const Command kLspCommand = {
    .name = "lsp",
    .summary = "Serves an editor: checks while somebody types, completes, explains, renames.",
    .usage = "[OPTIONS]",
    .details =
        "A language server over the standard streams, to be started by an editor. Settings come "
        "from the editor and from ecac.json; docs/lsp.md and docs/editors tell the rest.",
    .examples = "  ecac lsp\n",
    .options = lsp_command::kOptions,
    .run = lsp_command::run,
};

}  // namespace ecac

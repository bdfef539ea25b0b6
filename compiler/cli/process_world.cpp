#include "compiler/cli/process_world.h"

#include <fmt/format.h>

#include <chrono>

#include "compiler/host/changes/disk_change_watch.h"
#include "compiler/host/disk_file_tree.h"
#include "compiler/host/disk_file_writer.h"
#include "compiler/host/process.h"
#include "compiler/host/standard_streams.h"

namespace ecac {
namespace process {

static std::string today() {
  using namespace std::chrono;
  const year_month_day date(floor<days>(system_clock::now()));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

static long read_in(char* to, std::size_t size) {
  int code = 0;
  return read_standard_stream(0, to, size, code);
}

static bool write_out(std::string_view bytes) {
  int code = 0;
  while (!bytes.empty()) {
    const long count = write_standard_stream(1, bytes.data(), bytes.size(), code);
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

static double seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace process

struct ProcessWorld::Outside {
  StandardStreams streams;
  DiskFileTree disk;
  DiskFileWriter writer;
  World world{.files = disk,
              .writer = writer,
              .current_directory = current_directory(),
              .in = streams.in,
              .out = streams.out,
              .err = streams.err,
              .in_is_terminal = is_terminal(0),
              .out_is_terminal = is_terminal(1),
              .err_is_terminal = is_terminal(2)};
};

ProcessWorld::ProcessWorld() {
  occupy_standard_streams();
  remove_partial_files_on_signal();
  // Without a zero in its buffers, which would touch 48 pages at each start.
  outside_ = std::make_unique_for_overwrite<Outside>();
  outside_->world.environment = environment_variable;
  outside_->world.today = process::today;
  outside_->world.seconds = process::seconds;
  outside_->world.read_in = process::read_in;
  outside_->world.write_out = process::write_out;
  outside_->world.watch_changes = [] {
    return open_change_watch(environment_variable("ECAC_WATCH") == "poll");
  };
  outside_->world.out_failure = [this] { return outside_->streams.out_failure(); };
}

ProcessWorld::~ProcessWorld() = default;

const World& ProcessWorld::world() const {
  return outside_->world;
}

}  // namespace ecac

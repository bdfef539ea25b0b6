// Measures `ecac` as a whole program: against the bare one on a large project, and how fast it
// starts. Runs alternate and ratios are taken pair by pair, so that a busy machine hurts both.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/child_process.h"

namespace {

using ecac::bench::ChildRun;
using ecac::bench::run_child;

constexpr std::string_view kUsage =
    "usage: ecac_compare --ecac FILE [--bare FILE] [--tuned FILE] [--project DIR] [--small DIR]\n"
    "                    [--format NAME] [--threads N] [--repetitions N] [--starts N]\n";

struct Arguments {
  std::string ecac = {};
  std::string bare = {};
  std::string tuned = {};
  std::string project = {};
  std::string small_project = {};
  std::string format = {};  ///< of reports, to be compared with json
  unsigned threads = 2;
  unsigned repetitions = 9;
  unsigned starts = 50;
};

unsigned number(std::string_view option, std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw std::invalid_argument(fmt::format("{} takes a number, not `{}`", option, text));
  }
  return value;
}

Arguments parse(int count, char** words) {
  Arguments arguments;
  for (int i = 1; i < count; i += 2) {
    const std::string_view option = words[i];
    if (i + 1 == count) throw std::invalid_argument(fmt::format("{} takes a value", option));
    const std::string_view value = words[i + 1];
    if (option == "--ecac") {
      arguments.ecac = value;
    } else if (option == "--bare") {
      arguments.bare = value;
    } else if (option == "--tuned") {
      arguments.tuned = value;
    } else if (option == "--project") {
      arguments.project = value;
    } else if (option == "--small") {
      arguments.small_project = value;
    } else if (option == "--format") {
      arguments.format = value;
    } else if (option == "--threads") {
      arguments.threads = number(option, value);
    } else if (option == "--repetitions") {
      arguments.repetitions = number(option, value);
    } else if (option == "--starts") {
      arguments.starts = number(option, value);
    } else {
      throw std::invalid_argument(fmt::format("unknown option `{}`", option));
    }
  }
  if (arguments.ecac.empty() ||
      (!arguments.project.empty() && arguments.bare.empty() && arguments.format.empty())) {
    throw std::invalid_argument("--ecac is needed, and --bare or --format with a project");
  }
  if (arguments.threads == 0 || arguments.repetitions == 0) {
    throw std::invalid_argument("--threads and --repetitions begin at 1");
  }
  return arguments;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double input_bytes(const std::string& project) {
  std::uintmax_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(project)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return static_cast<double>(bytes);
}

/// Findings are no failure of the program; anything else is.
ChildRun checked_run(const std::vector<std::string>& command) {
  ChildRun run = run_child(command);
  if (run.exit_code != 0 && run.exit_code != 1) {
    throw std::runtime_error(fmt::format("{} ended with {}", command[0], run.exit_code));
  }
  return run;
}

/// `ecac check` and one reading program in turns.
struct Comparison {
  std::vector<double> ratios = {};
  std::vector<double> cpu_ratios = {};
  std::vector<double> their_seconds = {};
  std::vector<double> our_seconds = {};
  double peak_bytes = 0;
};

Comparison compare(const std::vector<std::string>& check, const std::vector<std::string>& reader,
                   unsigned repetitions) {
  Comparison comparison;
  for (unsigned i = 0; i < repetitions; ++i) {
    const bool reader_first = i % 2 == 0;
    const ChildRun first = checked_run(reader_first ? reader : check);
    const ChildRun second = checked_run(reader_first ? check : reader);
    const ChildRun& ours = reader_first ? second : first;
    const ChildRun& theirs = reader_first ? first : second;
    comparison.ratios.push_back(ours.seconds / theirs.seconds);
    comparison.cpu_ratios.push_back(ours.cpu_seconds / theirs.cpu_seconds);
    comparison.our_seconds.push_back(ours.seconds);
    comparison.their_seconds.push_back(theirs.seconds);
    comparison.peak_bytes = std::max(comparison.peak_bytes, static_cast<double>(ours.peak_bytes));
  }
  return comparison;
}

void print_ratios(std::string_view name, const Comparison& comparison) {
  const auto [least, most] =
      std::minmax_element(comparison.ratios.begin(), comparison.ratios.end());
  fmt::print("{:<20} {:10.3f} s    median of {}\n", fmt::format("{} program", name),
             median(comparison.their_seconds), comparison.ratios.size());
  fmt::print("{:<20} {:10.2f}      median of the ratios, {:.2f} to {:.2f}\n",
             fmt::format("check / {}", name), median(comparison.ratios), *least, *most);
  fmt::print("{:<20} {:10.2f}      median of the ratios\n", fmt::format("check / {}, CPU", name),
             median(comparison.cpu_ratios));
}

void compare_with_readers(const Arguments& arguments) {
  const std::string threads = std::to_string(arguments.threads);
  const std::vector<std::string> bare = {arguments.bare, arguments.project, threads};
  const std::vector<std::string> check = {arguments.ecac, "check", "--jobs", threads,
                                          arguments.project};
  const double bytes = input_bytes(arguments.project);
  checked_run(bare);
  checked_run(check);
  const Comparison comparison = compare(check, bare, arguments.repetitions);
  fmt::print("input                {:10.1f} MB\n", bytes / 1e6);
  fmt::print("ecac check           {:10.3f} s    median of {}\n", median(comparison.our_seconds),
             arguments.repetitions);
  print_ratios("bare", comparison);
  if (!arguments.tuned.empty()) {
    print_ratios("tuned", compare(check, {arguments.tuned, arguments.project, threads},
                                  arguments.repetitions));
  }
  fmt::print("peak memory          {:10.1f} MB\n", comparison.peak_bytes / 1e6);
  fmt::print("peak / input         {:10.2f}\n", comparison.peak_bytes / bytes);
}

/// What a report costs more in another format.
void compare_formats(const Arguments& arguments) {
  const auto check = [&](const std::string& format) -> std::vector<std::string> {
    return {arguments.ecac,    "check",           "--jobs", std::to_string(arguments.threads),
            arguments.project, "--output-format", format,   "-o",
            "/dev/null"};
  };
  checked_run(check("json"));
  const Comparison comparison =
      compare(check(arguments.format), check("json"), arguments.repetitions);
  fmt::print("{:<20} {:10.3f}      median of the ratios, CPU {:.3f}\n",
             fmt::format("{} / json", arguments.format), median(comparison.ratios),
             median(comparison.cpu_ratios));
}

/// In turns with a program that does nothing.
void measure_starts(const Arguments& arguments, std::string_view title,
                    const std::vector<std::string>& command) {
  if (arguments.starts == 0) return;
  std::vector<double> times;
  std::vector<double> of_nothing;
  for (unsigned i = 0; i < arguments.starts; ++i) {
    of_nothing.push_back(checked_run({"/bin/true"}).seconds * 1e3);
    times.push_back(checked_run(command).seconds * 1e3);
  }
  fmt::print("{:<20} {:10.2f} ms   median of {}, {:.2f} at least\n", title, median(times),
             arguments.starts, *std::min_element(times.begin(), times.end()));
  fmt::print("{:<20} {:10.2f}      of the medians\n", "  / true",
             median(times) / median(of_nothing));
}

}  // namespace

int main(int count, char** words) {
  try {
    const Arguments arguments = parse(count, words);
    if (!arguments.project.empty() && !arguments.bare.empty()) compare_with_readers(arguments);
    if (!arguments.project.empty() && !arguments.format.empty()) compare_formats(arguments);
    measure_starts(arguments, "ecac --version", {arguments.ecac, "--version"});
    if (!arguments.small_project.empty()) {
      measure_starts(arguments, "ecac check, small",
                     {arguments.ecac, "check", arguments.small_project});
    }
    return 0;
  } catch (const std::invalid_argument& error) {
    fmt::print(stderr, "{}\n{}", error.what(), kUsage);
    return 2;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}

#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_set>

#include "tests/bench/generate_project.h"

namespace {

constexpr std::string_view kUsage =
    "usage: ecac_generate_project --out DIR [--stacks N] [--seed N] [--defects PERCENT]\n"
    "                             [--package-directories N] [--manifest FILE]\n"
    "Writes a project of N apps with their credential stacks, nine files each. The manifest lists\n"
    "what was planted: path, rule code and kind, separated by tabs.\n";

struct Arguments {
  ecac::bench::ProjectPlan plan = {};
  std::string out = {};
  std::string manifest = {};
};

template <class Number>
Number number(std::string_view option, std::string_view text) {
  Number value = 0;
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
    if (option == "--out") {
      arguments.out = value;
    } else if (option == "--manifest") {
      arguments.manifest = value;
    } else if (option == "--stacks") {
      arguments.plan.stacks = number<std::uint32_t>(option, value);
    } else if (option == "--seed") {
      arguments.plan.seed = number<std::uint64_t>(option, value);
    } else if (option == "--defects") {
      arguments.plan.defects_percent = number<std::uint32_t>(option, value);
    } else if (option == "--package-directories") {
      arguments.plan.package_directories = number<std::uint32_t>(option, value);
    } else {
      throw std::invalid_argument(fmt::format("unknown option `{}`", option));
    }
  }
  if (arguments.out.empty()) throw std::invalid_argument("--out is missing");
  return arguments;
}

/// Writes files below a folder and remembers which folders exist.
class DiskSink {
 public:
  explicit DiskSink(std::filesystem::path root) : root_(std::move(root)) {}

  void write(const std::string& path, std::string_view text) {
    const std::filesystem::path file = root_ / path;
    if (folders_.insert(file.parent_path().string()).second) {
      std::filesystem::create_directories(file.parent_path());
    }
    std::ofstream stream(file, std::ios::binary);
    stream.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (!stream.flush()) throw std::runtime_error("cannot write " + file.string());
    ++files_;
    bytes_ += text.size();
  }
  std::size_t files() const { return files_; }
  std::size_t bytes() const { return bytes_; }

 private:
  std::filesystem::path root_;
  std::unordered_set<std::string> folders_;
  std::size_t files_ = 0;
  std::size_t bytes_ = 0;
};

void run(const Arguments& arguments) {
  DiskSink sink(arguments.out);
  const auto planted = ecac::bench::generate_project(
      arguments.plan,
      [&](const std::string& path, std::string_view text) { sink.write(path, text); });
  if (!arguments.manifest.empty()) {
    std::ofstream manifest(arguments.manifest, std::ios::binary);
    for (const auto& defect : planted) {
      manifest << defect.path << '\t' << defect.code << '\t' << defect.kind << '\n';
    }
    if (!manifest.flush()) throw std::runtime_error("cannot write " + arguments.manifest);
  }
  fmt::print("{} files, {} bytes, {} defects\n", sink.files(), sink.bytes(), planted.size());
}

}  // namespace

int main(int count, char** words) {
  try {
    run(parse(count, words));
    return 0;
  } catch (const std::invalid_argument& error) {
    fmt::print(stderr, "{}\n{}", error.what(), kUsage);
    return 2;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}

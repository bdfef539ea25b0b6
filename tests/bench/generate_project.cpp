#include "tests/bench/generate_project.h"

#include <fmt/format.h>

#include <algorithm>

namespace ecac::bench {

namespace {

std::string package_directory(const ProjectPlan& plan, std::uint32_t index) {
  return plan.package_directories <= 1 ? "force-app" : fmt::format("packages/team{}", index);
}

std::string project_file(const ProjectPlan& plan) {
  std::string text = "{\n  \"packageDirectories\": [\n";
  const std::uint32_t count = std::max(plan.package_directories, 1u);
  for (std::uint32_t i = 0; i < count; ++i) {
    text += fmt::format("    {{\"path\": \"{}\"{}}}{}\n", package_directory(plan, i),
                        i == 0 ? ", \"default\": true" : "", i + 1 < count ? "," : "");
  }
  return text + "  ],\n  \"namespace\": \"\",\n  \"sourceApiVersion\": \"66.0\"\n}\n";
}

void write(const GeneratedFile& file, const FileSink& sink) {
  if (!file.text.empty()) sink(file.path, file.text);
}

/// Spreads the defective stacks evenly.
bool is_defective(std::uint32_t stack, std::uint32_t percent) {
  const std::uint64_t before = std::uint64_t{stack} * percent / 100;
  return (std::uint64_t{stack} + 1) * percent / 100 > before;
}

}  // namespace

std::vector<PlantedDefect> generate_project(const ProjectPlan& plan, const FileSink& sink) {
  sink("sfdx-project.json", project_file(plan));
  for (const GeneratedFile& file : make_org_files(package_directory(plan, 0) + "/main/default/")) {
    write(file, sink);
  }
  std::vector<PlantedDefect> planted;
  const std::uint32_t directories = std::max(plan.package_directories, 1u);
  for (std::uint32_t i = 0; i < plan.stacks; ++i) {
    Stack stack =
        make_stack(plan.seed, i, package_directory(plan, i % directories) + "/main/default/");
    if (is_defective(i, std::min(plan.defects_percent, 100u))) {
      planted.push_back(plant_defect(planted.size(), stack));
    }
    for (const GeneratedFile& file : stack.parts) write(file, sink);
    for (const GeneratedFile& file : stack.extra) write(file, sink);
  }
  return planted;
}

}  // namespace ecac::bench

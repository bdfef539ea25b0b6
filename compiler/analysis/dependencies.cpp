#include "compiler/analysis/dependencies.h"

#include <algorithm>

#include "compiler/model/near_names.h"

namespace ecac {

bool Dependencies::is_near(std::string_view missed, std::string_view name) {
  return ecac::is_near(missed, name);
}

std::uint32_t& Dependencies::version(Asker asker) {
  std::vector<std::uint32_t>& versions = versions_[static_cast<std::size_t>(asker.kind)];
  if (asker.index >= versions.size()) versions.resize(asker.index + std::size_t{1});
  return versions[asker.index];
}

void Dependencies::add(Entries& entries, Entry entry) {
  // What no longer counts makes room first, so that a list is at most twice as long as it must be.
  if (entries.size() == entries.capacity() && !entries.empty()) {
    std::erase_if(entries, [&](const Entry& old) { return !counts(old); });
    if (entries.size() > entries.capacity() / 2) entries.reserve(entries.capacity() * 2);
  }
  entries.push_back(entry);
}

void Dependencies::forget(Asker asker) {
  ++version(asker);
}

void Dependencies::record(Asker asker, const AskLog& log) {
  const Entry entry{asker, ++version(asker)};
  const auto add_once = [&](Entries& entries) {
    const bool known = !entries.empty() && entries.back().asker == asker &&
                       entries.back().version == entry.version;
    if (!known) add(entries, entry);
  };
  for (const FileId file : log.files) {
    const auto index = static_cast<std::size_t>(file);
    // The rules on a file are asked again whenever it changes.
    if (asker.kind == Asker::Kind::file && asker.index == index) continue;
    if (index >= of_files_.size()) of_files_.resize(index + 1);
    add_once(of_files_[index]);
  }
  for (const SymbolId symbol : log.symbols) {
    const auto index = static_cast<std::size_t>(symbol);
    if (index >= of_symbols_.size()) of_symbols_.resize(index + 1);
    add_once(of_symbols_[index]);
  }
  for (const std::uint64_t key : log.questions) add_once(of_questions_[key]);
  for (const auto& [type, name] : log.missed) {
    const auto [names, is_new] = missed_[static_cast<std::uint32_t>(type)].try_emplace(name);
    if (is_new) ++missed_count_;
    add_once(names->second);
  }
  if (of_questions_.size() + missed_count_ > next_sweep_) sweep();
}

void Dependencies::sweep() {
  // Names that were typed on the way are asked for once and never again.
  const auto is_dead = [&](const auto& entry) {
    return std::none_of(entry.second.begin(), entry.second.end(),
                        [&](const Entry& old) { return counts(old); });
  };
  std::erase_if(of_questions_, is_dead);
  missed_count_ = 0;
  for (auto& [type, names] : missed_) {
    std::erase_if(names, is_dead);
    missed_count_ += names.size();
  }
  next_sweep_ = 2 * (of_questions_.size() + missed_count_) + 1024;
}

}  // namespace ecac

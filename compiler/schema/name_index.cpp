#include "compiler/schema/name_index.h"

#include <bit>

#include "compiler/support/check.h"

namespace ecac {

void NameIndex::reserve(std::size_t names) {
  ECAC_CHECK(used_ == 0);
  // A power of two at least half empty keeps the runs of occupied slots short.
  slots_.assign(std::bit_ceil(2 * names + 1), Slot{});
}

std::size_t NameIndex::slot_of(std::string_view name) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = name_hash(name) & mask;
  while (slots_[slot].position != kNone && slots_[slot].name != name) slot = (slot + 1) & mask;
  return slot;
}

bool NameIndex::add(std::string_view name, std::size_t position) {
  ECAC_CHECK(used_ + 1 < slots_.size() && position < kNone);
  Slot& slot = slots_[slot_of(name)];
  if (slot.position != kNone) return false;
  slot = Slot{name, static_cast<std::uint16_t>(position)};
  ++used_;
  return true;
}

std::uint16_t NameIndex::find(std::string_view name) const {
  return slots_.empty() ? kNone : slots_[slot_of(name)].position;
}

}  // namespace ecac

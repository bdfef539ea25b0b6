#include "compiler/host/process_heap.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cinttypes>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <memory>

namespace ecac {

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)

namespace {

constexpr std::size_t kLargePage = std::size_t{2} << 20;
/// As much as a heap of a thread can be; glibc then makes it whole at once.
constexpr int kStep = 64 << 20;

std::atomic<bool> is_prepared{false};

/// Addresses from `begin` below `end`.
struct Mapping {
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;
  bool holds(std::uintptr_t address) const { return begin <= address && address < end; }
};

/// The mapping that holds an address, of those that proc(5) lists: `begin-end permissions ...`.
Mapping mapping_of(std::uintptr_t address) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> maps(std::fopen("/proc/self/maps", "re"),
                                                             std::fclose);
  Mapping mapping;
  if (maps == nullptr) return mapping;
  while (std::fscanf(maps.get(), "%" SCNxPTR "-%" SCNxPTR "%*[^\n]", &mapping.begin,
                     &mapping.end) == 2) {
    if (mapping.holds(address)) return mapping;
  }
  return {};
}

using Piece = std::unique_ptr<void, void (*)(void*)>;

/// From where the calling thread allocates now.
Piece allocate_piece() {
  // Less than glibc maps by itself, more than it keeps ready: most often from the end of a heap.
  constexpr std::size_t kSize = std::size_t{64} << 10;
  return {std::malloc(kSize), std::free};
}

std::uintptr_t address_of(const void* place) {
  return reinterpret_cast<std::uintptr_t>(place);
}

/// For the large pages of the mapping around a piece. Where the machine has none, all is as it was.
void use_large_pages(const Piece& piece, const Mapping& mapping) {
  const std::uintptr_t begin = (mapping.begin + kLargePage - 1) / kLargePage * kLargePage;
  const std::uintptr_t end = mapping.end / kLargePage * kLargePage;
  if (begin >= end) return;
  const auto distance = static_cast<std::ptrdiff_t>(begin - address_of(piece.get()));
  ::madvise(static_cast<std::byte*>(piece.get()) + distance, end - begin, MADV_HUGEPAGE);
}

}  // namespace

void prepare_heap() {
  ::mallopt(M_TOP_PAD, kStep);
  ::mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());  // what is free is kept
  is_prepared = true;
  // The first heap ends where the program does, which is known without a look at all mappings.
  const Piece piece = allocate_piece();
  use_large_pages(piece, {address_of(piece.get()), address_of(::sbrk(0))});
}

void follow_heap_growth() {
  if (!is_prepared.load(std::memory_order_relaxed)) return;
  thread_local Mapping heap;
  const Piece piece = allocate_piece();
  const std::uintptr_t address = address_of(piece.get());
  if (heap.holds(address)) return;
  heap = mapping_of(address);
  use_large_pages(piece, heap);
  if (heap.end == 0) heap = {address, address + 1};  // nothing tells where it is
}

void return_free_memory() {
  ::malloc_trim(0);
}

#else

void prepare_heap() {}
void follow_heap_growth() {}
void return_free_memory() {}

#endif

}  // namespace ecac

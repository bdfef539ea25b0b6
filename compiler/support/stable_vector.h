#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <memory>
#include <utility>

namespace ecac {

/// Grows at its end and never moves what it holds. Whoever was told an index may read the element
/// without a lock while others append; appending is for one thread at a time.
template <class T>
class StableVector {
 public:
  StableVector() = default;
  StableVector(const StableVector&) = delete;
  StableVector& operator=(const StableVector&) = delete;
  ~StableVector() {
    for (std::atomic<T*>& block : blocks_) delete[] block.load(std::memory_order_relaxed);
  }

  std::size_t size() const { return size_; }
  void push_back(T value) {
    const Slot slot = slot_of(size_);
    T* block = blocks_[slot.block].load(std::memory_order_relaxed);
    if (block == nullptr) {
      block = new T[kFirst << slot.block]();
      blocks_[slot.block].store(block, std::memory_order_release);
    }
    block[slot.offset] = std::move(value);
    ++size_;
  }
  const T& operator[](std::size_t index) const {
    const Slot slot = slot_of(index);
    return blocks_[slot.block].load(std::memory_order_acquire)[slot.offset];
  }

 private:
  static constexpr std::size_t kFirst = 64;
  struct Slot {
    std::size_t block;
    std::size_t offset;
  };
  /// Block n holds twice what block n - 1 does.
  static Slot slot_of(std::size_t index) {
    const std::size_t shifted = index + kFirst;
    const auto block = static_cast<std::size_t>(std::bit_width(shifted)) - 7;
    return {block, shifted - (kFirst << block)};
  }

  std::array<std::atomic<T*>, 32> blocks_ = {};
  std::size_t size_ = 0;
};

}  // namespace ecac

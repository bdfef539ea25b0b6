#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>

namespace ecac {

/// Absolute paths on which an answer rests, whether anything stands there or not.
struct AskedPaths {
  std::set<std::string, std::less<>> files = {};    ///< of which the content or the kind was asked
  std::set<std::string, std::less<>> folders = {};  ///< of which the names in them were asked
};

/// Waits until what was asked for would be answered otherwise. It may take a change for one that
/// is none; it misses none, but for those of clocks that go back.
class ChangeWatch {
 public:
  enum class Event { changed, interrupted };

  virtual ~ChangeWatch() = default;
  /// From now on the asking begins again: what changes behind this moment will be told of.
  virtual void begin() = 0;
  /// These are the paths that count, in place of those before.
  virtual void follow(const AskedPaths& paths) = 0;
  /// Comes back once something has changed and then nothing has for a moment, or a person wants to
  /// end. Costs next to nothing meanwhile.
  virtual Event wait() = 0;
  /// What a person should know of how it is done, once; else empty.
  virtual std::string remark() = 0;
};

}  // namespace ecac

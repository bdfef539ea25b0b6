#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/resolve/view/project_view.h"

namespace ecac {

/// The names of the principals of an external credential. Not complete where the file of it cannot
/// be read, or hides a name.
struct PrincipalNames {
  std::vector<std::string> names = {};
  bool complete = false;
};

PrincipalNames principal_names(const ProjectView& project, SymbolId external_credential);

/// The same for who asks for each of many grants: reads each credential once.
class KnownPrincipals {
 public:
  explicit KnownPrincipals(const ProjectView& project) : project_(project) {}

  struct OfCredential {
    PrincipalNames principals = {};
    std::set<std::string, std::less<>> sorted = {};  ///< the same names
  };
  const OfCredential& of(SymbolId external_credential);

 private:
  ProjectView project_;
  std::map<SymbolId, OfCredential> known_ = {};
};

/// All principals of an external credential are certain to be one identity for all users.
bool has_named_principals_only(const ProjectView& project, SymbolId external_credential);

/// What `Credential-Principal` says behind its first hyphen; a credential's name cannot hold one,
/// a principal's can. "" if there is no hyphen.
std::string_view principal_part(std::string_view text);

}  // namespace ecac

#pragma once

#include "compiler/resolve/view/project_view.h"
#include "compiler/secrets/secret_values.h"

namespace ecac {

/// The secrets that the fields and parameters of a project's files hold. Somebody may have written
/// one a second time where none belongs, such as into a description.
SecretValues secrets_of(const ProjectView& project);

}  // namespace ecac

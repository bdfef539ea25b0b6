#pragma once

#include "compiler/model/binder/binding.h"

namespace ecac {

/// Notes the comments by which a file says what is to be ignored in it.
void note_ignore_comments(Binding& binding);

}  // namespace ecac

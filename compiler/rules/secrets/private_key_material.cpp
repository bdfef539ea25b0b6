#include "compiler/diagnostics/cases/private_key_material.h"

#include <fmt/format.h>

#include "compiler/rules/shared/secret_findings.h"

namespace ecac::private_key_material {

static void check(RuleContext& ctx) {
  report_secrets_by_form(ctx, [](SecretForm form) -> std::optional<SecretWords> {
    if (form != SecretForm::private_key) return std::nullopt;
    return SecretWords{cases::SCT003_key, "a private key", "take the pair out of use everywhere"};
  });
}

/// Keys that lie in the project as files of their own, also where nothing is deployed from.
static void check_tree(RuleContext& ctx) {
  for (const KeyFile& note : ctx.tree().key_files) {
    const std::string message =
        note.store ? fmt::format("`{}` is a key store; a private key lies in it", note.name)
                   : fmt::format("`{}` is a private key", note.name);
    FindingBuilder finding =
        ctx.report_at(cases::SCT003_file, note.path, {0, note.first_line}, message);
    finding.help("take the pair out of use everywhere, and leave its files to `.gitignore`");
    if (note.first_line == 0) finding.of_whole_file();
  }
}

static constexpr Rule kOfTree{.id = rules::SCT003, .unit = UnitKind::tree, .check = check_tree};

extern const Rule rule{.id = rules::SCT003,
                       .unit = UnitKind::file,
                       .check = check,
                       .misnamed = true,
                       .seeks_secrets = true,
                       .also = &kOfTree};

}  // namespace ecac::private_key_material

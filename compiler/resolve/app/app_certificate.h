#pragma once

#include "compiler/resolve/app/flow_builder.h"
#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/org/project_context.h"

namespace ecac {

/// The certificate of the JWT bearer flow, read from the app's global settings.
ResolvedCertificate resolve_certificate(const ProjectContext& context, const ValueReader& global);

/// Whether JWTs can be verified with the certificate: they are signed with RSA SHA-256 (Salesforce
/// Help, "OAuth 2.0 JWT Bearer Flow for Server-to-Server Integration").
bool has_rsa_key(const ResolvedCertificate& certificate);

/// Bits that the key must have, and those it has; 0 where its text gives none.
inline constexpr int kSmallestKey = 2048;
int key_bits(const ResolvedCertificate& certificate);

/// What the JWT bearer flow needs of a present certificate. That an expired or a long one is
/// refused is known from reports only, which differ.
void add_certificate_conditions(const ResolvedCertificate& certificate, FlowBuilder& flow);

}  // namespace ecac

// The files that the server is told of. Whether one of them is judged is the server's to say.

/** Suffixes of all metadata types that ecac judges; each also with `-meta.xml` behind it. A test holds this to `ecac schema`. */
export const kSuffixes = [
  'apiNamedQuery', 'authprovider', 'connectedApp', 'corsWhitelistOrigin', 'crt', 'eca', 'ecaAttest', 'ecaAttestPlcy', 'ecaCanvas', 'ecaGlblOauth', 'ecaMobile',
  'ecaMobilePlcy', 'ecaNotifications', 'ecaOauth', 'ecaOauthPlcy', 'ecaOauthSecurity', 'ecaPlcy', 'ecaPush', 'ecaPushPlcy', 'ecaSamlPlcy', 'ecaSmpl', 'ecaSmplPlcy',
  'externalAuthIdentityProvider', 'externalCredential', 'externalCredentialPrincipalAccess', 'externalServiceRegistration', 'inboundCertificate', 'mcpServerDefinition',
  'mutingpermissionset', 'namedCredential', 'network', 'oauthcustomscope', 'oauthtokenexchangehandler', 'permissionset', 'permissionsetgroup', 'profile',
  'profileSessionSetting', 'PublicKeyCertificate', 'PublicKeyCertificateSet', 'settings', 'site',
];

/** What a project says about itself, which an editor may have open with changes. */
const kProjectFiles = ['ecac.json', 'sfdx-project.json', '.forceignore', 'package.xml', 'destructiveChanges*.xml'];

export const documentSelector: { scheme: string; pattern: string }[] = [
  { scheme: 'file', pattern: `**/*.{${kSuffixes.join(',')}}` },
  { scheme: 'file', pattern: `**/*.{${kSuffixes.join(',')}}-meta.xml` },
  ...kProjectFiles.map((name) => ({ scheme: 'file', pattern: `**/${name}` })),
];

/** One file of these makes a folder worth starting the server for. */
export const kProjectPattern = `**/{sfdx-project.json,ecac.json,*.eca,*.eca-meta.xml,*.namedCredential,*.namedCredential-meta.xml}`;

#pragma once

namespace ecac::test {

/// A certificate with an RSA key of 2048 bits, good until 2048-10-24. Nobody has the private key.
inline constexpr const char* kRsaCertificate =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIDFzCCAf+gAwIBAgIUU/IXXp3DOgWnw8OeIFSopsMPAHswDQYJKoZIhvcNAQEL\n"
    "BQAwGzEZMBcGA1UEAwwQcXVheS5leGFtcGxlLmNvbTAeFw0yNjExMjkxNDU3MzRa\n"
    "Fw00ODEwMjQxNDU3MzRaMBsxGTAXBgNVBAMMEHF1YXkuZXhhbXBsZS5jb20wggEi\n"
    "MA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQDMIIOYBnWN387jVe5m3u5R9HZb\n"
    "2MI4jTtOCwk//A3bXnLsajLmHGaW33VmAygjcPcFggJG5dzoxKOWmW4bArhN8VCc\n"
    "6r+7mulNJGeJHhx4JODV7WiG6vABboG2RGr3h3kzXaI+bKpVpfXVNi9d+DbLMOhV\n"
    "93SZMSdq3aawnQZiPJ7VyK+8qHUQZXdjYu8BjpBB2RJkOBd3FXE2I9Ti0dA1DTkw\n"
    "Jsr0vYkoaYUX0uFFOI/JEGRwaYxdKS5zRzv4zABAMRycNf2DaCF1tSfpGTIeicsI\n"
    "3gWoisI4VuLmSiIXcD8ZvzbTVol4MHtXN7Rd7qhzaTnalq3KVcWY7k0fmhvZAgMB\n"
    "AAGjUzBRMB0GA1UdDgQWBBRcLno5bRoOQcGYoFSlZwsY6cCmtDAfBgNVHSMEGDAW\n"
    "gBRcLno5bRoOQcGYoFSlZwsY6cCmtDAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3\n"
    "DQEBCwUAA4IBAQAqqe7J/SF3vjVGYKFKO64SQVdvumohFhGD9nSmHf4Klz8xWfpO\n"
    "fQ6EFpawDPx0X6Z/ede3bUPPfqbPeX5NXCMgGcw9bmgHfBj0YLL/Yi9Ub22YdIsD\n"
    "e0RZRxtHJt62yWJqDzkub/YrVd7HUV1MWIcO+oZg15Y5RrKZ1vCkuqpjZyTh2PAK\n"
    "LmN4mWHwCesSgYPTnt8mAlRO4i6/LtjNcAEFE/PLeDGAuaUbHr9PUoo2XUclEfMj\n"
    "BYOvRVaXlXeIEEPHyGYK5sgvaqOwssM4Pl6IaTAd8SQw+CSCpipcShPU1J6sj2+u\n"
    "CRST0W4K+1NpIqrrV7blusc6yl8yN1l3YxgJ\n"
    "-----END CERTIFICATE-----\n";

}  // namespace ecac::test

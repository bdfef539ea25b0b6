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

/// The text of one with a key of an elliptic curve.
inline constexpr const char* kEllipticCertificate =
    "MIIBizCCATGgAwIBAgIUULwtO74LOTlfRnolPiU2/Mv14mkwCgYIKoZIzj0EAwIw\n"
    "GzEZMBcGA1UEAwwQcXVheS5leGFtcGxlLmNvbTAeFw0yNjExMjkxODIwNTNaFw00\n"
    "ODEwMjQxODIwNTNaMBsxGTAXBgNVBAMMEHF1YXkuZXhhbXBsZS5jb20wWTATBgcq\n"
    "hkjOPQIBBggqhkjOPQMBBwNCAATdasixqhb/k/X8mdT/K2atCw6TbvJD8HT8HztL\n"
    "lX24fwM+qu8/emu1TWH79mzzYKdI7RQfw8KQ14xaxd9pM5+Xo1MwUTAdBgNVHQ4E\n"
    "FgQUyiosevNA0C7U4wD1Twj0KKGDLhswHwYDVR0jBBgwFoAUyiosevNA0C7U4wD1\n"
    "Twj0KKGDLhswDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiAELxNS\n"
    "notyRpbR7eNM1PCeaBx96vqLJlXrW7DOXRUrMwIhAP9iOcBcIavY/E7FUTGP0/WH\n"
    "RnpxRpMKIpgdoCw7Hi93\n";

/// With an RSA key of 1024 bits.
inline constexpr const char* kShortCertificate =
    "MIICEjCCAXugAwIBAgIUeOANnCSbrCs6QT84tkeya+nvNbkwDQYJKoZIhvcNAQEL\n"
    "BQAwGzEZMBcGA1UEAwwQcXVheS5leGFtcGxlLmNvbTAeFw0yNjExMjkxODIwNTNa\n"
    "Fw00ODEwMjQxODIwNTNaMBsxGTAXBgNVBAMMEHF1YXkuZXhhbXBsZS5jb20wgZ8w\n"
    "DQYJKoZIhvcNAQEBBQADgY0AMIGJAoGBANfowLInDg5g7qJIWezVSKWt7SN3YpyX\n"
    "BOIaDEmoXlGp7vKEPQiVmesVWzEHN5kba4fpW/CVjGRVFQlOtn59AOlte9NecZxQ\n"
    "0TuIGQ6C9uKM4X3+uoflU5Irku0BFVVg8uQcCZHGJ6pEhyy0Fz36KX1zfkTD2voF\n"
    "cH5TGXeY4Us9AgMBAAGjUzBRMB0GA1UdDgQWBBSOvHO8nNO6rUztB+UBH3/L6g92\n"
    "HzAfBgNVHSMEGDAWgBSOvHO8nNO6rUztB+UBH3/L6g92HzAPBgNVHRMBAf8EBTAD\n"
    "AQH/MA0GCSqGSIb3DQEBCwUAA4GBAIAJ7gso4gzTPKgjBknV/loz+qxeJeYIkpGc\n"
    "pfKeAZuW4u6mYu+WqcBoS5gVHreJpSBmoNX75IqAZY473/wEZRSj0zldqhd1OqHX\n"
    "SJXnJtCpWZtFIkmuZCpYe275tHj9HR27h5fImFR++dgOu5XSNE3w99a7qCEnyNJM\n"
    "D6EC5cT5\n";

/// Good from 2024-01-01 to 2025-01-01.
inline constexpr const char* kEndedCertificate =
    "MIICqjCCAZICAQEwDQYJKoZIhvcNAQELBQAwGzEZMBcGA1UEAwwQcXVheS5leGFt\n"
    "cGxlLmNvbTAeFw0yNDAxMDEwMDAwMDBaFw0yNTAxMDEwMDAwMDBaMBsxGTAXBgNV\n"
    "BAMMEHF1YXkuZXhhbXBsZS5jb20wggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEK\n"
    "AoIBAQCq/AzBiDGHFE1kBdPOuNsQY7uka24YkqWRVfTksZv9BT1C17npKVWGdXpC\n"
    "8x1Q1HvNkFv9WY0V6E/4tBhpJc3YlR8d5k/Nk3EfJHhBmAoJVoYfDxGnSc961Vgh\n"
    "HIt5HdErGc5LaM5EDOKO0Ik0f9bMG5hqufpVBGFxoh/inc8fBYHv+MCvVhy6m4DW\n"
    "HHj4zzMsa1FGi1ajZiVZndr6Vx46nFErMrjBaBq/UbBbxNSHf0ZOaexG36Z+fcWN\n"
    "k7Qoqkqljf1/R24tKWYdAZtUSs5rHMGOJq65APZG0xRBnvlyanulkb8FcuQyFuN7\n"
    "wETy84yD9ypDHRWhh/4UipK0hOdFAgMBAAEwDQYJKoZIhvcNAQELBQADggEBAIuV\n"
    "xRLGH23kG4aP4Ol2WZefta5MTCHUQ5w9y7wI+Enj2HJYRA3Iw0Il08IQo2Ib2Z7d\n"
    "lOdwj/R3kuy9KsTJbynA/lNW2TT/ELLyQUed+/VvlH1W7sqLSho8R+ThSWHlD10B\n"
    "1yrGawjmHJWH/S4glyxH8S8PjrwRVsjZNDlKj4RubCGhNt0WfTLeAay/XBuwDsDF\n"
    "RQCHXfqrHASgpDAfgblKgZDcgGV/QVzDhZtArcpAigK9pD/ABDv3vjkAQveiXFM6\n"
    "Y/gxdEdxqsIoj7RXAU5pouLMzzEZsH8qiUi+snAgDygwc2z91D/xMv86PNUM25VG\n"
    "1S62C0zgzLrCjYy5snM=\n";

/// Good from 2030-01-01 to 2040-01-01.
inline constexpr const char* kFutureCertificate =
    "MIICqjCCAZICAQIwDQYJKoZIhvcNAQELBQAwGzEZMBcGA1UEAwwQcXVheS5leGFt\n"
    "cGxlLmNvbTAeFw0zMDAxMDEwMDAwMDBaFw00MDAxMDEwMDAwMDBaMBsxGTAXBgNV\n"
    "BAMMEHF1YXkuZXhhbXBsZS5jb20wggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEK\n"
    "AoIBAQCq/AzBiDGHFE1kBdPOuNsQY7uka24YkqWRVfTksZv9BT1C17npKVWGdXpC\n"
    "8x1Q1HvNkFv9WY0V6E/4tBhpJc3YlR8d5k/Nk3EfJHhBmAoJVoYfDxGnSc961Vgh\n"
    "HIt5HdErGc5LaM5EDOKO0Ik0f9bMG5hqufpVBGFxoh/inc8fBYHv+MCvVhy6m4DW\n"
    "HHj4zzMsa1FGi1ajZiVZndr6Vx46nFErMrjBaBq/UbBbxNSHf0ZOaexG36Z+fcWN\n"
    "k7Qoqkqljf1/R24tKWYdAZtUSs5rHMGOJq65APZG0xRBnvlyanulkb8FcuQyFuN7\n"
    "wETy84yD9ypDHRWhh/4UipK0hOdFAgMBAAEwDQYJKoZIhvcNAQELBQADggEBAHxX\n"
    "WJUfgQGGtWgqOgwD8r8XAE0ihqBwYY0heBVnWxnnp1whoHVCfleXeCLDbo1FdCyR\n"
    "97nt3AVvQVX4bU2QG0xdWS+YHCHbqLGVJjHv+FWDpou115Ybx7/t8CR6DrwHbTIq\n"
    "Cnzua1cnk5bH2j+gsevfAVSoUJbySobdr4Lfau34cDcYj2Q2gJBJijq41Se9gD9A\n"
    "U6UgZUrMFXeD5RcuRpOKpFsOXcmnEOGS+oL10z4soKGs5povO5CYhPMQSNDCVX7L\n"
    "3iag0ek87nUtr2lHCFqwb07G6ATwIpNA5amljaeHKF8xCyBcepLRBR8bexbAHAHe\n"
    "zGwkpDLvd2N2I1PK5oY=\n";

}  // namespace ecac::test

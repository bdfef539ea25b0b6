#include "compiler/support/net/host_kind.h"

#include <gtest/gtest.h>

namespace ecac::host_kind_test {
namespace {

TEST(HostKind, KnowsTheMachineItself) {
  for (const char* host : {"localhost", "LocalHost", "localhost.", "app.localhost", "127.0.0.1",
                           "127.200.3.4", "[::1]"}) {
    EXPECT_EQ(host_kind(host), HostKind::loopback) << host;
  }
}

TEST(HostKind, KnowsNetworksNearby) {
  for (const char* host : {"0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1",
                           "169.254.1.1", "printer.local", "[::]", "[fd00::1]", "[fe80::1]"}) {
    EXPECT_EQ(host_kind(host), HostKind::nearby) << host;
  }
}

TEST(HostKind, TakesEverythingElseForReachable) {
  for (const char* host : {"harbor.example.com", "localhost.example.com", "local", "172.32.0.1",
                           "11.0.0.1", "126.255.255.255", "[2001:db8::1]", "127.1", ""}) {
    EXPECT_EQ(host_kind(host), HostKind::anywhere) << host;
  }
}

}  // namespace
}  // namespace ecac::host_kind_test

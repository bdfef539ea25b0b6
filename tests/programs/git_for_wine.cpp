// The program git as wine sees it, for tests/release: hands everything to a server on this machine
// (git_for_wine_server.js), which asks the real git. Compiled with MinGW; standard input and output
// are carried as they come.

#include <winsock2.h>
// clang-format off
#include <windows.h>  // wants winsock2.h before it
// clang-format on

#include <cstdint>
#include <cstdlib>
#include <string>
#include <thread>

static bool receive_all(SOCKET server, char* to, int size) {
  while (size > 0) {
    const int count = ::recv(server, to, size, 0);
    if (count <= 0) return false;
    to += count;
    size -= count;
  }
  return true;
}

static void carry_input(SOCKET server) {
  char piece[4096];
  DWORD count = 0;
  const HANDLE input = ::GetStdHandle(STD_INPUT_HANDLE);
  while (::ReadFile(input, piece, sizeof piece, &count, nullptr) && count > 0) {
    ::send(server, piece, static_cast<int>(count), 0);
  }
  ::shutdown(server, SD_SEND);
}

/// Arguments, then `NAME=value` of what git reads, each ended by a NUL; one more NUL ends either.
static std::string question(int argc, char** argv) {
  std::string text;
  for (int i = 1; i < argc; ++i) text.append(argv[i]).push_back('\0');
  text.push_back('\0');
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string one(*variable);
    if (one.starts_with("GIT_")) text.append(one).push_back('\0');
  }
  text.push_back('\0');
  return text;
}

int main(int argc, char** argv) {
  WSADATA data;
  if (::WSAStartup(MAKEWORD(2, 2), &data) != 0) return 126;
  const char* const port = std::getenv("ECAC_GIT_FOR_WINE");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = ::htons(static_cast<std::uint16_t>(port == nullptr ? 0 : std::atoi(port)));
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  const SOCKET server = ::socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
  if (::connect(server, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) return 126;
  const std::string asked = question(argc, argv);
  ::send(server, asked.data(), static_cast<int>(asked.size()), 0);
  std::thread(carry_input, server).detach();

  // A piece: its size, then its bytes; the size 0 is followed by the exit code.
  const HANDLE output = ::GetStdHandle(STD_OUTPUT_HANDLE);
  std::int32_t size = 0;
  std::string piece;
  while (receive_all(server, reinterpret_cast<char*>(&size), sizeof size)) {
    if (size == 0) {
      std::int32_t code = 125;
      receive_all(server, reinterpret_cast<char*>(&code), sizeof code);
      ::ExitProcess(static_cast<UINT>(code));
    }
    piece.resize(static_cast<std::size_t>(size));
    if (!receive_all(server, piece.data(), size)) break;
    DWORD written = 0;
    for (std::size_t at = 0; at < piece.size(); at += written) {
      if (!::WriteFile(output, piece.data() + at, static_cast<DWORD>(piece.size() - at), &written,
                       nullptr)) {
        ::ExitProcess(125);
      }
    }
  }
  ::ExitProcess(125);
}

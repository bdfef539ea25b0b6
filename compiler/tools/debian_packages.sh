# shellcheck shell=bash
# Sourced by ./ecacw and tests/run: installs the Debian packages that are missing.

# Of the packages given, those that are not installed. Where there is no dpkg: none, cmake will tell.
missing_packages() {
  command -v dpkg-query >/dev/null || return 0
  local installed package
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true)
  for package in "$@"; do
    grep -qxF "installed $package" <<<"$installed" || echo "$package"
  done
}

# Installs what is missing of the packages given. Fails, with the command to type, if it cannot.
install_packages() {
  local missing as_root=() log status=0
  mapfile -t missing < <(missing_packages "$@")
  [[ ${#missing[@]} -gt 0 ]] || return 0

  echo "installing ${missing[*]}" >&2
  if ((EUID != 0)); then
    as_root=(sudo)
    [[ -t 0 ]] || as_root=(sudo -n)
  fi
  if ! command -v apt-get >/dev/null || ! command -v "${as_root[0]:-true}" >/dev/null; then
    explain_missing_packages "${missing[@]}"
    return 1
  fi

  # Nothing is removed without asking: another release of Boost may be somebody's choice.
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
  log=$(mktemp)
  {
    "${apt[@]}" update &&
      "${apt[@]}" install -y --no-install-recommends --no-remove "${missing[@]}"
  } >"$log" 2>&1 </dev/null || status=$?
  if ((status != 0)); then
    tail -n 20 "$log" >&2
    explain_missing_packages "${missing[@]}"
  fi
  rm -f "$log"
  return "$status"
}

explain_missing_packages() {
  echo "these packages are needed and could not be installed; as root, on Debian 12:" >&2
  echo "  apt-get update && apt-get install $*" >&2
}

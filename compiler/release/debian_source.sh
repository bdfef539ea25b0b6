# shellcheck shell=bash
# Sourced by what builds libraries for a release: fetches Debian's source packages. The package lists of this machine
# stay as they are.

# Reads the lists of source packages, of the release that this machine has, into the folder given.
# All functions here fail if what they do cannot be done.
update_debian_sources() {
  local folder=$1 list name
  mkdir -p "$folder/sources" "$folder/lists/partial" "$folder/cache/archives/partial"
  for list in /etc/apt/sources.list.d/*.sources /etc/apt/sources.list; do
    [[ -e $list ]] || continue
    name=$(basename "$list")
    [[ $name != sources.list ]] || name=main.list
    sed -E 's/^Types:.*/Types: deb-src/; s/^deb /deb-src /' "$list" >"$folder/sources/$name"
  done
  touch "$folder/empty.list"
  debian_sources_options=(-oDir::Etc::sourcelist="$folder/empty.list" -oDir::Etc::sourceparts="$folder/sources"
    -oDir::State::Lists="$folder/lists" -oDir::Cache="$folder/cache" -oAPT::Sandbox::User=root)
  apt-get -qq "${debian_sources_options[@]}" update
}

# fetch_debian_source FOLDER PACKAGE: leaves the files of a source package in FOLDER/PACKAGE, and its version in
# `debian_source_version`. FOLDER is one that update_debian_sources has filled.
fetch_debian_source() {
  local folder=$1 package=$2 version
  debian_source_version=
  rm -rf "${folder:?}/$package"
  mkdir "$folder/$package"
  # Not each mirror has the newest one.
  while [[ -z $debian_source_version ]] && read -r version; do
    (cd "$folder/$package" && apt-get -qq "${debian_sources_options[@]}" source --download-only "$package=$version") &&
      debian_source_version=$version
  done < <(apt-cache "${debian_sources_options[@]}" showsrc "$package" | sed -n 's/^Version: //p' | sort -ruV)
  if [[ -z $debian_source_version ]]; then
    echo "no source of $package can be fetched" >&2
    return 1
  fi
  echo "$package $debian_source_version"
}

# unpack_debian_source FOLDER PACKAGE TARGET: the whole source, with Debian's changes, as the folder TARGET.
unpack_debian_source() {
  rm -rf "$3"
  dpkg-source --no-check -x "$1/$2/$2"_*.dsc "$3" >/dev/null
}

# unpack_debian_source_parts FOLDER PACKAGE TARGET PATTERN...: of a source too large to unpack, what its authors
# published (without Debian's changes) under the names that match a pattern; they begin in the folder of the source.
unpack_debian_source_parts() {
  local archive=("$1/$2/$2"_*.orig.tar.*) target=$3
  shift 3
  rm -rf "$target"
  mkdir -p "$target"
  tar -xf "${archive[0]}" -C "$target" --strip-components=1 --wildcards "${@/#/*/}"
}

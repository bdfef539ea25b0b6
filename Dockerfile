# ecac in a container: docs/ci/docker.md tells how to build and run it.
FROM debian:bookworm-slim AS build
# The packages of ./ecacw; a test holds the two lists together.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        g++ cmake ninja-build pkg-config libpugixml-dev libfmt-dev libboost-program-options1.81-dev \
        libboost-url1.81-dev nlohmann-json3-dev libre2-dev libgit2-dev libgit2-1.5 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY CMakeLists.txt CMakePresets.json ./
COPY compiler compiler
COPY docs docs
COPY schemas schemas
RUN cmake --preset release --log-level=WARNING \
    && cmake --build --preset release --target ecac \
    && strip build/release/ecac

# The program needs the C library alone; libgit2 is for earlier revisions (--since, --against).
FROM debian:bookworm-slim
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends libgit2-1.5 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /src/build/release/ecac /usr/local/bin/ecac
USER 10001:10001
WORKDIR /work
ENTRYPOINT ["ecac"]
CMD ["help"]

# heartapp. The classic builder suffices:  docker build -f Dockerfile.app -t heartapp .
FROM debian:bookworm-slim AS build
# Word for word what Dockerfile.exporter begins with, so that both images share the layer.
COPY scripts/bootstrap /tmp/bootstrap
RUN /tmp/bootstrap build && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY CMakeLists.txt CMakePresets.json VERSION ./
COPY cmake cmake
COPY heartapp heartapp
RUN cmake --preset release -DBUILD_EXPORTER=OFF && cmake --build --preset release --target heartapp \
 && install -D -s build/release/bin/heartapp /out/usr/bin/heartapp

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpocofoundation80 libpoconet80 libprometheus-cpp-core1.0 \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /out/ /

# nobody
USER 65534:65534
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=5s --retries=3 CMD ["/usr/bin/heartapp", "--healthcheck"]
ENTRYPOINT ["/usr/bin/heartapp"]

# Last, so that a new version changes no other layer.
ARG VERSION=dev
ARG REVISION=unknown
# Where this repository is published; what is built from a checkout has no such address.
ARG SOURCE=
LABEL org.opencontainers.image.title="heartapp" \
      org.opencontainers.image.description="The sample application that container-exporter is shown on" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.documentation="${SOURCE}#readme" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="docker.io/library/debian:bookworm-slim" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

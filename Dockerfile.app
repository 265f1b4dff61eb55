# heartapp. The classic builder suffices:  docker build -f Dockerfile.app -t heartapp .
FROM debian:bookworm-slim AS build
# Word for word what Dockerfile.exporter begins with, so that both images share the layers.
# What is linked in, built from Debian's sources: this layer stays until the list itself changes.
COPY scripts/bootstrap scripts/static-libraries /tmp/
RUN /tmp/bootstrap slim && /tmp/static-libraries /opt/static && rm -rf /var/lib/apt/lists/*
COPY scripts/licences /tmp/
WORKDIR /src
COPY CMakeLists.txt CMakePresets.json VERSION ./
COPY cmake cmake
COPY heartapp heartapp
RUN cmake --preset slim -DCMAKE_PREFIX_PATH=/opt/static -DBUILD_EXPORTER=OFF \
 && cmake --build --preset slim --target heartapp \
 && install -D build/slim/bin/heartapp /out/usr/bin/heartapp \
 && mkdir -p /out/etc /out/usr/share/heartapp \
 && echo 'nobody:x:65534:65534:nobody:/:/' >/out/etc/passwd && echo 'nobody:x:65534:' >/out/etc/group \
 && /tmp/licences /opt/static >/out/usr/share/heartapp/licences.gz

FROM scratch
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
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

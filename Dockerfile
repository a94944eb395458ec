# Two stages: one that builds, one that holds the program and the libraries it was linked with. ./dev image builds this
# file without a Docker engine and tries the result. Debian 13: --build-arg BASE=debian:trixie-slim
ARG BASE=debian:bookworm-slim

FROM ${BASE} AS build
WORKDIR /src
# The tools first: they change less often than the sources, so this layer is built rarely.
COPY dev ./
RUN ./dev setup
COPY . .
RUN ./dev build meldmaat && cmake --install build/release --prefix /usr --strip \
  && packaging/runtime-packages /usr/bin/meldmaat > /runtime-packages

FROM ${BASE}
LABEL org.opencontainers.image.title="meldmaat" \
  org.opencontainers.image.description="Chat bot for reporting aggression against public servants" \
  org.opencontainers.image.licenses="EUPL-1.2"
COPY --from=build /runtime-packages /usr/share/meldmaat/runtime-packages
RUN apt-get -qq update \
  && DEBIAN_FRONTEND=noninteractive xargs -a /usr/share/meldmaat/runtime-packages \
    apt-get -qq -y install --no-install-recommends \
  && apt-get clean && rm -rf /var/lib/apt/lists/*
COPY --from=build /usr/bin/meldmaat /usr/bin/meldmaat
COPY LICENSE /usr/share/meldmaat/LICENSE
# Group 0 may write: platforms that give every container its own user id keep the group.
RUN install -d -o 10001 -g 0 -m 0770 /var/lib/meldmaat && install -d -m 0755 /etc/meldmaat
USER 10001:0
VOLUME /var/lib/meldmaat
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD ["meldmaat", "healthcheck"]
ENTRYPOINT ["meldmaat"]
CMD ["serve", "--config", "/etc/meldmaat"]

# The server as an image, built from this checkout: docker build -t parley .
# It has a Java runtime, the jar and its cache of classes; docs/operations.md says how to run it.

FROM node:24-slim AS node

FROM eclipse-temurin:25-jdk AS build
# The page that the server brings along is built by Node.js.
COPY --from=node /usr/local/bin/node /usr/local/bin/
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
# What the server needs of Java, and tools to look into it (jcmd, jstack).
RUN jlink --add-modules java.se,jdk.charsets,jdk.jcmd,jdk.jfr,jdk.management.agent,jdk.security.auth,jdk.unsupported,jdk.zipfs \
    --no-header-files --no-man-pages --generate-cds-archive --output /opt/runtime
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm \
    ./mvnw --quiet -pl server package -DskipTests && install -D server/target/parley.jar /opt/parley/parley.jar
# The cache of classes fits this very jar, at this place, and this very runtime.
RUN RUNTIME=/opt/runtime scripts/warm-up /opt/parley/parley.jar && install deploy/parley /opt/parley/

FROM debian:trixie-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates curl libstdc++6 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 parley \
    && useradd --uid 10001 --gid parley --home-dir /var/lib/parley --no-create-home --shell /usr/sbin/nologin parley \
    && install --directory --owner parley --group parley --mode 0711 /var/lib/parley \
    && ln -s /opt/parley/parley /usr/local/bin/parley
COPY --from=build /opt/runtime /opt/runtime
COPY --from=build /opt/parley /opt/parley
ENV JAVA_HOME=/opt/runtime PARLEY_HOST=0.0.0.0 PARLEY_DATA_DIR=/var/lib/parley
USER 10001:10001
WORKDIR /var/lib/parley
# The embedded database, and the signing key; empty where PARLEY_DATABASE_URL and PARLEY_JWT_SECRET are set.
VOLUME /var/lib/parley
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD curl --fail --silent --output /dev/null "http://127.0.0.1:${PARLEY_PORT:-8080}/health/live"
ENTRYPOINT ["parley"]
CMD ["serve"]

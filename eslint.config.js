import svelte from 'eslint-plugin-svelte'
import tseslint from 'typescript-eslint'
import noLiteralText from './tests/lint/no-literal-text.js'

const houseRules = { plugins: { house: { rules: { 'no-literal-text': noLiteralText } } } }

/** What `core` may not touch: it runs alike in the server, in a page and in a worker. */
const outsideOfCore = [
  'window',
  'document',
  'process',
  'fetch',
  'navigator',
  'localStorage',
  'Buffer',
  'console',
]

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/.svelte-kit/',
      'web/build/',
      'web/src/lib/paraglide/',
      'data/',
      '.cache/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    ignores: ['**/*.svelte.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // Numbers read well in a template; anything else must be turned into words first.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // `() => doIt()` is how an event handler is written.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Something that may wait is written as such, also where one kind of it need not.
      '@typescript-eslint/require-await': 'off',
      // SvelteKit's redirect() and error() are thrown by design and are no Errors.
      '@typescript-eslint/only-throw-error': 'off',
      // Names, captions and card words are Danish text without joined characters; sets and bytes are spread as well.
      '@typescript-eslint/no-misused-spread': 'off',
    },
  },
  // svelte-check looks at the types of components; a second full look at each of them costs minutes.
  { files: ['**/*.svelte', '**/*.svelte.ts'], extends: [...tseslint.configs.strict] },
  {
    files: ['**/*.ts', '**/*.svelte'],
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, 'ts-ignore': true }],
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TSEnumDeclaration',
          message: 'Node runs these files as they are: use a union of words.',
        },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    extends: [...svelte.configs.recommended],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      // Properties are declared with `let`: a binding may follow what the parent gives.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$derived', '$state'] }],
      // Sets and maps here are replaced, never changed, or lie outside of what pages follow.
      'svelte/prefer-svelte-reactivity': 'off',
      // The house stands at the root of its own origin, always.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    ...houseRules,
    files: ['web/src/**/*.svelte'],
    rules: { 'house/no-literal-text': 'error', 'svelte/no-inline-styles': 'error' },
  },
  {
    files: ['core/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', ...outsideOfCore],
      'no-restricted-imports': ['error', { patterns: ['node:*', '#api/*', '#storage/*', '#lib/*'] }],
    },
  },
  { files: ['api/commands/**', 'tests/**'], rules: { 'no-console': 'off' } },
)

/** What the pages themselves are told from outside; everything else in the environment is the api's (`api/config.ts`). */
import { defineEnvVars } from '@sveltejs/kit/env'

export const variables = defineEnvVars({
  HELP_PHONE: {
    public: true,
    description: 'The number under "Hjælp"; checked by the api before the pages are served.',
    schema: (number) => number?.trim() ?? '',
  },
})

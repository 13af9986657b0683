/** Where most tests begin: the whole real house, and a curator at work in it. */
import { afterAll, beforeAll } from 'vitest'
import { openHouse, type TestHouse } from './house.ts'
import { makeCurator, type TestCurator } from './staff.ts'

/** What it gives can be named at once, and asked from the first `beforeAll` after it on; it is shut after the file's last test. */
export function staffedHouse(...given: Parameters<typeof openHouse>): {
  readonly house: TestHouse
  readonly curator: TestCurator
} {
  let house: TestHouse | null = null
  let curator: TestCurator | null = null
  beforeAll(async () => {
    house = await openHouse(...given)
    curator = await makeCurator(house)
  })
  afterAll(() => house?.stop())

  function opened<Thing>(thing: Thing | null): Thing {
    if (thing === null) throw new Error('the house opens before the first test')
    return thing
  }
  return {
    house: {
      get origin() {
        return opened(house).origin
      },
      get dataDir() {
        return opened(house).dataDir
      },
      get deps() {
        return opened(house).deps
      },
      stop: () => opened(house).stop(),
    },
    curator: {
      get email() {
        return opened(curator).email
      },
      get password() {
        return opened(curator).password
      },
      get cookie() {
        return opened(curator).cookie
      },
      get call() {
        return opened(curator).call
      },
    },
  }
}

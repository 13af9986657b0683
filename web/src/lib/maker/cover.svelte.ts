/**
 * The work's public picture, fetched while there is net. It stays on this page and is never laid on the phone's shelf:
 * what is taken down must not live on with strangers.
 */
export class Cover {
  /** `none`: nothing is published, or it could not be fetched. */
  state: 'looking' | 'none' | 'here' = $state('looking')
  picture: Blob | null = $state.raw(null)

  /** Fetches the picture anew; the last one known stays where that fails. */
  async fetch(address: string | null): Promise<void> {
    const answer = address === null ? null : await fetch(address).catch(() => null)
    const picture = answer?.ok ? await answer.blob().catch(() => null) : null
    this.picture = picture ?? this.picture
    this.state = this.picture === null ? 'none' : 'here'
  }
}

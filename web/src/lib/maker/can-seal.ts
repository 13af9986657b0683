/** Where a phone reaches the house's machine without TLS there is no cipher; then a draft stays on the phone. */
export const canSeal = (): boolean => 'subtle' in crypto

/** This page is the one that needs no JavaScript: it sends none. */
export const csr = false

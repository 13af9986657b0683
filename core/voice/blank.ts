/** What stands in the words of a recorded clip for a number, a date or a name that differs from time to time. */
export const blank = '…'

/** Reports of one address in an hour and in a day: a class behind one school's address stays below; of a whole site in an hour. */
export const PUBLIC_LIMITS = { hour: 20, day: 60, siteHour: 300 } as const

/** Interfaces with a table that clients are not offered, each with the reason. Read by the relay and by the scanner. */
export const notOffered: Readonly<Record<string, string>> = {};

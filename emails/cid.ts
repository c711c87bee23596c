/** What the HTML of a mail calls a picture of its own by (RFC 2392), from the picture's file. */
export const cidOf = (file: string): string => `${file}@figures`

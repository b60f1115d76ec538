/** What the server is told of: programs that are files or will be, not what is shown of them. */
export const programs: { scheme: string; language: string }[] = [
  { scheme: "file", language: "sparta" },
  { scheme: "untitled", language: "sparta" },
];

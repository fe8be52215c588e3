/** What kept a file from being read or written, in the words of an operator; undefined where it is something else. */
export function fileProblem(thrown: unknown, path = pathOf(thrown)): string | undefined {
  if (path === undefined || !(thrown instanceof Error && 'code' in thrown)) return undefined;
  const problems: Record<string, string> = {
    ENOENT: `There is no file or folder ${path}.`,
    EACCES: `${path} may not be read or written by this user.`,
    EISDIR: `${path} is a directory, not a file.`,
  };
  return problems[String(thrown.code)];
}

/** A folder that is read like a file has none in its error. */
function pathOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'path' in thrown ? String(thrown.path) : undefined;
}

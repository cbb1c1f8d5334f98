// What the machine has: programs by name, a free port.
import { accessSync, constants } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** Where programs stand: the path, what servers are installed in, what Cargo installs. */
const DOSSIERS = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin", join(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "bin")];

/** The path of a program, under the first of these names that is installed; nothing when none is. */
export function programme(...names) {
  for (const name of names) {
    for (const folder of DOSSIERS) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not in this folder.
      }
    }
  }
}

/** A port of the loopback that nothing listens on. */
export const portLibre = () => new Promise((done) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

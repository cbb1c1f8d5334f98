// What the machine has: programs by name, a free port, a screen.
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";

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

let screen;
/** A screen that nobody looks at, for windows that must have one: its name. It ends with this process. */
export function ecran() {
  screen ??= new Promise((done, failed) => {
    const program = programme("Xvfb");
    if (!program) throw new Error("Xvfb manque. Pour l’installer : cargo xtask test --navigateurs");
    const server = spawn(program, ["-displayfd", "3", "-screen", "0", "1600x1400x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
    process.on("exit", () => server.kill());
    server.on("error", failed);
    server.on("exit", () => failed(new Error("Xvfb s’est arrêté.")));
    createInterface({ input: server.stdio[3] }).once("line", (number) => {
      // The tests end without waiting for it.
      server.unref();
      server.stdio[3].destroy();
      done(`:${number}`);
    });
  });
  return screen;
}

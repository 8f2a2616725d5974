// Bundles the scripts and styles of the desk and of the public site: `node build.mjs OUTDIR`.
//
// Offices run browsers as old as Chromium 90, so that is the target. Source maps stay out: a
// sourceMappingURL comment would make Django's manifest storage look for a file that isn't there.
import { build } from "esbuild";

const [outdir] = process.argv.slice(2);
if (!outdir) {
  console.error("usage: node build.mjs OUTDIR");
  process.exit(2);
}

await build({
  entryPoints: ["src/desk.ts", "src/desk.css", "src/public.css", "src/icon.svg"],
  loader: { ".svg": "copy" },
  outdir,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome90"],
  charset: "utf8",
  legalComments: "none",
  sourcemap: false,
  logLevel: "warning",
});

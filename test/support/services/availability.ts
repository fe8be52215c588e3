import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testPrograms } from '../../../scripts/test-programs.mjs';

const repositoryRoot = fileURLToPath(new URL('../../..', import.meta.url));

type TestProgram = keyof typeof testPrograms;

const dataFolders = {
  cxmlCorpus: {
    variable: 'CXML_CORPUS',
    byDefault: '../shared/corpus/cxml',
    skippedWithout: 'tests over the cXML corpus',
  },
  ociCorpus: {
    variable: 'OCI_CORPUS',
    byDefault: '../shared/corpus/oci',
    skippedWithout: 'tests over the OCI samples',
  },
  payloads: {
    variable: 'PAYLOADS',
    byDefault: '../shared/payloads',
    skippedWithout: 'tests with hostile payloads',
  },
  shopwareRecordings: {
    variable: 'SHOPWARE_RECORDINGS',
    byDefault: '../shared/shopware',
    skippedWithout: 'tests over recordings of a real Shopware',
  },
  cxmlDtd: {
    variable: 'CXML_DTD',
    byDefault: '../shared/dtd',
    skippedWithout: 'validation against the cXML DTD',
  },
};

type TestDataFolder = keyof typeof dataFolders;

export interface MissingPart {
  name: string;
  skippedWithout: string;
  howToProvide: string;
}

/** The path of a program the tests start, or undefined where it is not installed. */
export function findProgram(program: TestProgram): string | undefined {
  return testPrograms[program].find();
}

/** The path of a program. Throws where it is absent, for code that runs only where a test was not skipped. */
export function requiredProgram(program: TestProgram): string {
  return findProgram(program) ?? fail(`${program} is not installed: run node scripts/prepare.mjs test`);
}

/** The folder of test data kept outside the repository, or undefined where it is absent. */
export function findDataFolder(folder: TestDataFolder): string | undefined {
  const { variable, byDefault } = dataFolders[folder];
  const path = resolve(repositoryRoot, process.env[variable] ?? byDefault);
  return existsSync(path) ? path : undefined;
}

/** The folder of test data. Throws where it is absent, for code that runs only where a test was not skipped. */
export function requiredDataFolder(folder: TestDataFolder): string {
  return findDataFolder(folder) ?? fail(`set ${dataFolders[folder].variable} to the folder of ${folder}`);
}

export function missingPrograms(): MissingPart[] {
  return Object.entries(testPrograms)
    .filter(([, program]) => program.find() === undefined)
    .map(([name, { debianPackage, skippedWithout }]) => ({
      name,
      skippedWithout,
      howToProvide: `install ${debianPackage}`,
    }));
}

export function missingDataFolders(): MissingPart[] {
  return (Object.keys(dataFolders) as TestDataFolder[])
    .filter((folder) => findDataFolder(folder) === undefined)
    .map((folder) => ({
      name: folder,
      skippedWithout: dataFolders[folder].skippedWithout,
      howToProvide: `set ${dataFolders[folder].variable} to its folder`,
    }));
}

function fail(message: string): never {
  throw new Error(message);
}

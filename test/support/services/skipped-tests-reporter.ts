import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';

/** Names every skipped test at the end of a run, with its reason, so that none is skipped unnoticed. */
export class SkippedTestsReporter implements Reporter {
  #wasFiltered = false;

  onInit(vitest: Vitest): void {
    this.#wasFiltered = vitest.config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    if (this.#wasFiltered) {
      return;
    }
    for (const module of modules) {
      for (const test of module.children.allTests('skipped')) {
        console.log(skippedLine(module, test));
      }
    }
  }
}

function skippedLine(module: TestModule, test: TestCase): string {
  const result = test.result();
  const reason = 'note' in result && result.note !== undefined ? ` (${result.note})` : '';
  return `skipped: ${module.relativeModuleId} > ${test.fullName}${reason}`;
}

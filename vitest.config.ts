import { defineConfig } from 'vitest/config';
import { SkippedTestsReporter } from './test/support/services/skipped-tests-reporter.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: ['default', 'json', new SkippedTestsReporter()],
    outputFile: { json: 'node_modules/.cache/punchgate/test-results.json' },
    coverage: { provider: 'v8', include: ['src/**/*.ts'] },
  },
});

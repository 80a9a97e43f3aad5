// Reads what `go test -json` prints, shows what failed, and counts. A skipped
// test is a failure here: it means that something it needs was not there.
//
//   go test ./... -json | node .ci/gotest.mjs

import { createInterface } from 'node:readline';
import { verdict } from './site.mjs';

const output = new Map();
const problems = [];
const count = { passed: 0, packages: 0 };
for await (const line of createInterface({ input: process.stdin })) {
  let event;
  try {
    event = JSON.parse(line);
  } catch {
    console.log(line); // not an event: the go command itself has something to say
    continue;
  }
  const { Action, Package, ImportPath, Test, Output } = event;
  const test = `${Package ?? ImportPath}${Test ? ` ${Test}` : ''}`;
  switch (Action) {
    case 'output':
    case 'build-output':
      output.set(test, (output.get(test) ?? '') + Output);
      break;
    case 'pass':
      if (Test) count.passed++;
      else count.packages++;
      output.delete(test);
      break;
    case 'skip':
      if (Test) problems.push(`skipped: ${test}\n${output.get(test) ?? ''}`);
      output.delete(test);
      break;
    case 'fail':
    case 'build-fail':
      problems.push(`failed: ${test}\n${output.get(test) ?? ''}`);
      break;
  }
}
verdict(problems, [[count.passed, 'tests passed'], [count.packages, 'packages passed']]);

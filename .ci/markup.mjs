// Has html-validate look at every page of the built site, by the rules of
// html-validate.json.
//
//   node .ci/markup.mjs SITE-FOLDER

import { readFileSync } from 'node:fs';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { commandLine, files, isPage, read, verdict } from './site.mjs';

const { site } = commandLine();
const rules = JSON.parse(readFileSync(new URL('html-validate.json', import.meta.url), 'utf8'));
const judge = new HtmlValidate(new StaticConfigLoader(rules));

const problems = [];
let looked = 0;
for (const page of files(site).filter(isPage)) {
  const report = await judge.validateString(read(site, page), page);
  looked++;
  for (const { messages } of report.results) {
    for (const m of messages) problems.push(`${page}:${m.line}:${m.column}: ${m.message} [${m.ruleId}]`);
  }
}
verdict(problems, [[looked, 'pages']]);

// Commands in logs: parsed, and written again by the libraries of those who read them, byte for byte.
import { readFileSync } from 'node:fs';
import * as core from '@actions/core';
import { commandFromString } from 'azure-pipelines-task-lib/taskcommand.js';

const unescapeData = (text) => text.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%');
const unescapeProperty = (text) => unescapeData(text.replace(/%3A/g, ':').replace(/%2C/g, ','));

// As the runner takes a line apart.
const parse = (line) => {
  const match = /^::(\w+)(?: (.*?))?::(.*)$/s.exec(line);
  if (!match) return null;
  const properties = {};
  for (const part of (match[2] ?? '').split(',').filter((each) => each)) {
    const equals = part.indexOf('=');
    properties[part.slice(0, equals)] = unescapeProperty(part.slice(equals + 1));
  }
  return { name: match[1], properties, message: unescapeData(match[3]) };
};

const written = (command) => {
  const parts = [];
  const write = process.stdout.write;
  process.stdout.write = (text) => parts.push(text) > 0;
  try {
    const { title, file, line, endLine, col, endColumn } = command.properties;
    core[command.name](command.message, {
      title, file, startLine: line, endLine, startColumn: col, endColumn,
    });
  } finally {
    process.stdout.write = write;
  }
  return parts.join('');
};

const lines = (report) => readFileSync(report.path, 'utf8').split('\n').slice(0, -1);

export const checkCommands = (reports, tell) => {
  for (const report of reports.filter((each) => each.format === 'github')) {
    const counts = {};
    for (const line of lines(report)) {
      const command = parse(line);
      if (!command) {
        tell.fail(report, `is no command: ${line}`);
        continue;
      }
      counts[command.name] = (counts[command.name] ?? 0) + 1;
      if (written(command) !== line + '\n') tell.fail(report, `@actions/core writes another: ${line}`);
      if (command.message.length > 4096) tell.fail(report, `is cut by the runner: ${line}`);
    }
    for (const [name, count] of Object.entries(counts)) {
      if (count > 10 || !['error', 'warning', 'notice'].includes(name)) tell.fail(report, `${count} of ${name}`);
    }
    tell.done();
  }
  for (const report of reports.filter((each) => each.format === 'azure')) {
    for (const line of lines(report)) {
      // The library writes a command without a message and reads none back.
      const command = commandFromString(line);
      if (command.toString() !== line) tell.fail(report, `azure-pipelines-task-lib writes another: ${line}`);
      if (!['task.logissue', 'task.complete'].includes(command.command)) tell.fail(report, `unknown command ${command.command}`);
    }
    tell.done();
  }
};

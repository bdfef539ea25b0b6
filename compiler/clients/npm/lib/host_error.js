// Why a host cannot do what the module asks of it.

/** The numbers by which the module knows a refusal. */
export const Refusal = Object.freeze({
  notFound: -1,
  notPermitted: -2,
  wrongKind: -3, // a folder where a file was meant, or the other way round
  other: -4,
  tooLarge: -5,
  notRegular: -6,
});

/** A refusal; with `other` the message is a sentence for people, without the path, with `tooLarge` the size in digits. */
export class HostError extends Error {
  name = 'HostError';
  constructor(refusal, message = '') {
    super(message);
    this.refusal = refusal;
  }
}

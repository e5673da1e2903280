import test from 'node:test';
import assert from 'node:assert/strict';
import { inTime } from '../fetching/mailbox.js';

const three = { take: [{ uid: 4, size: 9 }, { uid: 7, size: 9 }, { uid: 8, size: 9 }], passed: 12, more: false };

/** Each message takes `each` of a clock that only they move. */
async function visit(till, each) {
  let clock = 0;
  return inTime(three, till, () => clock, async ({ uid }) => {
    clock += each;
    return { uid };
  });
}

test('fetch_WhenTheTimeIsUp_TakesWhatItHasAndSaysThatThereIsMore', async () => {
  assert.deepEqual(await visit(15, 10), { messages: [{ uid: 4 }, { uid: 7 }], passed: 7, more: true });
});

test('fetch_WhenOneMessageTakesAllTheTime_StillTakesThatOne', async () => {
  assert.deepEqual(await visit(5, 1000), { messages: [{ uid: 4 }], passed: 4, more: true });
});

test('fetch_WhenThereIsTime_TakesAllAndPassesWhatWasListed', async () => {
  assert.deepEqual(await visit(100, 10), { messages: [{ uid: 4 }, { uid: 7 }, { uid: 8 }], passed: 12, more: false });
});

// The smallest Bolt for JavaScript app, to compare with: node hello.mjs PORT
import bolt from "@slack/bolt";

const app = new bolt.App({
  signingSecret: process.env.BENCH_SIGNING_SECRET,
  authorize: async () => ({ botToken: "xoxb-bench", botId: "B1", botUserId: "U1" }),
  logLevel: "error",
});
app.command("/salary", async ({ ack }) => {
  await ack("hello");
});
await app.start({ port: Number(process.argv[2]), host: "127.0.0.1" });

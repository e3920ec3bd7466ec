// Runs Cloudflare's simulator of R2 until standard input ends, so that it never outlives whoever started it.
// Usage: node server.mjs <folder> <key.pem> <cert.pem> <bucket> <access key id> <secret access key> [port]
import { Miniflare, Log, LogLevel } from 'miniflare';
import { readFileSync } from 'node:fs';

const [folder, key, cert, bucket, accessKeyId, secretAccessKey, port] = process.argv.slice(2);

const simulator = new Miniflare({
  host: '127.0.0.1',
  port: Number(port ?? 0),
  cf: false,
  log: new Log(LogLevel.ERROR),
  modules: true,
  script: 'export default { fetch() { return new Response("r2") } }',
  https: true,
  httpsKey: readFileSync(key, 'utf8'),
  httpsCert: readFileSync(cert, 'utf8'),
  r2Buckets: { BUCKET: { id: bucket, s3Credentials: { accessKeyId, secretAccessKey } } },
  r2Persist: folder,
});

const url = await simulator.ready;
console.log(`listening ${new URL('/cdn-cgi/local/r2/s3', url)}`);

process.stdin.resume();
process.stdin.on('end', async () => {
  await simulator.dispose();
  process.exit(0);
});

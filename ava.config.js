export default {
  files: ['{setup,harness,bridge-ref,reports}/**/*.test.ts', '!**/fixtures/**'],
  extensions: ['ts'],
  // Tests may load native libraries and send signals, which only a process of their own survives.
  workerThreads: false,
  // One test that compiles and runs probes is slow on a loaded machine; this ends only what hangs.
  timeout: '2m',
}

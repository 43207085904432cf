export default {
  title: 'A blog',
  head: [['script', { type: 'module', src: 'https://inflight.example/embed.js' }]],
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === 'inflight-figure' } } },
};

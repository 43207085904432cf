export default {
  title: 'A blog',
  url: 'https://blog.example',
  baseUrl: '/',
  scripts: [{ src: 'https://inflight.example/embed.js', type: 'module' }],
  presets: [['classic', { docs: false }]],
};

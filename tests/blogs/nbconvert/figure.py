%%html
<script type="module" src="https://inflight.example/embed.js"></script>
<inflight-figure strategies="batched,windowed"><a href="https://inflight.example/?strategies=batched%2Cwindowed" style="display:block;height:0;padding-bottom:clamp(307px,(560px - 100%)*999,386px)"><img src="https://inflight.example/figure.svg" alt="Two ways to await the same requests: batched and windowed" width="680" style="max-width:100%"></a></inflight-figure>

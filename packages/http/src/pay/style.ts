/** The pay page's only style sheet: in the page, and allowed by its hash. */
export const style = `:root{color-scheme:light dark;--text:light-dark(#1b1f24,#e9ebee);--muted:light-dark(#57606a,#a4adb8);--page:light-dark(#f4f5f7,#101317);--card:light-dark(#fff,#191d23);--line:light-dark(#d9dde2,#343b45);--accent:light-dark(#0b57c2,#8ab8ff);--on-accent:light-dark(#fff,#0a1a33);--warn:light-dark(#a3260f,#ff9b85);--good:light-dark(#14693a,#7fd6a2)}
@supports not (color:light-dark(#000,#fff)){:root{color-scheme:light;--text:#1b1f24;--muted:#57606a;--page:#f4f5f7;--card:#fff;--line:#d9dde2;--accent:#0b57c2;--on-accent:#fff;--warn:#a3260f;--good:#14693a}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;min-block-size:100vh;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",sans-serif;display:grid;place-content:start center;padding:clamp(1rem,6vh,5rem) 1rem}
main{inline-size:min(29rem,calc(100vw - 2rem));background:var(--card);border:1px solid var(--line);border-radius:.875rem;padding:clamp(1.25rem,5vw,2rem);box-shadow:0 1px 2px rgb(0 0 0/.05),0 8px 24px rgb(0 0 0/.05)}
h1,h2,p,dl,ul{margin:0}
h1{font-size:1rem;font-weight:500;color:var(--muted);overflow-wrap:anywhere}
.label{margin-block-start:1.25rem;color:var(--muted);font-size:.875rem}
.amount{font-size:clamp(2rem,11vw,2.75rem);line-height:1.15;font-weight:650;letter-spacing:-.02em;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.long{font-size:clamp(1.45rem,7.6vw,2.25rem)}
[dir=rtl] .amount{letter-spacing:0}
.state{margin-block-start:1.25rem;color:var(--text);font-size:1.5rem;line-height:1.25;font-weight:650;overflow-wrap:anywhere}
h1.state{margin-block-start:0}
.good{color:var(--good)}
.text{margin-block-start:.5rem;color:var(--muted)}
form,.onward{margin-block-start:1.5rem}
form+.onward{margin-block-start:.75rem}
button,.button{appearance:none;display:block;inline-size:100%;min-block-size:3rem;padding:.6rem 1rem;border:1px solid var(--accent);border-radius:.6rem;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer;overflow-wrap:anywhere}
button:hover,.button:hover{filter:brightness(1.08)}
.quiet{background:transparent;color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
details{margin-block-start:1rem;border-block-start:1px solid var(--line);padding-block-start:.5rem}
summary{cursor:pointer;min-block-size:2.75rem;display:list-item;padding-block:.6rem;color:var(--accent);font-weight:500}
details form{margin-block-start:.25rem}
label{display:block;font-weight:500}
fieldset{border:0;margin:0 0 1.25rem;padding:0}
legend{padding:0;font-weight:500}
.choice{display:flex;gap:.6rem;align-items:center;min-block-size:2.75rem;font-weight:400}
input[type=checkbox]{inline-size:1.25rem;block-size:1.25rem;accent-color:var(--accent)}
select{display:block;inline-size:100%;min-block-size:3rem;margin-block:.35rem 1.25rem;padding:.5rem .75rem;border:1px solid var(--muted);border-radius:.6rem;background:var(--page);color:inherit;font:inherit}
input[type=text]{display:block;inline-size:100%;min-block-size:3rem;margin-block:.35rem;padding:.5rem .75rem;border:1px solid var(--muted);border-radius:.6rem;background:var(--page);color:inherit;font:inherit;font-size:1.125rem;font-variant-numeric:tabular-nums}
input[aria-invalid=true]{border-color:var(--warn);border-width:2px}
.hint{color:var(--muted);font-size:.875rem;margin-block-end:.75rem}
.error{color:var(--warn);font-weight:500;margin-block:.35rem .7rem}
input[aria-invalid=true]+button{margin-block-start:.75rem}
.notice{margin-block-start:1rem;padding:.65rem .85rem;border:1px solid var(--warn);border-radius:.6rem;color:var(--warn);font-weight:500}
h2{margin-block-start:1.75rem;font-size:.875rem;font-weight:500;color:var(--muted)}
ul{list-style:none;padding:0;margin-block-start:.25rem}
li{display:flex;flex-wrap:wrap;gap:.1rem 1rem;justify-content:space-between;padding-block:.7rem;border-block-end:1px solid var(--line)}
li:last-child{border:0;padding-block-end:0}
li>span:first-child{flex:1 1 9rem;overflow-wrap:anywhere;min-inline-size:0}
li bdi{display:inline-block;max-inline-size:100%}
li small{display:block;font-size:.875rem;color:var(--muted)}
li small.late{color:var(--warn);font-weight:500}
li .sum{margin-inline-start:auto;font-variant-numeric:tabular-nums;font-weight:500;white-space:nowrap}
footer{margin-block-start:1.5rem;color:var(--muted);font-size:.8125rem}
@media (forced-colors:active){main,button,.button,input{border:1px solid}}
@media print{body{background:none;padding:0}form,details,.onward{display:none}main{border:0;box-shadow:none}}`

let hash: Promise<string> | undefined

/** What the content security policy allows the style sheet by. */
export function styleHash(): Promise<string> {
  hash ??= crypto.subtle
    .digest('SHA-256', new TextEncoder().encode(style))
    .then((bytes) => `'sha256-${btoa(String.fromCharCode(...new Uint8Array(bytes)))}'`)
  return hash
}

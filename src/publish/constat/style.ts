/** The look of a procès-verbal: one file that prints on A4 as it shows on a screen, with nothing fetched. */
import { createHash } from 'node:crypto';

export const style = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem;max-width:60rem;font:10.5pt/1.5 "Marianne","Source Sans 3",system-ui,"Liberation Sans",Arial,sans-serif;color:#1b1b1f;background:#fff}
h1{font-size:1.8rem;line-height:1.2;margin:.2em 0 .4em}
h2{font-size:1.25rem;margin:2.2rem 0 .6rem;padding-bottom:.25rem;border-bottom:2px solid #21409a;break-after:avoid}
h3{font-size:1.02rem;margin:1.2rem 0 .3rem;break-after:avoid}
p{margin:.45rem 0;max-width:48rem}
.over{color:#45464f;margin:0}
.notice{border-left:4px solid #b45f06;background:#fdf6ec;padding:.6rem .9rem;margin:1rem 0}
table{width:100%;border-collapse:collapse;margin:.7rem 0 1.2rem;font-size:.86rem;line-height:1.4}
.wide{overflow-x:auto}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border:1px solid #c6c6d0;overflow-wrap:break-word}
thead th{background:#eef0f8;print-color-adjust:exact}
tbody th{font-weight:600}
thead{display:table-header-group}
tr{break-inside:avoid}
code{font:.88em/1.4 "Liberation Mono",ui-monospace,monospace;overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f5f5f8;padding:.7rem;font:.8rem/1.5 "Liberation Mono",ui-monospace,monospace}
ol,ul{padding-left:1.4rem}
li{margin:.2rem 0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem .8rem;margin:.3rem 0}
dt{color:#45464f}
dd{margin:0;overflow-wrap:anywhere}
figure{margin:1rem 0;break-inside:avoid}
figure img{display:block;max-width:100%;max-height:16cm;width:auto;border:1px solid #c6c6d0}
figcaption{font-size:.84rem;color:#45464f;margin-top:.3rem}
.finding{border:1px solid #c6c6d0;border-left-width:5px;padding:.5rem .9rem;margin:.8rem 0;break-inside:avoid}
.finding h3{margin-top:.2rem}
.failed{border-left-color:#b3261e}
.cannot-tell{border-left-color:#b45f06}
.tags{color:#45464f;font-size:.88rem}
@page{size:A4;margin:17mm 15mm 18mm}
@media print{body{padding:0;max-width:none}.wide{overflow:visible}a{color:inherit}}
`;

/** What a procès-verbal may do wherever it is shown: its own style, its own pictures, nothing else. */
export const constatPolicy = `default-src 'none'; img-src data:; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;
